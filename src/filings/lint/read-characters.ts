import type { MappedText } from './mapped-text.ts';

/** Characters that mean another one here: curly quotes, dashes, ligatures, and UTF-8 once read as Windows-1252. */
const spellings: readonly (readonly [from: string, to: string])[] = [
  ['\u00c2\u00a7', '§'],
  ['\u00c2\u00b6', '¶'],
  ['\u00c2\u00a0', ' '],
  ['\u00e2\u20ac\u2122', "'"],
  ['\u00e2\u20ac\u02dc', "'"],
  ['\u00e2\u20ac\u0153', '"'],
  ['\u00e2\u20ac\u009d', '"'],
  ['\u00e2\u20ac\u201c', '-'],
  ['\u00e2\u20ac\u201d', ' - '],
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\u201b', "'"],
  ['\u00b4', "'"],
  ['`', "'"],
  ['\u201c', '"'],
  ['\u201d', '"'],
  ['\u201e', '"'],
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u2012', '-'],
  ['\u2013', '-'],
  ['\u2014', ' - '],
  ['\u2015', ' - '],
  ['\u2212', '-'],
  ['\ufb00', 'ff'],
  ['\ufb01', 'fi'],
  ['\ufb02', 'fl'],
  ['\ufb03', 'ffi'],
  ['\ufb04', 'ffl'],
  ['\u00ad', ''],
  ['\u200b', ''],
  ['\u200c', ''],
  ['\u200d', ''],
  ['\u2060', ''],
  ['\ufeff', ''],
  ['\u0000', ''],
  ['\r', ''],
  ['\f', '\n'],
  ['\u2028', '\n'],
  ['\u0085', '\n'],
  ['\t', ' '],
  ['\\_', '_'],
  ['\\*', ''],
  ['\\-', '-'],
  ['\\.', '.'],
  ['\\#', ''],
  ['**', ''],
  ['*', ''],
  ['|', ' '],
];

const byFirst = new Map<string, (readonly [string, string])[]>();
for (const spelling of spellings) {
  const first = spelling[0].charAt(0);
  byFirst.set(first, [...(byFirst.get(first) ?? []), spelling]);
}

const spelledAt = (raw: string, at: number): readonly [string, string] => {
  const character = raw.charAt(at);
  const known = byFirst.get(character)?.find(([from]) => raw.startsWith(from, at));
  if (known) return known;
  return /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/.test(character) ? [character, ' '] : [character, character];
};

/** One line of the raw file in plain characters, each with the offset of the raw character it stands for. */
export const readCharacters = (raw: string, start: number, end: number): MappedText => {
  const characters: string[] = [];
  const origin: number[] = [];
  let at = start;
  while (at < end) {
    const [from, to] = spelledAt(raw, at);
    for (const character of to) {
      characters.push(character);
      origin.push(at + from.length - 1);
    }
    at += from.length;
  }
  return { text: characters.join(''), origin };
};
