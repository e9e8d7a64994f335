import { rounded } from '../metrics/proportion.ts';
import { counted, type Finding } from '../score/part.ts';
import type { Weights } from '../score/weights.ts';
import { flagFrom } from '../thresholds/limits.ts';
import type { Figures, Judgment } from './figures.ts';

/** With what stands beside the calls, or by the calls alone. */
export type Beside = 'side-channels' | 'calls-only';

/** What the score is to reach on profiles left out of fitting. */
const goals = { 'side-channels': 0.9, 'calls-only': 0.75 } as const satisfies Readonly<Record<Beside, number>>;
const mostFalseAlarms = 5;

/** Whether what is wanted was reached, a line a goal. */
export const goalsOf = (
  beside: Beside,
  { averagePrecision, falseAlarmsPerThousand }: Pick<Figures, 'averagePrecision' | 'falseAlarmsPerThousand'>,
) => [
  {
    goal: 'average precision',
    atLeast: goals[beside],
    value: averagePrecision,
    reached: averagePrecision >= goals[beside],
  },
  {
    goal: 'false alarms per 1,000 legal account-days',
    atMost: mostFalseAlarms,
    value: falseAlarmsPerThousand,
    reached: falseAlarmsPerThousand <= mostFalseAlarms,
  },
];

/** What a finding of an account-day added to its score, by its reason. */
export type Points = Readonly<Record<string, number>>;

export const pointsOf = (findings: readonly Finding[], weights: Weights): Points =>
  Object.fromEntries(findings.map(({ code, strength }) => [code, (weights[code] ?? 0) * strength]));

export type Judged = Pick<Judgment, 'label' | 'profile' | 'score' | 'isFlagged'> & { readonly points: Points };

type Reason = { readonly code: string; readonly days: number; readonly mean: number; readonly total: number };

/** What spoke on some days, the weightiest first. */
const reasonsOf = (days: readonly Judged[]): readonly Reason[] => {
  const made = new Map<string, { days: number; total: number }>();
  for (const { points } of days)
    for (const [code, added] of Object.entries(points)) {
      const kept = made.get(code) ?? { days: 0, total: 0 };
      made.set(code, { days: kept.days + 1, total: kept.total + added });
    }
  return [...made]
    .map(([code, { days: on, total }]) => ({ code, days: on, mean: total / on, total }))
    .filter(({ total }) => total > 0)
    .toSorted((a, b) => b.total - a.total || (a.code < b.code ? -1 : 1));
};

const points = (n: number): string => String(rounded(n, 2));
const mostTold = 3;

const spoke = (days: readonly Judged[]): string => {
  const told = reasonsOf(days).slice(0, mostTold);
  if (told.length === 0) return 'nothing spoke against them';
  return told.map(({ code, days: on, mean }) => `${code} added ${points(mean)} on ${on}`).join(', ');
};

const meanOf = (days: readonly Judged[]): number => days.reduce((sum, { score }) => sum + score, 0) / days.length;

/** What carried the days that were found and hardly speaks on these. */
const lacking = (missed: readonly Judged[], found: readonly Judged[]): readonly string[] => {
  const here = new Map(reasonsOf(missed).map(({ code, total }) => [code, total / missed.length]));
  return reasonsOf(found)
    .filter(({ code, total }) => (here.get(code) ?? 0) < total / found.length / 2)
    .slice(0, mostTold)
    .map(({ code }) => code);
};

const missedWhy = (missed: readonly Judged[], found: readonly Judged[]): string => {
  const stood = `below ${flagFrom} on these days, ${points(meanOf(missed))} on average: ${spoke(missed)}`;
  const lack = lacking(missed, found);
  if (found.length === 0 || lack.length === 0) return stood;
  return `${stood}; where it was found (${counted(found.length, 'day')}) spoke what is little or not here: ${lack.join(', ')}`;
};

type Told = { readonly days: number; readonly of: number; readonly why: string };
type Wrong = (Told & { readonly escapes: string }) | (Told & { readonly alarmed: string });

/** The profiles of which days escaped, or lawful ones were flagged, each with the reason in words. */
export const escapesOf = (days: readonly Judged[]): readonly Wrong[] =>
  [...new Set(days.map(({ profile, label }) => `${profile} ${label}`))].flatMap((name): readonly Wrong[] => {
    const [profile = '', label] = name.split(' ');
    const own = days.filter((day) => day.profile === profile && day.label === label);
    const flagged = own.filter(({ isFlagged }) => isFlagged);
    if (label === 'legal')
      return flagged.length === 0
        ? []
        : [{ alarmed: profile, days: flagged.length, of: own.length, why: spoke(flagged) }];
    const missed = own.filter(({ isFlagged }) => !isFlagged);
    return missed.length === 0
      ? []
      : [{ escapes: profile, days: missed.length, of: own.length, why: missedWhy(missed, flagged) }];
  });
