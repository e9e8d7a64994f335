import { dayOfCivil } from '../../../law/calendar.ts';
import { datesIn, isoOf } from '../dates.ts';
import { type OpenDocument, placeIn, placeOf, type Unit } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import type { PlanCase } from './case.ts';

const future =
  /\b(?:will|anticipat\w*|expect\w*|plans? to|planned|target\w*|intend\w*|schedul\w*|aims?|projected|hopes?|by the end of|estimat\w*)\b/i;
const recital =
  /\b(?:requires?|required|must|fcc rules|adopted|deadline|compliance date|was (?:completed|filed)|were completed|since)\b/i;
const monthNames = 'january|february|march|april|may|june|july|august|september|october|november|december';
const quarter =
  /\b(?:the\s+)?(?<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|q[1-4])\s+(?:calendar\s+)?(?:quarter\s+)?(?:of\s+)?(?<year>20\d\d)\b/gi;
const ofMonth = new RegExp(`\\b(?<month>${monthNames})\\s+(?:of\\s+)?(?<year>20\\d\\d)\\b`, 'gi');
const ofYear = /\b(?:by|in|before|during|by the end of|end of|late|early|mid-?)\s+(?<year>20\d\d)\b/gi;

type Target = { readonly end: number; readonly from: number; readonly to: number };

const targets = (text: string): readonly Target[] => {
  const days = datesIn(text).map((date) => ({ end: date.day, from: date.start, to: date.end }));
  const quarters = [...text.matchAll(quarter)].map((match) => {
    const which = Number(
      /[1-4]/.exec(match.groups?.ordinal ?? '')?.[0] ??
        ['first', 'second', 'third', 'fourth'].indexOf((match.groups?.ordinal ?? '').toLowerCase()) + 1,
    );
    return {
      end: dayOfCivil(Number(match.groups?.year), which * 3 + 1, 1) - 1,
      from: match.index,
      to: match.index + match[0].length,
    };
  });
  const months = [...text.matchAll(ofMonth)].map((match) => {
    const which = monthNames.split('|').indexOf((match.groups?.month ?? '').toLowerCase()) + 1;
    return {
      end: dayOfCivil(Number(match.groups?.year), which + 1, 1) - 1,
      from: match.index,
      to: match.index + match[0].length,
    };
  });
  const years = [...text.matchAll(ofYear)].map((match) => ({
    end: dayOfCivil(Number(match.groups?.year), 12, 31),
    from: match.index,
    to: match.index + match[0].length,
  }));
  const found = [...days, ...quarters, ...months, ...years];
  return found.filter(
    (each, at) => !found.some((other, before) => before < at && other.from < each.to && each.from < other.to),
  );
};

const passed = (document: OpenDocument, unit: Unit, filed: number): readonly Finding[] => {
  if (unit.kind === 'heading' || !future.test(unit.text) || recital.test(unit.text)) return [];
  return targets(unit.text)
    .filter(({ end, from }) => end < filed && future.test(unit.text.slice(0, from)))
    .map(({ end, from, to }) => {
      const place = placeOf(document, unit, from + (/^the\s+/i.exec(unit.text.slice(from, to))?.[0].length ?? 0), to);
      return finding(
        '002-02',
        place,
        `"${place.quote}" ended ${isoOf(end)}, before the plan's date ${isoOf(filed)}. Say what came of it; changes are filed within 10 business days.`,
      );
    });
};

/** Target dates that have passed, and versions without a filing date (47 CFR 64.6305(d)(5)). */
export const passedDates = ({ document, filed }: PlanCase): readonly Finding[] => {
  const supersedes = document.units.find(
    (unit) =>
      /\b(?:supersed\w*|replac\w*)\b[^.]{0,60}\b(?:filing|plan|version)\b/i.test(unit.text) &&
      datesIn(unit.text).length === 0 &&
      !/\bfiled (?:on )?[A-Z0-9]/.test(unit.text),
  );
  const undated =
    supersedes &&
    !document.units.some(
      (unit) => /\b(?:filed|submitted|date of filing|last updated)\b/i.test(unit.text) && datesIn(unit.text).length > 0,
    );
  return [
    ...document.units.flatMap((unit) => passed(document, unit, filed)),
    ...(undated
      ? [
          finding(
            '002-24',
            placeIn(document, supersedes, /\b(?:supersed\w*|replac\w*)\b[^.]{0,40}\b(?:filing|plan|version)\b/i),
            'No filing date is given; an update is due within 10 business days of the change. Write the dates of change and filing.',
          ),
        ]
      : []),
  ];
};

const cited = /(?<![\d.])64\.(?<number>6[34]\d{2,3}|12\d{2,3})(?!\d)/g;
const known = new Set(['6300', '6301', '6302', '6303', '6304', '6305', '6306', '6307', '6308', '1200', '1202']);
const notes: readonly (readonly ['002-20' | '002-21' | '002-22' | '002-23' | '002-32', RegExp, string])[] = [
  ['002-20', /\]\(#\)/, 'is a dead link'],
  ['002-21', /47 U\.S\.C\. §§ 227(?!-)/, 'has a doubled section sign for one section'],
  ['002-22', /16 C\.F\.R\. § 310 et seq\./, 'is a part, not a section'],
  ['002-23', /DA 20-1526, at ¶ 20/, 'should be checked: the standard comes from 47 CFR 64.6305'],
  ['002-32', /(?:^|\. )(?:\d+ )?47 CFR § 64\.6301\.(?=\s|$)/, 'stands as a sentence of its own'],
];

/** Citations that name no section, and slips of form. */
export const planCitations = ({ document }: PlanCase): readonly Finding[] => {
  const wrong = document.units.flatMap((unit) =>
    [...unit.text.matchAll(cited)].flatMap((match) => {
      if (known.has(match.groups?.number ?? '')) return [];
      const place = placeOf(document, unit, match.index, match.index + match[0].length);
      return [
        finding(
          'P-citation',
          place,
          `"${place.quote}" is no section on robocall mitigation; the plan is filed under 64.6305.`,
        ),
      ];
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
