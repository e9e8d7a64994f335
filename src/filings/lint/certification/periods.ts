import type { RowId } from '../catalogue.ts';
import { type OpenDocument, placeOf, type Unit } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { agencies, breachPassages } from './breach-passages.ts';
import { type Period, periodsIn } from './counted.ts';

const toCustomers = /\bcustomers?\b|\bsubscribers?\b|\bmembers?\b|\bpublic\b|\baffected\b/i;
const holds =
  /\bwait\w*|\badditional\b|\bhold\w*|\bheld\b|\belaps\w*|\bpass(?:ed)?\b|\buntil\b|\bafter\b|\bsooner\b|\bearlier\b|\bfollowing\b|\bfull\b/i;
const directed = /\b(?:direct\w*|instruct\w*|order(?:s|ed)?|request\w*|extend\w*|ask(?:s|ed)?)\b|\bup to\b/i;
const retained = /\b(?:retain\w*|kept|keeps?|maintain\w*|records?|preserv\w*|stor(?:e|ed|es))\b/i;

type Role = 'report' | 'hold' | null;

const roleOf = (unit: Unit, at: Period): Role => {
  const before = unit.text.slice(0, at.start);
  const clause = before.slice(Math.max(before.lastIndexOf(';'), before.lastIndexOf(' and then '), 0));
  const after = unit.text.slice(at.end, at.end + 140);
  if (
    /\badditional|\bfurther|\banother|\bfull\b/i.test(unit.text.slice(at.start, at.end)) ||
    /\b(?:wait\w*|hold\w*|held|until|additional|not\b.{0,30}\b(?:customers?|public)|no (?:customer|one)|before|elaps\w*)\b[^,;]{0,60}$/i.test(
      clause,
    )
  )
    return 'hold';
  if (
    /\b(?:within|no later than|not later than|at most|in|inside|by|more than|exceed|no longer than)\b[^,;]{0,40}$/i.test(
      clause,
    ) &&
    (agencies.test(clause) || agencies.test(after) || /\breport\w*|\bdetermin/i.test(`${clause}${after}`))
  )
    return 'report';
  return toCustomers.test(unit.text) && holds.test(unit.text)
    ? 'hold'
    : agencies.test(unit.text) || /\breport/i.test(unit.text)
      ? 'report'
      : null;
};

type Fault = { readonly row: RowId; readonly message: string };

const faultOf = (role: Role, { count, business, unit }: Period, quote: string): Fault | null => {
  if (unit === 'hour' || role === null) return null;
  if (unit === 'day' && !business && count === 7)
    return role === 'report'
      ? {
          row: '000-16',
          message: `"${quote}" are calendar days; the report is due seven business days after the breach is reasonably determined. Write "seven business days".`,
        }
      : {
          row: '000-17',
          message: `"${quote}" are calendar days; customers wait seven full business days after the report. Write "seven full business days".`,
        };
  const days = unit === 'week' ? count * 7 : unit === 'month' ? count * 30 : count;
  if (role === 'report' && (business ? days > 7 : days > 9))
    return {
      row: '2011(b)-number',
      message: `"${quote}" is longer than the seven business days the rule gives for the report to the agencies.`,
    };
  if (role === 'hold' && (business ? days < 7 : days < 9) && days > 0)
    return {
      row: '2011(b)(1)-number',
      message: `"${quote}" is shorter than the seven full business days that must pass before customers are told.`,
    };
  return null;
};

const breachPeriods = (document: OpenDocument): readonly Finding[] =>
  breachPassages(document).flatMap((unit) =>
    periodsIn(unit.text).flatMap((at) => {
      if (retained.test(unit.text) && !/\bnotif|\breport|\bwait/i.test(unit.text)) return [];
      const clause = unit.text.slice(Math.max(0, at.start - 90), at.end + 60);
      if (directed.test(clause) && (at.count >= 20 || /\bextend|\bextension/i.test(clause))) return [];
      const place = placeOf(document, unit, at.start, at.end);
      const fault = faultOf(roleOf(unit, at), at, place.quote);
      return fault ? [finding(fault.row, place, fault.message)] : [];
    }),
  );

const failure = /\b(?:fcc|commission|federal communications)\b/i;
const mechanism = /\bopt\w*-?\s?(?:out|in)\b|\bmechanisms?\b/i;
const broken =
  /\b(?:not (?:work|function|operat)\w*|fail\w*|malfunction\w*|inabilit\w*|unable|anomal\w*|break\w*|broken|outage|defect\w*|problem)/i;

/** A sentence with the one before it in its paragraph: "There is no opt-out mechanism. Should one fail, …". */
const withBefore = (document: OpenDocument, unit: Unit): string => {
  const before = document.units[unit.index - 1];
  const goesOn = before?.block === unit.block && /\b(?:one|it|this|that|they|any)\b/i.test(unit.text);
  return `${unit.heading.endsWith('?') ? unit.heading : ''} ${unit.title} ${goesOn ? before.text : ''} ${unit.text}`;
};

/** Sentences that promise the letter about an opt-out mechanism that failed (47 CFR 64.2009(f)). */
export const failureLetters = (document: OpenDocument): readonly Unit[] =>
  document.units.filter(
    (unit) =>
      unit.kind !== 'heading' &&
      mechanism.test(withBefore(document, unit)) &&
      broken.test(unit.text) &&
      !/\bbreach|\bcomplain|\bdisciplin/i.test(unit.text) &&
      (failure.test(unit.text) ||
        failure.test(document.units[unit.index - 1]?.text ?? '') ||
        failure.test(document.units[unit.index + 1]?.text ?? '')),
  );

const letterPeriods = (document: OpenDocument): readonly Finding[] => {
  const units = failureLetters(document).flatMap((unit) =>
    [unit, document.units[unit.index + 1], document.units[unit.index - 1]].filter(
      (each) => each !== undefined && (each === unit || (failure.test(each.text) && each.block === unit.block)),
    ),
  );
  return [...new Set(units)].flatMap((unit) =>
    unit === undefined
      ? []
      : periodsIn(unit.text).flatMap((at) => {
          const place = placeOf(document, unit, at.start, at.end);
          if (at.unit === 'hour' || (/\b(?:seven|7) days\b/i.test(place.quote) && /\b24\b/.test(unit.text))) return [];
          if (at.unit === 'day' && !at.business && at.count === 5)
            return [
              finding(
                '2009(f)-unit',
                place,
                `"${place.quote}" are calendar days; the rule counts five business days. Write "five business days".`,
              ),
            ];
          const days = at.unit === 'week' ? at.count * 7 : at.unit === 'month' ? at.count * 30 : at.count;
          return (at.business ? days > 5 : days > 7) &&
            !/\bevery\b/i.test(unit.text.slice(Math.max(0, at.start - 20), at.start))
            ? [
                finding(
                  '2009(f)-number',
                  place,
                  `"${place.quote}" is longer than the five business days the rule gives for the letter to the FCC.`,
                ),
              ]
            : [];
        }),
  );
};

/** Periods counted in the wrong unit, or too long or short for the rule (47 CFR 64.2009(f), 64.2011(b)). */
export const periods = (document: OpenDocument): readonly Finding[] => [
  ...breachPeriods(document),
  ...letterPeriods(document),
];
