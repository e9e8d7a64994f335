import { createHash } from 'node:crypto';
import type { Connections } from '../../db/connect.ts';
import { type Ctx, systemAsks, transact } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { gather } from '../../kernel/gather.ts';
import { randomIds } from '../../kernel/id.ts';
import { record } from '../../ledger/record.ts';

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
  const { entryId } = await record(ctx, { kind: 'gate.calls', subject: `gate-group:${id}`, happenedAt: ctx.at, facts });
  await ctx.tx
    .insertInto('gateGroup')
    .values({ id, fromAt, untilAt, ...counts, lines, linesHash, entryId })
    .execute();
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

/** Most calls of one commit. */
const largest = 5000;

/**
 * Commits the answers of each carrier in groups: while one commit is under way, what comes shares the next. Gives the evidence id
 * (`<group>.<line>`) once it is safely kept.
 */
export const keepInGroups = (
  connections: Connections,
): ((carrierId: string, answered: Answered) => Promise<string>) => {
  const wake = wakeStrikes(connections);
  return gather<Answered, string>(async (carrierId, answered) => {
    const id = randomIds(Date.now())();
    const asking = systemAsks(carrierId, 'call gate', Date.now());
    await transact(connections, asking, (ctx) => keep(ctx, id, answered));
    wake(carrierId, answered);
    return answered.map((_, line) => `${id}.${line}`);
  }, largest);
};

type KeepOnce = (carrierId: string, id: string, answered: readonly Answered[]) => Promise<void>;

/** Keeps a group under an id given, once: what waited on the disk may be handed over again after a kill. */
export const keepGroupOnce = (connections: Connections): KeepOnce => {
  const wake = wakeStrikes(connections);
  return async (carrierId, id, answered) => {
    await transact(connections, systemAsks(carrierId, 'call gate', Date.now()), async (ctx) => {
      const kept = await ctx.tx.selectFrom('gateGroup').select('id').where('id', '=', id).executeTakeFirst();
      if (kept === undefined) await keep(ctx, id, answered);
    });
    wake(carrierId, answered);
  };
};
