import { type RawBuilder, sql, type Transaction } from 'kysely';
import { type MakeId, randomIds } from '../kernel/id.ts';
import type { Actor, Proof } from '../kernel/operation.ts';
import { refuse } from '../kernel/problem.ts';
import { codeOf } from './away.ts';
import type { Connections } from './connect.ts';
import type { Database } from './tables.ts';

export type Tx = Transaction<Database>;

/** What the whole transaction knows of its carrier. */
export type CarrierFacts = {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly kind: 'lec' | 'interexchange' | 'cmrs' | 'interconnected-voip';
  readonly demo: boolean;
};

/** What an operation works with. It cannot reach the pool, the clock or another carrier. */
export type Ctx = {
  readonly tx: Tx;
  readonly carrier: CarrierFacts;
  readonly actor: Actor;
  /** Epoch ms, read once at the interface. */
  readonly at: number;
  readonly id: MakeId;
  /** Where the installation's keys lie. */
  readonly dataFolder: string;
  /** Whether what is recorded here is under seal: few read its evidence. */
  readonly secrecy: 'none' | 'ordered';
  /** Salt of the hashes that stand in evidence for personal values: hex. */
  readonly salt: () => string;
};

/**
 * What a streaming operation works with: many short transactions of the same carrier and actor. Each has its own instant: evidence
 * is recorded when it happens, and what ends at midnight ends in the middle of a stream.
 */
export type Work = {
  readonly carrier: CarrierFacts;
  readonly actor: Actor;
  readonly at: number;
  transaction<T>(run: (ctx: Ctx) => Promise<T>): Promise<T>;
};

/** Who asks, for which carrier, when. The interface fills it once. */
export type Asking = {
  readonly carrierId: string;
  readonly actor: Actor;
  readonly proof: Proof;
  readonly at: number;
  readonly id: MakeId;
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const again = new Set(['40001', '40P01']);

/** Binds a transaction to one carrier: row security shows nothing else from here on. */
export const bind = async (tx: Tx, carrierId: string): Promise<void> => {
  if (!uuid.test(carrierId))
    refuse('not-found', 'There is no such carrier.', 'Use the id that `compline carriers list` prints.');
  await sql`select set_config('compline.carrier', ${carrierId}, true)`.execute(tx);
};

const carrierOf = async (tx: Tx): Promise<CarrierFacts & { clock: number | null }> => {
  const row = await tx.selectFrom('carrier').select(['id', 'name', 'zone', 'kind', 'demo', 'clock']).executeTakeFirst();
  return row ?? refuse('not-found', 'There is no such carrier.', 'Use the id that `compline carriers list` prints.');
};

/** Tried again when the database asks for it. */
const persistently = async <T>(run: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!again.has(codeOf(error)) || attempt >= 5) throw error;
    }
  }
};

const ctxIn = async (tx: Tx, { dataFolder }: Connections, asking: Asking): Promise<Ctx> => {
  // sent together: the setting is made before the carrier is read
  const [, { clock, ...carrier }] = await Promise.all([bind(tx, asking.carrierId), carrierOf(tx)]);
  const { actor, id } = asking;
  // a demo carrier lives by its own clock; everybody else by the instant the interface read
  const at = clock ?? asking.at;
  return { tx, carrier, actor, at, id, dataFolder, secrecy: 'none', salt: () => id().replaceAll('-', '') };
};

/** Runs `run` in one transaction bound to the carrier; tried again when the database asks for it (40001, 40P01). */
export const transact = <T>(connections: Connections, asking: Asking, run: (ctx: Ctx) => Promise<T>): Promise<T> =>
  persistently(() => connections.app.transaction().execute(async (tx) => run(await ctxIn(tx, connections, asking))));

/** Runs `run` in one transaction on what belongs to no one carrier, such as persons; tried again likewise. */
export const transactPlatform = <T>({ platform }: Connections, run: (tx: Tx) => Promise<T>): Promise<T> =>
  persistently(() => platform.transaction().execute(run));

/** Within a transaction on what belongs to no carrier: does this at one carrier, with the rights of the application. */
export const atCarrier = async <T>(
  connections: Connections,
  tx: Tx,
  asking: Asking,
  run: (ctx: Ctx) => Promise<T>,
): Promise<T> => {
  await sql`set local role compline_app`.execute(tx);
  const given = await run(await ctxIn(tx, connections, asking));
  await sql`set local role compline_platform`.execute(tx);
  return given;
};

/** The means of a streaming operation, for the same asker. */
export const workOf = async (connections: Connections, asking: Asking): Promise<Work> => {
  const { carrier, at } = await transact(connections, asking, async (ctx) => ({ carrier: ctx.carrier, at: ctx.at }));
  const now = (): Asking => ({ ...asking, at: Math.max(asking.at, Date.now()) });
  return { carrier, actor: asking.actor, at, transaction: (run) => transact(connections, now(), run) };
};

/** A value for a jsonb column. */
export const asJson = <T>(value: T): RawBuilder<T> => sql`${JSON.stringify(value)}::jsonb`;

/** A request of the system itself, now, with random ids. */
export const systemAsks = (carrierId: string, name: string, at: number): Asking => ({
  carrierId,
  actor: { kind: 'system', id: null, name, roles: [] },
  proof: { by: 'house' },
  at,
  id: randomIds(at),
});
