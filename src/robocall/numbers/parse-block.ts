import { refuse } from '../../kernel/problem.ts';
import type { Block } from './blocks.ts';
import { isPossible, toNumber } from './normalise.ts';

/** Why a text is no number, range or prefix, and how to write it: never the text itself, which may be a customer's. */
export type Unread = { readonly wrong: string; readonly fix: string };

const howToWrite = 'Write +15155550100, 5155550100, a range 5155550100..5155550199, or a prefix 515555*.';

const unread = (wrong: string): Unread => ({ wrong, fix: howToWrite });

const one = (text: string): number | Unread => toNumber(text) ?? unread('is no telephone number');

const prefixed = (text: string): Block | Unread => {
  const digits = text
    .replace(/[\s().-]/g, '')
    .replace(/^\+/, '')
    .replace(/[*xX]+$/, '');
  const national = digits.length > 3 && digits.startsWith('1') ? digits.slice(1) : digits;
  if (!/^\d{3,9}$/.test(national)) return unread('is a prefix of fewer than three or more than nine digits');
  const written = /[xX]+$/.exec(text.trim())?.[0].length;
  if (written !== undefined && national.length + written !== 10) return unread('is a prefix without ten digits');
  return {
    firstNumber: Number(`1${national.padEnd(10, '0')}`),
    lastNumber: Number(`1${national.padEnd(10, '9')}`),
  };
};

/** The numbers that a text names, such as may exist or not: one, a range `first..last`, or a prefix `515555*` or `515-555-XXXX`. */
export const blockIn = (text: string): Block | Unread => {
  if (/^[\d\s().+-]+[*xX]+\s*$/.test(text)) return prefixed(text);
  const [firstText = '', lastText, ...more] = text.split('..');
  if (more.length > 0) return unread('is no range');
  const firstNumber = one(firstText);
  if (typeof firstNumber !== 'number') return firstNumber;
  const lastNumber = lastText === undefined ? firstNumber : one(lastText);
  if (typeof lastNumber !== 'number') return lastNumber;
  if (lastNumber < firstNumber || String(firstNumber).length !== String(lastNumber).length)
    return unread('is a range that ends before it begins');
  return { firstNumber, lastNumber };
};

/** The same where somebody is to have the numbers: they must be such as can exist. */
export const possibleBlockIn = (text: string): Block | Unread => {
  const block = blockIn(text);
  if ('wrong' in block || (isPossible(block.firstNumber) && isPossible(block.lastNumber))) return block;
  return unread('is a number that cannot exist in North America');
};

/** The same for a field of a request: `invalid-input` names the field and the fix. */
export const blockGiven = (field: string, text: string): Block => {
  const block = possibleBlockIn(text);
  return 'wrong' in block ? refuse('invalid-input', `'${field}' ${block.wrong}.`, block.fix) : block;
};

/** A number as people read it. */
export const e164Of = (number: number): string => `+${number}`;
