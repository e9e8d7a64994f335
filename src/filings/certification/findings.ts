import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import type { Finding } from '../lint/finding.ts';
import { filingOf, stillOpen } from './find.ts';
import { type Filing, filingFindingRow } from './record.ts';

/** What the check of the packet found and did not stop, with what was answered to it in writing. */
export const shownFinding = z.strictObject({
  ...filingFindingRow.pick({ code: true, severity: true, message: true }).shape,
  answer: z.strictObject({ said: z.string(), by: z.string(), at: when }).nullable(),
});
type ShownFinding = z.output<typeof shownFinding>;

/** Keeps the findings of the round that is being prepared. */
export const keepFindings = async (
  ctx: Ctx,
  { id: filingId, round }: Filing,
  findings: readonly Finding[],
): Promise<void> => {
  // one defect may stand in several documents of the packet
  const told = new Map(findings.map((finding) => [`${finding.code} ${finding.message}`, finding]));
  const rows = [...told.values()].map(({ code, severity, message }, n) => ({
    ...{ id: ctx.id(), filingId, round, n },
    ...{ code, severity, message },
  }));
  if (rows.length > 0) await ctx.tx.insertInto('filingFinding').values(rows).execute();
};

/** The findings of a filing's present round in their order, each with the last answer to its code. */
export const findingsOf = async (ctx: Ctx, { id: filingId, round }: Filing): Promise<ShownFinding[]> => {
  const rows = await ctx.tx
    .selectFrom('filingFinding')
    .select(['code', 'severity', 'message'])
    .where('filingId', '=', filingId)
    .where('round', '=', round)
    .orderBy('n')
    .execute();
  const answers = await ctx.tx
    .selectFrom('filingAnswer')
    .select(['code', 'answer', 'personName', 'at'])
    .where('filingId', '=', filingId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => {
    const last = answers.findLast(({ code }) => code === row.code);
    return {
      ...row,
      answer: last === undefined ? null : { said: last.answer, by: last.personName, at: told(ctx, last.at) },
    };
  });
};

/** Refuses to sign while a warning of the check has no answer. A day that has passed is told, and no answer mends it. */
export const refuseUnanswered = async (ctx: Ctx, filing: Filing): Promise<void> => {
  const open = (await findingsOf(ctx, filing)).filter(
    ({ severity, answer }) => severity === 'warning' && answer === null,
  );
  if (open.length === 0) return;
  throw new Problem('filing-blocked', {
    detail: open.map(({ code, message }) => `${code}: ${message}`).join(' '),
    fix: 'Answer each in writing (filings.answer): the answer is kept with the filing.',
    cite: '47 CFR 64.2009(e)',
  });
};

export const answerFinding = operation({
  http: 'POST /v1/filings/{filingId}:answer',
  says: 'Answer in writing what the check of the packet asks; the answer is kept with the filing, and one given later stands beside it',
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({
    filingId: id,
    code: z.string().min(1).max(100),
    answer: z.string().trim().min(1).max(4000),
  }),
  gives: z.strictObject({ findings: z.array(shownFinding), entryId: id }),
  async run(ctx: Ctx, { filingId, code, answer }) {
    const filing = await filingOf(ctx, filingId);
    stillOpen(filing);
    if (!(await findingsOf(ctx, filing)).some((finding) => finding.code === code))
      refuse('invalid-input', `'code': the check of this packet found no '${code}'.`, 'Give one of its findings.');
    const { entryId } = await record(ctx, {
      kind: 'filing.answered',
      subject: `filing:${filingId}`,
      happenedAt: ctx.at,
      facts: { code, answer },
    });
    await ctx.tx
      .insertInto('filingAnswer')
      .values({ id: ctx.id(), filingId, code, answer, personName: personOf(ctx).name, at: ctx.at, entryId })
      .execute();
    return { findings: await findingsOf(ctx, filing), entryId };
  },
});
