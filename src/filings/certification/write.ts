import { z } from 'zod';
import type { Control } from '../../carriers/promises/controls.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { filingOf, heldFiling, sentencesOf, stillOpen } from './find.ts';
import { judgeSentences } from './judge-sentences.ts';
import { outcome } from './record.ts';
import { shownFiling, tellFiling } from './shown.ts';

const markFacts = (sentences: readonly { readonly code: string; readonly mark: string }[]) =>
  sentences.map(({ code, mark }) => ({ code, mark }));

/** The operation that writes the statement from the records of the year and marks each sentence by the given controls. */
export const writeFiling = (controls: readonly Control[]) =>
  operation({
    http: 'POST /v1/filings/{filingId}:write',
    says: 'Write the statement from the records of the year, each sentence marked by its evidence, with what is certified and what is withheld',
    law: ['47 CFR 64.2009(e)'],
    may: ['compliance', 'officer'],
    by: 'person',
    takes: z.strictObject({ filingId: id, outcome, withheld: z.array(z.string()) }),
    gives: shownFiling,
    async run(ctx: Ctx, input) {
      const filing = await heldFiling(ctx, input.filingId);
      stillOpen(filing);
      const round = await judgeSentences(ctx, filing, controls);
      await ctx.tx
        .updateTable('filing')
        .set({
          round,
          outcome: asJson(input.outcome),
          withheld: input.withheld,
          state: 'draft',
        })
        .where('id', '=', filing.id)
        .execute();
      const written = await filingOf(ctx, filing.id);
      const sentences = await sentencesOf(ctx, written);
      const unknown = input.withheld.filter((code) => !sentences.some((sentence) => sentence.code === code));
      if (unknown.length > 0)
        refuse(
          'invalid-input',
          `'withheld': no sentence '${unknown.join("', '")}'.`,
          'Give codes of sentences that were written.',
        );
      await record(ctx, {
        kind: 'filing.written',
        subject: `filing:${filing.id}`,
        happenedAt: ctx.at,
        facts: { round, outcome: input.outcome, sentences: markFacts(sentences) },
      });
      return tellFiling(ctx, written);
    },
  });
