import { z } from 'zod';
import { dateAt, monthsAfter } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { verdictWords } from '../uses/screen.ts';
import { audienceRow, campaignOutcomeRow, campaignState, releaseRow } from './record.ts';
import { campaignsKept } from './retention.ts';
import { campaignById } from './store.ts';

const part = z.strictObject({ word: z.enum(verdictWords), count: z.int() });

const frozen = z.strictObject({
  ...audienceRow.pick({ id: true, included: true, excluded: true, root: true, contentHash: true }).shape,
  frozenAt: when,
  counts: z.array(part),
});

const released = z.strictObject({
  ...releaseRow.pick({ id: true, included: true, leavers: true, manifestHash: true, receipt: true }).shape,
  releasedAt: when,
  validUntil: when,
  /** whether its manifest may still be taken */
  valid: z.boolean(),
  by: z.string(),
  /** why people left between list and release; `after` counts who left since */
  left: z.array(part),
  after: z.int(),
  receiptAt: when.nullable(),
});

const text = (ms: number): string => new Date(ms).toISOString();

const parts = (counts: ReadonlyMap<string, number>) =>
  verdictWords.filter((word) => counts.has(word)).map((word) => ({ word, count: counts.get(word) ?? 0 }));

const audiences = async (ctx: Ctx, campaignId: string): Promise<z.output<typeof frozen>[]> => {
  const rows = await ctx.tx
    .selectFrom('audience')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('frozenAt', 'is not', null)
    .orderBy('frozenAt', 'desc')
    .execute();
  return rows.map(({ id: audienceId, included, excluded, root, contentHash, frozenAt, counts }) => ({
    ...{ id: audienceId, included, excluded, root, contentHash, frozenAt: text(frozenAt ?? 0) },
    counts: parts(new Map(Object.entries(counts ?? {}))),
  }));
};

const leftOf = async (ctx: Ctx, audienceId: string, releasedAt: number) => {
  const rows = await ctx.tx
    .selectFrom('audienceMember')
    .select((eb) => ['leftVerdict', eb('leftAt', '<=', releasedAt).as('before'), eb.fn.countAll<string>().as('count')])
    .where('audienceId', '=', audienceId)
    .where('leftAt', 'is not', null)
    .groupBy(['leftVerdict', 'before'])
    .execute();
  const before = rows.filter((row) => row.before);
  const after = rows.filter((row) => !row.before).reduce((sum, { count }) => sum + Number(count), 0);
  const words = before.map(
    ({ leftVerdict, count }) => [verdictWords[leftVerdict ?? 3] ?? 'notice', Number(count)] as const,
  );
  return { left: parts(new Map(words)), after };
};

const releases = async (ctx: Ctx, campaignId: string): Promise<z.output<typeof released>[]> => {
  const rows = await ctx.tx
    .selectFrom('release')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('releasedAt', 'desc')
    .execute();
  const told = [];
  for (const row of rows)
    told.push({
      ...{ id: row.id, included: row.included, leavers: row.leavers, manifestHash: row.manifestHash },
      ...{ releasedAt: text(row.releasedAt), validUntil: text(row.validUntil), valid: row.validUntil > ctx.at },
      ...{ by: row.releasedByName, receipt: row.receipt },
      receiptAt: row.receiptAt === null ? null : text(row.receiptAt),
      ...(await leftOf(ctx, row.audienceId, row.releasedAt)),
    });
  return told;
};

const outcome = campaignOutcomeRow.omit({ carrierId: true, campaignId: true }).extend({ at: when });

export const campaignRecord = operation({
  http: 'GET /v1/campaigns/{campaignId}/record',
  says: 'What became of a campaign: its frozen lists by reason, its releases with who left and why, the mailer’s receipts, what came of it, and until when its lists are kept at least; counts only',
  law: ['47 CFR 64.2009(c)', '47 CFR 64.2009(d)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ campaignId: id }),
  gives: z.strictObject({
    campaignId: id,
    state: campaignState,
    audiences: z.array(frozen),
    releases: z.array(released),
    outcomes: z.array(outcome),
    endedAt: when.nullable(),
    /** the last day of the year that the rule asks for; null while the campaign goes on */
    keptUntil: date.nullable(),
  }),
  async run(ctx: Ctx, { campaignId }) {
    const { state, endedAt } = await campaignById(ctx, campaignId);
    const outcomes = await ctx.tx
      .selectFrom('campaignOutcome')
      .select(['id', 'at', 'contacted', 'reached', 'responses', 'sales', 'complaints', 'note'])
      .where('campaignId', '=', campaignId)
      .orderBy('at', 'desc')
      .execute();
    return {
      ...{ campaignId, state },
      audiences: await audiences(ctx, campaignId),
      releases: await releases(ctx, campaignId),
      outcomes: outcomes.map((row) => ({ ...row, at: text(row.at) })),
      endedAt: endedAt === null ? null : text(endedAt),
      keptUntil: endedAt === null ? null : monthsAfter(dateAt(ctx, endedAt), campaignsKept.months),
    };
  },
});
