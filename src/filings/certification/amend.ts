import { z } from 'zod';
import { asJson, type Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { filingOf, heldFiling } from './find.ts';
import { shownFiling, tellFiling } from './shown.ts';

export const amendFiling = operation({
  http: 'POST /v1/filings/{filingId}:amend',
  says: 'Open an amendment of a filed certification that says what changed; it supersedes once it is filed itself',
  law: ['47 CFR 64.2009(e)', '47 CFR 1.17'],
  may: ['compliance'],
  by: 'person',
  takes: z.strictObject({ filingId: id, changes: z.array(z.string().min(1)).min(1) }),
  gives: shownFiling,
  async run(ctx: Ctx, { filingId, changes }) {
    const filed = await heldFiling(ctx, filingId);
    if (filed.state !== 'filed')
      refuse('wrong-state', `The filing is ${filed.state}.`, 'Amend a filed one; edit what is not signed yet.');
    const amendment = ctx.id();
    const { kind, year, companies, contact, sender, outcome, withheld } = filed;
    const added = await ctx.tx
      .insertInto('filing')
      .values({
        id: amendment,
        kind,
        year,
        companies: asJson(companies),
        contact: asJson(contact),
        sender: asJson(sender),
        outcome: asJson(outcome),
        withheld,
        state: 'draft',
        round: 0,
        officerId: null,
        signingOn: null,
        filesOn: null,
        packetHash: null,
        amendsId: filed.id,
        changes,
        signatureId: null,
        openedAt: ctx.at,
      })
      .onConflict((conflict) =>
        conflict.columns(['carrierId', 'amendsId']).where('amendsId', 'is not', null).doNothing(),
      )
      .returning('id')
      .executeTakeFirst();
    if (added === undefined)
      refuse('already-exists', 'An amendment of this filing is open already.', 'List the filings and go on with it.');
    await record(ctx, {
      kind: 'filing.amended',
      subject: `filing:${filingId}`,
      happenedAt: ctx.at,
      facts: { amendment, changes },
    });
    return tellFiling(ctx, await filingOf(ctx, amendment));
  },
});
