import { placeOf } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import type { PlanCase } from './case.ts';

const cited = /(?<![\d.])64\.(?<number>\d{3,5})(?!\d)(?:\((?<letter>[a-z])\))?/g;
const robocall = new Set(['6300', '6301', '6302', '6303', '6304', '6305', '6306', '6307', '6308']);
const others = new Set([
  '1195',
  '1200',
  '1202',
  '1203',
  '1204',
  '1600',
  '1601',
  '1602',
  '1603',
  '1604',
  '1605',
  '2105',
]);
const lastParagraph = 'h';
/** The declaration is made under 1.16; another section of part 1 beside it is a slip. */
const perjury = /\bperjury\b/i;
const ofPart1 = /(?<![\d.])1\.(?<number>\d{1,3})(?![\d.])/g;
/** Robocall rules are in title 47. */
const wrongTitle = /\b(?<title>\d{1,2}) ?C\.?F\.?R\.?,? (?:§+|part|section|sec\.)? ?64\b/gi;

const notes: readonly (readonly ['002-20' | '002-21' | '002-22' | '002-23' | '002-32', RegExp, string])[] = [
  ['002-20', /\]\(#\)/, 'is a dead link'],
  ['002-21', /47 U\.S\.C\. §§ 227(?!-)/, 'has a doubled section sign for one section'],
  ['002-22', /16 C\.F\.R\. § 310 et seq\./, 'is a part, not a section'],
  ['002-23', /DA 20-1526, at ¶ 20/, 'should be checked: the standard comes from 47 CFR 64.6305'],
  ['002-32', /(?:^|\. )(?:\d+ )?47 CFR § 64\.6301\.(?=\s|$)/, 'stands as a sentence of its own'],
];

const exists = (number: string, letter: string): boolean => {
  if (number === '6305') return letter <= lastParagraph;
  return robocall.has(number) || others.has(number) || /^20(?:0\d|1[01])$/.test(number);
};

const wrongIn = (text: string): readonly (readonly [number, number])[] => {
  const sections = [...text.matchAll(cited)].filter(
    ({ groups }) => !exists(groups?.number ?? '', groups?.letter ?? 'a'),
  );
  const titles = [...text.matchAll(wrongTitle)].filter(({ groups }) => groups?.title !== '47');
  const oaths = perjury.test(text)
    ? [...text.matchAll(ofPart1)].filter(
        ({ groups, index }) =>
          groups?.number !== '16' && /(?:§+|C\.?F\.?R\.?|[Ss]ection|[Rr]ule) ?$/.test(text.slice(0, index)),
      )
    : [];
  return [...sections, ...titles, ...oaths].map((match) => [match.index, match.index + match[0].length] as const);
};

/** Citations that name no section, and slips of form. */
export const planCitations = ({ document }: PlanCase): readonly Finding[] => {
  const wrong = document.units.flatMap((unit) =>
    wrongIn(unit.text).map(([start, end]) => {
      const place = placeOf(document, unit, start, end);
      return finding(
        'P-citation',
        place,
        `"${place.quote}" is no section on robocall mitigation; the plan is filed under 64.6305 and declared under 1.16.`,
      );
    }),
  );
  const slips = notes.flatMap(([row, pattern, says]) => {
    const match = pattern.exec(document.raw);
    const quote = match?.[0].replace(/^\. /, '') ?? '';
    return match
      ? [
          finding(
            row,
            { quote, line: document.lineAt(match.index + match[0].length - quote.length) },
            `"${quote}" ${says}.`,
          ),
        ]
      : [];
  });
  return [...wrong, ...slips];
};
