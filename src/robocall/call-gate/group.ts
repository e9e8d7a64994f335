import { createHash } from 'node:crypto';
import type { Connections } from '../../db/connect.ts';
import { type Ctx, systemAsks, transact } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { recordAlongside } from '../../ledger/record.ts';

/** A refused call, as it is found again by redress and findings. */
export type Refusal = {
  readonly at: number;
  readonly accountId: string | null;
  readonly callId: string;
  readonly calling: string;
  readonly called: string;
  readonly code: string;
  readonly cause: number;
  readonly reason: string;
  readonly cite: string;
  readonly forwarded: boolean;
};

/** One answered call: its line for the record, and what is counted of it. */
export type Answered = {
  readonly line: string;
  readonly at: number;
  readonly emergency: boolean;
  readonly refusal: Refusal | null;
};

const keep = async (ctx: Ctx, id: string, answered: readonly Answered[]): Promise<void> => {
  const lines = answered.map(({ line }) => line).join('\n');
  const linesHash = createHash('sha256').update(lines).digest('hex');
  const instants = answered.map(({ at }) => at);
  const [fromAt, untilAt] = [Math.min(...instants), Math.max(...instants)];
  const refusals = answered.flatMap(({ refusal }) => (refusal === null ? [] : [refusal]));
  const counts = {
    calls: answered.length,
    refused: refusals.length,
    emergency: answered.filter(({ emergency }) => emergency).length,
  };
  const facts = { ...counts, linesHash, from: fromAt, until: untilAt };
  const evidence = { kind: 'gate.calls', subject: `gate-group:${id}`, happenedAt: ctx.at, facts };
  await recordAlongside(ctx, [evidence], async ([receipt]) => {
    const entryId = receipt?.entryId ?? '';
    const row = { id, fromAt, untilAt, ...counts, lines, linesHash, entryId };
    await ctx.tx.insertInto('gateGroup').values(row).execute();
  });
  for (let from = 0; from < refusals.length; from += 1000) {
    const rows = refusals.slice(from, from + 1000).map((refusal) => ({ id: ctx.id(), groupId: id, ...refusal }));
    await ctx.tx.insertInto('gateRefusal').values(rows).execute();
  }
};

/**
 * Has what a group refused weighed now rather than at the next minute. In a transaction of its own, after the answer: whoever weighs
 * calls holds the same job, and no call waits for him. One that fails is made up for by the minute's watch.
 */
const wakeStrikes = (connections: Connections): ((carrierId: string, answered: readonly Answered[]) => void) => {
  const waking = new Set<string>();
  return (carrierId, answered) => {
    const wrong = answered.some(({ refusal }) => refusal?.code === 'caller-id-not-authorized');
    if (!wrong || waking.has(carrierId)) return;
    waking.add(carrierId);
    const asking = systemAsks(carrierId, 'call gate', Date.now());
    transact(connections, asking, (ctx) =>
      later(ctx, { does: 'strikes.watch', input: {}, from: ctx.at, key: 'refused' }),
    )
      .catch(() => {})
      .finally(() => waking.delete(carrierId));
  };
};

/** Puts a group of answers of one carrier on record, under an id that is given. */
export type KeepGroup = (carrierId: string, groupId: string, answered: readonly Answered[]) => Promise<void>;

/** Commits a group; it is safely kept when it resolves. Refused where its id is on record already. */
export const keepGroup = (connections: Connections): KeepGroup => {
  const wake = wakeStrikes(connections);
  return async (carrierId, groupId, answered) => {
    await transact(connections, systemAsks(carrierId, 'call gate', Date.now()), (ctx) => keep(ctx, groupId, answered));
    wake(carrierId, answered);
  };
};

/** The same, once: what waited on the disk may have been committed before, by a connection that was lost or came back late. */
export const keepGroupOnce = (connections: Connections): KeepGroup => {
  const wake = wakeStrikes(connections);
  return async (carrierId, groupId, answered) => {
    await transact(connections, systemAsks(carrierId, 'call gate', Date.now()), async (ctx) => {
      const kept = await ctx.tx.selectFrom('gateGroup').select('id').where('id', '=', groupId).executeTakeFirst();
      if (kept === undefined) await keep(ctx, groupId, answered);
    });
    wake(carrierId, answered);
  };
};
