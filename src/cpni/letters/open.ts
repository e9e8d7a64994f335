import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { demandRunNotHeld } from '../sendings/breach-hold.ts';
import { letterBatchRow } from '../sendings/record.ts';
import { steadyRun } from '../sendings/runs.ts';
import { demandSameWording } from '../sendings/wording.ts';
import { paperForms } from './paper-forms.ts';
import { demandApproved, mayPrint } from './store.ts';
import { waitingLetters } from './waiting.ts';

/** Wants a part of a batch made from an instant (epoch ms) on: the next, or the certificate when no letter is left. */
export const wantPart = (ctx: Ctx, batchId: string, part: number, from: number): Promise<void> =>
  later(ctx, { does: 'letters.print', input: { batchId, part }, from, key: `${batchId}:${part}:${from}` });

/** 64.2008(c)(6): on paper too the notice stands in each of its languages, or in none. */
const demandEveryLanguage = async (ctx: Ctx, runId: string): Promise<void> => {
  const lacking = (await paperForms(ctx, runId, ctx.at)).filter(({ paperId }) => paperId === null);
  if (lacking.length === 0) return;
  const which = lacking.map(({ language, versionId }) => `${language} (version ${versionId})`).join(', ');
  throw new Problem('wrong-state', {
    detail: `No approved paper form of this notice stands in: ${which}.`,
    fix: "Draft it with 'formOf', have it and the request with it approved, stop this sending and prepare it again; letters go out in every language of the notice or in none.",
    cite: '47 CFR 64.2008(c)(6)',
  });
};

const isBeingPrinted = (): never =>
  refuse('wrong-state', 'A batch of this sending is being printed.', 'Wait until it is, or cancel it.');

export const openBatch = operation({
  http: 'POST /v1/letter-batches',
  says: 'Print the letters that wait in an approved sending: PDF files of a hundred, an index and a count certificate, made in the background',
  law: ['47 CFR 64.2008(b)', '47 CFR 64.2008(d)(3)(iii)'],
  may: mayPrint,
  by: 'person',
  takes: z.strictObject({ runId: id }),
  gives: letterBatchRow.pick({ id: true, runId: true, state: true, letters: true }).extend({
    /** Who waits for a letter and has no postal address. Whose address fits no window is found when it is printed. */
    withoutAddress: z.int(),
  }),
  async run(ctx: Ctx, { runId }) {
    const openedBy = ctx.actor.id ?? refuse('person-needed', 'A person opens a batch of letters.', 'Sign in.');
    // counted first: a stop waits for what comes after
    const { letters, withoutAddress } = await waitingLetters(ctx, runId);
    const run = await steadyRun(ctx, runId);
    await demandApproved(ctx, runId);
    await demandRunNotHeld(ctx, runId);
    await demandSameWording(ctx, run);
    await demandEveryLanguage(ctx, runId);
    if (letters === 0)
      refuse('wrong-state', 'No letter of this sending can be printed.', 'See GET /v1/sendings/{runId}.');
    const batchId = ctx.id();
    const none = { pages: null, certificateHash: null, printedAt: null, postedOn: null, receipt: null };
    const unposted = { postedBy: null, posterName: null, postedAt: null, why: null, certificate: null };
    const opened = await ctx.tx
      .insertInto('letterBatch')
      .values({
        id: batchId,
        runId,
        state: 'open',
        letters,
        openedBy,
        openerName: ctx.actor.name,
        openedAt: ctx.at,
        codeSeed: randomBytes(32),
        ...none,
        ...unposted,
      })
      .onConflict((conflict) => conflict.columns(['carrierId', 'runId']).where('state', '=', 'open').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (opened === undefined) return isBeingPrinted();
    const facts = { run: runId, letters, withoutAddress };
    await record(ctx, { kind: 'letters.opened', subject: `letter-batch:${batchId}`, happenedAt: ctx.at, facts });
    await wantPart(ctx, batchId, 1, ctx.at);
    return { id: batchId, runId, state: 'open' as const, letters, withoutAddress };
  },
});
