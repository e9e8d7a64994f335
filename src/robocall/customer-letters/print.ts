import { createHash } from 'node:crypto';
import { z } from 'zod';
import { referenceOf } from '../../carriers/letters/reference.ts';
import { paragraphsOf, senderOf } from '../../carriers/letters/sender.ts';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { type OwnLetters, type SetOwnLetters, typesetOwnLetters } from '../../documents/letters.ts';
import { id } from '../../kernel/columns.ts';
import { operation, outward } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { customerLetterBatchRow } from './record.ts';
import { letterLaw, mayPost } from './roles.ts';
import { heldBatch, lettersIn } from './store.ts';

/** What an envelope job of one hand-over holds at most. */
const mostLetters = 100;

/** Gives each letter that waits its place in the batch; how many there are. */
const place = async (ctx: Ctx, batchId: string): Promise<number> => {
  const waiting = await ctx.tx
    .selectFrom('customerLetter')
    .select('id')
    .where('state', '=', 'waiting')
    .orderBy('id')
    .limit(mostLetters)
    .forUpdate()
    .execute();
  for (const [n, letter] of waiting.entries())
    await ctx.tx
      .updateTable('customerLetter')
      .set({ state: 'printed', batchId, sequence: n + 1 })
      .where('id', '=', letter.id)
      .execute();
  return waiting.length;
};

export const printCustomerLetters = operation({
  http: 'POST /v1/customer-letter-batches',
  says: 'Print the letters to voice customers that wait: one PDF for window envelopes, made in the background',
  law: letterLaw,
  may: mayPost,
  by: 'person',
  takes: z.strictObject({}),
  gives: customerLetterBatchRow.pick({ id: true, state: true, letters: true }),
  async run(ctx: Ctx) {
    const openedBy = ctx.actor.id ?? refuse('person-needed', 'A person prints letters.', 'Sign in.');
    const open = await ctx.tx
      .selectFrom('customerLetterBatch')
      .select('id')
      .where('state', '=', 'open')
      .executeTakeFirst();
    if (open !== undefined)
      refuse('wrong-state', `Batch ${open.id} is being printed.`, 'Wait until it is, or cancel it.');
    const waiting = await ctx.tx
      .selectFrom('customerLetter')
      .select('id')
      .where('state', '=', 'waiting')
      .limit(1)
      .executeTakeFirst();
    if (waiting === undefined) refuse('wrong-state', 'No letter waits.', 'See GET /v1/customer-letters.');
    const batchId = ctx.id();
    const unprinted = { pages: null, hash: null, pdf: null, printedAt: null };
    const unposted = { postedOn: null, postedBy: null, posterName: null, postedAt: null, receipt: null, why: null };
    const opened = { openedBy, openerName: ctx.actor.name, openedAt: ctx.at };
    await ctx.tx
      .insertInto('customerLetterBatch')
      .values({ id: batchId, state: 'open', letters: 1, ...opened, ...unprinted, ...unposted })
      .execute();
    const letters = await place(ctx, batchId);
    await ctx.tx.updateTable('customerLetterBatch').set({ letters }).where('id', '=', batchId).execute();
    const about = { subject: `customer-letter-batch:${batchId}`, happenedAt: ctx.at };
    await record(ctx, { kind: 'customer-letters.opened', ...about, facts: { letters } });
    await later(ctx, { does: 'customerLetters.set', input: { batchId }, from: ctx.at, key: batchId });
    return { id: batchId, state: 'open' as const, letters };
  },
});

type Task = { readonly batchId: string; readonly file: OwnLetters };

/** Sets the file of a batch. It is kept once, from facts that do not change: what is cut off is made again and comes to the same bytes. */
export const setCustomerLetters = outward({
  says: 'Set the letters of a batch to voice customers as one file for the printer',
  law: letterLaw,
  takes: z.strictObject({ batchId: id }),
  async prepare(ctx: Ctx, { batchId }): Promise<Task | null> {
    const batch = await heldBatch(ctx, batchId);
    if (batch.state !== 'open') return null;
    const letters = await lettersIn(ctx, batchId);
    const file: OwnLetters = {
      title: 'Letters to customers',
      description: letterLaw[0],
      carrier: ctx.carrier.name,
      createdAt: told(ctx, batch.openedAt),
      demo: ctx.carrier.demo ? 'DEMO — fictional carrier' : null,
      language: 'en',
      points: 11,
      sender: await senderOf(ctx),
      letters: letters.map(({ addressee, words, sequence }) => ({
        reference: referenceOf(batchId, sequence ?? 0),
        addressee,
        paragraphs: paragraphsOf(words),
      })),
    };
    return { batchId, file };
  },
  // in a thread of its own, and no transaction waits for it
  reach: (_outside: unknown, { file }): Promise<SetOwnLetters> => typesetOwnLetters(file),
  async run(ctx: Ctx, { batchId }, { pdf, pages }) {
    if ((await heldBatch(ctx, batchId)).state !== 'open') return;
    const hash = createHash('sha256').update(pdf).digest('hex');
    await ctx.tx
      .updateTable('customerLetterBatch')
      .set({ state: 'printed', pages, hash, pdf: Buffer.from(pdf), printedAt: ctx.at })
      .where('id', '=', batchId)
      .execute();
    const about = { subject: `customer-letter-batch:${batchId}`, happenedAt: ctx.at };
    await record(ctx, { kind: 'customer-letters.printed', ...about, facts: { pages, hash } });
  },
});
