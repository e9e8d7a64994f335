/** A number of days or hours as written. */
export type Period = {
  readonly count: number;
  readonly business: boolean;
  readonly unit: 'day' | 'week' | 'month' | 'hour';
  readonly start: number;
  readonly end: number;
};

const ones = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const spelled = `(?:(?:${tens.join('|')})(?:-(?:${ones.slice(1, 10).join('|')}))?|${[...ones].reverse().join('|')})`;

const period = new RegExp(
  `\\b(?:(?:additional|further|another)\\s+)?(?<count>${spelled}|\\d{1,3})(?:\\s*-?\\s*\\((?:\\d{1,3}|[a-z-]+)\\))?\\s*-?\\s*(?:(?:full|additional|more|further|complete|whole|consecutive|clear|entire|other)\\s+)*(?<business>(?:[a-z]+\\s+)?(?:business|working)[\\s-]+)?(?:(?:full|calendar|consecutive)\\s+)?(?<unit>days?|weeks?|months?|hours?)\\b(?!\\s+(?:a|per|each|every)\\s+(?:week|day)|\\s*\\/\\s*week)`,
  'gi',
);

const numberOf = (word: string): number => {
  if (/^\d+$/.test(word)) return Number(word);
  const [first = '', second = ''] = word.toLowerCase().split('-');
  const ten = tens.indexOf(first);
  return ten < 0 ? Math.max(0, ones.indexOf(first)) : 20 + 10 * ten + Math.max(0, ones.indexOf(second));
};

const unitOf = (word: string): Period['unit'] => {
  const letter = word.charAt(0).toLowerCase();
  return letter === 'w' ? 'week' : letter === 'm' ? 'month' : letter === 'h' ? 'hour' : 'day';
};

/** The periods written in a text, in order. "Seven days a week" is none. */
export const periodsIn = (text: string): readonly Period[] =>
  [...text.matchAll(period)].map((match) => ({
    count: numberOf(match.groups?.count ?? ''),
    business: match.groups?.business !== undefined,
    unit: unitOf(match.groups?.unit ?? ''),
    start: match.index,
    end: match.index + match[0].length,
  }));
