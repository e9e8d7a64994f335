import { z } from 'zod';
import { asJson, type Ctx } from '../../../db/context.ts';
import { id, sha256Hex } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { filingOf, heldFiling, stillOpen } from '../find.ts';
import type { Filing } from '../record.ts';
import { shownFiling, tellFiling } from '../shown.ts';
import { type CompanyEvidence, companyEvidence, evidenceHash } from './record.ts';

const refuseOther = (ctx: Ctx, filing: Filing, { year, company, demo }: CompanyEvidence): void => {
  if (year !== filing.year)
    refuse('invalid-input', `'evidence.year' is ${year}.`, `This filing is for ${filing.year}: ask for that year's.`);
  if (demo !== ctx.carrier.demo)
    refuse('invalid-input', "'evidence.demo': a fictional and a real company share no filing.", 'Keep them apart.');
  const named = filing.companies.find(({ filerId }) => filerId === company.filerId);
  if (named === undefined || named.records !== 'own')
    refuse(
      'invalid-input',
      `'evidence.company': this filing names no company with records of its own under the Filer ID ${company.filerId}.`,
      "Open the filing with that company and `records: 'own'`.",
    );
};

export const joinCompany = operation({
  http: 'POST /v1/filings/{filingId}:join',
  says: 'Take the evidence of a company that keeps its own records into the certificate that covers it',
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({ filingId: id, evidence: companyEvidence, hash: sha256Hex, entryId: id }),
  gives: shownFiling,
  async run(ctx: Ctx, { filingId, evidence, hash, entryId }) {
    const filing = await heldFiling(ctx, filingId);
    stillOpen(filing);
    if (evidenceHash(evidence) !== hash)
      refuse('invalid-input', "'evidence' is not what 'hash' names.", 'Send all three as the other company gave them.');
    refuseOther(ctx, filing, evidence);
    const given = { document: asJson(evidence), hash, entryId, joinedAt: ctx.at };
    await ctx.tx
      .insertInto('filingCompany')
      .values({ filingId, filerId: evidence.company.filerId, ...given })
      .onConflict((conflict) => conflict.columns(['carrierId', 'filingId', 'filerId']).doUpdateSet(given))
      .execute();
    // a packet rendered before does not tell of it
    await ctx.tx.updateTable('filing').set({ state: 'draft' }).where('id', '=', filingId).execute();
    await record(ctx, {
      kind: 'filing.joined',
      subject: `filing:${filingId}`,
      happenedAt: ctx.at,
      facts: { filerId: evidence.company.filerId, hash, entryId },
    });
    return tellFiling(ctx, await filingOf(ctx, filingId));
  },
});
