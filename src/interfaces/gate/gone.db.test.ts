import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certify, certifyUntil, openGateThatWaits, type TestGate } from '../../../test/gate.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { accountOf, rightTo } from '../../../test/voice-accounts.ts';
import { client } from '../../db/migrate.ts';
import { addCredential } from '../../robocall/call-gate/credentials.ts';

// What the gate rests on is taken away, a part at a time: calls never wait for it, limits hold, emergency calls go.

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let gate: TestGate;
let owner: Client;
let key = '';
let numbers = 15152000700;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  noor = await prairie.person('Noor Haddad', 'network');
  await certify(prairie, noor, '709J');
  key = (await prairie.run(noor, addCredential, { name: 'Kamailio 1', kind: 'key' })).secret ?? '';
  owner = await client(home.address, 'database' in home.address ? home.address.database : '');
  gate = await openGateThatWaits(home.connections, 250);
});
afterAll(async () => {
  await owner.end();
  await gate.close();
  await home.close();
});

type Account = { readonly account: string; readonly from: string };

/** An account with a verified number that asks to be refused, or passed, while the gate cannot know. */
const account = async (whenBlind: 'pass-unsigned' | 'refuse', spc: string | null): Promise<Account> => {
  numbers += 1;
  const number = numbers;
  const id = await accountOf(prairie, { name: `Shop ${number}`, callerIdPolicy: 'own-only' });
  await rightTo(prairie, id, number, true);
  await prairie.look(({ tx }) => tx.updateTable('voiceAccount').set({ whenBlind, spc }).where('id', '=', id).execute());
  await gate.gate.catchUp();
  return { account: id, from: `+${number}` };
};

const ask = async (by: Account, callId: string, to: string) =>
  (await gate.post(key, '/v1/calls:authorize', { ...by, callId, to })).body;
const other = '+15155550199';

/** The calls on record of which the id begins so, in order. */
const onRecord = (begin: string) =>
  prairie.look(async ({ tx }) => {
    const groups = await tx.selectFrom('gateGroup').select(['id', 'lines']).execute();
    return groups
      .flatMap(({ id, lines }) => (lines ?? '').split('\n').map((line, i) => ({ id: `${id}.${i}`, line })))
      .flatMap(({ id, line }) => {
        const { call } = JSON.parse(line) as { call: string };
        return call.startsWith(begin) ? [{ id, call }] : [];
      })
      .sort((a, b) => a.call.localeCompare(b.call));
  });

describe('a database that hangs and refuses nothing', () => {
  it('is waited for a quarter of a second; then calls wait on the disk, and are on record once whichever comes first', async () => {
    const shop = await account('refuse', null);
    await owner.query('begin');
    await owner.query('lock table gate_group in access exclusive mode');
    const began = performance.now();
    const first = await Promise.all([ask(shop, 'hang-1', other), ask(shop, 'hang-2', '911')]);
    const waited = performance.now() - began;
    // by now the gate knows: nobody waits again
    const later = performance.now();
    const second = await Promise.all([ask(shop, 'hang-3', other), ask(shop, 'hang-4', '988')]);
    const again = performance.now() - later;
    await owner.query('rollback');
    expect(first).toMatchObject([
      { carry: true, attest: 'A' },
      { carry: true, emergency: true },
    ]);
    expect(second).toMatchObject([
      { carry: true, attest: 'A' },
      { carry: true, emergency: true },
    ]);
    expect(waited).toBeLessThan(2000);
    expect(again).toBeLessThan(waited);
    const answered = [...first, ...second].map(({ callId, evidenceId }) => ({ id: evidenceId, call: callId }));
    await expect.poll(() => onRecord('hang-'), { timeout: 15_000 }).toEqual(answered);
    // what was drained does not come once more with the commit that hung
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(await onRecord('hang-')).toEqual(answered);
    expect(gate.complaints.join()).toMatch(/did not answer within 250 ms/);
  });
});

describe('the folder of counts and of what waits', () => {
  it('is removed: limits hold from memory, emergency calls go, and the counts are written anew', async () => {
    const shop = await account('refuse', null);
    const folder = join(home.connections.dataFolder, 'gate');
    rmSync(folder, { recursive: true });
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => ask(shop, `count-${n}`, other)));
    expect(answers.filter(({ refused }) => refused !== null).length).toBeGreaterThan(0);
    expect(answers[59]).toMatchObject({ refused: { code: 'rate-limit' } });
    expect(await ask(shop, 'count-help', '911')).toMatchObject({ carry: true, emergency: true });
    await expect.poll(() => existsSync(join(folder, 'counts-0.ndjson')), { timeout: 10_000 }).toBe(true);
  });

  it('cannot be written while the record takes nothing: calls go by the setting of their account, emergency calls always', async () => {
    const [strict, open] = [await account('refuse', null), await account('pass-unsigned', null)];
    const folder = join(home.connections.dataFolder, 'gate');
    await owner.query('alter table gate_group rename to gate_group_away');
    renameSync(folder, `${folder}-away`);
    // a file in its place: no user may write below it, root included
    writeFileSync(folder, '');
    const refused = await ask(strict, 'nowhere-1', other);
    const passed = await ask(open, 'nowhere-2', other);
    const help = await Promise.all([ask(strict, 'nowhere-3', '911'), ask(open, 'nowhere-4', '988')]);
    rmSync(folder);
    renameSync(`${folder}-away`, folder);
    await owner.query('alter table gate_group_away rename to gate_group');
    expect(refused).toMatchObject({ carry: false, refused: { code: 'cannot-know' }, evidenceId: null });
    expect(passed).toMatchObject({ carry: true, attest: null, identity: null, evidenceId: null });
    for (const answer of help) expect(answer).toMatchObject({ carry: true, emergency: true });
    await expect
      .poll(async () => (await ask(strict, 'nowhere-after', other)).evidenceId, { timeout: 10_000 })
      .not.toBeNull();
  });
});

describe('the only certificate of a code', () => {
  it('ends: calls go by the setting of their account from that moment, emergency calls always', async () => {
    const ends = Math.floor(Date.now() / 1000) * 1000 + 5000;
    await certifyUntil(prairie, noor, '710K', ends);
    const [strict, open] = [await account('refuse', '710K'), await account('pass-unsigned', '710K')];
    expect(await ask(strict, 'before', other)).toMatchObject({ carry: true, attest: 'A' });
    await new Promise((resolve) => setTimeout(resolve, ends - Date.now() + 50));
    expect(await ask(strict, 'after', other)).toMatchObject({ carry: false, refused: { code: 'cannot-sign' } });
    expect(await ask(open, 'after-open', other)).toMatchObject({ carry: true, attest: null, identity: null });
    for (const by of [strict, open])
      expect(await ask(by, `help ${by.from}`, '933')).toMatchObject({ carry: true, emergency: true, identity: null });
  });
});
