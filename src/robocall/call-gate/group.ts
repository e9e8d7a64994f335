import { createHash } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import type { Connections } from '../../db/connect.ts';
import { systemAsks, transact } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { commitTogether, type Statement } from '../../db/together.ts';
import type { MakeId } from '../../kernel/id.ts';
import { appending, type Entry, entryOf, type Recording } from '../../ledger/record.ts';
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
    unsigned: count(({ attest, refusal, emergency }) => attest === null && refusal === null && !emergency),
  };
};

const groupStatement = (
  id: string,
  answered: readonly Answered[],
  entryOfGroup: (facts: { readonly [name: string]: string | number }) => Entry,
): { readonly entry: Entry; readonly statement: Statement } => {
  const lines = answered.map(({ line }) => line).join('\n');
  const linesHash = createHash('sha256').update(lines).digest('hex');
  const instants = answered.map(({ at }) => at);
  const [from, until] = [Math.min(...instants), Math.max(...instants)];
  const counts = countsOf(answered);
  const { calls, refused, emergency, signedA, signedB, signedC, unsigned } = counts;
  const entry = entryOfGroup({ ...counts, linesHash, from, until });
  const text = `insert into gate_group (id, from_at, until_at, calls, refused, emergency, signed_a, signed_b, signed_c, unsigned,
      lines, lines_hash, entry_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;
  const counted = [calls, refused, emergency, signedA, signedB, signedC, unsigned];
  const values = [id, from, until, ...counted, lines, linesHash, entry.id];
  return { entry, statement: { text, values } };
};

const refusalStatement = (groupId: string, refusals: readonly Refusal[], makeId: MakeId): Statement => ({
  text: `insert into gate_refusal (id, group_id, at, account_id, call_id, calling, called, code, cause, reason, cite, forwarded)
    select id, $1, at, account_id, call_id, calling, called, code, cause, reason, cite, forwarded
    from unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::integer[], $10::text[],
      $11::text[], $12::boolean[]) as given(id, at, account_id, call_id, calling, called, code, cause, reason, cite, forwarded)`,
  values: [
    groupId,
    refusals.map(() => makeId()),
    refusals.map(({ at }) => at),
    refusals.map(({ accountId }) => accountId),
    refusals.map(({ callId }) => callId),
    refusals.map(({ calling }) => calling),
    refusals.map(({ called }) => called),
    refusals.map(({ code }) => code),
    refusals.map(({ cause }) => cause),
    refusals.map(({ reason }) => reason),
    refusals.map(({ cite }) => cite),
    refusals.map(({ forwarded }) => forwarded),
  ],
});

/** What is sent to put a group on record, with its evidence. */
const statementsOf = (from: Recording, id: string, answered: readonly Answered[]): readonly Statement[] => {
  const { entry, statement } = groupStatement(id, answered, (facts) =>
    entryOf(from, { kind: 'gate.calls', subject: `gate-group:${id}`, happenedAt: from.at, facts }),
  );
  const refusals = answered.flatMap(({ refusal }) => refusal ?? []);
  const refused = refusals.length === 0 ? [] : [refusalStatement(id, refusals, from.id)];
  return [appending(from.at, [entry]), statement, ...refused];
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
 * Commits a group in one exchange with the database; it is safely kept when it resolves. Refused where its id is on record already.
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
    await commitTogether(connections.appPool, carrierId, statementsOf(from, groupId, answered));
    wake(carrierId, answered);
  };
};

const isThere = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'gate_group_pkey';

/** The same, once: what waited on the disk may have been committed before, by a connection that was lost or comes back late. */
export const keepGroupOnce = (connections: Connections): KeepGroup => {
  const wake = wakeStrikes(connections);
  return async (carrierId, groupId, answered) => {
    try {
      await transact(connections, systemAsks(carrierId, 'call gate', Date.now()), async (ctx) => {
        const kept = await ctx.tx.selectFrom('gateGroup').select('id').where('id', '=', groupId).executeTakeFirst();
        if (kept !== undefined) return;
        for (const { text, values } of statementsOf(ctx, groupId, answered))
          await ctx.tx.executeQuery(CompiledQuery.raw(text, [...values]));
      });
    } catch (error) {
      // the late one came while this one was written
      if (!isThere(error)) throw error;
    }
    wake(carrierId, answered);
  };
};
