import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createPerson } from '../src/carriers/staff/create-person.ts';
import { issueKey } from '../src/carriers/staff/keys.ts';
import { systemAsks, transact } from '../src/db/context.ts';
import { snake } from '../src/db/secure.ts';
import { tables } from '../src/db/tables.ts';
import { play } from '../src/demo/play.ts';
import { exampleOf } from '../src/interfaces/http/example.ts';
import { server } from '../src/interfaces/http/server.ts';
import { type AnyOperation, listed } from '../src/interfaces/invoke.ts';
import { randomIds } from '../src/kernel/id.ts';
import { type Role, roles } from '../src/kernel/operation.ts';
import { house, type TestHouse } from './house.ts';
import { tokenOf } from './signing-in.ts';

// Every operation of the list, asked over HTTP by nobody, by every role, by a machine and by another carrier. The carriers are
// those of the demo year, so that there is something of everyone's to show and to change.

type Fields = Readonly<Record<string, unknown>>;

let home: TestHouse;
let app: FastifyInstance;
let owner: string;
let stranger: string;
const tokens = new Map<string, string>();

const operations = [...listed];
const asking = (carrierId: string) => systemAsks(carrierId, 'test', Date.now());

const person = async (carrierId: string, name: string, held: readonly Role[]): Promise<string> => {
  const email = `${name}@${carrierId.slice(-12)}.example`;
  const id = randomIds(Date.now())();
  const password = 'correct horse battery';
  const who = { id, email, name, password, roles: [...held], title: name, demo: true };
  await createPerson(home.connections, asking(carrierId), who);
  return tokenOf(home, carrierId, { email, password });
};

beforeAll(async () => {
  home = await house();
  const [first, second] = await play(home.connections, 'tenants', 20, () => undefined);
  owner = first?.id ?? '';
  stranger = second?.id ?? '';
  for (const role of roles) tokens.set(role, await person(stranger, role, [role]));
  tokens.set('all roles', await person(stranger, 'all', roles));
  const machine = { holder: { machine: 'switch' }, roles, days: 1 };
  tokens.set('machine', (await issueKey(home.connections, asking(stranger), machine)).secret);
  app = await server(home.connections);
}, 120_000);

afterAll(async () => {
  await app.close();
  await home.close();
});

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

const takenBy = (o: AnyOperation): Fields =>
  fieldsOf(exampleOf(fieldsOf(z.toJSONSchema(o.takes, { io: 'input', unrepresentable: 'any' }))));

/** Asks an operation with these fields, in its path, its query or its body as the operation has it. */
const ask = async (o: AnyOperation, fields: Fields, token: string | null) => {
  const [method = '', path = ''] = o.http.split(' ');
  const rest = new Map(Object.entries(fields));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest.get(name) ?? '');
    rest.delete(name);
    return encodeURIComponent(value);
  });
  const inQuery = method === 'GET' || 'stream' in o;
  const given = [...rest]
    .filter(([, value]) => value !== null)
    .map(([name, value]): [string, string] => [name, String(value)]);
  const query = inQuery ? `?${new URLSearchParams(given)}` : '';
  return app.inject({
    method: method === 'GET' ? 'GET' : method === 'PUT' ? 'PUT' : method === 'DELETE' ? 'DELETE' : 'POST',
    url: `${filled}${query}`,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    ...(inQuery ? {} : { payload: Object.fromEntries(rest) }),
  });
};

describe('every operation', () => {
  it('has an example in the description that it takes', () => {
    // what a JSON schema cannot say needs an example of the schema's own: .meta({ examples: […] })
    const faults = operations.flatMap(([name, o]) =>
      (o.takes.safeParse(takenBy(o)).error?.issues ?? []).map(
        ({ path, message }) => `${name} ${path.join('.')}: ${message}`,
      ),
    );
    expect(faults).toEqual([]);
  });

  it.each(operations)('%s answers nobody who is not signed in', async (_, o) => {
    const answered = await ask(o, takenBy(o), null);
    expect([answered.statusCode, answered.json().type]).toEqual([401, '/problems/not-signed-in']);
  });

  it.each(operations)(
    '%s answers no role but those it names, no machine where a person is needed, and no person where a machine is',
    async (_, o) => {
      for (const role of roles.filter((one) => !o.may.includes(one))) {
        const answered = await ask(o, takenBy(o), tokens.get(role) ?? '');
        expect([role, answered.statusCode, answered.json().type]).toEqual([role, 403, '/problems/not-allowed']);
      }
      if (o.by === 'anyone') return;
      const [other, problem] = o.by === 'machine' ? ['all roles', 'machine-needed'] : ['machine', 'person-needed'];
      const answered = await ask(o, takenBy(o), tokens.get(other) ?? '');
      expect([answered.statusCode, answered.json().type]).toEqual([403, `/problems/${problem}`]);
    },
  );
});

