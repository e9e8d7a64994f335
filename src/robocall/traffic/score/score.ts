import { dateOfDay } from '../../../kernel/time.ts';
import type { Level } from '../columnar/counts.ts';
import type { Group } from '../metrics/measure-days.ts';
import { rounded, wilson } from '../metrics/proportion.ts';
import { flagFrom } from '../thresholds/limits.ts';
import { caseOf, type Known } from './cases.ts';
import type { AccountDay } from './days.ts';
import { findingsOf, scoreOf } from './findings.ts';
import type { Finding } from './part.ts';
import type { Weights } from './weights.ts';

/** What a key and day are judged by: its findings, and the group whose calls show them. */
export type Judged = {
  readonly group: Group;
  readonly findings: readonly Finding[];
  readonly score: number;
  /** Where the findings come from: its own calls, a part of them, or the account as a whole. */
  readonly through: Group;
};

const judge = (known: Known, weights: Weights, day: AccountDay, group: Group): Judged => {
  const findings = findingsOf(caseOf(known, day, group));
  return { group, findings, score: scoreOf(findings, weights), through: group };
};

/** An account is as suspicious as the worst of its parts: bad traffic of one end customer is lost in the average of all. */
const accountJudged = (known: Known, weights: Weights, day: AccountDay): Judged => {
  const whole = judge(known, weights, day, day.whole);
  let worst = whole;
  for (const part of day.parts) {
    const judged = judge(known, weights, day, part);
    if (judged.score > worst.score) worst = { ...judged, group: day.whole };
  }
  return worst;
};

const talksEnough = 20;

/** Whether a part's own calls speak for it: enough of them are conversations, or hardly any is short. */
const isUnlikeTheWhole = ({ of }: Group): boolean =>
  of.answered >= talksEnough &&
  wilson(of.over120, of.answered, 2).low > 0.12 &&
  wilson(of.under15, of.answered, 2).high < 0.65;

/** A part stands on its own findings, or on the account's where its own calls do not speak for it. */
const partsJudged = (known: Known, weights: Weights, day: AccountDay, level: Level): readonly Judged[] => {
  const whole = judge(known, weights, day, day.whole);
  return day.parts
    .filter((part) => part.level === level)
    .map((part) => {
      const own = judge(known, weights, day, part);
      if (whole.score < flagFrom || whole.score <= own.score || isUnlikeTheWhole(part)) return own;
      return { ...whole, group: part };
    });
};

/** Judges every key of every day. */
export const judgeAll = (
  known: Known,
  weights: Weights,
  days: readonly AccountDay[],
  level: Level,
): readonly Judged[] =>
  days
    .flatMap((day) =>
      level === 'account' ? [accountJudged(known, weights, day)] : partsJudged(known, weights, day, level),
    )
    .toSorted(
      (a, b) =>
        a.group.day - b.group.day ||
        (a.group.account < b.group.account ? -1 : a.group.account > b.group.account ? 1 : 0) ||
        (a.group.key < b.group.key ? -1 : a.group.key > b.group.key ? 1 : 0),
    );

const decimals = 4;

const whereOf = ({ group, through }: Judged): string => {
  if (through === group) return '';
  if (through.level === 'account') return 'the account as a whole: ';
  return `${through.level === 'number' ? 'number' : 'sub-account'} ${through.key}: `;
};

/** The place of a reason's sample calls. */
export const sampleKey = ({ level, account, key, day }: Group, kind: string): string =>
  [level, account, key, day, kind].join('\u0000');

/** One line of `compline traffic score`. `points` is what the reason adds to the score, `calls` the keys of up to three calls. */
export const lineOf = (judged: Judged, weights: Weights, calls: ReadonlyMap<string, readonly string[]>) => ({
  key: judged.group.key,
  account: judged.group.account,
  day: dateOfDay(judged.group.day),
  score: rounded(judged.score, decimals),
  flagged: judged.score >= flagFrom,
  reasons: judged.findings
    .map((finding) => ({
      code: finding.code,
      value: rounded(finding.value, decimals),
      threshold: rounded(finding.threshold, decimals),
      why: `${whereOf(judged)}${finding.why}`,
      points: rounded((weights[finding.code] ?? 0) * finding.strength, decimals),
      calls: [...(calls.get(sampleKey(judged.through, finding.sample)) ?? [])],
    }))
    .toSorted((a, b) => b.points - a.points || (a.code < b.code ? -1 : 1)),
});
