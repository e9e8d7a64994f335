import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { found, refuse } from '../../kernel/problem.ts';
import type { Block } from './blocks.ts';
import { mostInBlock } from './cut.ts';
import type { rightBasis } from './record.ts';

export type Basis = z.output<typeof rightBasis>;

/** A right as it is written: a block, on what it rests, and from when until when (epoch ms). */
export type NewRight = Block & {
  readonly id: string;
  readonly accountId: string;
  readonly basis: Basis;
  readonly evidence: string;
  readonly verifiedBy: string | null;
  readonly verifiedAt: number | null;
  readonly fromAt: number;
  readonly untilAt: number | null;
};

const list = <T>(rows: readonly NewRight[], of: (row: NewRight) => T): T[] => rows.map(of);

/**
 * Writes the rights that no other right stands against, and gives the ids of those written: the constraint decides, so that two
 * who claim one number at once cannot both have it.
 */
export const insertRights = async (ctx: Ctx, rows: readonly NewRight[]): Promise<ReadonlySet<string>> => {
  if (rows.length === 0) return new Set();
  const { rows: written } = await sql<{ id: string }>`
    insert into number_right (id, account_id, first_number, last_number, basis, evidence, verified_by, verified_at, from_at, until_at, recorded_at)
    select *, ${ctx.at}::bigint from unnest(${list(rows, (row) => row.id)}::uuid[], ${list(rows, (row) => row.accountId)}::uuid[],
      ${list(rows, (row) => row.firstNumber)}::bigint[], ${list(rows, (row) => row.lastNumber)}::bigint[],
      ${list(rows, (row) => row.basis)}::text[], ${list(rows, (row) => row.evidence)}::text[],
      ${list(rows, (row) => row.verifiedBy)}::text[], ${list(rows, (row) => row.verifiedAt)}::bigint[],
      ${list(rows, (row) => row.fromAt)}::bigint[], ${list(rows, (row) => row.untilAt)}::bigint[])
    on conflict on constraint one_account_a_number do nothing returning id`.execute(ctx.tx);
  return new Set(written.map(({ id }) => id));
};

/** Rights of any time that hold a number of the block, the earliest first. */
export const rightsOver = (ctx: Ctx, { firstNumber, lastNumber }: Block) =>
  ctx.tx
    .selectFrom('numberRight')
    .innerJoin('voiceAccount', 'voiceAccount.id', 'numberRight.accountId')
    .selectAll('numberRight')
    .select('voiceAccount.name as account')
    // no block reaches further: an index on plain columns is enough
    .where('firstNumber', '>', firstNumber - mostInBlock)
    .where('firstNumber', '<=', lastNumber)
    .where('lastNumber', '>=', firstNumber)
    .orderBy('fromAt')
    .orderBy('firstNumber');

/** The rights that stand against a new one: of the same numbers at the same time. */
export const rightsAgainst = (
  ctx: Ctx,
  right: Block & { readonly fromAt: number; readonly untilAt: number | null },
) => {
  const over = rightsOver(ctx, right)
    .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', right.fromAt)]))
    .whereRef('untilAt', 'is distinct from', 'fromAt');
  return right.untilAt === null ? over : over.where('fromAt', '<', right.untilAt);
};

/** An account of this carrier that is not ended. */
export const openAccount = async (ctx: Ctx, accountId: string) => {
  const account = found(
    await ctx.tx.selectFrom('voiceAccount').selectAll().where('id', '=', accountId).executeTakeFirst(),
    'account',
  );
  if (account.endedAt !== null && account.endedAt <= ctx.at)
    refuse('wrong-state', `The account ${account.name} has ended.`, 'Numbers belong to open accounts.');
  return account;
};

/** The salts under which the numbers of accounts stand in evidence, made on first use. */
export const saltsOf = async (ctx: Ctx, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (accountIds.length === 0) return new Map();
  const read = () => ctx.tx.selectFrom('numberSalt').selectAll().where('accountId', 'in', accountIds).execute();
  const known = await read();
  const has = new Set(known.map(({ accountId }) => accountId));
  const missing = accountIds.filter((id) => !has.has(id)).map((accountId) => ({ accountId, salt: ctx.salt() }));
  if (missing.length > 0)
    await ctx.tx
      .insertInto('numberSalt')
      .values(missing)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  const rows = missing.length > 0 ? await read() : known;
  return new Map(rows.map(({ accountId, salt }) => [accountId, salt]));
};
