import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { z } from 'zod';
import { createCarrier, moveClock, type NewCarrier } from '../src/carriers/create.ts';
import { createPerson } from '../src/carriers/staff/create-person.ts';
import { type Address, type Connections, connect } from '../src/db/connect.ts';
import { type Asking, type Ctx, systemAsks, transact, type Work, workOf } from '../src/db/context.ts';
import { client } from '../src/db/migrate.ts';
import { authorize, parsed, proveAsker } from '../src/interfaces/invoke.ts';
import { randomIds } from '../src/kernel/id.ts';
import type { Actor, LookingOperation, Operation, Role, StreamOperation } from '../src/kernel/operation.ts';

/** A person of a test carrier, named by what he does. */
export type Staff = Actor & { readonly kind: 'person'; readonly email: string; readonly password: string };

export type TestCarrier = {
  readonly id: string;
  /** Sets the carrier's movable clock; RFC 3339. Everything after happens then. */
  at(instant: string): Promise<void>;
  person(name: string, ...roles: Role[]): Promise<Staff>;
  machine(name: string, ...roles: Role[]): Actor;
  /** Runs an operation as that actor, its input and output checked as over HTTP. */
  run<I extends z.ZodType, O extends z.ZodType>(
    as: Actor,
    o: Operation<Ctx, I, O> | LookingOperation<Ctx, Work, I, O>,
    input: z.input<I>,
  ): Promise<z.output<O>>;
  /** Runs a streaming operation and gives all it writes as one text. */
  stream<I extends z.ZodType>(as: Actor, o: StreamOperation<Work, I>, input: z.input<I>, body: string): Promise<string>;
  /** A transaction of the carrier, for looking at rows. */
  look<T>(see: (ctx: Ctx) => Promise<T>): Promise<T>;
};

export type TestHouse = {
  readonly address: Address;
  readonly connections: Connections;
  readonly dataFolder: string;
  carrier(facts: Partial<NewCarrier>): Promise<TestCarrier>;
  close(): Promise<void>;
};

let files = 0;

const plain: NewCarrier = {
  name: 'Prairie Voice LLC',
  shortName: 'Prairie Voice',
  kind: 'interconnected-voip',
  zone: 'America/Chicago',
  filerId: '829999',
  frn: '0012345678',
  address: '12 Elm Street, Des Moines, IA 50309',
  contact: 'compliance@prairievoice.example',
  demo: true,
  clock: Date.parse('2026-06-01T15:00:00Z'),
};

async function* onePiece(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

const testCarrier = (connections: Connections, id: string): TestCarrier => {
  const asks = (actor: Actor): Asking => ({
    carrierId: id,
    actor,
    // whoever works in a test has just shown who he is; what he signs asks for his password
    proof: { by: 'session', provedAt: Date.now(), sessionId: '' },
    at: Date.now(),
    id: randomIds(Date.now()),
  });
  const system = systemAsks(id, 'test', Date.now());
  return {
    id,
    at: (instant) => moveClock(connections, system, Date.parse(instant)),
    machine: (name, ...roles) => ({ kind: 'machine', id: randomIds(Date.now())(), name, roles }),
    async person(name, ...roles) {
      const personId = randomIds(Date.now())();
      const email = `${name.toLowerCase().replaceAll(' ', '.')}.${personId.slice(-8)}@carrier.example`;
      const password = `correct horse ${personId.slice(-6)}`;
      await createPerson(connections, system, {
        id: personId,
        email,
        name,
        password,
        roles,
        title: roles.join(', '),
        demo: true,
      });
      return { kind: 'person', id: personId, name, roles, email, password };
    },
    async run(as, o, input) {
      authorize(as, o);
      const taken = parsed(o.takes, input);
      await proveAsker(connections, o, asks(as), input);
      const answer = 'look' in o ? await o.look(await workOf(connections, asks(as)), taken) : null;
      const run = (ctx: Ctx) => ('look' in o ? answer?.(ctx) : o.run(ctx, taken));
      return o.gives.parse(await transact(connections, asks(as), async (ctx) => run(ctx)));
    },
    async stream(as, o, input, body) {
      authorize(as, o);
      const taken = parsed(o.takes, input);
      let text = '';
      for await (const chunk of o.stream(await workOf(connections, asks(as)), taken, onePiece(body)))
        text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      return text;
    },
    look: (see) => transact(connections, system, see),
  };
};

/** A database of its own for one test file, with carriers made on demand. Call in `beforeAll`, close in `afterAll`. */
export const house = async (): Promise<TestHouse> => {
  files += 1;
  const address = { socket: inject('socket'), port: inject('port'), database: `test_${process.pid}_${files}` };
  const owner = await client(address, 'postgres');
  await owner.query(`create database ${address.database} template compline_template strategy file_copy`);
  await owner.end();
  return houseAt(address, mkdtempSync(join(tmpdir(), 'compline-data-')));
};

/** The same on a database that is there already. */
export const houseAt = (address: Address, dataFolder: string): TestHouse => {
  const connections = connect(address, 6, dataFolder);
  return {
    address,
    connections,
    dataFolder,
    async carrier(facts) {
      const asking = systemAsks(randomIds(Date.now())(), 'test', Date.now());
      return testCarrier(connections, await createCarrier(connections, asking, { ...plain, ...facts }));
    },
    async close() {
      await connections.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
};
