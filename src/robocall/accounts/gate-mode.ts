import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import type { accountGateModeRow } from './record.ts';
import { gateModesAt, lockedAccount, type VoiceAccount } from './store.ts';

type GateMode = z.output<typeof accountGateModeRow>;

/** Until when an account is in shadow mode by the last word about it (epoch ms), or null; past its time it is in none. */
export const shadowUntil = (last: GateMode | undefined, at: number): number | null =>
  last?.untilAt === undefined || last.untilAt === null || last.untilAt <= at ? null : last.untilAt;

/** Writes the mode of an account down, on record with `facts`; it holds from now on, and the gate learns of it by itself. */
export const writeGateMode = async (
  ctx: Ctx,
  { accountId, untilAt, reason }: Pick<GateMode, 'accountId' | 'untilAt' | 'reason'>,
  facts: { readonly [name: string]: number },
): Promise<void> => {
  const mode = untilAt === null ? 'enforce' : 'shadow';
  await ctx.tx
    .insertInto('accountGateMode')
    .values({ id: ctx.id(), accountId, mode, untilAt, reason, setBy: ctx.actor.name, fromAt: ctx.at })
    .execute();
  await record(ctx, {
    kind: mode === 'shadow' ? 'account.shadowed' : 'account.enforced',
    subject: `voice-account:${accountId}`,
    happenedAt: ctx.at,
    facts: { until: untilAt, reason, ...facts },
  });
};

/** The last word about shadow mode of an account; undefined for one that never was in it. */
export const lastGateMode = async (ctx: Ctx, accountId: string): Promise<GateMode | undefined> =>
  (await gateModesAt(ctx, [accountId], ctx.at)).get(accountId);

/** An account whose mode is changed: locked until the transaction ends; refused once its contract has ended. */
export const servedAccount = async (ctx: Ctx, accountId: string): Promise<VoiceAccount> => {
  const account = await lockedAccount(ctx, accountId);
  if (account.endedAt !== null) refuse('wrong-state', 'Its contract has ended.', 'Open a new account.');
  return account;
};

/** Ends the shadow of an account where it is in one: what is ordered now must hold. */
export const endShadow = async (ctx: Ctx, accountId: string, reason: string): Promise<void> => {
  await lockedAccount(ctx, accountId);
  if (shadowUntil(await lastGateMode(ctx, accountId), ctx.at) !== null)
    await writeGateMode(ctx, { accountId, untilAt: null, reason }, {});
};
