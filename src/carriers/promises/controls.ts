import type { Ctx } from '../../db/context.ts';

/** From an instant until before another, epoch ms. */
export type Period = { readonly from: number; readonly until: number };

/** The first instant of a period that none of the others covers, or null. */
export const firstGap = (period: Period, covers: readonly Period[]): number | null => {
  let at = period.from;
  for (const cover of covers.toSorted((a, b) => a.from - b.from)) {
    if (at >= period.until || cover.from > at) break;
    at = Math.max(at, cover.until);
  }
  return at < period.until ? at : null;
};

/** What a control found: `untested` where the records cannot say, never `kept` for want of records. */
export type Finding = {
  readonly status: 'kept' | 'not kept' | 'untested';
  readonly because: string;
  readonly counts: Readonly<Record<string, number>>;
  /** At most three records, as `kind:id`. */
  readonly samples: readonly string[];
};

/** A query over the records of a period that says whether a promise was kept. Each capability exports a list of its own. */
export type Control = {
  readonly id: string;
  readonly says: string;
  readonly law: string;
  check(ctx: Ctx, period: Period): Promise<Finding>;
};

/** Up to three records of a kind, for a person to open: the first, the middle and the last. */
export const samplesOf = (kind: string, rows: readonly { readonly id: string }[]): string[] => {
  // an id begins with its time: those of one instant stand in one order too, however the database found them
  const ids = rows.map(({ id }) => id).toSorted();
  const picked = ids.length <= 3 ? ids : [ids[0], ids[Math.floor(ids.length / 2)], ids[ids.length - 1]];
  return picked.map((id) => `${kind}:${id}`);
};

const worst = ['kept', 'untested', 'not kept'] as const;

/** What several controls say together: broken by one, kept only by all. No control at all leaves it untested. */
export const together = (findings: readonly Finding[]): Finding => {
  if (findings.length === 0)
    return { status: 'untested', because: 'no control measures this', counts: {}, samples: [] };
  const status = worst[Math.max(...findings.map((finding) => worst.indexOf(finding.status)))] ?? 'untested';
  // what is broken is shown by the records that break it, not by those of another control that is kept
  const deciding = findings.filter((finding) => finding.status === status);
  return {
    status,
    because: deciding.map((finding) => finding.because).join('; '),
    counts: Object.assign({}, ...findings.map((finding) => finding.counts)),
    samples: deciding.flatMap((finding) => finding.samples),
  };
};
