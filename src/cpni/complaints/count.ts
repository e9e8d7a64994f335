import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { standingNil } from './nil-report.ts';
import { complaintCategory } from './record.ts';
import { yearDates } from './year.ts';

const counts = z.strictObject({
  year: z.int(),
  total: z.int(),
  byCategory: z.record(complaintCategory, z.int()),
  founded: z.int(),
  unfounded: z.int(),
  undetermined: z.int(),
  open: z.int(),
  /** the nil report that stands for the year */
  nilReport: id.nullable(),
});

const rowsOf = (ctx: Ctx, year: number) => {
  const { first, last } = yearDates(year);
  return ctx.tx
    .selectFrom('complaint')
    .select(['category', 'disposition'])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('receivedOn', '>=', first)
    .where('receivedOn', '<=', last)
    .groupBy(['category', 'disposition'])
    .execute();
};

export const countComplaints = operation({
  http: 'GET /v1/complaints/counts/{year}',
  says: 'How many complaints came in a calendar year, by category and by what they came to, as the certification states them',
  law: ['47 CFR 64.2009(e)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ year: z.coerce.number().int().min(1996).max(9999) }),
  gives: counts,
  async run(ctx: Ctx, { year }) {
    const rows = await rowsOf(ctx, year);
    const sum = (chosen: readonly { readonly n: number }[]) => chosen.reduce((total, row) => total + row.n, 0);
    const of = (disposition: string | null) => sum(rows.filter((row) => row.disposition === disposition));
    const inCategory = (category: string) => sum(rows.filter((row) => row.category === category));
    return {
      year,
      total: sum(rows),
      byCategory: {
        'improper-access-by-employees': inCategory('improper-access-by-employees'),
        'disclosure-to-persons-not-authorized': inCategory('disclosure-to-persons-not-authorized'),
        'online-access-by-persons-not-authorized': inCategory('online-access-by-persons-not-authorized'),
        other: inCategory('other'),
      },
      founded: of('founded'),
      unfounded: of('unfounded'),
      undetermined: of('undetermined'),
      open: of(null),
      nilReport: (await standingNil(ctx, 'complaints', year))?.id ?? null,
    };
  },
});
