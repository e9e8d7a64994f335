import { sql } from 'kysely';
import type { z } from 'zod';
import { amongIds } from '../../db/among.ts';
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

type Claim = Block & { readonly fromAt: number; readonly untilAt: number | null };

export type Holder = Block & {
  readonly accountId: string;
  readonly account: string;
  readonly basis: Basis;
  readonly evidence: string;
  readonly fromAt: number;
};

/** The right that stands against each of many claims, by the place of the claim. */
export const holdersOf = async (ctx: Ctx, claims: readonly Claim[]): Promise<ReadonlyMap<number, Holder>> => {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<Holder & { place: number }>`
    select c.place, r.account_id as "accountId", a.name as account, r.basis, r.evidence, r.from_at as "fromAt",
      r.first_number as "firstNumber", r.last_number as "lastNumber"
    from unnest(${claims.map((claim) => claim.firstNumber)}::bigint[], ${claims.map((claim) => claim.lastNumber)}::bigint[],
      ${claims.map((claim) => claim.fromAt)}::bigint[], ${claims.map((claim) => claim.untilAt)}::bigint[])
      with ordinality as c (first, last, from_at, until_at, place)
    join lateral (
      select * from number_right r
      where r.first_number <= c.last and r.first_number > c.first - ${mostInBlock}::int and r.last_number >= c.first
        and (r.until_at is null or r.until_at > c.from_at) and (c.until_at is null or r.from_at < c.until_at)
        and r.until_at is distinct from r.from_at
      order by r.first_number desc limit 1) r on true
    join voice_account a on a.carrier_id = r.carrier_id and a.id = r.account_id`.execute(ctx.tx);
  return new Map(rows.map(({ place, ...holder }) => [place - 1, holder]));
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
  const read = () =>
    ctx.tx
      .selectFrom('numberSalt')
      .innerJoin(amongIds(accountIds), 'among.wanted', 'numberSalt.accountId')
      .select(['accountId', 'salt'])
      .execute();
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
