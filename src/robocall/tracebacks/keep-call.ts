import type { Ctx } from '../../db/context.ts';
import { found } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { showCall } from '../call-gate/calls.ts';
import { originalRow } from '../traffic/calls/original.ts';
import { refIn } from './sighting.ts';

type Original = { readonly original: string; readonly origin: string; readonly originHash: string };

/** A call as the record has it: the row of the switch's file, or the line that the gate kept. Who read it goes on record. */
const originalOf = async (ctx: Ctx, tracebackId: string, ref: string): Promise<Original> => {
  const { source, id, n } = found(refIn(ref) ?? undefined, 'call');
  const reason = `traceback:${tracebackId}`;
  if (source === 'gate') {
    const { call, linesHash } = await showCall.run(ctx, { evidenceId: `${id}.${n}`, reason });
    return { original: JSON.stringify(call), origin: `call gate, group ${id}`, originHash: linesHash };
  }
  const { name, sha256, rows } = await originalRow.run(ctx, {
    fileId: id,
    row: n,
    around: 0,
    purpose: 'traceback',
    reason,
  });
  return { original: rows.map(({ text }) => text).join('\n'), origin: `${name}, row ${n}`, originHash: sha256 };
};

/** Copies a call into the file of its traceback, where it outlives the retention of call records; gives where it was. */
export const keepCall = async (
  ctx: Ctx,
  { id: tracebackId, salt }: { readonly id: string; readonly salt: string | null },
  ref: string,
): Promise<{ readonly origin: string; readonly hash: string }> => {
  const one = await originalOf(ctx, tracebackId, ref);
  const added = await ctx.tx
    .insertInto('tracebackCall')
    .values({ tracebackId, ref, ...one, keptAt: ctx.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('ref')
    .executeTakeFirst();
  if (added !== undefined)
    await record(ctx, {
      kind: 'traceback.call-kept',
      subject: `traceback:${tracebackId}`,
      happenedAt: ctx.at,
      facts: { ref, origin: one.originHash, original: sealed(salt ?? '', one.original) },
    });
  return { origin: one.origin, hash: one.originHash };
};
