import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDay, listClosures } from '../src/carriers/closures.ts';
import { snake } from '../src/db/secure.ts';
import { tables } from '../src/db/tables.ts';
import { server } from '../src/interfaces/http/server.ts';
import { integrateCarrier } from '../src/ledger/integrate-all.ts';
import { showReceipt } from '../src/ledger/read.ts';
import { operations } from '../src/operations.ts';
import { house, type TestCarrier, type TestHouse } from './house.ts';

let home: TestHouse;
let prairie: TestCarrier;
let other: TestCarrier;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  other = await home.carrier({ name: 'Harbor Telecom Inc.', shortName: 'Harbor' });
});

afterAll(() => home.close());

describe('the list of tables', () => {
  it('is what the database holds, column for column', async () => {
    const { rows } = await sql<{ table: string; column: string }>`
      select relname as table, attname as column from pg_attribute
      join pg_class on pg_class.oid = attrelid join pg_namespace n on n.oid = relnamespace
      where nspname = 'public' and relkind = 'r' and attnum > 0 and not attisdropped`.execute(
      home.connections.platform,
    );
    const stored = new Map<string, string[]>();
    for (const { table, column } of rows) stored.set(table, [...(stored.get(table) ?? []), column].sort());
    for (const [name, { row }] of Object.entries(tables))
      expect([name, stored.get(snake(name))]).toEqual([name, Object.keys(row.shape).map(snake).sort()]);
  });

  it('forces row security on every table', async () => {
    const { rows } = await sql<{ relname: string }>`
      select relname from pg_class join pg_namespace n on n.oid = relnamespace
      where nspname = 'public' and relkind = 'r' and relname <> 'migration' and not (relrowsecurity and relforcerowsecurity)`.execute(
      home.connections.platform,
    );
    expect(rows).toEqual([]);
  });

  it('lets the application only add to evidence', async () => {
    await expect(prairie.look((ctx) => sql`delete from ledger_entry`.execute(ctx.tx))).rejects.toThrow(
      /permission denied/,
    );
    await expect(prairie.look((ctx) => sql`update ledger_entry set body = ''`.execute(ctx.tx))).rejects.toThrow(
      /permission denied/,
    );
  });

  it('refuses a query that names no carrier instead of answering with nothing', async () => {
    await expect(home.connections.app.selectFrom('closure').selectAll().execute()).rejects.toThrow();
  });
});

describe('two carriers', () => {
  it('do not see each other', async () => {
    const ana = await prairie.person('Ana Ruiz', 'compliance');
    await prairie.run(ana, closeDay, { day: '2026-12-24', why: 'executive order', source: 'FCC notice' });
    const bo = await other.person('Bo Lind', 'compliance');
    expect((await prairie.run(ana, listClosures, {})).items).toHaveLength(1);
    expect((await other.run(bo, listClosures, {})).items).toEqual([]);
  });

  it('refuses a role that may not, and a machine where a person is needed', async () => {
    const agent = await prairie.person('Agnes Webb', 'agent');
    const input = { day: '2026-12-26', why: 'snow', source: 'FCC notice' };
    await expect(prairie.run(agent, closeDay, input)).rejects.toMatchObject({ type: 'not-allowed' });
    const machine = prairie.machine('calendar feed', 'compliance');
    await expect(prairie.run(machine, closeDay, input)).rejects.toMatchObject({ type: 'person-needed' });
  });
});

