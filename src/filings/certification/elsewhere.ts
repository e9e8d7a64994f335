import { z } from 'zod';
import { easternDay, pastInstant, told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { dueOf } from './due.ts';

const line = z.strictObject({
  id,
  year: z.int(),
  signedBy: z.string(),
  confirmation: z.string(),
  receivedAt: when,
  dueOn: date,
  /** negative when early */
  lateDays: z.int(),
});

/** The certifications that were filed without this system, of one year or of all. */
export const filedElsewhereIn = (ctx: Ctx, year: number | null) =>
  ctx.tx
    .selectFrom('filingElsewhere')
    .select(['id', 'year', 'signedBy', 'confirmation', 'receivedAt', 'dueOn', 'lateDays'])
    .where('withdrawnAt', 'is', null)
    .where('recordedAt', '<=', ctx.at)
    .$if(year !== null, (query) => query.where('year', '=', year ?? 0))
    .orderBy('year', 'desc')
    .execute();

const notFiledHere = async (ctx: Ctx, year: number): Promise<void> => {
  const here = await ctx.tx
    .selectFrom('filing')
    .select('state')
    .where('kind', '=', 'certification')
    .where('year', '=', year)
    .where('state', 'in', ['signed', 'filed', 'superseded'])
    .executeTakeFirst();
  if (here !== undefined)
    refuse(
      'wrong-state',
      `The certification for ${year} is ${here.state} here.`,
      'Record its receipt, or amend it, where it was signed.',
    );
};

export const filedElsewhere = operation({
  http: 'POST /v1/filings:filed-elsewhere',
  says: 'Record that the certification of a year was filed without this system, before it was taken into use or by somebody else, with its confirmation',
  law: ['47 CFR 64.2009(e)', '47 CFR 1.4(j)'],
  may: ['compliance', 'officer', 'counsel'],
  by: 'person',
  takes: z
    .strictObject({
      year: z.int().min(2007).max(9998),
      signedBy: z.string().min(1).max(200),
      confirmation: z.string().min(1).max(100),
      receivedAt: when,
    })
    .meta({
      examples: [
        {
          year: 2025,
          signedBy: 'Omar Diaz',
          confirmation: '20260220123456789',
          receivedAt: '2026-02-20T10:30:00-05:00',
        },
      ],
    }),
  gives: line,
  async run(ctx: Ctx, input) {
    const { year, signedBy, confirmation } = input;
    const receivedAt = pastInstant(ctx, 'receivedAt', input.receivedAt);
    if (Number(dateOfDay(easternDay(receivedAt)).slice(0, 4)) <= year)
      refuse(
        'invalid-input',
        `'receivedAt' lies before the end of ${year}.`,
        'A certificate covers the calendar year before it is filed: correct the year or the time of receipt.',
      );
    await notFiledHere(ctx, year);
    const { day, dueOn } = await dueOf(ctx, year);
    const row = { id: ctx.id(), year, signedBy, confirmation, dueOn, lateDays: easternDay(receivedAt) - day };
    const { entryId } = await record(ctx, {
      kind: 'filing.filed-elsewhere',
      subject: `year:${year}`,
      happenedAt: receivedAt,
      facts: { signedBy, confirmation, dueOn, lateDays: row.lateDays },
    });
    const added = await ctx.tx
      .insertInto('filingElsewhere')
      .values({ ...row, receivedAt, recordedAt: ctx.at, entryId, withdrawnAt: null, withdrawnBecause: null })
      .onConflict((conflict) => conflict.columns(['carrierId', 'year']).where('withdrawnAt', 'is', null).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined)
      refuse('already-exists', `This is recorded for ${year} already.`, 'Take it back first if it is wrong.');
    return { ...row, receivedAt: told(ctx, receivedAt) };
  },
});

export const listFiledElsewhere = operation({
  http: 'GET /v1/filings:filed-elsewhere',
  says: 'The certifications that were filed without this system, newest year first',
  law: ['47 CFR 64.2009(e)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(line) }),
  async run(ctx: Ctx) {
    const rows = await filedElsewhereIn(ctx, null);
    return { items: rows.map((row) => ({ ...row, receivedAt: told(ctx, row.receivedAt) })) };
  },
});

export const takeBackFiledElsewhere = operation({
  http: 'POST /v1/filings:filed-elsewhere/{id}:take-back',
  says: 'Take back that a year was filed elsewhere, with the reason: its clock runs again as if it had never stood',
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance', 'officer', 'counsel'],
  by: 'person',
  takes: z.strictObject({ id, because: z.string().min(1).max(500) }),
  gives: z.strictObject({ year: z.int(), entryId: id }),
  async run(ctx: Ctx, input) {
    const row = await ctx.tx
      .updateTable('filingElsewhere')
      .set({ withdrawnAt: ctx.at, withdrawnBecause: input.because })
      .where('id', '=', input.id)
      .where('withdrawnAt', 'is', null)
      .returning('year')
      .executeTakeFirst();
    const { year } = found(row, 'record of a filing elsewhere');
    const { entryId } = await record(ctx, {
      kind: 'filing.elsewhere-taken-back',
      subject: `year:${year}`,
      happenedAt: ctx.at,
      facts: { because: input.because },
    });
    return { year, entryId };
  },
});
