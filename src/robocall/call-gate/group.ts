import { createHash } from 'node:crypto';
import type { Connections } from '../../db/connect.ts';
import { systemAsks, transact } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { entryOf, type Recording } from '../../ledger/record.ts';
import type { Level } from './call.ts';

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
  /** The level at which it was signed; null: not signed. */
  readonly attest: Level | null;
  readonly refusal: Refusal | null;
  /** What would have refused it, where it was carried in shadow mode. */
  readonly shadowed: Refusal | null;
};

const countsOf = (answered: readonly Answered[]) => {
  const count = (is: (one: Answered) => boolean): number => answered.filter(is).length;
  return {
    calls: answered.length,
    refused: count(({ refusal }) => refusal !== null),
    emergency: count(({ emergency }) => emergency),
    signedA: count(({ attest }) => attest === 'A'),
    signedB: count(({ attest }) => attest === 'B'),
    signedC: count(({ attest }) => attest === 'C'),
    shadowed: count(({ shadowed }) => shadowed !== null),
    unsigned: count(({ attest, refusal, emergency }) => attest === null && refusal === null && !emergency),
  };
};

const refusalRow = (refusal: Refusal, id: string, carried: 'carried' | 'refused') => ({
  id,
  carried: carried === 'carried',
  at: refusal.at,
  account_id: refusal.accountId,
  call_id: refusal.callId,
  calling: refusal.calling,
  called: refusal.called,
  code: refusal.code,
  cause: refusal.cause,
  reason: refusal.reason,
  cite: refusal.cite,
  forwarded: refusal.forwarded,
});

// one statement in a transaction of its own: the function binds it to the carrier
const statement = 'select keep_gate_group($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)';

const valuesOf = (
  from: Recording,
  carrierId: string,
  id: string,
  answered: readonly Answered[],
): readonly unknown[] => {
  const lines = answered.map(({ line }) => line).join('\n');
  const linesHash = createHash('sha256').update(lines).digest('hex');
  const instants = answered.map(({ at }) => at);
  const [first, last] = [Math.min(...instants), Math.max(...instants)];
  const refusals = [
    ...answered.flatMap(({ refusal }) => (refusal === null ? [] : [refusalRow(refusal, from.id(), 'refused')])),
    ...answered.flatMap(({ shadowed }) => (shadowed === null ? [] : [refusalRow(shadowed, from.id(), 'carried')])),
  ];
  const counts = countsOf(answered);
  const facts = { ...counts, linesHash, from: first, until: last };
  const entry = entryOf(from, { kind: 'gate.calls', subject: `gate-group:${id}`, happenedAt: from.at, facts });
  const refused = refusals.length === 0 ? null : JSON.stringify(refusals);
  const group = [id, first, last, JSON.stringify(counts), lines, linesHash];
  return [carrierId, ...group, entry.id, from.at, entry.body, entry.leaf, refused];
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

/** A carrier as its calls are recorded: a demo carrier by its own clock (epoch ms). */
export type RecordedCarrier = { readonly demo: boolean; readonly clock: number | null };

/**
 * Commits a group in one exchange with the database; it is safely kept when it resolves. Once: a group whose id is on record stays as
 * it is, for it may have waited on the disk after a commit that was held to be lost.
 */
export const keepGroup = (
  connections: Connections,
  carrierOf: (carrierId: string) => RecordedCarrier | undefined,
): KeepGroup => {
  const wake = wakeStrikes(connections);
  return async (carrierId, groupId, answered) => {
    const carrier = carrierOf(carrierId);
    const { id, actor, at } = systemAsks(carrierId, 'call gate', carrier?.clock ?? Date.now());
    const from = { id, actor, at, carrier: { demo: carrier?.demo === true } };
    await connections.appPool.query(statement, [...valuesOf(from, carrierId, groupId, answered)]);
    wake(carrierId, answered);
  };
};
