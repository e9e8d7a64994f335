import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';

const law = ['47 CFR 64.2009(e)', '47 CFR 64.2011(d)'];
const link = z.strictObject({
  id,
  complaintId: id,
  about: z.enum(['breach', 'discipline-case']),
  aboutId: id,
  linkedAt: when,
});

const exists = async (ctx: Ctx, about: 'breach' | 'discipline-case', aboutId: string): Promise<void> => {
  const table = about === 'breach' ? 'breach' : 'disciplineCase';
  const row = await ctx.tx.selectFrom(table).select('id').where('id', '=', aboutId).executeTakeFirst();
  found(row, about === 'breach' ? 'breach' : 'case');
};

export const linkComplaint = operation({
  http: 'POST /v1/complaints/{complaintId}/links',
  says: 'Link a complaint to the breach it tells of or the discipline case it led to; both then show it',
  law,
  may: ['compliance', 'counsel', 'people'],
  by: 'person',
  takes: link.pick({ complaintId: true, about: true, aboutId: true }),
  gives: link,
  async run(ctx: Ctx, { complaintId, about, aboutId }) {
    found(
      await ctx.tx.selectFrom('complaint').select('id').where('id', '=', complaintId).executeTakeFirst(),
      'complaint',
    );
    await exists(ctx, about, aboutId);
    const named = about === 'breach' ? { breachId: aboutId, caseId: null } : { breachId: null, caseId: aboutId };
    const added = await ctx.tx
      .insertInto('complaintLink')
      .values({ id: ctx.id(), complaintId, ...named, linkedAt: ctx.at, endedAt: null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    const { id: linkId } = added ?? refuse('already-exists', 'They are linked already.', 'List the links.');
    await record(ctx, {
      kind: 'complaint.linked',
      subject: `complaint:${complaintId}`,
      happenedAt: ctx.at,
      facts: { linkId, to: `${about}:${aboutId}` },
    });
    return { id: linkId, complaintId, about, aboutId, linkedAt: told(ctx, ctx.at) };
  },
});

export const unlinkComplaint = operation({
  http: 'POST /v1/complaint-links/{linkId}:end',
  says: 'Take back a link of a complaint that was made in error, with the reason; it stays as history',
  law,
  may: ['compliance', 'counsel', 'people'],
  by: 'person',
  takes: z.strictObject({ linkId: id, reason: z.string().min(1).max(1000) }),
  gives: z.strictObject({ id, complaintId: id }),
  async run(ctx: Ctx, { linkId, reason }) {
    const row = await ctx.tx
      .updateTable('complaintLink')
      .set({ endedAt: ctx.at })
      .where('id', '=', linkId)
      .where('endedAt', 'is', null)
      .returning(['id', 'complaintId'])
      .executeTakeFirst();
    const ended = found(row, 'link');
    await record(ctx, {
      kind: 'complaint.unlinked',
      subject: `complaint:${ended.complaintId}`,
      happenedAt: ctx.at,
      facts: { linkId, reason },
    });
    return ended;
  },
});

export const listLinks = operation({
  http: 'GET /v1/complaint-links',
  says: 'What complaints are linked to, asked from either side: of a complaint, a breach or a discipline case, or all',
  law,
  may: ['compliance', 'officer', 'counsel', 'auditor', 'people'],
  by: 'anyone',
  takes: z.strictObject({ of: id.optional() }),
  gives: z.strictObject({ items: z.array(link) }),
  async run(ctx: Ctx, { of }) {
    let query = ctx.tx.selectFrom('complaintLink').selectAll().where('endedAt', 'is', null).orderBy('id').limit(1000);
    if (of !== undefined)
      query = query.where((eb) => eb.or([eb('complaintId', '=', of), eb('breachId', '=', of), eb('caseId', '=', of)]));
    const rows = await query.execute();
    const items = rows.map(({ id: linkId, complaintId, breachId, caseId, linkedAt }) => ({
      id: linkId,
      complaintId,
      about: breachId === null ? ('discipline-case' as const) : ('breach' as const),
      aboutId: breachId ?? caseId ?? linkId,
      linkedAt: told(ctx, linkedAt),
    }));
    return { items };
  },
});
