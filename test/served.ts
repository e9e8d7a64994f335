// What tests of signing in over HTTP share: two carriers in a house of their own, and a server that is made anew for each test.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { NewCarrier } from '../src/carriers/create.ts';
import { server } from '../src/interfaces/http/server.ts';
import { house, type TestCarrier, type TestHouse } from './house.ts';
import { ask } from './signing-in.ts';

type Answered = Awaited<ReturnType<typeof ask>>;

/** Two carriers and the server they share; to be read within tests and hooks. */
export type Served = {
  readonly home: TestHouse;
  readonly prairie: TestCarrier;
  readonly lakes: TestCarrier;
  readonly app: FastifyInstance;
  post(path: string, payload: object, token: string | null): Promise<Answered>;
  get(path: string, token: string): Promise<Answered>;
};

/** The address under which the server is known to browsers and in links. */
export const publicUrl = 'https://compline.prairie.example';

/** The carriers no demo: their clock is that of the sessions. */
export const real: Partial<NewCarrier> = { demo: false, clock: null };

/** Sets up a file of tests, after which `prepare` runs once; what addresses asked before counts in no test. */
export const served = (facts: Partial<NewCarrier>, prepare: (here: Served) => Promise<void>): Served => {
  let home: TestHouse;
  let prairie: TestCarrier;
  let lakes: TestCarrier;
  let app: FastifyInstance;
  const here: Served = {
    get home() {
      return home;
    },
    get prairie() {
      return prairie;
    },
    get lakes() {
      return lakes;
    },
    get app() {
      return app;
    },
    post: (path, payload, token) => ask(app, 'POST', path, { token, payload }),
    get: (path, token) => ask(app, 'GET', path, { token, payload: null }),
  };
  beforeAll(async () => {
    process.env.COMPLINE_PUBLIC_URL = publicUrl;
    home = await house();
    prairie = await home.carrier(facts);
    lakes = await home.carrier({ ...facts, name: 'Lakes Telephone Company', shortName: 'Lakes' });
    await prepare(here);
  });
  beforeEach(async () => {
    await app?.close();
    app = await server(home.connections);
    await home.connections.platform.deleteFrom('requestCount').execute();
  });
  afterAll(async () => {
    await app.close();
    await home.close();
  });
  return here;
};

/** The status and the problem of a refusal. */
export const refusal = (answered: { statusCode: number; json(): { type: string } }): readonly [number, string] => [
  answered.statusCode,
  answered.json().type,
];
