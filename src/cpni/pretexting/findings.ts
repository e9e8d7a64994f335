import { z } from 'zod';
import { pastDate } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { yearDates } from '../complaints/year.ts';
import { pretexterFindingRow } from './record.ts';

const law = ['47 CFR 64.2009(e)'];
const finding = z.strictObject(pretexterFindingRow.omit({ carrierId: true, recordedAt: true }).shape);

/** What was learned of pretexters in a year, from public reports and from own experience. */
export const findingsOfYear = (ctx: Ctx, year: number) => {
  const { first, last } = yearDates(year);
  return ctx.tx
    .selectFrom('pretexterFinding')
    .select(['id', 'learnedOn', 'knownFrom', 'method', 'steps'])
    .where('learnedOn', '>=', first)
    .where('learnedOn', '<=', last)
    .orderBy('learnedOn')
    .orderBy('id')
    .execute();
};

export const recordFinding = operation({
  http: 'POST /v1/pretexter-findings',
  says: 'Record what is known of a way in which pretexters try to reach CPNI, and the steps taken against it',
  law,
  may: ['agent', 'supervisor', 'compliance', 'counsel', 'network'],
  by: 'anyone',
  takes: finding.omit({ id: true }),
  gives: finding,
  async run(ctx: Ctx, input) {
    pastDate(ctx, 'learnedOn', input.learnedOn);
    const row = { id: ctx.id(), ...input };
    await ctx.tx
      .insertInto('pretexterFinding')
      .values({ ...row, recordedAt: ctx.at })
      .execute();
    const subject = `pretexter-finding:${row.id}`;
    await record(ctx, { kind: 'pretexter-finding.recorded', subject, happenedAt: ctx.at, facts: input });
    return row;
  },
});

export const listFindings = operation({
  http: 'GET /v1/pretexter-findings',
  says: 'What was learned of pretexters in a year; kept from those who need not know',
  law,
  may: ['agent', 'supervisor', 'compliance', 'officer', 'counsel', 'auditor', 'network'],
  by: 'anyone',
  takes: z.strictObject({ year: z.coerce.number().int().min(1996).max(9999) }),
  gives: z.strictObject({ items: z.array(finding) }),
  run: async (ctx: Ctx, { year }) => ({ items: await findingsOfYear(ctx, year) }),
});
