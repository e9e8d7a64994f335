import { ban, type Checked, demand, type Finding, outside } from './finding.ts';
import { find, findWords, type Span, spanOf, type Text } from './text.ts';

// house rules: the regulation has no numbers (doubt D-10 for type size)
const longestSentence = 70;
const averageSentence = 30;
const smallestType = 10;
const early = 600;

const wordCount = (words: string): number => words.split(/\s+/).length;

const tooLong = (text: Text): Span | null => {
  const long = text.sentences.find(({ words }) => wordCount(words) > longestSentence);
  return long === undefined ? null : spanOf(text, long.from, long.to);
};

const tooDense = ({ raw, sentences }: Text): boolean =>
  wordCount(raw.trim()) / Math.max(1, sentences.length) <= averageSentence;

const shouting = (text: Text): Span | null => {
  const hit = /(?:\b\p{Lu}{3,}\b[\s,.'-]*){8,}/u.exec(text.raw);
  return hit === null ? null : spanOf(text, hit.index, hit.index + hit[0].length);
};

/** 64.2008(c)(4) understandable and not misleading, (c)(5) legible and readily seen, (c)(7) what may be added. */
export const plain = ({ notice, text, words }: Checked): Finding[] => {
  const printed = notice.methods.some((method) => method === 'mail' || method === 'bill-insert');
  const term = findWords(text, words.term) ?? findWords(text, words.definition[0]?.[0] ?? words.term);
  return [
    ban('(c)(4)', 'sentence-length', tooLong(text), `Cut sentences of more than ${longestSentence} words.`),
    outside('(c)(4)', 'readability', tooDense(text), `Keep sentences to ${averageSentence} words on average.`),
    ban('(c)(4)', 'misleading', findWords(text, words.misleading), 'Take out what presses or misleads the customer.'),
    ban('(c)(5)', 'capitals', shouting(text), 'Set running text in small letters: capitals are hard to read.'),
    ...(printed
      ? [
          outside(
            '(c)(5)',
            'type-size',
            (notice.typePoints ?? 0) >= smallestType,
            `Give the smallest printed type in 'typePoints': at least ${smallestType} points.`,
          ),
        ]
      : []),
    demand(
      '(c)(5)',
      'readily-apparent',
      term !== null && term.from <= early ? term : null,
      'Say in the first lines what the notice is about.',
    ),
    ban('(c)(7)', 'reward', find(text, 1, words.reward), 'Promise nothing for a yes but better fitting offers.'),
  ];
};
