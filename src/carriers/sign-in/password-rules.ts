import { refuse } from '../../kernel/problem.ts';
import { isCommon } from './common-passwords.ts';

const least = 12;
const most = 200;

const letterOf: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'i'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['7', 't'],
  ['@', 'a'],
  ['$', 's'],
  ['!', 'i'],
]);

const asLetters = (word: string): string => [...word].map((sign) => letterOf.get(sign) ?? sign).join('');

/** What is left without digits and signs at its ends, which is where people put what a rule asks for. */
const core = (word: string): string => word.replace(/^[^a-z]+|[^a-z]+$/g, '');

const rows = ['abcdefghijklmnopqrstuvwxyz', '0123456789', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const runs = rows.flatMap((row) => [row, [...row].reverse().join('')]).map((row) => row.repeat(4));

/** The part of a word that repeats, or the word: `passpasspass` is `pass`. */
const unit = (word: string): string => /^(.+?)\1+$/.exec(word)?.[1] ?? word;

const isGuessed = (word: string): boolean => {
  const forms = [word, core(word), core(asLetters(word)), asLetters(core(word))];
  return (
    unit(word).length <= 4 ||
    runs.some((run) => run.includes(word)) ||
    forms.some((form) => isCommon(form) || isCommon(unit(form)))
  );
};

/** Whose password it is to be. */
export type Chooser = { readonly email: string; readonly name: string };

const ownWords = ({ email, name }: Chooser): readonly string[] =>
  [email.split('@', 1)[0] ?? '', ...email.split(/[@.]/), ...name.split(/\s+/)]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= 4);

/** What is left of a password when its chooser's own words are taken away. */
const withoutOwn = (word: string, chooser: Chooser): string =>
  ownWords(chooser).reduce((rest, own) => rest.replaceAll(own, ''), word);

/** What is wrong with a password that somebody chooses, in words for him; null where it is taken. */
export const passwordFault = (password: string, chooser: Chooser): string | null => {
  const word = password.toLowerCase().replace(/\s+/g, '');
  if ([...password].length < least) return `it is shorter than ${least} characters`;
  if (password.length > most) return `it is longer than ${most} characters`;
  if (isGuessed(word)) return 'it is, but for a few digits or signs, one of those that everybody tries first';
  if (withoutOwn(word, chooser).length < 8) return 'it is little more than your own name or address';
  return null;
};

/** Refuses a password that is short or is known from breaches. */
export const takePassword = (password: string, chooser: Chooser): void => {
  const fault = passwordFault(password, chooser);
  if (fault !== null)
    refuse(
      'password-refused',
      `'newPassword': ${fault}.`,
      `Take ${least} characters or more that nobody would try: four words that do not belong together are good.`,
    );
};
