/** What others can know of an account: no secret may be made of it. */
export type Known = {
  readonly account: string;
  readonly name: string;
  readonly login: string;
  /** E.164. */
  readonly numbers: readonly string[];
  /** Search keys of addresses. */
  readonly contacts: readonly string[];
};

const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

const words = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).map(bare);

/** The parts of what is known that must not stand in a secret: whole values, names, mailboxes, the last seven digits of a number. */
const partsOf = ({ account, name, login, numbers, contacts }: Known): ReadonlySet<string> =>
  new Set(
    [
      bare(account),
      ...words(name),
      ...words(login),
      ...numbers.map((number) => number.slice(-7)),
      ...contacts.map((contact) => bare(contact.split('@')[0] ?? '')),
    ].filter((part) => part.length >= 4),
  );

const runs = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
];

const isRun = (text: string): boolean => /^(.)\1*$/u.test(text) || runs.some((run) => run.includes(text));

// those that every list of stolen passwords begins with
const common = /^(password|passw0rd|contrasena|letmein|welcome|iloveyou|teamo|qwerty|monkey|dragon|admin)\d*$/;

export type SecretFault = 'too-simple' | 'known-data';

/** Why a text cannot be a password or an answer, or null: it is the first that is guessed, or it holds what others know of the account. */
export const secretFault = (secret: string, known: Known): SecretFault | null => {
  const text = bare(secret);
  if (text === '' || isRun(text) || common.test(text)) return 'too-simple';
  for (const part of partsOf(known)) if (text.includes(part)) return 'known-data';
  return null;
};

/** The same of digits keyed in on a telephone: also no stretch of a known number or of the account's. */
export const keyedFault = (digits: string, known: Known): SecretFault | null => {
  if (isRun(digits) || /^(\d{2,3})\1+$/.test(digits)) return 'too-simple';
  const near = [...known.numbers, known.account].map((text) => text.replace(/\D/g, ''));
  return near.some((number) => number.includes(digits) || (number.length >= 4 && digits.includes(number)))
    ? 'known-data'
    : null;
};
