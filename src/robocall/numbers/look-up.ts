import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { type Block, blocksOf } from './blocks.ts';
import { mostInBlock } from './cut.ts';
import type { Basis } from './rights.ts';
import type { Listed, ScreeningLists } from './screening.ts';

/** The right of an account to a number: the one that holds now, else the last that did or will; nulls where there is none. */
export type OwnRight = {
  readonly number: number;
  readonly basis: Basis | null;
  readonly evidence: string | null;
  readonly verifiedBy: string | null;
  readonly fromAt: number | null;
  readonly untilAt: number | null;
  /** the account that has the number now, if it is another */
  readonly other: string | null;
};

/** Rights of an account to many numbers, one answer a number, in their order. */
export const ownRights = async (
  ctx: Ctx,
  accountId: string,
  numbers: readonly number[],
): Promise<readonly OwnRight[]> => {
  const { rows } = await sql<OwnRight>`
    select c.number, own.basis, own.evidence, own.verified_by as "verifiedBy", own.from_at as "fromAt", own.until_at as "untilAt",
      a.name as other
    from unnest(${[...numbers]}::bigint[]) with ordinality as c (number, place)
    left join lateral (
      select * from number_right r
      where r.account_id = ${accountId}::uuid and r.first_number <= c.number and r.first_number > c.number - ${mostInBlock}::int
        and r.last_number >= c.number and r.until_at is distinct from r.from_at
      order by (r.from_at <= ${ctx.at}::bigint and (r.until_at is null or r.until_at > ${ctx.at}::bigint)) desc, r.from_at desc
      limit 1) own on true
    left join lateral (
      select * from number_right r
      where r.first_number <= c.number and r.from_at <= ${ctx.at}::bigint and (r.until_at is null or r.until_at > ${ctx.at}::bigint)
      order by r.first_number desc limit 1) held on held.last_number >= c.number and held.account_id <> ${accountId}::uuid
    left join voice_account a on a.carrier_id = held.carrier_id and a.id = held.account_id
    order by c.place`.execute(ctx.tx);
  return rows;
};

type Found = { readonly kind: string; readonly source: string; readonly number: number };

/** The lists in force as far as they hold one of the numbers: enough to screen those, whatever their size. */
export const listsOver = async (
  ctx: Ctx,
  numbers: readonly number[],
  assigned: ScreeningLists['assigned'],
): Promise<ScreeningLists> => {
  const { rows } = await sql<Found>`
    select l.kind, l.source || ' of ' || l.version_on as source, c.number
    from number_list l cross join unnest(${[...numbers]}::bigint[]) as c (number)
    join lateral (
      select b.last_number from number_list_block b
      where b.list_id = l.id and b.first_number <= c.number order by b.first_number desc limit 1) b on b.last_number >= c.number
    where l.in_force_at is not null and l.replaced_at is null`.execute(ctx.tx);
  const ofKind = (kind: string): readonly Listed[] => {
    const bySource = new Map<string, Block[]>();
    for (const row of rows.filter((one) => one.kind === kind)) {
      const blocks = bySource.get(row.source) ?? [];
      blocks.push({ firstNumber: row.number, lastNumber: row.number });
      bySource.set(row.source, blocks);
    }
    return [...bySource].map(([source, blocks]) => ({ source, numbers: blocksOf(blocks) }));
  };
  const emergency = ofKind('emergency');
  return {
    doNotOriginate: ofKind('do-not-originate'),
    invalid: ofKind('invalid'),
    unallocated: ofKind('unallocated'),
    held: ofKind('held'),
    assigned,
    emergency: { has: (number) => emergency.some(({ numbers: listed }) => listed.has(number)) },
  };
};
