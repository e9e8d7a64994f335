import { ban, type Checked, demand, type Finding } from './finding.ts';
import { find, fold, type Sentence, type Span, spanOf, type Text } from './text.ts';
import type { Words } from './words/words.ts';

/** The sentences that say what CPNI is, with those that go on from them and those that they look back at. */
const definitions = (text: Text, words: Words): readonly Sentence[] => {
  const kept = new Set<Sentence>();
  let before: Sentence | null = null;
  for (const sentence of text.sentences) {
    const defines = words.definition.some((all) => all.every((expression) => expression.test(sentence.words)));
    if (defines && before !== null && words.looksBack.test(sentence.words)) kept.add(before);
    if (defines || (before !== null && kept.has(before) && words.continues.test(sentence.words))) kept.add(sentence);
    before = sentence;
  }
  return [...kept];
};

const among = (text: Text, sentences: readonly Sentence[], expression: RegExp): Span | null => {
  for (const sentence of sentences) {
    const hit = expression.exec(sentence.words);
    if (hit !== null) return spanOf(text, sentence.from + hit.index, sentence.from + hit.index + hit[0].length);
  }
  return null;
};

const nameIn = (text: Text, name: string): Span | null => {
  const from = text.folded.indexOf(fold(name));
  return from === -1 ? null : spanOf(text, from, from + name.length);
};

const types = ({ notice, text, words }: Checked): Finding[] => {
  const defining = definitions(text, words);
  const [first] = defining;
  return [
    demand('(c)(2)', 'types', first === undefined ? null : spanOf(text, first.from, first.to), 'Say what CPNI is.'),
    ...notice.cpni.map((kind) =>
      demand(
        '(c)(2)',
        `types:${kind}`,
        among(text, defining, words.classes[kind]),
        `Name '${kind}' where the notice says what CPNI is, or take it out of the classes covered.`,
      ),
    ),
  ];
};

const entities = ({ notice, text, words, carrierNames }: Checked): Finding[] => {
  const named = notice.entities.map(({ name }) =>
    demand('(c)(2)', `entities:${name}`, nameIn(text, name), `Name ${name} in the text as one who receives CPNI.`),
  );
  const own = carrierNames.map((name) => nameIn(text, name)).find((span) => span !== null) ?? null;
  const unnamed = text.sentences.find(
    ({ words: said }) =>
      words.sharing.test(said) &&
      words.unnamed.test(said) &&
      !words.notSharing.test(said) &&
      !notice.entities.some(({ name }) => said.includes(fold(name))),
  );
  const missing = notice.recipients.filter(
    (recipient) => recipient !== 'self' && !notice.entities.some((entity) => entity.recipient === recipient),
  );
  return [
    demand('(c)(2)', 'entities:self', own, 'Name the carrier itself as the one who uses or shares the information.'),
    ...named,
    ban(
      '(c)(2)',
      'entities:unnamed',
      unnamed === undefined ? null : spanOf(text, unnamed.from, unnamed.to),
      'Name each company; words such as partners, affiliates or third parties name nobody.',
    ),
    ...missing.map((recipient) =>
      demand('(c)(2)', `entities:${recipient}`, null, `Name who receives CPNI as ${recipient}, or do not cover it.`),
    ),
  ];
};

const purposes = ({ notice, text, words }: Checked): Finding[] =>
  notice.purposes.map((purpose) =>
    demand(
      '(c)(2)',
      `purposes:${purpose}`,
      find(text, 1, words.purposes[purpose]),
      `Say for what the information is used: ${purpose}.`,
    ),
  );

/** 64.2008(c)(2): kinds of CPNI, who receives it by name, what for, and the right to refuse and to withdraw. */
export const scope = (checked: Checked): Finding[] => [
  ...types(checked),
  ...entities(checked),
  ...purposes(checked),
  demand(
    '(c)(2)',
    'refuse',
    find(checked.text, 1, checked.words.refuse),
    'Say that the customer has the right to refuse these uses.',
  ),
  demand(
    '(c)(2)',
    'withdraw',
    find(checked.text, 1, checked.words.withdraw),
    'Say that the customer may withdraw access at any time.',
  ),
];
