import { z } from 'zod';
import { dateAt } from '../../../carriers/promises/local-time.ts';
import { asJson, type Ctx } from '../../../db/context.ts';
import { id, sha256Hex } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { heldFiling, sentencesOf } from '../find.ts';
import { registersOf } from '../registers.ts';
import { type CompanyEvidence, companyEvidence, evidenceHash } from './record.ts';

const ownCompany = async (ctx: Ctx): Promise<CompanyEvidence['company']> => {
  const { name, filerId } = await ctx.tx.selectFrom('carrier').select(['name', 'filerId']).executeTakeFirstOrThrow();
  return filerId === null
    ? refuse(
        'wrong-state',
        'The profile has no Form 499 Filer ID.',
        'Enter it: the certificate that covers this company names it.',
      )
    : { name, filerId };
};

export const vouchFor = operation({
  http: 'POST /v1/filings/{filingId}:vouch',
  says: "Give this company's evidence of the year to the carrier whose certificate will cover it; the entry holds its hash",
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance', 'officer'],
  by: 'person-fresh',
  takes: z.strictObject({ filingId: id }),
  gives: z.strictObject({ evidence: companyEvidence, hash: sha256Hex, entryId: id }),
  async run(ctx: Ctx, { filingId }) {
    const filing = await heldFiling(ctx, filingId);
    if (filing.round === 0)
      refuse('wrong-state', 'The statement is not written yet.', 'Write the statement first (filings.write).');
    const sentences = await sentencesOf(ctx, filing);
    const evidence: CompanyEvidence = {
      format: 'compline-company-evidence/1',
      demo: ctx.carrier.demo,
      year: filing.year,
      company: await ownCompany(ctx),
      examinedOn: dateAt(ctx, ctx.at),
      outcome: filing.outcome,
      sentences: sentences.map(({ section, code, text, mark }) => ({
        section,
        code,
        text,
        treatment: filing.withheld.includes(code) ? 'confidential' : 'public',
        mark,
      })),
      ...(await registersOf(ctx, filing.year)),
    };
    const hash = evidenceHash(evidence);
    const { entryId } = await record(ctx, {
      kind: 'filing.vouched',
      subject: `filing:${filingId}`,
      happenedAt: ctx.at,
      facts: { year: filing.year, round: filing.round, hash },
    });
    await ctx.tx
      .insertInto('filingVouch')
      .values({
        id: ctx.id(),
        filingId,
        round: filing.round,
        document: asJson(evidence),
        hash,
        vouchedAt: ctx.at,
        entryId,
      })
      .onConflict((conflict) => conflict.columns(['carrierId', 'filingId', 'hash']).doNothing())
      .execute();
    return { evidence, hash, entryId };
  },
});
