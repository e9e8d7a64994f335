import { z } from 'zod';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { language } from '../customers/record.ts';
import { noteCheckOfKind } from '../opt-out-channels/note-check.ts';
import { channelKind } from '../opt-out-channels/record.ts';
import { sayNo } from './say-no.ts';
import { namedByCall, triedCall } from './telephone/tried.ts';

/** Whether this is the monitor's own customer. */
const isProbe = async (ctx: Ctx, customerId: string | null): Promise<boolean> =>
  customerId !== null &&
  (await ctx.tx
    .selectFrom('probeCustomer')
    .select('customerId')
    .where('customerId', '=', customerId)
    .executeTakeFirst()) !== undefined;

export const recordAttempt = operation({
  http: 'POST /v1/choice-attempts',
  says: 'Record that a customer tried to choose and could not be saved: it counts in the incident, and feeds the health monitor',
  law: ['47 CFR 64.2009(f)', '47 CFR 64.2008(d)(3)(v)'],
  may: ['agent', 'compliance', 'network'],
  by: 'anyone',
  takes: z.strictObject({
    attemptId: id,
    kind: channelKind,
    mechanism: z.enum(['opt-out', 'opt-in']),
    customerId: id.nullable(),
    /** Of a call on the toll-free line: what it told of the account, where 'customerId' is null. */
    call: triedCall.nullable().default(null),
    triedAt: when,
  }),
  /** `versionId`: the notice whose code he entered on the line; null where he named himself otherwise. */
  gives: z.strictObject({ outcome: z.enum(['recorded', 'known']), versionId: id.nullable() }),
  async run(ctx: Ctx, { attemptId, kind, mechanism, customerId: given, call, triedAt }) {
    // a demo carrier lives by its own clock
    const at = Math.min(Date.parse(triedAt), ctx.at);
    const named = given === null && call !== null ? await namedByCall(ctx, call) : null;
    const [customerId, versionId] = [given ?? named?.customerId ?? null, named?.versionId ?? null];
    const added = (await isProbe(ctx, customerId))
      ? undefined
      : await ctx.tx
          .insertInto('choiceAttempt')
          .values({
            id: attemptId,
            kind,
            mechanism,
            customerId,
            triedAt: at,
            recordedAt: ctx.at,
            settledAt: null,
            receipt: null,
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst();
    if (added === undefined) return { outcome: 'known' as const, versionId };
    await record(ctx, {
      kind: 'choice.attempted',
      subject: customerId === null ? `choice-attempt:${attemptId}` : `customer:${customerId}`,
      happenedAt: at,
      facts: { attemptId, channel: kind, mechanism },
    });
    const why = 'a customer chose and it could not be written';
    await noteCheckOfKind(ctx, kind, { mechanism, source: 'customer', at, outcome: 'failed', why, tookMs: null });
    return { outcome: 'recorded' as const, versionId };
  },
});

export const settleAttempt = operation({
  http: 'POST /v1/choice-attempts/{attemptId}:settle',
  says: 'Treat a failed try as the no it was, as of the moment it was made; a failed yes stays nothing; who cannot be found becomes a task',
  law: ['47 CFR 64.2007(a)(2)', '47 CFR 64.2009(f)'],
  may: ['agent', 'compliance', 'network'],
  by: 'anyone',
  takes: z.strictObject({ attemptId: id, versionId: id.nullable(), language }),
  gives: z.strictObject({ receipt: z.string().nullable() }),
  async run(ctx: Ctx, { attemptId, versionId, language: spoken }) {
    const attempt = await ctx.tx
      .selectFrom('choiceAttempt')
      .selectAll()
      .where('id', '=', attemptId)
      .forUpdate()
      .executeTakeFirst();
    // the monitor's own tries are not kept
    if (attempt === undefined || attempt.settledAt !== null) return { receipt: attempt?.receipt ?? null };
    const receipt = await settled(ctx, attempt, versionId, spoken);
    await ctx.tx.updateTable('choiceAttempt').set({ settledAt: ctx.at, receipt }).where('id', '=', attemptId).execute();
    return { receipt };
  },
});

type Attempt = { id: string; kind: string; mechanism: string; customerId: string | null; triedAt: number };

const settled = async (ctx: Ctx, attempt: Attempt, versionId: string | null, spoken: 'en' | 'es') => {
  const { id: attemptId, kind, mechanism, customerId, triedAt } = attempt;
  if (mechanism === 'opt-in') return null;
  if (customerId !== null)
    return (await sayNo(ctx, { customerId, versionId, language: spoken, method: kind, at: triedAt })).number;
  await openTask(ctx, {
    kind: 'unknown-refusal',
    subject: `choice-attempt:${attemptId}`,
    why: `Somebody said no by ${kind} while it could not be written, and what he entered names no customer: find him, or say that he cannot be found.`,
    role: 'compliance',
    dueAt: null,
    key: attemptId,
  });
  return null;
};
