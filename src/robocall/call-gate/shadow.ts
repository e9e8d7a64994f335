import { sql } from 'kysely';
import { z } from 'zod';
import { instantOf, told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { DAY } from '../../kernel/time.ts';
import { approvalInForce } from '../accounts/approval.ts';
import { lastGateMode, servedAccount, shadowUntil, writeGateMode } from '../accounts/gate-mode.ts';
import { knownAccount } from '../accounts/known.ts';
import { mayPassRamp } from '../accounts/ramp.ts';
import { accountGateModeRow } from '../accounts/record.ts';
import { servedSince } from '../accounts/served.ts';
import { accountView, viewOf } from '../accounts/shown.ts';
import { shadowedSince } from './shadowed.ts';

/** The longest time for which an account is watched before its limits hold. Our own measure; no rule names one. */
const longestDays = 30;

const reason = accountGateModeRow.shape.reason.max(1000);

/** What was found of an account's calls is not watched any more: it holds. */
const isClean = async (ctx: Ctx, accountId: string): Promise<void> => {
  const { rows } = await sql<{ strikes: boolean; limited: boolean }>`
    select exists (select from strike_finding where account_id = ${accountId} and voided_seq is null) as strikes,
      exists (select from investigation i join investigation_action a on a.carrier_id = i.carrier_id and a.investigation_id = i.id
        where i.account_id = ${accountId} and i.closed_at is null and a.kind = 'limited') as limited`.execute(ctx.tx);
  if (rows[0]?.strikes === true)
    refuse('wrong-state', 'A strike of it stands.', 'Leave it enforced; a finding that was wrong is voided first.');
  if (rows[0]?.limited === true)
    refuse('wrong-state', 'Its limits were lowered by an investigation.', 'Close the investigation first.');
};

export const shadowAccount = operation({
  http: 'POST /v1/voice-accounts/{accountId}:shadow',
  says: 'Put an account in shadow mode for thirty days at most: what its own limits and its caller-ID rule would refuse is carried and told, what the law refuses is refused; it ends by itself',
  law: ['47 CFR 64.6305(a)(2)'],
  may: ['network', 'officer'],
  by: 'person-fresh',
  takes: z.strictObject({ accountId: id, until: when, reason }),
  gives: accountView,
  async run(ctx: Ctx, { accountId, until, reason: said }) {
    const account = await servedAccount(ctx, accountId);
    const untilAt = instantOf('until', until);
    if (untilAt <= ctx.at || untilAt > ctx.at + longestDays * DAY)
      refuse(
        'invalid-input',
        `'until': not within ${longestDays} days from now.`,
        'Give a day on which somebody will have looked at what would have been refused.',
      );
    const { tier } = await approvalInForce(ctx, account.caseId);
    const servedMs = ctx.at - (await servedSince(ctx, account, 'Watch it when the hold has ended.'));
    mayPassRamp('until', { tier, servedMs, byOfficer: ctx.actor.roles.includes('officer') });
    await isClean(ctx, accountId);
    await writeGateMode(ctx, { accountId, untilAt, reason: said }, {});
    return viewOf(ctx, account, ctx.at);
  },
});

export const enforceAccount = operation({
  http: 'POST /v1/voice-accounts/{accountId}:enforce',
  says: 'End the shadow mode of an account: its limits and its caller-ID rule refuse calls within seconds; how many they would have refused goes on record',
  law: ['47 CFR 64.6305(a)(2)'],
  may: ['onboarding', 'network', 'officer'],
  by: 'person',
  takes: z.strictObject({ accountId: id, reason }),
  gives: accountView,
  async run(ctx: Ctx, { accountId, reason: said }) {
    const account = await servedAccount(ctx, accountId);
    const last = await lastGateMode(ctx, accountId);
    if (last === undefined || shadowUntil(last, ctx.at) === null)
      return refuse('wrong-state', 'It is enforced already.', 'Nothing is to do.');
    const counts = await shadowedSince(ctx, accountId, last.fromAt);
    const facts = Object.fromEntries(counts.map(({ code, calls }) => [code, calls]));
    await writeGateMode(ctx, { accountId, untilAt: null, reason: said }, facts);
    return viewOf(ctx, account, ctx.at);
  },
});

export const countShadowed = operation({
  http: 'GET /v1/voice-accounts/{accountId}/shadow',
  says: 'Whether an account is in shadow mode, and how many of its calls since that began would have been refused, by the reason',
  law: ['47 CFR 64.6305(a)(2)'],
  may: ['onboarding', 'network', 'compliance', 'officer'],
  by: 'anyone',
  takes: z.strictObject({ accountId: id }),
  gives: z.strictObject({
    /** the last time that it was put in shadow mode; null where it never was */
    shadow: z
      .strictObject({ from: when, until: when, setBy: z.string(), reason: z.string(), state: z.enum(['on', 'over']) })
      .nullable(),
    items: z.array(z.strictObject({ code: z.string(), calls: z.int(), last: when })),
  }),
  async run(ctx: Ctx, { accountId }) {
    await knownAccount(ctx, accountId);
    const last = await ctx.tx
      .selectFrom('accountGateMode')
      .selectAll()
      .where('accountId', '=', accountId)
      .where('mode', '=', 'shadow')
      .orderBy('fromAt', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (last === undefined || last.untilAt === null) return { shadow: null, items: [] };
    const now = await lastGateMode(ctx, accountId);
    const { fromAt, untilAt, setBy, reason: said } = last;
    const state: 'on' | 'over' = now?.id === last.id && shadowUntil(last, ctx.at) !== null ? 'on' : 'over';
    const counts = await shadowedSince(ctx, accountId, fromAt);
    return {
      shadow: { from: told(ctx, fromAt), until: told(ctx, untilAt), setBy, reason: said, state },
      items: counts.map(({ at, ...one }) => ({ ...one, last: told(ctx, at) })),
    };
  },
});
