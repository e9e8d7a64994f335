import { z } from 'zod';
import { pastInstant } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { id, when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { heldFiling, stillOpen } from '../find.ts';

export const filedJointly = operation({
  http: 'POST /v1/filings/{filingId}:filed-jointly',
  says: 'Record that the year was filed under the certificate of another carrier, which covers this company by its Filer ID',
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({
    filingId: id,
    under: z.string().min(1).max(200),
    confirmation: z.string().min(1).max(100),
    receivedAt: when,
  }),
  gives: z.strictObject({ filingId: id, entryId: id }),
  async run(ctx: Ctx, { filingId, under, confirmation, receivedAt }) {
    const filing = await heldFiling(ctx, filingId);
    stillOpen(filing);
    const vouched = await ctx.tx
      .selectFrom('filingVouch')
      .select('hash')
      .where('filingId', '=', filingId)
      .orderBy('vouchedAt', 'desc')
      .executeTakeFirst();
    if (vouched === undefined)
      return refuse(
        'wrong-state',
        'This company never gave its evidence.',
        'Let it vouch for its year first (filings.vouch).',
      );
    const received = pastInstant(ctx, 'receivedAt', receivedAt);
    const { entryId } = await record(ctx, {
      kind: 'filing.filed-jointly',
      subject: `filing:${filingId}`,
      happenedAt: received,
      facts: { under, confirmation, hash: vouched.hash },
    });
    const added = await ctx.tx
      .insertInto('filingJointReceipt')
      .values({ filingId, under, confirmation, receivedAt: received, recordedAt: ctx.at, entryId })
      .onConflict((conflict) => conflict.columns(['carrierId', 'filingId']).doNothing())
      .returning('filingId')
      .executeTakeFirst();
    if (added === undefined) refuse('already-exists', 'This is recorded already.', 'Nothing more is to be done.');
    return { filingId, entryId };
  },
});
