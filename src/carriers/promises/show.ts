import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { codesOf, controlsOf } from './codes.ts';
import { told, toldOrNull } from './local-time.ts';
import { filedTextRow, promiseCode, promiseRow } from './record.ts';

/** A promise with what it binds and what can prove it; no controls: honestly unmapped. */
export const shownPromise = z.strictObject({
  ...promiseRow.pick({ id: true, n: true, line: true, endLine: true, text: true, concepts: true }).shape,
  codes: z.array(promiseCode),
  controls: z.array(z.string()),
});

export const shownFiling = z.strictObject({
  ...filedTextRow.pick({ id: true, name: true, kind: true, hash: true }).shape,
  importedAt: when,
  adoptedFrom: when.nullable(),
  endedAt: when.nullable(),
});

type FilingRow = Omit<z.output<typeof filedTextRow>, 'carrierId' | 'text' | 'adoptedBy'>;

export const filingColumns = ['id', 'name', 'kind', 'hash', 'importedAt', 'adoptedFrom', 'endedAt'] as const;

export const tellFiling = (ctx: Ctx, row: FilingRow): z.input<typeof shownFiling> => ({
  ...row,
  importedAt: told(ctx, row.importedAt),
  adoptedFrom: toldOrNull(ctx, row.adoptedFrom),
  endedAt: toldOrNull(ctx, row.endedAt),
});

/** The promises of a filing in their order. */
export const promisesOf = async (ctx: Ctx, filingId: string): Promise<z.output<typeof shownPromise>[]> => {
  const rows = await ctx.tx
    .selectFrom('promise')
    .select(['id', 'n', 'line', 'endLine', 'text', 'concepts'])
    .where('filingId', '=', filingId)
    .orderBy('n')
    .execute();
  return rows.map((row) => {
    const codes = codesOf(row);
    return { ...row, codes, controls: controlsOf(row.concepts, new Set(codes)) };
  });
};

export const readFiling = async (ctx: Ctx, filingId: string) => {
  const row = await ctx.tx
    .selectFrom('filedText')
    .select([...filingColumns])
    .where('id', '=', filingId)
    .executeTakeFirst();
  return { ...tellFiling(ctx, found(row, 'filing')), promises: await promisesOf(ctx, filingId) };
};

export const filingWithPromises = shownFiling.extend({ promises: z.array(shownPromise) });

export const showFiling = operation({
  http: 'GET /v1/promises/filings/{filingId}',
  says: 'A filing of ours with each promise, its lines, what it binds and which controls can prove it',
  law: ['47 CFR 64.2009(e)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ filingId: id }),
  gives: filingWithPromises,
  run: (ctx: Ctx, { filingId }) => readFiling(ctx, filingId),
});
