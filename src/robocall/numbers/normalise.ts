import type { Block } from './blocks.ts';

const separators = /[\s().-]/g;
const digits = /^\d+$/;

/**
 * The E.164 number that a switch or a person wrote, as a number of up to fifteen digits; null where it is none. Ten digits, and
 * eleven after a 1, are North American; other countries need a plus sign or 011. Whether such a number can exist is another
 * question (`isPossible`): a forged caller ID has to be told from an unreadable one.
 */
export const toNumber = (text: string): number | null => {
  const bare = text.replace(separators, '');
  const marked = bare.startsWith('+');
  const dialled = marked ? bare.slice(1) : bare;
  if (!digits.test(dialled)) return null;
  const abroad = !marked && dialled.startsWith('011');
  const whole = abroad ? dialled.slice(3) : dialled;
  if (!marked && !abroad) {
    if (whole.length === 10) return Number(`1${whole}`);
    return whole.length === 11 && whole.startsWith('1') ? Number(whole) : null;
  }
  if (whole.startsWith('1')) return whole.length === 11 ? Number(whole) : null;
  return !whole.startsWith('0') && whole.length >= 7 && whole.length <= 15 ? Number(whole) : null;
};

/** Whether a number is of the North American plan: country code 1 and ten digits. */
export const isNorthAmerican = (number: number): boolean => number >= 10_000_000_000 && number <= 19_999_999_999;

/**
 * Whether a number can exist: in North America neither area code nor exchange begins with 0 or 1 or ends in 11, no area code has
 * a 9 in its middle (kept for a longer plan) and none is 37x or 96x. Of other countries only the length is known here.
 */
export const isPossible = (number: number): boolean => {
  if (!isNorthAmerican(number)) return true;
  const area = Math.floor(number / 10_000_000) % 1000;
  const exchange = Math.floor(number / 10_000) % 1000;
  if (area < 200 || exchange < 200 || area % 100 === 11 || exchange % 100 === 11) return false;
  const tens = Math.floor(area / 10);
  return tens % 10 !== 9 && tens !== 37 && tens !== 96;
};

const tollFreeAreas = new Set([800, 833, 844, 855, 866, 877, 888]);

/** Whether all numbers of a block are toll-free in North America. */
export const isTollFree = ({ firstNumber, lastNumber }: Block): boolean => {
  const area = Math.floor((firstNumber - 10_000_000_000) / 10_000_000);
  return tollFreeAreas.has(area) && area === Math.floor((lastNumber - 10_000_000_000) / 10_000_000);
};

const short = /^\+?1?(?:911|933|988)$/;
const service = /^urn:service:sos(?:\..+)?$/i;

/**
 * Whether a called party is an emergency service by its short number: 911, its test 933, the crisis line 988, also behind the plus
 * sign or the 1 that switches put before them, or the service URN of RFC 5031. PSAPs by their ten digits stand in a list.
 */
export const isEmergency = (text: string): boolean => short.test(text.replace(separators, '')) || service.test(text);
