import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { passwordAgain } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { countComplaints } from './count.ts';
import { holdRegister, nilReport, signNil } from './nil-report.ts';

const year = z.coerce.number().int().min(1996).max(9999);

export const signNoComplaints = operation({
  http: 'POST /v1/complaints:nil',
  says: 'Sign that no complaint of an unauthorized release came in a year, over the named sources with their holes',
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance', 'officer'],
  by: 'person-again',
  takes: z.strictObject({ year, password: passwordAgain }),
  gives: nilReport,
  async run(ctx: Ctx, { year: covered }) {
    await holdRegister(ctx, 'complaints');
    const { total } = await countComplaints.run(ctx, { year: covered });
    return signNil(ctx, 'complaints', covered, total);
  },
});

export const listNilReports = operation({
  http: 'GET /v1/nil-reports',
  says: 'The nil reports that stand for a year',
  law: ['47 CFR 64.2009(e)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ year }),
  gives: z.strictObject({ items: z.array(nilReport) }),
  async run(ctx: Ctx, { year: covered }) {
    const rows = await ctx.tx
      .selectFrom('nilReport')
      .selectAll()
      .where('year', '=', covered)
      .where('supersededAt', 'is', null)
      .orderBy('register')
      .execute();
    const items = rows.map(({ id, register, signerName, signedAt, holes, sources }) => ({
      id,
      register,
      year: covered,
      signer: signerName,
      signedAt: told(ctx, signedAt),
      complete: holes.length === 0,
      holes,
      sources,
    }));
    return { items };
  },
});
