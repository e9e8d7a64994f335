import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { found } from '../../kernel/problem.ts';
import type { accountGateModeRow, accountHoldRow, accountLimitsRow, Limits, voiceAccountRow } from './record.ts';

export type VoiceAccount = z.output<typeof voiceAccountRow>;
export type AccountHold = z.output<typeof accountHoldRow>;

/** The account, locked until the transaction ends: what changes it goes one after the other. */
export const lockedAccount = async (ctx: Ctx, accountId: string): Promise<VoiceAccount> =>
  found(
    await ctx.tx.selectFrom('voiceAccount').selectAll().where('id', '=', accountId).forUpdate().executeTakeFirst(),
    'voice account',
  );

/** Writes limits of an account down; they hold from now on. Returns their id. */
export const writeLimits = async (ctx: Ctx, accountId: string, wanted: Limits, reason: string): Promise<string> => {
  const id = ctx.id();
  await ctx.tx
    .insertInto('accountLimits')
    .values({ id, accountId, ...wanted, reason, setBy: ctx.actor.name, fromAt: ctx.at })
    .execute();
  return id;
};

type SetLimits = z.output<typeof accountLimitsRow>;

/** The limits of accounts that hold at a moment, by account. */
export const limitsAt = async (
  ctx: Ctx,
  accountIds: readonly string[],
  at: number,
): Promise<ReadonlyMap<string, SetLimits>> => {
  if (accountIds.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom('accountLimits')
    .selectAll()
    .distinctOn('accountId')
    .where('accountId', 'in', [...accountIds])
    .where('fromAt', '<=', at)
    .orderBy('accountId')
    .orderBy('fromAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.accountId, row]));
};

/** The holds of accounts that were in force at a moment. */
export const holdsAt = (ctx: Ctx, accountIds: readonly string[], at: number): Promise<AccountHold[]> =>
  accountIds.length === 0
    ? Promise.resolve([])
    : ctx.tx
        .selectFrom('accountHold')
        .selectAll()
        .where('accountId', 'in', [...accountIds])
        .where('fromAt', '<=', at)
        .where((eb) => eb.or([eb('endedAt', 'is', null), eb('endedAt', '>', at)]))
        .orderBy('fromAt')
        .orderBy('id')
        .execute();

type GateMode = z.output<typeof accountGateModeRow>;

/** The last word about shadow mode of accounts at a moment, by account; none stands for one that never was in it. */
export const gateModesAt = async (
  ctx: Ctx,
  accountIds: readonly string[],
  at: number,
): Promise<ReadonlyMap<string, GateMode>> => {
  if (accountIds.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom('accountGateMode')
    .selectAll()
    .distinctOn('accountId')
    .where('accountId', 'in', [...accountIds])
    .where('fromAt', '<=', at)
    .orderBy('accountId')
    .orderBy('fromAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.accountId, row]));
};
