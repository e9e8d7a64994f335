import type { z } from 'zod';
import { createCarrier, moveClock, type NewCarrier } from '../carriers/create.ts';
import { createPerson } from '../carriers/staff/create-person.ts';
import { newSecret } from '../carriers/staff/passwords.ts';
import type { Connections } from '../db/connect.ts';
import { type Asking, type Ctx, transact, type Work, workOf } from '../db/context.ts';
import { seededIds } from '../kernel/id.ts';
import type { Actor, Operation, Role, StreamOperation } from '../kernel/operation.ts';
import { Problem } from '../kernel/problem.ts';
import { originOf } from '../ledger/key-of.ts';
import { keepKey, keysFolder } from '../ledger/keys.ts';
import { seededSigningKey } from '../ledger/note-key.ts';

/** A fictional person with the one-time password of this installation. */
export type Player = Actor & {
  readonly kind: 'person';
  readonly title: string;
  readonly email: string;
  readonly password: string;
};

/** A line about what happens, for whoever watches. */
export type Tell = (line: string) => void;

/** A demo carrier being played: its clock, its persons, and operations run as they would. */
export type Stage = {
  readonly id: string;
  readonly name: string;
  readonly players: readonly Player[];
  readonly tell: Tell;
  /** Moves the clock; RFC 3339. */
  at(instant: string): Promise<void>;
  enter(name: string, title: string, roles: readonly Role[]): Promise<Player>;
  run<I extends z.ZodType, O extends z.ZodType>(
    as: Player,
    o: Operation<Ctx, I, O>,
    input: z.input<I>,
  ): Promise<z.output<O>>;
  /** Runs a streaming operation and gives its last line. */
  stream<I extends z.ZodType>(
    as: Player,
    o: StreamOperation<Work, I>,
    input: z.input<I>,
    body: AsyncIterable<Uint8Array>,
  ): Promise<string>;
};

const mayDo = (as: Player, may: readonly Role[], http: string): void => {
  if (!as.roles.some((role) => may.includes(role))) throw new Error(`the demo lets ${as.name} do ${http}`);
};

const lastLine = async (chunks: AsyncIterable<string | Uint8Array>): Promise<string> => {
  let tail = '';
  for await (const chunk of chunks) {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    tail = `${tail}${text}`.slice(-20_000);
  }
  return tail.trimEnd().split('\n').at(-1) ?? '';
};

const addressOf = (name: string, carrier: NewCarrier, seed: string): string => {
  const host = carrier.shortName.toLowerCase().replaceAll(/[^a-z]/g, '');
  const tag = seed === 'compline' ? '' : `+${seed.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`;
  return `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}${tag}@${host}.example`;
};

/** Documents print the ledger's public key, and the same year must print the same: kept before the carrier is, or the integrator makes another. */
const keepSeededKey = async (dataFolder: string, carrierId: string, seed: string, at: number): Promise<void> => {
  try {
    await keepKey(keysFolder(dataFolder), carrierId, seededSigningKey(originOf(carrierId), seed), at);
  } catch (error) {
    // a play of this seed that was broken off has left the same key
    if (!(error instanceof Problem) || error.type !== 'already-exists') throw error;
  }
};

/** Founds a demo carrier whose ids, salts and instants come from the seed and its own clock alone. */
export const stageOf = async (
  connections: Connections,
  seed: string,
  carrier: NewCarrier,
  start: string,
  tell: Tell,
): Promise<Stage> => {
  let clock = Date.parse(start);
  const id = seededIds(`${seed}:${carrier.shortName}`, () => clock);
  const carrierId = id();
  const players: Player[] = [];
  const asks = (actor: Actor): Asking => ({ carrierId, actor, proof: { by: 'house' }, at: clock, id });
  const director: Actor = { kind: 'system', id: null, name: 'demo', roles: [] };
  await keepSeededKey(connections.dataFolder, carrierId, `${seed}:${carrier.shortName}`, clock);
  await createCarrier(connections, asks(director), { ...carrier, demo: true, clock });
  return {
    id: carrierId,
    name: carrier.name,
    players,
    tell: (line) => tell(`${new Date(clock).toISOString().slice(0, 10)}  ${carrier.shortName}: ${line}`),
    async at(instant) {
      clock = Date.parse(instant);
      await moveClock(connections, asks(director), clock);
    },
    async enter(name, title, roles) {
      const player = {
        kind: 'person' as const,
        id: id(),
        name,
        roles,
        title,
        email: addressOf(name, carrier, seed),
        password: newSecret().slice(0, 16),
      };
      await createPerson(connections, asks(director), { ...player, demo: true });
      players.push(player);
      return player;
    },
    async run(as, o, input) {
      mayDo(as, o.may, o.http);
      const { kind, id: personId, name, roles } = as;
      const taken = o.takes.parse(input);
      const given = await transact(connections, asks({ kind, id: personId, name, roles }), (ctx) => o.run(ctx, taken));
      return o.gives.parse(given);
    },
    async stream(as, o, input, body) {
      mayDo(as, o.may, o.http);
      const { kind, id: personId, name, roles } = as;
      const work = await workOf(connections, asks({ kind, id: personId, name, roles }));
      return lastLine(o.stream(work, o.takes.parse(input), body));
    },
  };
};

/** Awaits an attempt that the rules refuse and tells the reason; the demo is wrong if it is let through. */
export const refused = async (stage: Stage, what: string, attempt: Promise<unknown>): Promise<void> => {
  const thrown: unknown = await attempt.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown === null) throw new Error(`the demo expected a refusal: ${what}`);
  if (!(thrown instanceof Problem)) throw thrown;
  stage.tell(
    `${what} is refused: ${thrown.facts.detail}${thrown.facts.cite === null ? '' : ` [${thrown.facts.cite}]`}`,
  );
};
