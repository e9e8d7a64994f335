import { z } from 'zod';
import { toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { complaintRow } from './record.ts';
import { yearDates } from './year.ts';

const complaint = z.strictObject({
  ...complaintRow.omit({ carrierId: true, salt: true, recordedAt: true, resolvedAt: true, returnedMailId: true }).shape,
  resolvedAt: when.nullable(),
});

export const listComplaints = operation({
  http: 'GET /v1/complaints',
  says: 'The complaints received in a year, or one of them, latest entry first',
  law: ['47 CFR 64.2009(e)'],
  may: ['agent', 'supervisor', 'compliance', 'officer', 'counsel', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({ year: z.coerce.number().int().min(1996).max(9999), complaintId: id.optional(), ...paging }),
  gives: pageOf(complaint),
  async run(ctx: Ctx, { year, complaintId, cursor, limit = 100 }) {
    const { first, last } = yearDates(year);
    let query = ctx.tx
      .selectFrom('complaint')
      .select(['id', 'sourceId', 'category', 'receivedOn', 'summary', 'disposition', 'resolution', 'resolvedAt'])
      .where('receivedOn', '>=', first)
      .where('receivedOn', '<=', last)
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (complaintId !== undefined) query = query.where('id', '=', complaintId);
    if (cursor !== undefined) query = query.where('id', '<', id.parse(cursor));
    const rows = await query.execute();
    const items = rows.slice(0, limit).map((row) => ({ ...row, resolvedAt: toldOrNull(ctx, row.resolvedAt) }));
    return { items, next: rows.length > limit ? (items[limit - 1]?.id ?? null) : null };
  },
});
