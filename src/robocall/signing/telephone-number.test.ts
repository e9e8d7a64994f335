import { describe, expect, it } from 'vitest';
import { canonicalNumber } from './telephone-number.ts';

describe('A telephone number', () => {
  it('loses its plus sign and separators', () => {
    expect(canonicalNumber('+1 (215) 555-1212'.replaceAll(' ', ''))).toBe('12155551212');
    expect(canonicalNumber('1.215.555.1212')).toBe('12155551212');
    expect(canonicalNumber('12155551212')).toBe('12155551212');
  });

  it('may hold a star and a pound sign', () => {
    expect(canonicalNumber('*67')).toBe('*67');
    expect(canonicalNumber('#31#')).toBe('#31#');
  });

  it('is none with a space, a letter, nothing in it or too much', () => {
    for (const text of [
      '',
      '+',
      '()',
      '1 215',
      'alice',
      'tel:1215',
      '1215;ext=5',
      '１２１５',
      '1'.repeat(33),
      '-'.repeat(65),
    ])
      expect(canonicalNumber(text), text).toBeNull();
  });
});
