import { middleOf, rounded, share } from '../metrics/proportion.ts';

/** An account-day with its label, what it scored, and whether that was a flag. */
export type Judgment = {
  readonly label: 'legal' | 'illegal';
  readonly profile: string;
  readonly account: string;
  readonly day: string;
  readonly illegalCalls: number;
  readonly score: number;
  readonly isFlagged: boolean;
};

/** How well account-days were told apart. */
export type Figures = {
  readonly accountDays: number;
  readonly illegal: number;
  readonly precision: number;
  readonly recall: number;
  readonly averagePrecision: number;
  readonly falseAlarmsPerThousand: number;
  /** Illegal calls carried by an account before its first flag, the middle account; those never flagged count with all their calls. */
  readonly callsBeforeFlag: number;
};

/** The mean of precision over recall, from the highest score down; equal scores come in together. */
export const averagePrecision = (judgments: readonly Pick<Judgment, 'label' | 'score'>[]): number => {
  const illegal = judgments.filter(({ label }) => label === 'illegal').length;
  const sorted = judgments.toSorted((a, b) => b.score - a.score);
  let sum = 0;
  let hits = 0;
  for (let from = 0; from < sorted.length; ) {
    let end = from;
    let more = 0;
    while (end < sorted.length && sorted[end]?.score === sorted[from]?.score) {
      if (sorted[end]?.label === 'illegal') more += 1;
      end += 1;
    }
    hits += more;
    sum += more * (hits / end);
    from = end;
  }
  return illegal === 0 ? 0 : sum / illegal;
};

const beforeFlag = (days: readonly Judgment[]): number => {
  const sorted = days.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const first = sorted.findIndex(({ isFlagged }) => isFlagged);
  // the flag comes when the day is over: its own calls were carried
  return sorted.slice(0, first === -1 ? sorted.length : first + 1).reduce((sum, day) => sum + day.illegalCalls, 0);
};

const carried = (judgments: readonly Judgment[]): number => {
  const accounts = new Map<string, Judgment[]>();
  for (const one of judgments.filter(({ label }) => label === 'illegal'))
    accounts.set(one.account, [...(accounts.get(one.account) ?? []), one]);
  return middleOf([...accounts.values()].map(beforeFlag));
};

export const figuresOf = (judgments: readonly Judgment[]): Figures => {
  const illegal = judgments.filter(({ label }) => label === 'illegal');
  const legal = judgments.length - illegal.length;
  const flagged = judgments.filter(({ isFlagged }) => isFlagged);
  const hits = flagged.filter(({ label }) => label === 'illegal').length;
  return {
    accountDays: judgments.length,
    illegal: illegal.length,
    precision: rounded(share(hits, flagged.length), 3),
    recall: rounded(share(hits, illegal.length), 3),
    averagePrecision: rounded(averagePrecision(judgments), 3),
    falseAlarmsPerThousand: rounded(share(flagged.length - hits, legal) * 1000, 3),
    callsBeforeFlag: carried(judgments),
  };
};

/** By profile: how many of its days were flagged. */
export const byProfile = (judgments: readonly Judgment[]) => {
  const made = new Map<string, { label: string; days: number; flagged: number; score: number }>();
  for (const { profile, label, isFlagged, score } of judgments) {
    const kept = made.get(`${profile} ${label}`) ?? { label, days: 0, flagged: 0, score: 0 };
    made.set(`${profile} ${label}`, {
      label,
      days: kept.days + 1,
      flagged: kept.flagged + (isFlagged ? 1 : 0),
      score: kept.score + score,
    });
  }
  return [...made].map(([name, { label, days, flagged, score }]) => ({
    profile: name.split(' ')[0] ?? name,
    label,
    days,
    flagged,
    meanScore: rounded(score / days, 3),
  }));
};
