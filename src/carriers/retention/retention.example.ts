import { sql } from 'kysely';
import { vi } from 'vitest';
import type { Staff, TestCarrier, TestHouse } from '../../../test/house.ts';
import { client } from '../../db/migrate.ts';
import { Problem } from '../../kernel/problem.ts';
import { exportCarrierLedger } from '../../ledger/export.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { operations } from '../../operations.ts';
import { seesSecrecy } from '../under-seal.ts';

/** A carrier that came here long after everything it plays, so that no year of it waits for a certification. */
export const olderCarrier = (home: TestHouse): Promise<TestCarrier> =>
  home.carrier({ clock: Date.parse('2040-01-01T12:00:00Z') });

export type Two = { readonly asker: Staff; readonly decider: Staff };

export const twoPersons = async (carrier: TestCarrier): Promise<Two> => ({
  asker: await carrier.person('Carla Stein', 'compliance'),
  decider: await carrier.person('Otto Grant', 'officer', 'counsel'),
});

/** Runs batches of an approved purge to its end; open transactions of other tests keep the ledger waiting for moments. */
export const runToEnd = async (carrier: TestCarrier, { asker }: Two, purgeId: string) =>
  vi.waitUntil(
    async () => {
      const purge = await carrier.run(asker, operations['purges.run'], { purgeId }).catch((error: unknown) => {
        if (error instanceof Problem && error.type === 'unavailable') return null;
        throw error;
      });
      return purge?.state === 'done' ? purge : null;
    },
    { timeout: 30_000, interval: 5 },
  );

/** Asks, approves and carries out a purge of a class. */
export const purgeOf = async (carrier: TestCarrier, two: Two, kept: string) => {
  const asked = { class: kept, why: 'Kept its time' };
  const { id: purgeId } = await carrier.run(two.asker, operations['purges.ask'], asked);
  await carrier.run(two.decider, operations['purges.decide'], { purgeId, verdict: 'approved' });
  return runToEnd(carrier, two, purgeId);
};

/** How many records of a class may go today, as the list says. */
export const ripeIn = async (carrier: TestCarrier, who: Staff, kept: string): Promise<number | undefined> =>
  (await carrier.run(who, operations['retention.list'], {})).items.find((item) => item.class === kept)?.ripe;

async function* one(text: string): AsyncIterable<string> {
  yield text;
}

/** The entries' lines of the exported ledger, after a stranger has verified it; it waits for a first signed head. */
export const verifiedEntries = (carrier: TestCarrier, who: Staff): Promise<readonly string[]> =>
  vi.waitFor(
    async () => {
      const text = await carrier.stream(who, exportCarrierLedger(seesSecrecy), {}, '');
      const { failure } = await verifyLedger(one(text), { key: null, checkpoints: [] });
      if (failure !== null) throw new Error(JSON.stringify(failure));
      return text.split('\n').filter((line) => line.includes('"kind":"entry"'));
    },
    { timeout: 20_000, interval: 100 },
  );

/** A certification of a year as filed, without the year that leads to it. */
export const fileYear = async (where: TestHouse, carrier: { readonly id: string }, year: number): Promise<void> => {
  const owner = await client(where.address, 'database' in where.address ? where.address.database : '');
  await owner.query('set session_replication_role = replica');
  await owner.query(
    `insert into filing (carrier_id, id, kind, year, companies, contact, sender, outcome, withheld, state, officer_id,
       signing_on, files_on, packet_hash, changes, signature_id, opened_at)
     values ($1, gen_random_uuid(), 'certification', $2, '[{}]', '{}', '{}', '{}', '{}', 'filed', gen_random_uuid(),
       '2027-02-01', '2027-02-01', repeat('0', 64), '{}', gen_random_uuid(), 0)`,
    [carrier.id, year],
  );
  await owner.end();
};

/** A purge in the state in which lines may take records, made past the operations. */
export const runningPurge = (carrier: TestCarrier, pair: Two, kept: string): Promise<string> =>
  carrier.look(async (ctx) => {
    const id = ctx.id();
    await sql`
      insert into purge (id, class, why, state, expected, months, asked_by, asker_name, asked_at, decided_by, decider_name,
        decided_at, before_size, before_root)
      values (${id}, ${kept}, 'By hand', 'running', 1, 24, ${pair.asker.id}, 'Carla', 0, ${pair.decider.id}, 'Otto', 0, 0, '')
      on conflict do nothing`.execute(ctx.tx);
    return id;
  });

/** A line that takes a record, whoever checked what. */
export const forget = (carrier: TestCarrier, purgeId: string, kept: string, recordId: string, endedOn: string) =>
  carrier.look((ctx) =>
    ctx.tx
      .insertInto('purgedRecord')
      .values({ class: kept, recordId, purgeId, endedOn, purgedOn: '2029-01-10' })
      .execute(),
  );
