import { z } from 'zod';
import { pastDate } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { record, sealed } from '../../ledger/record.ts';
import { breachCooperationRow } from './record.ts';
import { heldBreach } from './show.ts';

const { agency, happenedOn, what } = breachCooperationRow.shape;

export const recordCooperation = operation({
  http: 'POST /v1/breaches/{breachId}/cooperation',
  says: 'Record what was done for an agency that looks into a breach: a call, a file handed over, a question answered',
  law: ['47 CFR 64.2011(b)', '47 CFR 64.2011(d)'],
  may: ['compliance', 'counsel', 'officer'],
  by: 'person',
  takes: z.strictObject({ breachId: id, agency, happenedOn, what }),
  gives: z.strictObject({ id, breachId: id, agency, happenedOn, what }),
  async run(ctx: Ctx, { breachId, ...done }) {
    await heldBreach(ctx, breachId);
    pastDate(ctx, 'happenedOn', done.happenedOn);
    const row = { id: ctx.id(), breachId, ...done };
    const salt = ctx.salt();
    await ctx.tx
      .insertInto('breachCooperation')
      .values({ ...row, salt, recordedAt: ctx.at })
      .execute();
    await record(ctx, {
      kind: 'breach.cooperated',
      subject: `breach:${breachId}`,
      happenedAt: ctx.at,
      facts: { agency: done.agency, happenedOn: done.happenedOn, what: sealed(salt, done.what) },
    });
    return row;
  },
});
