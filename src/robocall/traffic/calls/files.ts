import { z } from 'zod';
import { workWithCpni } from '../../../carriers/access/work-with-cpni.ts';
import { told, toldOrNull } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { id, pageOf, paging, when } from '../../../kernel/columns.ts';
import { operation, type Role } from '../../../kernel/operation.ts';
import { callFileRow } from './record.ts';

const maySee: readonly Role[] = ['network', 'compliance', 'officer', 'auditor'];

const shown = callFileRow
  .pick({
    id: true,
    sourceId: true,
    name: true,
    sha256: true,
    bytes: true,
    state: true,
    calls: true,
    doubles: true,
    quarantined: true,
  })
  .extend({ first: when.nullable(), last: when.nullable(), taken: when, takenBy: z.string() });

export const listCallFiles = operation({
  http: 'GET /v1/call-files',
  says: 'Show the files of call records that came, the newest first: calls, doubles, rows that could not be read, and the time they cover',
  law: [],
  may: maySee,
  by: 'anyone',
  takes: z.strictObject({ sourceId: id.optional(), ...paging }),
  gives: pageOf(shown),
  async run(ctx: Ctx, { sourceId, cursor, limit = 50 }) {
    let query = ctx.tx
      .selectFrom('callFile')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (sourceId !== undefined) query = query.where('sourceId', '=', sourceId);
    if (cursor !== undefined) query = query.where('id', '<', id.parse(cursor));
    const rows = await query.execute();
    const items = rows
      .slice(0, limit)
      .map(({ carrierId: _carrier, keptFrom: _from, firstAt, lastAt, takenAt, ...row }) => ({
        ...row,
        first: toldOrNull(ctx, firstAt),
        last: toldOrNull(ctx, lastAt),
        taken: told(ctx, takenAt),
      }));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});

export const listQuarantine = operation({
  http: 'GET /v1/call-files/{fileId}/quarantine',
  says: 'Show the rows of a file that could not be read, with the reason of each; the rows themselves are read with a purpose',
  law: [],
  may: maySee,
  by: 'anyone',
  takes: z.strictObject({
    fileId: id,
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  gives: z.strictObject({ items: z.array(z.strictObject({ row: z.int(), why: z.string() })) }),
  async run(ctx: Ctx, { fileId, after, limit }) {
    await workWithCpni(ctx);
    const items = await ctx.tx
      .selectFrom('callQuarantine')
      .select(['row', 'why'])
      .where('fileId', '=', fileId)
      .where('row', '>', after)
      .orderBy('row')
      .limit(limit)
      .execute();
    return { items };
  },
});
