import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';

const disposition = z.enum(['founded', 'unfounded', 'undetermined']);

export const resolveComplaint = operation({
  http: 'POST /v1/complaints/{complaintId}:resolve',
  says: 'Record what a complaint came to: founded, unfounded or undetermined, and what was done',
  law: ['47 CFR 64.2009(e)'],
  may: ['supervisor', 'compliance', 'counsel'],
  by: 'person',
  takes: z.strictObject({ complaintId: id, disposition, resolution: z.string().min(1).max(4000) }),
  gives: z.strictObject({ id, disposition, resolvedAt: when }),
  async run(ctx: Ctx, { complaintId, disposition: came, resolution }) {
    const row = await ctx.tx
      .selectFrom('complaint')
      .select(['salt', 'disposition'])
      .where('id', '=', complaintId)
      .forUpdate()
      .executeTakeFirst();
    const known = found(row, 'complaint');
    if (known.disposition !== null)
      refuse('wrong-state', `It was resolved as ${known.disposition}.`, 'Record a new complaint if it came again.');
    await ctx.tx
      .updateTable('complaint')
      .set({ disposition: came, resolution, resolvedAt: ctx.at })
      .where('id', '=', complaintId)
      .execute();
    await record(ctx, {
      kind: 'complaint.resolved',
      subject: `complaint:${complaintId}`,
      happenedAt: ctx.at,
      facts: { disposition: came, resolution: sealed(known.salt, resolution) },
    });
    return { id: complaintId, disposition: came, resolvedAt: told(ctx, ctx.at) };
  },
});
