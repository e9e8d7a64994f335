import { z } from 'zod';
import { instantOf, told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { mayReadAccounts } from './roles.ts';
import { accountView, viewOf } from './shown.ts';
import type { VoiceAccount } from './store.ts';

const event = z.strictObject({ at: when, what: z.string(), who: z.string(), why: z.string() });

type Event = { readonly at: number; readonly what: string; readonly who: string; readonly why: string };

/** Everything that changed what the account may do, in order. */
const eventsOf = async (ctx: Ctx, account: VoiceAccount): Promise<Event[]> => {
  const decisions = await ctx.tx
    .selectFrom('onboardingDecision')
    .select(['outcome', 'deciderName', 'reason', 'decidedAt'])
    .where('caseId', '=', account.caseId)
    .orderBy('id')
    .execute();
  const limits = await ctx.tx
    .selectFrom('accountLimits')
    .selectAll()
    .where('accountId', '=', account.id)
    .orderBy('id')
    .execute();
  const holds = await ctx.tx
    .selectFrom('accountHold')
    .selectAll()
    .where('accountId', '=', account.id)
    .orderBy('id')
    .execute();
  const modes = await ctx.tx
    .selectFrom('accountGateMode')
    .selectAll()
    .where('accountId', '=', account.id)
    .orderBy('id')
    .execute();
  const events: Event[] = [
    ...decisions.map((row) => ({
      at: row.decidedAt,
      what: `case ${row.outcome}`,
      who: row.deciderName,
      why: row.reason,
    })),
    ...limits.map((row) => ({
      at: row.fromAt,
      what: `limits set: ${row.callsPerSecond} calls a second, burst ${row.burst}, ${row.sessions} sessions`,
      who: row.setBy,
      why: row.reason,
    })),
    ...modes.map((row) => ({
      at: row.fromAt,
      what:
        row.untilAt === null ? 'enforced at the gate' : `in shadow mode at the gate until ${told(ctx, row.untilAt)}`,
      who: row.setBy,
      why: row.reason,
    })),
    ...holds.flatMap((row) => [
      { at: row.fromAt, what: `${row.kind} by ${row.source}`, who: row.placedBy, why: row.reason },
      ...(row.endedAt === null
        ? []
        : [{ at: row.endedAt, what: 'hold ended', who: row.endedBy ?? '', why: row.endedReason ?? '' }]),
    ]),
  ];
  return events.sort((a, b) => a.at - b.at);
};

export const showAccount = operation({
  http: 'GET /v1/voice-accounts/{accountId}',
  says: 'A voice account as it stands, or stood at a moment: standing, limits and holds, and everything that changed them',
  law: ['47 CFR 64.1200(n)(4)', '47 CFR 64.6305(a)(2)'],
  may: mayReadAccounts,
  by: 'anyone',
  takes: z.strictObject({ accountId: id, asOf: when.optional() }),
  gives: z.strictObject({ account: accountView, timeline: z.array(event) }),
  async run(ctx: Ctx, { accountId, asOf }) {
    const row = found(
      await ctx.tx.selectFrom('voiceAccount').selectAll().where('id', '=', accountId).executeTakeFirst(),
      'voice account',
    );
    const at = asOf === undefined ? ctx.at : instantOf('asOf', asOf);
    if (at < row.openedAt)
      refuse(
        'invalid-input',
        `'asOf' lies before it was opened on ${told(ctx, row.openedAt)}.`,
        'Ask for a later one.',
      );
    const timeline = await eventsOf(ctx, row);
    return {
      account: await viewOf(ctx, row, at),
      timeline: timeline.map((one) => ({ ...one, at: told(ctx, one.at) })),
    };
  },
});
