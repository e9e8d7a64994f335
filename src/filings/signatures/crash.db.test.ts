import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Certifying, certifying } from '../../../test/certifying.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { client } from '../../db/migrate.ts';
import { recordReceipt } from '../certification/receipt.ts';
import { signFiling } from './sign.ts';

let home: TestHouse;
let scene: Certifying;
let owner: Awaited<ReturnType<typeof client>>;

// a counter that no rollback turns back ends the connection at the n-th statement that writes anything
const bomb = `
  create sequence crash_step; create table crash_at (step bigint not null); insert into crash_at values (0);
  create function crash() returns trigger language plpgsql security definer as $$
  begin
    if nextval('crash_step') = (select step from crash_at) then perform pg_terminate_backend(pg_backend_pid()); end if;
    return null;
  end $$;
  grant usage on sequence crash_step to public; grant select on crash_at to public;
  do $$ declare t text; begin
    for t in select tablename from pg_tables where schemaname = 'public' and tablename like any (array['filing%', 'ledger_entry']) loop
      execute format('create trigger crash after insert or update on %I for each statement execute function crash()', t);
    end loop;
  end $$;`;

const crashAt = (step: number) =>
  owner.query(`select setval('crash_step', 1, false); update crash_at set step = ${step}`);

/** All that is kept of the filing, as text. */
const kept = async (): Promise<string> => {
  const { rows } = await owner.query<{ all: string }>(`
    select (select string_agg(f::text, '') from filing f) ||
      (select string_agg(s.id::text || s.round, '' order by s.id) from filing_sentence s) ||
      coalesce((select string_agg(d.id::text || d.sha256, '' order by d.id) from filing_document d), '') ||
      (select count(*) from filing_signature) || (select count(*) from filing_receipt) ||
      (select string_agg(e.id::text, '' order by e.id) from ledger_entry e) as all`);
  return rows[0]?.all ?? '';
};

/** Crashes at each writing statement in turn, and gives how many there were before the act went through. */
const crashEverywhere = async (act: () => Promise<unknown>): Promise<number> => {
  for (let step = 1; ; step += 1) {
    const before = await kept();
    await crashAt(step);
    const died = await act().then(
      () => false,
      () => true,
    );
    if (!died) return step - 1;
    expect(await kept()).toBe(before);
  }
};

beforeAll(async () => {
  home = await house();
  scene = await certifying(home);
  await scene.write();
  owner = await client(home.address, 'database' in home.address ? home.address.database : '');
  await owner.query(bomb);
});
afterAll(async () => {
  await owner.end();
  await home.close();
});

// each statement that writes is one life of a server
describe('A database that dies at any statement that writes', { timeout: 240_000 }, () => {
  it('leaves the written filing as it was, whichever step of preparing it was', async () => {
    expect(await crashEverywhere(scene.prepare)).toBeGreaterThanOrEqual(8);
  });

  it('leaves it prepared and unsigned at each step of signing, and then it is signed once', async () => {
    const { prairie, otto, filingId } = scene;
    await crashAt(0);
    const packetHash = await scene.prepare();
    const sign = () =>
      prairie.run(otto, signFiling, { filingId, packetHash, password: otto.password, certificate: null });
    expect(await crashEverywhere(sign)).toBe(6);
    await expect(sign()).rejects.toMatchObject({ type: 'wrong-state' });
    expect((await owner.query('select 1 from filing_signature')).rowCount).toBe(1);
  });

  it('leaves it signed and unfiled at each step of recording the receipt', async () => {
    const { prairie, clara, filingId } = scene;
    const receipt = { filingId, confirmation: '1', receivedAt: '2027-02-10T10:00:00-06:00' };
    await prairie.at('2027-02-11T15:00:00Z');
    expect(await crashEverywhere(() => prairie.run(clara, recordReceipt, receipt))).toBe(4);
  });
});
