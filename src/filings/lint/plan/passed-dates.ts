import { dayOfCivil } from '../../../law/calendar.ts';
import { datesIn, isoOf } from '../dates.ts';
import { type OpenDocument, placeIn, placeOf, type Unit } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import type { PlanCase } from './case.ts';

const future =
  /\b(?:will|shall|anticipat\w*|expect\w*|plans? to|planned|target\w*|intend\w*|schedul\w*|aims?|projected|hopes?|by the end of|estimat\w*|due to be|going to|(?<!\b(?:found|shown|known|deemed|believed) )to be \w+(?:ed|en))\b/i;
const recital =
  /\b(?:fcc|commission|rules?|law)\b[^.]{0,30}\brequir(?:es?|ed)\b|\bmust\b|\badopted\b|\bdeadline\b|\bcompliance date\b|\bwas (?:completed|filed)\b|\bwere completed\b/i;
const monthNames = 'january|february|march|april|may|june|july|august|september|october|november|december';
const quarter =
  /\b(?:the\s+)?(?<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|q[1-4])\s+(?:calendar\s+)?(?:quarter\s+)?(?:of\s+)?(?<year>20\d\d)\b/gi;
const ofMonth = new RegExp(`\\b(?<month>${monthNames})\\s+(?:of\\s+)?(?<year>20\\d\\d)\\b`, 'gi');
const ofYear =
  /\b(?:by|in|before|during|by the end of|end of|late|early|mid-?|(?:summer|spring|autumn|fall|winter)(?: of)?|year[- ]end)\s+(?<year>20\d\d)\b/gi;

type Target = { readonly end: number; readonly from: number; readonly to: number };

const span = (match: RegExpMatchArray, end: number): Target => {
  const from = match.index ?? 0;
  return { end, from, to: from + match[0].length };
};

const quarterOf = (match: RegExpMatchArray): number => {
  const ordinal = match.groups?.ordinal ?? '';
  const digit = /[1-4]/.exec(ordinal)?.[0];
  return digit ? Number(digit) : ['first', 'second', 'third', 'fourth'].indexOf(ordinal.toLowerCase()) + 1;
};

/** Days, quarters, months and years written in a text, each with its last day. */
const targets = (text: string): readonly Target[] => {
  const yearOf = (match: RegExpMatchArray): number => Number(match.groups?.year);
  const monthOf = (match: RegExpMatchArray): number =>
    monthNames.split('|').indexOf((match.groups?.month ?? '').toLowerCase()) + 1;
  const found = [
    ...datesIn(text).map((date) => ({ end: date.day, from: date.start, to: date.end })),
    ...[...text.matchAll(quarter)].map((match) =>
      span(match, dayOfCivil(yearOf(match), quarterOf(match) * 3 + 1, 1) - 1),
    ),
    ...[...text.matchAll(ofMonth)].map((match) => span(match, dayOfCivil(yearOf(match), monthOf(match) + 1, 1) - 1)),
    ...[...text.matchAll(ofYear)].map((match) => span(match, dayOfCivil(yearOf(match), 12, 31))),
  ];
  return found.filter(
    (each, at) => !found.some((other, before) => before < at && other.from < each.to && each.from < other.to),
  );
};

/** "By March 2024 we will …", "starting June 1, 2025, calls will …": the date opens what is still to come. */
const opensPromise = (text: string, { from, to }: Target): boolean =>
  /(?:^|[\s(])(?:by|before|no later than|not later than|from|starting|beginning|effective|until|through|end of|as of|in|during)\s+(?:the\s+)?(?:end of\s+)?$/i.test(
    `${text.slice(0, from)}${/^(?:by|before|in|during)\b/i.exec(text.slice(from, to))?.[0] ?? ''}${/^(?:by|before|in|during)\b/i.test(text.slice(from, to)) ? ' ' : ''}`,
  ) && /^,?[^.;,]{0,80}\b(?:will|shall|plans? to|expects? to|intends? to|is to|are to)\b/i.test(text.slice(to));

/** "Since", "dated", "the plan of": a day that is told as past, whatever the sentence promises besides. */
const toldAsPast = /\b(?:since|dated|filed(?: on)?|executed|adopted|signed|version|effective since|of the)\s+$/i;

const isPromised = (text: string, target: Target): boolean => {
  const before = text.slice(0, target.from);
  return (future.test(before) && !toldAsPast.test(before)) || opensPromise(text, target);
};

const passed = (document: OpenDocument, unit: Unit, filed: number): readonly Finding[] => {
  if (unit.kind === 'heading' || !future.test(unit.text) || recital.test(unit.text)) return [];
  return targets(unit.text)
    .filter((target) => target.end < filed && isPromised(unit.text, target))
    .map(({ end, from, to }) => {
      const place = placeOf(document, unit, from + (/^the\s+/i.exec(unit.text.slice(from, to))?.[0].length ?? 0), to);
      return finding(
        '002-02',
        place,
        `"${place.quote}" ended ${isoOf(end)}, before the plan's date ${isoOf(filed)}. Say what came of it; changes are filed within 10 business days.`,
      );
    });
};

const earlier = /\b(?:supersed\w*|replac\w*)\b[^.]{0,60}\b(?:filing|plan|version)\b/i;

/** Target dates that have passed, and versions without a filing date (47 CFR 64.6305(d)(5)). */
export const passedDates = ({ document, filed }: PlanCase): readonly Finding[] => {
  const supersedes = document.units.find(
    (unit) => earlier.test(unit.text) && datesIn(unit.text).length === 0 && !/\bfiled (?:on )?[A-Z0-9]/.test(unit.text),
  );
  const undated =
    supersedes &&
    !document.units.some(
      (unit) =>
        /\b(?:filed|submitted|date of filing|last updated|revised|dated|executed)\b/i.test(unit.text) &&
        datesIn(unit.text).length > 0,
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
