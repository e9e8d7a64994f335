import { sql } from 'kysely';
import type { z } from 'zod';
import { heldVersion, steadyHolds } from '../../../carriers/retention/held.ts';
import type { Ctx, Work } from '../../../db/context.ts';
import { DAY } from '../../../kernel/time.ts';
import { record } from '../../../ledger/record.ts';
import { type Blocks, blocksFromBytes } from '../blocks.ts';
import type { numberListRow } from '../record.ts';

export type ListRow = z.output<typeof numberListRow>;
export type NewVersion = Omit<ListRow, 'carrierId' | 'id' | 'importedBy' | 'inForceAt' | 'replacedAt'>;
type Named = Pick<ListRow, 'kind' | 'source'>;

const atOnce = 20_000;
/** A blocked call is disputed within days; for two months it can be looked up in the version of its time. */
const keptReplaced = 62 * DAY;

/** The version in force of a list, or undefined. */
export const inForce = (ctx: Ctx, { kind, source }: Named): Promise<ListRow | undefined> =>
  ctx.tx
    .selectFrom('numberList')
    .selectAll()
    .where('kind', '=', kind)
    .where('source', '=', source)
    .where('inForceAt', 'is not', null)
    .where('replacedAt', 'is', null)
    .executeTakeFirst();

/** All numbers of the lists of a kind that are in force. */
export const numbersInForce = async (ctx: Ctx, kind: ListRow['kind']): Promise<Blocks> => {
  const { rows } = await sql<{ bytes: Buffer | null }>`
    select string_agg(int8send(first_number) || int8send(last_number), ''::bytea) as bytes
    from number_list_block b join number_list l on l.carrier_id = b.carrier_id and l.id = b.list_id
    where l.kind = ${kind} and l.in_force_at is not null and l.replaced_at is null`.execute(ctx.tx);
  return blocksFromBytes(rows[0]?.bytes ?? Buffer.alloc(0));
};

const removeBlocks = async (ctx: Ctx, named: Named, which: 'unfinished' | 'long replaced'): Promise<void> => {
  const lists = ctx.tx
    .selectFrom('numberList')
    .select('id')
    .where('kind', '=', named.kind)
    .where('source', '=', named.source);
  const old =
    which === 'unfinished'
      ? lists.where('inForceAt', 'is', null)
      : lists
          .where('replacedAt', '<', ctx.at - keptReplaced)
          .where((eb) => eb.not(heldVersion(ctx, sql.ref('inForceAt'), sql.ref('replacedAt'))));
  await steadyHolds(ctx);
  await ctx.tx.deleteFrom('numberListBlock').where('listId', 'in', old).execute();
};

const begin = async (ctx: Ctx, version: NewVersion): Promise<string> => {
  await removeBlocks(ctx, version, 'unfinished');
  const id = ctx.id();
  await ctx.tx
    .insertInto('numberList')
    .values({ id, ...version, importedBy: ctx.actor.name, inForceAt: null, replacedAt: null })
    .execute();
  return id;
};

const add = (ctx: Ctx, listId: string, { firsts, lasts }: Blocks, from: number) =>
  sql`insert into number_list_block (list_id, first_number, last_number)
    select ${listId}::uuid, first, last
    from unnest(${Array.from(firsts.subarray(from, from + atOnce))}::bigint[], ${Array.from(lasts.subarray(from, from + atOnce))}::bigint[]) as b (first, last)`.execute(
    ctx.tx,
  );

/** Puts a written version in the place of the one before, in one moment. */
const replace = async (ctx: Ctx, listId: string, version: NewVersion): Promise<void> => {
  const before = await ctx.tx
    .updateTable('numberList')
    .set({ replacedAt: ctx.at })
    .where('kind', '=', version.kind)
    .where('source', '=', version.source)
    .where('inForceAt', 'is not', null)
    .where('replacedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  await ctx.tx.updateTable('numberList').set({ inForceAt: ctx.at }).where('id', '=', listId).execute();
  await removeBlocks(ctx, version, 'long replaced');
  await record(ctx, {
    kind: 'number-list.in-force',
    subject: `number-list:${listId}`,
    happenedAt: ctx.at,
    facts: { ...version, replaces: before?.id ?? null },
  });
};

/** Writes a version in short transactions; it holds only when it is whole, and then at once. */
export const writeVersion = async (work: Work, version: NewVersion, blocks: Blocks): Promise<string> => {
  const listId = await work.transaction((ctx) => begin(ctx, version));
  for (let from = 0; from < blocks.firsts.length; from += atOnce)
    await work.transaction((ctx) => add(ctx, listId, blocks, from));
  await work.transaction((ctx) => replace(ctx, listId, version));
  return listId;
};
