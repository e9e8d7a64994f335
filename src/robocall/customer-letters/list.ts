import { z } from 'zod';
import { referenceOf } from '../../carriers/letters/reference.ts';
import { told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { mayReadAccounts } from '../accounts/roles.ts';
import { customerLetterBatchRow, customerLetterRow } from './record.ts';
import { letterLaw } from './roles.ts';

const letter = customerLetterRow
  .pick({ id: true, caseId: true, concerns: true, sourceId: true, about: true, state: true, batchId: true })
  .extend({
    returnedOn: customerLetterRow.shape.returnedOn,
    wantedAt: when,
    reference: z.string().nullable(),
    customer: z.string(),
  });

export const listCustomerLetters = operation({
  http: 'GET /v1/customer-letters',
  says: 'Letters to voice customers, newest first: what each tells of, whether it waits, was printed, posted or came back',
  law: letterLaw,
  may: mayReadAccounts,
  by: 'anyone',
  takes: z.strictObject({ ...paging, cursor: id.optional(), state: customerLetterRow.shape.state.optional() }),
  gives: pageOf(letter),
  async run(ctx: Ctx, { cursor, state, limit = 100 }) {
    let query = ctx.tx
      .selectFrom('customerLetter')
      .innerJoin('onboardingCase', 'onboardingCase.id', 'customerLetter.caseId')
      .selectAll('customerLetter')
      .select('onboardingCase.applicant')
      .orderBy('customerLetter.id', 'desc')
      .limit(limit + 1);
    if (cursor !== undefined) query = query.where('customerLetter.id', '<', cursor);
    if (state !== undefined) query = query.where('customerLetter.state', '=', state);
    const rows = await query.execute();
    const items = rows.slice(0, limit).map(({ wantedAt, sequence, ...row }) => ({
      ...{ id: row.id, caseId: row.caseId, concerns: row.concerns, sourceId: row.sourceId, about: row.about },
      ...{ customer: row.applicant, state: row.state, batchId: row.batchId, returnedOn: row.returnedOn },
      wantedAt: told(ctx, wantedAt),
      reference: row.batchId === null || sequence === null ? null : referenceOf(row.batchId, sequence),
    }));
    return { items, next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
  },
});

const batch = customerLetterBatchRow
  .pick({ id: true, state: true, letters: true, pages: true, hash: true, postedOn: true, receipt: true, why: true })
  .extend({
    openedBy: z.string(),
    openedAt: when,
    printedAt: when.nullable(),
    /** Letters of it that need not go out any more: pull them before the post has them. */
    needless: z.array(z.string()),
  });

export const listCustomerLetterBatches = operation({
  http: 'GET /v1/customer-letter-batches',
  says: 'The latest batches of letters to voice customers: how many, by whom, the hash of the file, and when the post took them',
  law: letterLaw,
  may: mayReadAccounts,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(batch) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('customerLetterBatch')
      .select(['id', 'state', 'letters', 'pages', 'hash', 'postedOn', 'receipt', 'why'])
      .select(['openerName', 'openedAt', 'printedAt'])
      .orderBy('id', 'desc')
      .limit(100)
      .execute();
    const pulled = await ctx.tx
      .selectFrom('customerLetter')
      .select(['batchId', 'sequence'])
      .where('state', '=', 'needless')
      .where('batchId', 'in', rows.length === 0 ? [ctx.carrier.id] : rows.map((row) => row.id))
      .orderBy('sequence')
      .execute();
    const items = rows.map(({ openerName, openedAt, printedAt, ...row }) => ({
      ...row,
      openedBy: openerName,
      openedAt: told(ctx, openedAt),
      printedAt: toldOrNull(ctx, printedAt),
      needless: pulled
        .filter(({ batchId }) => batchId === row.id)
        .map(({ sequence }) => referenceOf(row.id, sequence ?? 0)),
    }));
    return { items };
  },
});
