import type { Ctx } from '../../../db/context.ts';
import type { Covers } from '../../approvals/record.ts';
import { startOfDate } from '../dates.ts';

/** An approved notice text as an older approval may rest on it. */
export type NoticeText = {
  readonly id: string;
  readonly kind: 'opt-out' | 'opt-in';
  readonly waitDays: number;
  readonly covers: Covers;
  readonly channels: readonly string[];
  readonly methods: readonly Method[];
  /** First instant (epoch ms) from which it may have been sent. */
  readonly inUseFrom: number;
};

export type Method = 'email' | 'mail' | 'bill-insert' | 'web' | 'text' | 'oral';

/** The approved notice texts, by id and by content hash. Read as rows: the notices capability stands above this one. */
export const noticeTexts = async (ctx: Ctx): Promise<ReadonlyMap<string, NoticeText>> => {
  const rows = await ctx.tx.selectFrom('noticeVersion').selectAll().where('approvedAt', 'is not', null).execute();
  const texts = new Map<string, NoticeText>();
  for (const row of rows) {
    const { id, kind, waitDays, cpni, recipients, purposes, channels, methods } = row;
    const since = row.inUseSince === null ? Number.POSITIVE_INFINITY : startOfDate(ctx.carrier.zone, row.inUseSince);
    const inUseFrom = Math.min(since, row.approvedAt ?? Number.POSITIVE_INFINITY);
    const text = { id, kind, waitDays, covers: { cpni, recipients, purposes }, channels, methods, inUseFrom };
    texts.set(id, text);
    texts.set(row.contentHash, text);
  }
  return texts;
};
