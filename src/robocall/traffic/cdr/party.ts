import { isEmergency, isPossible, toNumber } from '../../numbers/normalise.ts';

/** A calling or called party: its E.164 number with the plus, or null and why. */
export type Party = { readonly number: string | null; readonly reason: string | null };

const withheld =
  /^(?:anonymous|restricted|private|unavailable|unknown|withheld|asserted|blocked|no ?name|out.of.area)\b/i;
const extension = /^(?:ext\.?\s*)?\d{2,6}$/i;

/** What stands for the number in `"Name" <sip:user@host;params>`, `tel:…;ext=1`, `user@host` or the bare number. */
const userPart = (raw: string): string => {
  const inside = /<([^>]*)>\s*$/.exec(raw)?.[1] ?? raw;
  const user = inside.replace(/^\s*(?:sips?|tel):/i, '');
  const end = user.search(/[@;]/);
  return (end < 0 ? user : user.slice(0, end)).trim();
};

const told = (raw: string): Party => {
  if (isEmergency(raw)) return { number: null, reason: 'emergency_number' };
  const text = userPart(raw);
  if (text === '') return { number: null, reason: 'empty' };
  if (withheld.test(text)) return { number: null, reason: 'withheld' };
  if (isEmergency(text)) return { number: null, reason: 'emergency_number' };
  if (/^[2-8]11$/.test(text)) return { number: null, reason: 'short_code' };
  const number = toNumber(text);
  if (number !== null)
    return isPossible(number) ? { number: `+${number}`, reason: null } : { number: null, reason: 'impossible_number' };
  return { number: null, reason: extension.test(text) ? 'extension' : 'not_a_number' };
};

/** Ten digits, or eleven that begin with 1, also behind a plus: what nearly every row has needs no reading of words. */
const plain = /^\+?1?\d{10}$/;

/** The party a source names. */
export const partyOf = (raw: string | null): Party => {
  if (raw === null) return { number: null, reason: 'empty' };
  // a plus without a 1 behind it is another country's
  if (!plain.test(raw) || (raw.startsWith('+') && raw.length !== 12)) return told(raw);
  const number = raw.length === 10 ? `+1${raw}` : raw.length === 11 ? `+${raw}` : raw;
  return isPossible(Number(number)) ? { number, reason: null } : { number: null, reason: 'impossible_number' };
};
