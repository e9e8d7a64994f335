import { describe, expect, it } from 'vitest';
import { agentWords } from './agent.ts';
import { appAddress, base32, codeOfStep, stepAt, stepOfCode } from './totp.ts';

// RFC 6238, appendix B: its secret, and the last six digits of its codes for SHA-1
const secret = Buffer.from('12345678901234567890');

describe('The code of an app', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('is at second %i what RFC 6238 prints: %s', (second, code) => {
    expect(codeOfStep(secret, stepAt(second * 1000))).toBe(code);
  });

  it('holds for its thirty seconds and for clocks that differ by one step, not by two', () => {
    const now = 1_700_000_010_000;
    const of = (step: number) => stepOfCode(secret, codeOfStep(secret, stepAt(now) + step), now);
    expect([-2, -1, 0, 1, 2].map(of)).toEqual([null, stepAt(now) - 1, stepAt(now), stepAt(now) + 1, null]);
    expect(['', '28708', '2870822', 'abcdef'].map((code) => stepOfCode(secret, code, 59_000))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('comes from a secret that apps read in base32', () => {
    expect(base32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    expect([base32(Buffer.from('f')), base32(Buffer.from('foobar'))]).toEqual(['MY', 'MZXW6YTBOI']);
    expect(appAddress('MZXW6YTB', 'ana@prairie.example')).toBe(
      'otpauth://totp/Compline%3Aana%40prairie.example?secret=MZXW6YTB&issuer=Compline',
    );
  });
});

describe('A session among others', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0', 'Firefox on Windows'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
      'Safari on Mac',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36 Edg/128.0',
      'Edge on Windows',
    ],
    ['curl/8.5.0', 'curl'],
    ['', 'a program without a name'],
  ])('of %s is known by words', (header, words) => {
    expect(agentWords(header)).toBe(words);
  });
});
