import type { NoticeContent } from '../record.ts';
import { ban, type Checked, type Finding, outside } from './finding.ts';
import { type Span, spanOf, type Text } from './text.ts';
import { wordsOf } from './words/of-language.ts';

const count = (words: string, expression: RegExp): number => words.match(expression)?.length ?? 0;

/** The first sentence that is in another language than the notice. */
const foreign = (text: Text, language: NoticeContent['language']): Span | null => {
  const other = language === 'en' ? 'es' : 'en';
  const hit = text.sentences.find(
    ({ words }) =>
      count(words, wordsOf[other].smallWords) >= 4 &&
      count(words, wordsOf[other].smallWords) > 1.5 * count(words, wordsOf[language].smallWords),
  );
  return hit === undefined ? null : spanOf(text, hit.from, hit.to);
};

const set = (values: readonly string[]): string => [...values].sort().join(' ');

const sameNotice = (a: NoticeContent, b: NoticeContent): boolean =>
  a.kind === b.kind &&
  a.waitDays === b.waitDays &&
  set(a.cpni) === set(b.cpni) &&
  set(a.recipients) === set(b.recipients) &&
  set(a.purposes) === set(b.purposes) &&
  set(a.channels) === set(b.channels) &&
  set(a.entities.map(({ name }) => name)) === set(b.entities.map(({ name }) => name)) &&
  (a.subject === null) === (b.subject === null);

/** 64.2008(c)(6): translated wholly or not at all, and saying the same. */
export const translation = ({ notice, text, translations }: Checked): Finding[] => [
  ban(
    '(c)(6)',
    'one-language',
    foreign(text, notice.language),
    'Put all of the notice into each language: draft the other one as a version of its own (translationOf).',
  ),
  outside(
    '(c)(6)',
    'same-in-every-language',
    translations.every((translated) => sameNotice(notice, translated)),
    'Give the translation the same kind, wait, classes, recipients, purposes, names, ways to answer and subject line.',
  ),
];
