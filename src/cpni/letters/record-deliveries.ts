import { sql } from 'kysely';
import { z } from 'zod';
import { referenceOf } from '../../carriers/letters/reference.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { endWithNotices } from '../choices/notice-end.ts';
import { startOfDate } from '../customers/dates.ts';
import { deliver, factOf, type Version } from '../notices/deliver.ts';
import type { LetterBatch } from '../sendings/record.ts';
import { recordDropped } from '../sendings/runs.ts';
import { wantRecorded } from './hand-over.ts';
import { batchOf, mayPrint } from './store.ts';

/** Files recorded in one transaction: under a second each. */
const filesAtOnce = 4;

type Part = {
  readonly part: number;
  readonly versionId: string;
  readonly firstSequence: number;
  readonly letters: number;
};
type Posted = { readonly id: string; readonly customerId: string; readonly sequence: number };

/** The instant that a letter counts as mailed: the beginning of the day, for a letter of that same day its printing. */
const sentAtOf = (zone: string, { postedOn, printedAt }: LetterBatch): number => {
  if (postedOn === null || printedAt === null)
    return refuse('wrong-state', 'The batch was not handed to the post.', 'Hand it over first.');
  return Math.max(startOfDate(zone, postedOn), printedAt);
};

const unrecorded = (ctx: Ctx, batchId: string): Promise<Part[]> =>
  ctx.tx
    .selectFrom('letterPart')
    .select(['part', 'versionId', 'firstSequence', 'letters'])
    .where('batchId', '=', batchId)
    .where('recordedAt', 'is', null)
    .orderBy('part')
    .limit(filesAtOnce)
    .forUpdate()
    .execute();

/** The letters of a part; who was reached by the same notice meanwhile is left out: no second wait is started for him. */
const lettersOf = async (ctx: Ctx, batchId: string, { firstSequence, letters }: Part): Promise<readonly Posted[]> => {
  const { rows } = await sql<Posted>`
    select m.id, m.customer_id as "customerId", m.sequence from message m
    where m.batch_id = ${batchId} and m.sequence between ${firstSequence} and ${firstSequence + letters - 1}
      and m.state = 'letter' and not exists (
        select 1 from message o where o.customer_id = m.customer_id and coalesce(o.group_id, o.version_id) = coalesce(m.group_id, m.version_id)
          and o.renews is not distinct from m.renews and o.state in ('accepted', 'posted'))
    order by m.sequence for update of m`.execute(ctx.tx);
  return rows;
};

const markPosted = async (ctx: Ctx, letters: readonly Posted[], deliveries: readonly string[]): Promise<void> => {
  await sql`
    update message m set state = 'posted', delivery_id = d.delivery, changed_at = ${ctx.at}
    from unnest(${letters.map(({ id: messageId }) => messageId)}::uuid[], ${deliveries}::uuid[]) as d (id, delivery)
    where m.id = d.id`.execute(ctx.tx);
};

/** What did not go is no part of the batch any more; whose e-mail comes back later may be in another. */
const pull = async (ctx: Ctx, batchId: string, { firstSequence, letters }: Part): Promise<void> => {
  const why = 'the same notice had reached the customer';
  const { rows } = await sql<{ id: string | null }>`
    update message set batch_id = null, sequence = null,
      why = case state when 'letter' then ${why} else why end, state = case state when 'letter' then 'dropped' else state end
    where batch_id = ${batchId} and sequence between ${firstSequence} and ${firstSequence + letters - 1}
      and state <> 'posted'
    returning case when state = 'dropped' and why = ${why} then id end as id`.execute(ctx.tx);
  await recordDropped(
    ctx,
    rows.flatMap(({ id: dropped }) => dropped ?? []),
    why,
  );
};

const recordPart = async (ctx: Ctx, batch: LetterBatch, part: Part): Promise<number> => {
  const letters = await lettersOf(ctx, batch.id, part);
  const version: Version = await ctx.tx
    .selectFrom('noticeVersion')
    .selectAll()
    .where('id', '=', part.versionId)
    .executeTakeFirstOrThrow();
  const sentAt = sentAtOf(ctx.carrier.zone, batch);
  const delivered = await deliver(
    ctx,
    letters.map(({ customerId, sequence }) => {
      const reference = referenceOf(batch.id, sequence);
      return { customerId, version, method: 'mail' as const, sentAt, reference, contactId: null };
    }),
  );
  await endWithNotices(
    ctx,
    letters.map(({ customerId }) => ({ customerId, versionId: part.versionId, sentAt })),
  );
  await markPosted(
    ctx,
    letters,
    delivered.map((one) => one.id),
  );
  await pull(ctx, batch.id, part);
  await ctx.tx
    .updateTable('letterPart')
    .set({ recordedAt: ctx.at })
    .where('batchId', '=', batch.id)
    .where('part', '=', part.part)
    .execute();
  if (delivered.length > 0)
    await record(ctx, {
      kind: 'notices.delivered',
      subject: `letter-batch:${batch.id}`,
      happenedAt: sentAt,
      facts: { part: part.part, waitDays: version.waitDays, deliveries: delivered.map(factOf) },
    });
  return delivered.length;
};

export const recordLetters = operation({
  http: 'POST /v1/letter-batches/{batchId}:record',
  says: 'Record the deliveries of a batch that the post took, the next files of it; goes on by itself until all are',
  law: ['47 CFR 64.2008(a)(2)', '47 CFR 64.2008(d)(1)(ii)'],
  may: mayPrint,
  by: 'anyone',
  takes: z.strictObject({ batchId: id }),
  gives: z.strictObject({ batchId: id, recorded: z.int() }),
  async run(ctx: Ctx, { batchId }) {
    const batch = await batchOf(ctx, batchId);
    if (batch.state !== 'posted')
      refuse('wrong-state', `The batch is ${batch.state}.`, 'Deliveries are recorded of what the post took.');
    const parts = await unrecorded(ctx, batchId);
    let recorded = 0;
    for (const part of parts) recorded += await recordPart(ctx, batch, part);
    if (parts.length === filesAtOnce) await wantRecorded(ctx, batchId);
    return { batchId, recorded };
  },
});
