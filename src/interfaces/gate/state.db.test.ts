import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certify } from '../../../test/gate.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { accountOf, rightTo } from '../../../test/voice-accounts.ts';
import { client } from '../../db/migrate.ts';
import { publicCertificateFetch } from '../../outside/certificate-fetch.ts';
import { addCredential } from '../../robocall/call-gate/credentials.ts';
import { serverWith } from '../http/server.ts';
import { alone } from './around.ts';
import { type CallPath, callPath } from './call-path.ts';

// What an operator reads of the gate on /readyz while a part of what it rests on is gone.

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let calls: CallPath;
let app: FastifyInstance;
let owner: Client;
let [strict, open, key] = ['', '', ''];

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  noor = await prairie.person('Noor Haddad', 'network');
  strict = await accountOf(prairie, { name: 'Riverside Dental', callerIdPolicy: 'own-only' });
  open = await accountOf(prairie, { name: 'Bay Tow', callerIdPolicy: 'own-only' });
  await prairie.look(({ tx }) =>
    tx.updateTable('voiceAccount').set({ whenBlind: 'pass-unsigned' }).where('id', '=', open).execute(),
  );
  await rightTo(prairie, strict, 15152000147, true);
  key = (await prairie.run(noor, addCredential, { name: 'Kamailio 1', kind: 'key' })).secret ?? '';
  owner = await client(home.address, 'database' in home.address ? home.address.database : '');
  calls = callPath(home.connections, { place: alone, fetch: publicCertificateFetch, patienceMs: 30_000 }, () => {});
  await calls.open();
  app = await serverWith(home.connections, calls);
  base = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await owner.end();
  await app.close();
  await home.close();
});

let base = '';
const at = (path: string) => fetch(`${base}${path}`);
const ready = async (): Promise<{ status: number; gate: Record<string, unknown> }> => {
  const answer = await at('/readyz');
  const { gate } = (await answer.json()) as { gate: Record<string, unknown> };
  return { status: answer.status, gate };
};
const call = async (callId: string) => {
  const answer = await fetch(`${base}/v1/calls:authorize`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ account: strict, callId, from: '+15152000147', to: '+15155550199' }),
  });
  return answer.json();
};
const folder = () => join(home.connections.dataFolder, 'gate');

describe('the state of the gate on /readyz', () => {
  it('names the accounts for which nobody signs, and what holds for each of them', async () => {
    const { gate } = await ready();
    expect(gate).toMatchObject({
      accounts: 2,
      whenBlind: { refuse: 1, 'pass-unsigned': 1 },
      blind: [{ lack: 'no-key', refused: 1, passedUnsigned: 1, accounts: [strict, open].sort() }],
    });
    await certify(prairie, noor, '709J');
    await expect.poll(async () => (await ready()).gate.blind, { timeout: 10_000 }).toEqual([]);
  });

  it('tells that counts are written and that nothing waits on the disk', async () => {
    const { status, gate } = await ready();
    expect(status).toBe(200);
    expect(gate).toMatchObject({
      counters: ['written'],
      spool: { files: 0, bytes: 0, since: null, unreadableBytes: 0 },
    });
  });

  it('tells what waits on the disk while the database takes no record of calls, until it is taken', async () => {
    await owner.query('alter table gate_group rename to gate_group_away');
    expect(await call('waits')).toMatchObject({ carry: true, attest: 'A' });
    const { gate } = await ready();
    await owner.query('alter table gate_group_away rename to gate_group');
    expect(gate.spool).toMatchObject({ files: 1, since: expect.stringMatching(/^20/) });
    expect(gate.spool).not.toMatchObject({ bytes: 0 });
    await expect
      .poll(async () => (await ready()).gate.spool, { timeout: 15_000 })
      .toMatchObject({ files: 0, bytes: 0, since: null });
  });

  it('tells that counts stand in memory alone while their folder cannot be written', async () => {
    renameSync(folder(), `${folder()}-away`);
    // a file in its place: no user may write below it, root included
    writeFileSync(folder(), '');
    rmSync(join(`${folder()}-away`, 'counts-0.ndjson'));
    await expect.poll(async () => (await ready()).gate.counters, { timeout: 10_000 }).toEqual(['memory-alone']);
    rmSync(folder());
    renameSync(`${folder()}-away`, folder());
    await expect.poll(async () => (await ready()).gate.counters, { timeout: 10_000 }).toEqual(['written']);
  });

  it('is told by /readyz and /metrics while the database does not answer: the gate goes on, and how long still is asked then', async () => {
    await owner.query('alter function ledger_lag() rename to ledger_lag_away');
    const { status, gate } = await ready();
    const metrics = await at('/metrics');
    await owner.query('alter function ledger_lag_away() rename to ledger_lag');
    expect(status).toBe(503);
    expect(gate).toMatchObject({ accounts: 2, blind: [], snapshotAgeMs: expect.any(Number) });
    expect([metrics.status, await metrics.text()]).toEqual([
      200,
      expect.stringMatching(/^compline_gate_snapshot_age_ms \d+$/m),
    ]);
  });
});
