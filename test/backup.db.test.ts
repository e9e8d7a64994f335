import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDay } from '../src/carriers/closures.ts';
import { seesSecrecy } from '../src/carriers/under-seal.ts';
import { refuseUse } from '../src/cpni/approvals/choose.ts';
import { askDecision } from '../src/cpni/uses/ask.ts';
import { restore } from '../src/db/backup/restore.ts';
import { backup } from '../src/db/backup/write.ts';
import { connect } from '../src/db/connect.ts';
import { systemAsks, transact } from '../src/db/context.ts';
import { client, migrate } from '../src/db/migrate.ts';
import { marketLongDistance } from '../src/demo/uses.ts';
import { compareTrees } from '../src/ledger/compare.ts';
import { exportCarrierLedger } from '../src/ledger/export.ts';
import { integrateCarrier } from '../src/ledger/integrate-all.ts';
import { keysFolder } from '../src/ledger/keys.ts';
import { verifyLedger } from '../src/ledger/verify.ts';
import { assignNumbers } from '../src/robocall/numbers/assign.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from './house.ts';
import { accountOf } from './voice-accounts.ts';

let home: TestHouse;
let prairie: TestCarrier;
let ana: Staff;
const folder = mkdtempSync(join(tmpdir(), 'compline-backup-'));
const file = join(folder, 'all.backup');
const secret = 'a long passphrase kept apart';
const tell = async () => {};
let customerId = '';
let numbers = { accountId: '', order: '', verification: null };

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  ana = await prairie.person('Ana Ruiz', 'compliance', 'agent');
  customerId = await prairie.look(async (ctx) => {
    const id = ctx.id();
    const row = {
      id,
      account: 'B-1',
      name: 'Zoë Ñandú\t"quoted"\\',
      language: 'en' as const,
      subscribes: 8,
      since: null,
      leftAt: null,
      salt: ctx.salt(),
    };
    await ctx.tx.insertInto('customer').values(row).execute();
    return id;
  });
  await prairie.run(ana, closeDay, { day: '2026-12-24', why: 'executive order', source: 'FCC notice' });
  await prairie.run(ana, refuseUse, { customerId, method: 'mail', covers: null });
  // nothing is grown while another transaction of the server is older: the first checkpoint may take a while
  await vi.waitFor(
    async () => {
      await integrateCarrier(home.connections, prairie.id);
      expect(existsSync(keysFolder(home.dataFolder))).toBe(true);
    },
    { timeout: 60_000, interval: 100 },
  );
  const accountId = await accountOf(prairie, { name: 'Clinic', callerIdPolicy: 'own-only' });
  numbers = { accountId, order: 'W-1', verification: null };
  await prairie.run(ana, assignNumbers, { ...numbers, numbers: ['5155550100'] });
  // one entry more that no tree holds yet: a backup does not wait for the integrator
  await prairie.run(ana, closeDay, { day: '2026-12-26', why: 'snow', source: 'FCC notice' });
});

afterAll(async () => {
  await home.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a backup', () => {
  it('restores into an empty installation: the same ledger goes on, the same answers are given', async () => {
    await backup(home.address, file, { keysFolder: keysFolder(home.dataFolder), passphrase: secret }, tell);
    const address = { ...home.address, database: `restored_${process.pid}` };
    await migrate(address);
    const data = join(folder, 'restored');
    await restore(address, file, { folder: keysFolder(data), passphrase: secret }, tell);
    const there = connect(address, 2, data);
    const asking = systemAsks(prairie.id, 'test', Date.now());
    try {
      expect(await compareTrees(there)).toMatchObject([{ good: true }]);
      await vi.waitFor(async () => expect(await integrateCarrier(there, prairie.id)).toBe(0), { timeout: 20_000 });
      const size = async (from: typeof there) =>
        transact(
          from,
          asking,
          async (ctx) =>
            (
              await ctx.tx
                .selectFrom('ledgerEntry')
                .select((eb) => eb.fn.countAll<number>().as('count'))
                .executeTakeFirstOrThrow()
            ).count,
        );
      expect(await size(there)).toBe(await size(home.connections));
      const trees = await compareTrees(there);
      expect(trees).toMatchObject([{ good: true, size: await size(there) }]);
      const answer = await transact(there, asking, (ctx) =>
        askDecision.run(ctx, { customerId, use: marketLongDistance }),
      );
      const before = await prairie.run(ana, askDecision, { customerId, use: marketLongDistance });
      expect([answer.allowed, answer.missing, answer.facts]).toEqual([before.allowed, before.missing, before.facts]);
      // the gate is told of what changes there from the beginning
      await transact(there, asking, (ctx) =>
        assignNumbers.run(ctx, { ...numbers, numbers: ['5155550101'], from: undefined }),
      );
      const told = await transact(there, asking, (ctx) => ctx.tx.selectFrom('gateChange').select('seq').execute());
      expect(told).toEqual([{ seq: 1 }]);
    } finally {
      await there.close();
    }
  });

  it('is refused by a wrong passphrase, when cut short, and by an installation in use', async () => {
    const address = { ...home.address, database: `refused_${process.pid}` };
    await migrate(address);
    const data = join(folder, 'refused');
    await expect(
      restore(address, file, { folder: keysFolder(data), passphrase: 'another long passphrase' }, tell),
    ).rejects.toMatchObject({ type: 'wrong-password' });
    const cut = join(folder, 'cut.backup');
    const whole = await readFile(file);
    writeFileSync(cut, whole.subarray(0, Math.floor(whole.length / 2)));
    await expect(
      restore(address, cut, { folder: keysFolder(join(folder, 'cut')), passphrase: secret }, tell),
    ).rejects.toThrow();
    const db = await client(address, address.database);
    expect((await db.query('select 1 from carrier')).rowCount).toBe(0);
    await db.end();
    await expect(
      restore(home.address, file, { folder: keysFolder(data), passphrase: secret }, tell),
    ).rejects.toMatchObject({ type: 'wrong-state' });
  });
});

describe('an exported ledger', () => {
  it('is verified by strangers from its text alone, and a changed word is found', async () => {
    const text = await prairie.stream(ana, exportCarrierLedger(seesSecrecy), {}, '');
    const check = (ledger: string) => verifyLedger(lines(ledger), { key: null, checkpoints: [] });
    expect((await check(text)).failure).toBeNull();
    expect((await check(text.replace('executive order', 'executive odder'))).failure).not.toBeNull();
  });
});

async function* lines(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
