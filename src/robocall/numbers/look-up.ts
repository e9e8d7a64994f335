import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { type Block, blocksOf } from './blocks.ts';
import { mostInBlock } from './cut.ts';
import type { Basis } from './rights.ts';
import type { Listed, ScreeningLists } from './screening.ts';

/** A right to one number, as far as a call with it is judged by it. */
export type Held = {
  readonly number: number;
  readonly accountId: string;
  readonly account: string;
  readonly basis: Basis;
  readonly evidence: string;
  readonly verifiedBy: string | null;
  readonly fromAt: number;
  readonly untilAt: number | null;
};

/** Who has each of many numbers now; numbers that nobody has are left out. */
export const holdersNow = async (ctx: Ctx, numbers: readonly number[]): Promise<ReadonlyMap<number, Held>> => {
  const { rows } = await sql<Held>`
    select c.number, r.account_id as "accountId", a.name as account, r.basis, r.evidence, r.verified_by as "verifiedBy",
      r.from_at as "fromAt", r.until_at as "untilAt"
    from unnest(${[...numbers]}::bigint[]) as c (number)
    join lateral (
      -- of one moment no two rights hold the same number: the nearest below is the only one that can
      select * from number_right r
      where r.first_number <= c.number and r.first_number > c.number - ${mostInBlock}::int
        and r.from_at <= ${ctx.at}::bigint and (r.until_at is null or r.until_at > ${ctx.at}::bigint)
      order by r.first_number desc limit 1) r on r.last_number >= c.number
    join voice_account a on a.carrier_id = r.carrier_id and a.id = r.account_id`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.number, row]));
};

/** First place in sorted numbers that is not below the number. */
const placeOf = (sorted: readonly number[], number: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The rights of an account to numbers that it has not now: of each number the last that ended or will begin. */
export const otherTimes = async (
  ctx: Ctx,
  accountId: string,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Omit<Held, 'account'>>> => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  const rows = await ctx.tx
    .selectFrom('numberRight')
    .select(['accountId', 'firstNumber', 'lastNumber', 'basis', 'evidence', 'verifiedBy', 'fromAt', 'untilAt'])
    .where('accountId', '=', accountId)
    .where('firstNumber', '<=', most)
    .where('firstNumber', '>', least - mostInBlock)
    .whereRef('untilAt', 'is distinct from', 'fromAt')
    .where((eb) => eb.or([eb('untilAt', '<=', ctx.at), eb('fromAt', '>', ctx.at)]))
    .orderBy('fromAt')
    .execute();
  const found = new Map<number, Omit<Held, 'account'>>();
  for (const { firstNumber, lastNumber, ...row } of rows)
    for (let place = placeOf(sorted, firstNumber); (sorted[place] ?? Number.NaN) <= lastNumber; place += 1) {
      const number = sorted[place] ?? 0;
      found.set(number, { ...row, number });
    }
  return found;
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
