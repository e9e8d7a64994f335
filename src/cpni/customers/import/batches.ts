import { sql } from 'kysely';
import type { Ctx, Work } from '../../../db/context.ts';

export type Mode = 'dry-run' | 'commit';

/** Runs a batch in one transaction; a dry run does all of it, so that the database itself is asked, and takes it back. */
export const inMode = <T>(work: Work, mode: Mode, run: (ctx: Ctx) => Promise<T>): Promise<T> =>
  work.transaction(async (ctx) => {
    if (mode === 'commit') return run(ctx);
    await sql`savepoint dry_run`.execute(ctx.tx);
    const result = await run(ctx);
    await sql`rollback to savepoint dry_run`.execute(ctx.tx);
    return result;
  });

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

const constraintOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'constraint' in error && error.constraint !== undefined
    ? ` (${String(error.constraint)})`
    : '';

/** A row that the database itself refused, with its constraint. */
export type Refused<R> = { readonly row: R; readonly refused: string };

/** Runs a batch; if the database refuses its data, halves it until the rows that it refuses stand alone. */
export const halving = async <R, T>(
  rows: readonly R[],
  run: (rows: readonly R[]) => Promise<readonly T[]>,
): Promise<readonly (T | Refused<R>)[]> => {
  try {
    return await run(rows);
  } catch (error) {
    // 22: data exception, 23: integrity constraint
    if (!/^2[23]/.test(codeOf(error))) throw error;
    const [only] = rows;
    if (rows.length === 1 && only !== undefined)
      return [{ row: only, refused: `the database refuses it${constraintOf(error)}` }];
    const middle = Math.ceil(rows.length / 2);
    return [...(await halving(rows.slice(0, middle), run)), ...(await halving(rows.slice(middle), run))];
  }
};

/** The body while its SHA-256 is taken. */
export async function* hashing(
  body: AsyncIterable<Uint8Array>,
  hash: { update(chunk: Uint8Array): unknown },
): AsyncIterable<Uint8Array> {
  for await (const chunk of body) {
    hash.update(chunk);
    yield chunk;
  }
}
