import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { issueKey } from '../../carriers/staff/keys.ts';
import { systemAsks } from '../../db/context.ts';
import { server } from '../http/server.ts';
import { type Client, connectClient } from './client.ts';

let home: TestHouse;
let app: Awaited<ReturnType<typeof server>>;
let base: string;
let prairie: TestCarrier;
let ana: Client;

const tokenOf = async (email: string, password: string): Promise<string> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${base}/v1/sessions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password }),
  });
  const signedIn = (await answer.json()) as { token: string };
  return signedIn.token;
};

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  const { email, password } = await prairie.person('Ana Ruiz', 'compliance');
  app = await server(home.connections);
  base = await app.listen({ port: 0, host: '127.0.0.1' });
  ana = await connectClient({ base, token: await tokenOf(email, password) });
});

afterAll(async () => {
  await app.close();
  await home.close();
});

const christmasEve = { day: '2026-12-24', why: 'executive order', source: 'FCC notice' };

it('writes, reads and fills paths by the names and types of the list of operations', async () => {
  const added = await ana.call('closures.add', christmasEve, 'eve');
  expect(added.day).toBe('2026-12-24');
  expect((await ana.call('closures.list', {}, '')).items).toEqual([christmasEve]);
  await ana.call('closures.withdraw', { day: '2026-12-24', reason: 'the order was changed' }, 'withdraw');
  expect((await ana.call('closures.list', {}, '')).items).toEqual([]);
});

it('gives the first answer again for a repeated key, and throws the problem for another request under it', async () => {
  const snow = { day: '2027-01-04', why: 'snow', source: 'FCC notice' };
  expect(await ana.call('closures.add', snow, 'snow')).toEqual(await ana.call('closures.add', snow, 'snow'));
  await expect(ana.call('closures.add', { ...snow, why: 'ice' }, 'snow')).rejects.toMatchObject({ type: 'key-reused' });
});

it('throws a refusal as the same typed problem that the server threw', async () => {
  const refused = ana.call('customers.show', { customerId: '00000000-0000-7000-8000-000000000000' }, '');
  await expect(refused).rejects.toMatchObject({ type: 'not-found', facts: { fix: expect.any(String), cite: null } });
  const nobody = await connectClient({ base, token: 'ck_unknown' });
  await expect(nobody.call('closures.list', {}, '')).rejects.toMatchObject({ type: 'not-signed-in' });
});

it('gives a person the receipt of each act, which is the number of its entry; a repeat and a look have none', async () => {
  const flood = { day: '2027-02-01', why: 'flood', source: 'FCC notice' };
  const { answer, receipt } = await ana.act('closures.add', flood, 'flood');
  expect(answer.day).toBe('2027-02-01');
  const { items } = await ana.call('evidence.list', { subject: 'closure:2027-02-01' }, '');
  expect(receipt).toMatch(/^R(-[0-9A-Z]{4}){3}$/);
  expect(items.map((one) => one.receipt)).toEqual([receipt]);
  expect((await ana.act('closures.add', flood, 'flood')).receipt).toBeNull();
  expect((await ana.act('closures.list', {}, '')).receipt).toBeNull();
});

it('gives a machine none: it learns from an answer only what the answer says', async () => {
  const holder = { machine: 'calendar' };
  const asking = systemAsks(prairie.id, 'test', Date.now());
  const { secret } = await issueKey(home.connections, asking, { holder, roles: ['marketing', 'agent'], days: 1 });
  const machine = await connectClient({ base, token: secret });
  const added = await machine.act('customers.add', { account: 'M-1', name: 'Rosa Nguyen' }, '');
  expect(added.receipt).toBeNull();
});

it('gives a stream as it comes', async () => {
  const lines = await new Response(await ana.stream('ledger.export', {}, null)).text();
  expect(JSON.parse(lines.split('\n')[0] ?? '')).toMatchObject({ kind: 'header', format: 'compline-ledger/1' });
});

it('does not compile with an unknown name or a missing field', () => {
  const wrong = (client: Client) => [
    // @ts-expect-error there is no such operation
    client.call('closures.forget', {}, ''),
    // @ts-expect-error a closure names its source
    client.call('closures.add', { day: '2027-01-04', why: 'snow' }, ''),
    // @ts-expect-error a stream is not called
    client.call('ledger.export', {}, ''),
  ];
  expect(wrong).toBeInstanceOf(Function);
});
