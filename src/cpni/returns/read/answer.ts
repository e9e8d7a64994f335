import type { Mail } from '../../../carriers/mailbox/mail.ts';
import { ownWords, subjectOf } from './own-words.ts';
import { words } from './words/words.ts';

/** What a writer answers. `both` holds a no beside something that speaks against it; `unclear` holds neither. */
export type Answer = {
  readonly says: 'no' | 'yes' | 'both' | 'unclear';
  /** What a person must see to as well. */
  readonly also: readonly ('question' | 'complaint')[];
};

/** Small letters, no accents, one kind of apostrophe; `sí` is a yes and `si` is not, so it is turned into the word before. */
const plain = (text: string): string =>
  text
    .replace(/https?:\/\/\S+|[^\s@]{1,64}@\S+/gi, ' ')
    .replace(/(?<!\p{L})s[íÍ](?!\p{L})/giu, ' yes ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[^\S\n]+/g, ' ')
    .trim();

const some = (forms: readonly RegExp[], text: string): boolean => forms.some((form) => form.test(text));

const without = (forms: readonly RegExp[], text: string): string =>
  forms.reduce((rest, form) => rest.replace(new RegExp(form.source, 'g'), ' '), text);

type Said = { readonly no: boolean; readonly yes: boolean; readonly weak: boolean; readonly command: boolean };

const heard = (clause: string): Said => {
  const rest = without(words.idioms, clause);
  const no = some(words.no, rest);
  // "yes and no" is both; "I do not approve" is only a no
  const yes = no ? some(words.turned, rest) || /\byes\b/.test(rest) : some(words.yes, clause);
  return { no, yes, weak: !no && some(words.weakYes, rest), command: no && some(words.commands, rest) };
};

const clausesOf = (text: string): readonly string[] =>
  text
    .split(/[.!?¿¡;,\n()"]+|\b(?:but|pero)\b| [-–—] /)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');

const agreeing = /^(?:yes|yeah|yep|ok|okay|si)$/;

const saysOf = (text: string): Answer['says'] => {
  if (some(words.alone, text)) return 'no';
  const clauses = clausesOf(text);
  const all = clauses.map(heard);
  const no = all.some((said) => said.no);
  // "Yes, please remove me": the yes is to the removal
  const yes = all.some((said, n) => said.yes && !(agreeing.test(clauses[n] ?? '') && all[n + 1]?.command === true));
  if (no) return yes ? 'both' : 'no';
  const spanishYes = /^si\b(?=$|[,.!]| (?:acepto|autorizo|quiero|doy|estoy|pueden|gracias))/.test(text);
  return yes || spanishYes || all.some((said) => said.weak) ? 'yes' : 'unclear';
};

/** Reads the answer of a person from what he wrote himself: his words in the body, and in the subject where that is his. */
export const answerOf = (mail: Mail): Answer => {
  const subject = subjectOf(mail);
  const head = plain(subject.words);
  const said = plain(ownWords(mail).slice(0, 20_000));
  const subjectCounts = subject.whose === 'own' || some(words.alone, head);
  const text = subjectCounts && head !== '' ? `${head}\n${said}` : said;
  const asked = /[?¿]/.test(text) ? (['question'] as const) : [];
  const complained = some(words.complaint, text) ? (['complaint'] as const) : [];
  return { says: saysOf(text.trim()), also: [...asked, ...complained] };
};
