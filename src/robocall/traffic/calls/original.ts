import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { workWithCpni } from '../../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../../db/context.ts';
import { id } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { found } from '../../../kernel/problem.ts';
import { readFor, recordReading } from './purpose.ts';

/** A row of a file as it came, and the rows around it. */
const linesOf = (packed: Uint8Array, firstRow: number, from: number, until: number) =>
  gunzipSync(packed)
    .toString('utf8')
    .split('\n')
    .map((text, at) => ({ row: firstRow + at, text: text.replace(/\r$/, '') }))
    .filter(({ row, text }) => row >= from && row <= until && text !== '');

export const originalRow = operation({
  http: 'POST /v1/call-files/{fileId}:row',
  says: 'Show a row of a file of call records as the switch wrote it, with the hash of the file; who looked and why goes on record',
  law: ['47 U.S.C. 222(d)(2)', '47 CFR 64.1200(n)(1)'],
  may: ['network', 'compliance', 'officer'],
  by: 'anyone',
  takes: readFor.extend({ fileId: id, row: z.int().min(1), around: z.int().min(0).max(20).default(0) }),
  gives: z.strictObject({
    name: z.string(),
    sha256: z.string(),
    rows: z.array(z.strictObject({ row: z.int(), text: z.string() })),
  }),
  async run(ctx: Ctx, { fileId, row, around, purpose, reason }) {
    await workWithCpni(ctx);
    const file = found(
      await ctx.tx
        .selectFrom('callFile')
        .selectAll()
        .where('id', '=', fileId)
        .where('state', 'in', ['kept', 'purged'])
        .executeTakeFirst(),
      'file of call records',
    );
    const pieces = await ctx.tx
      .selectFrom('callPiece')
      .select(['firstRow', 'packed'])
      .where('fileId', '=', fileId)
      .where('firstRow', '<=', row + around)
      .where('lastRow', '>=', row - around)
      .orderBy('firstRow')
      .execute();
    const rows = pieces.flatMap(({ firstRow, packed }) => linesOf(packed, firstRow, row - around, row + around));
    found(
      rows.find((line) => line.row === row),
      'row in this file',
    );
    const [from, until] = [file.firstAt ?? file.takenAt, file.lastAt ?? file.takenAt];
    await recordReading(ctx, { purpose, reason }, { subject: `call-file:${fileId}`, calls: rows.length, from, until });
    return { name: file.name, sha256: file.sha256, rows };
  },
});
