import { sql } from 'kysely';
import { addressLines } from '../../carriers/letters/address-lines.ts';
import type { Ctx } from '../../db/context.ts';
import { unplaced } from './store.ts';

/** A letter that waits to be printed. */
export type WaitingLetter = {
  readonly messageId: string;
  readonly customerId: string;
  readonly addressee: readonly string[];
};

/** Letters of a sending in one wording, after a message, that waited at an instant. */
export type Wanted = {
  readonly runId: string;
  readonly versionId: string;
  readonly after: string;
  readonly waitedAt: number;
  readonly limit: number;
};

export const firstId = '00000000-0000-0000-0000-000000000000';

const newestAddress = sql`(select value from customer_contact where customer_id = c.id and kind = 'postal' and until_at is null
  order by linked_day desc, id desc limit 1)`;

type Row = { readonly messageId: string; readonly customerId: string; readonly name: string; readonly address: string };

const rowsAfter = async (ctx: Ctx, { runId, versionId, after, waitedAt, limit }: Wanted): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`
    select * from (
      select m.id as "messageId", c.id as "customerId", c.name, ${newestAddress} as address
      from message m join customer c on c.id = m.customer_id
      where m.run_id = ${runId} and m.version_id = ${versionId} and m.id > ${after} and m.changed_at <= ${waitedAt}
        and c.left_at is null and ${unplaced}) w
    where address is not null order by "messageId" limit ${limit}`.execute(ctx.tx);
  return rows;
};

/** The next letters that can be printed, fewer than the limit only when no more wait. Who left gets none. */
export const nextLetters = async (ctx: Ctx, wanted: Wanted): Promise<readonly WaitingLetter[]> => {
  const fitting: WaitingLetter[] = [];
  for (let after = wanted.after; fitting.length < wanted.limit; ) {
    const rows = await rowsAfter(ctx, { ...wanted, after });
    for (const { name, address, ...row } of rows) {
      const addressee = addressLines(name, address);
      if (addressee !== null && fitting.length < wanted.limit) fitting.push({ ...row, addressee });
    }
    if (rows.length < wanted.limit) break;
    after = rows.at(-1)?.messageId ?? after;
  }
  return fitting;
};

/** How many letters of a sending wait with an address, and how many without one. */
export const waitingLetters = async (
  ctx: Ctx,
  runId: string,
): Promise<{ readonly letters: number; readonly withoutAddress: number }> => {
  const { rows } = await sql<{ addressed: boolean; n: string }>`
    select addressed, count(*) as n from (
      select ${newestAddress} is not null as addressed from message m join customer c on c.id = m.customer_id
      where m.run_id = ${runId} and c.left_at is null and ${unplaced}) w
    group by addressed`.execute(ctx.tx);
  const of = (addressed: boolean): number => Number(rows.find((row) => row.addressed === addressed)?.n ?? 0);
  return { letters: of(true), withoutAddress: of(false) };
};
