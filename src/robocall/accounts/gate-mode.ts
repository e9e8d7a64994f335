import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import type { accountGateModeRow } from './record.ts';
import { gateModesAt, lockedAccount } from './store.ts';

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

/** Ends the shadow of an account where it is in one: what is ordered now must hold. */
export const endShadow = async (ctx: Ctx, accountId: string, reason: string): Promise<void> => {
  await lockedAccount(ctx, accountId);
  const last = (await gateModesAt(ctx, [accountId], ctx.at)).get(accountId);
  if (shadowUntil(last, ctx.at) !== null) await writeGateMode(ctx, { accountId, untilAt: null, reason }, {});
};
