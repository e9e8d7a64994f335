import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('quotes what would break a row, and disarms what a spreadsheet would run', () => {
  expect(csvOf(['a', 'b'], [['one, two', 'said "no"']])).toBe('a,b\r\n"one, two","said ""no"""\r\n');
  expect(csvOf(['a'], [['=1+1'], ['+15155550100'], [-5], [null]])).toBe("a\r\n'=1+1\r\n'+15155550100\r\n-5\r\n\r\n");
});