describe('the ledger', () => {
  it('takes settled entries into the tree and proves each under a signed checkpoint', async () => {
    const ana = await prairie.person('Ana Two', 'compliance');
    await prairie.run(ana, closeDay, { day: '2026-12-31', why: 'snow', source: 'FCC notice' });
    // other test files' open transactions on this server hold the horizon back for a moment
    await vi.waitFor(
      async () => {
        await integrateCarrier(home.connections, prairie.id);
        const [newest] = (await prairie.run(ana, operations['evidence.list'], { kind: 'closure.added' })).items;
        expect((await prairie.run(ana, showReceipt, { entryId: newest?.id ?? '' })).integrated).toBe(true);
      },
      { timeout: 30_000, interval: 200 },
    );
    const { items } = await prairie.run(ana, operations['evidence.list'], { kind: 'closure.added' });
    const receipt = await prairie.run(ana, showReceipt, { entryId: items[0]?.id ?? '' });
    expect(receipt.integrated).toBe(true);
    expect(receipt.leaf).toBe(items[0]?.leaf);
    expect(await integrateCarrier(home.connections, prairie.id)).toBe(0);
  });

  it('refuses evidence of another time than now, save in a demo carrier', async () => {
    const real = await home.carrier({ demo: false, clock: null });
    await expect(
      real.look((ctx) =>
        ctx.tx
          .insertInto('ledgerEntry')
          .values({ id: ctx.id(), recordedAt: 1, kind: 'x', subject: 'x', body: '{}', leaf: Buffer.alloc(32) })
          .execute(),
      ),
    ).rejects.toThrow(/recorded when it happens/);
    await expect(real.at('2026-01-01T00:00:00Z')).rejects.toThrow(/check constraint/);
  });
});

describe('over HTTP', () => {
  it('signs in, acts, repeats safely under one key, and refuses the rest in problem+json', async () => {
    const ana = await prairie.person('Ana Three', 'compliance', 'officer');
    const app = await server(home.connections);
    const nobody = await app.inject({ method: 'GET', url: '/v1/closures' });
    expect(nobody.statusCode).toBe(401);
    expect(nobody.json()).toMatchObject({ type: '/problems/not-signed-in', fix: expect.any(String) });
    const wrong = await app.inject({
      method: 'POST',
      url: '/v1/sessions',
      payload: { email: ana.email, password: 'wrong' },
    });
    expect(wrong.statusCode).toBe(401);
    const session = await app.inject({
      method: 'POST',
      url: '/v1/sessions',
      payload: { email: ana.email, password: ana.password },
    });
    expect(session.statusCode).toBe(201);
    const headers = {
      authorization: `Bearer ${session.json().token}`,
      'idempotency-key': 'k1',
      'content-type': 'application/json',
    };
    const post = (payload: object) => app.inject({ method: 'POST', url: '/v1/closures', headers, payload });
    const body = { day: '2027-01-04', why: 'snow', source: 'FCC notice' };
    expect((await post(body)).json()).toEqual(body);
    expect((await post(body)).statusCode).toBe(200);
    expect((await post({ ...body, why: 'ice' })).json()).toMatchObject({ type: '/problems/key-reused' });
    // what tells repeats apart lets nobody who reads the table try out what a request may have said
    const sha256 = (text: string) => createHash('sha256').update(text).digest();
    const plain = sha256(sha256(`closures.add\n${JSON.stringify(body)}`).toString('hex'));
    const [kept] = await prairie.look(({ tx }) =>
      tx.selectFrom('idempotency').select('requestHash').where('key', '=', 'k1').execute(),
    );
    expect(kept?.requestHash).toHaveLength(32);
    expect(kept?.requestHash.equals(plain)).toBe(false);
    const bad = await app.inject({
      method: 'POST',
      url: '/v1/closures',
      headers: { ...headers, 'idempotency-key': 'k2' },
      payload: { day: 'tomorrow', whi: 1 },
    });
    expect(bad.statusCode).toBe(400);
    expect(bad.json().detail).toMatch(/'day'.*whi/s);
    const withdrawn = await app.inject({
      method: 'POST',
      url: '/v1/closures/2027-01-04:withdraw',
      headers: { ...headers, 'idempotency-key': 'k3' },
      payload: { reason: 'typed wrong' },
    });
    expect(withdrawn.statusCode).toBe(200);
    expect((await app.inject({ method: 'GET', url: '/readyz' })).json()).toMatchObject({ database: 'ok' });
    expect((await app.inject({ method: 'GET', url: '/openapi.json' })).json()).toMatchObject({ openapi: '3.1.0' });
    await app.close();
  });
});
