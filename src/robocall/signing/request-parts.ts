import { member } from './json-object.ts';
import { invalid, missing, type RequestFault } from './request-fault.ts';
import { canonicalNumber } from './telephone-number.ts';

const numberRule = 'digits, * and # with + . - ( ) between them, 32 at most, no space';
const mostCalled = 100;

/** The one number of a side of the call, `{"tn":"…"}`, canonical. */
export const readNumber = (request: unknown, name: string): { readonly number: string } | RequestFault => {
  const side = member(request, name);
  if (side === undefined) return missing(name);
  const text = member(side, 'tn');
  if (text === undefined) return missing(`${name}.tn`);
  const number = typeof text === 'string' ? canonicalNumber(text) : null;
  return number === null ? invalid(`${name}.tn`, `one text of ${numberRule}`) : { number };
};

/** The numbers of the called side, `{"tn":["…"]}`, canonical. */
export const readNumbers = (request: unknown, name: string): { readonly numbers: readonly string[] } | RequestFault => {
  const side = member(request, name);
  if (side === undefined) return missing(name);
  const list = member(side, 'tn');
  if (list === undefined) return missing(`${name}.tn`);
  if (!Array.isArray(list) || list.length === 0 || list.length > mostCalled)
    return invalid(`${name}.tn`, `a list of 1 to ${mostCalled} numbers`);
  const numbers = list.flatMap((one: unknown) => (typeof one === 'string' ? [canonicalNumber(one)] : [null]));
  const good = numbers.filter((number) => number !== null);
  return good.length < list.length ? invalid(`${name}.tn`, `a list of texts of ${numberRule}`) : { numbers: good };
};

/** A time in whole seconds since 1970. */
export const readSeconds = (request: unknown, name: string): { readonly seconds: number } | RequestFault => {
  const value = member(request, name);
  if (value === undefined) return missing(name);
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
    ? { seconds: value }
    : invalid(name, 'a whole number of seconds since 1970, as a number');
};

/** A text that a rule allows. */
export const readText = (
  request: unknown,
  name: string,
  rule: { readonly form: RegExp; readonly says: string },
): { readonly text: string } | RequestFault => {
  const value = member(request, name);
  if (value === undefined) return missing(name);
  return typeof value === 'string' && rule.form.test(value) ? { text: value } : invalid(name, rule.says);
};