type Row = Readonly<Record<string, unknown>>;

/** Every row of a carrier that the application can read, by table. */
const rowsOf = async (carrierId: string): Promise<ReadonlyMap<string, readonly Row[]>> => {
  const found = new Map<string, readonly Row[]>();
  for (const [name, { app: right, row }] of Object.entries(tables)) {
    if (right === 'none' || !('carrierId' in row.shape)) continue;
    const { rows } = await transact(home.connections, asking(carrierId), (ctx) =>
      sql<Row>`select t.* from ${sql.table(snake(name))} t order by t::text`.execute(ctx.tx),
    );
    found.set(name, rows);
  }
  return found;
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ids by the names under which operations ask for them: `customerId` from columns so named and from customers. */
const idsByField = (rows: ReadonlyMap<string, readonly Row[]>): ReadonlyMap<string, ReadonlySet<string>> => {
  const pool = new Map<string, Set<string>>();
  for (const [table, list] of rows)
    for (const row of list)
      for (const [column, value] of Object.entries(row)) {
        if (typeof value !== 'string' || !uuid.test(value) || value === owner || value === stranger) continue;
        const own = `${snake(table).split('_').at(-1)}Id`;
        const field = column === 'id' ? own : column;
        pool.set(field, (pool.get(field) ?? new Set()).add(value));
      }
  return pool;
};

describe('another carrier, all roles in one hand', () => {
  it('is shown nothing of the owner and changes nothing, whichever of the owner’s ids it gives', async () => {
    const before = await rowsOf(owner);
    const pool = idsByField(before);
    const strangers = new Set([...idsByField(await rowsOf(stranger)).values()].flatMap((ids) => [...ids]));
    const all = new Set([...pool.values()].flatMap((ids) => [...ids]).filter((id) => !strangers.has(id)));
    expect(all.size).toBeGreaterThan(500);
    const everyId = [...all];
    // what the stranger once gave it may be told again: a person may work at both
    const given = new Set<string>();
    let aimed = 0;
    for (const [name, o] of operations) {
      const plain = takenBy(o);
      const wanted = Object.entries(plain).filter(([, value]) => typeof value === 'string' && uuid.test(value));
      for (let turn = 0; turn < (wanted.length === 0 ? 1 : 4); turn += 1) {
        const aimedAt = wanted.map(([field]): [string, string] => {
          const known = [...(pool.get(field) ?? everyId)];
          return [field, known[Math.floor((turn * known.length) / 4)] ?? ''];
        });
        const asker = tokens.get(o.by === 'machine' ? 'machine' : 'all roles') ?? '';
        const answered = await ask(o, { ...plain, ...Object.fromEntries(aimedAt) }, asker);
        for (const [, id] of aimedAt) given.add(id);
        const told = (answered.body.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []).filter(
          (id) => id === owner || (all.has(id) && !given.has(id)),
        );
        expect([name, answered.statusCode, told]).toEqual([name, answered.statusCode, []]);
        expect([name, answered.statusCode < 500]).toEqual([name, true]);
        aimed += wanted.length === 0 ? 0 : 1;
      }
    }
    expect(aimed).toBeGreaterThan(250);
    expect(await rowsOf(owner)).toEqual(before);
    expect([...before.values()].filter((rows) => rows.length > 0).length).toBeGreaterThan(30);
  }, 120_000);

  it('while the owner is shown what is his by the same questions', async () => {
    const token = await person(owner, 'all', roles);
    const pool = idsByField(await rowsOf(owner));
    let shown = 0;
    for (const [, o] of operations.filter(([, { http }]) => http.startsWith('GET'))) {
      const aimedAt = Object.entries(takenBy(o)).map(([field, value]): [string, unknown] => [
        field,
        typeof value === 'string' && uuid.test(value) ? [...(pool.get(field) ?? [])][0] : value,
      ]);
      const answered = await ask(o, Object.fromEntries(aimedAt), token);
      if (answered.statusCode === 200 && /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.test(answered.body)) shown += 1;
    }
    expect(shown).toBeGreaterThan(25);
  }, 120_000);
});
