import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { noOutside } from '../../../test/outside.ts';
import { workAll } from '../../../test/work.ts';
import { addCustomer } from '../../cpni/customers/add.ts';
import { addContact } from '../../cpni/customers/contacts.ts';
import { leave } from '../../cpni/customers/leave.ts';
import { showCustomer } from '../../cpni/customers/show.ts';
import { floorOf } from '../../law/retention.ts';
import { retentionClasses } from '../../operations/retention-classes.ts';
import { operations } from '../../operations.ts';
import {
  fileYear,
  forget,
  olderCarrier,
  purgeOf,
  ripeIn,
  runningPurge,
  runToEnd,
  type Two,
  twoPersons,
  verifiedEntries,
} from './retention.example.ts';

const { 'purges.ask': ask, 'purges.decide': decide, 'purges.run': run } = operations;
const { 'holds.place': place, 'holds.end': endHold, 'retention.keep': keep } = operations;

let home: TestHouse;
let prairie: TestCarrier;
let two: Two;
let agnes: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await olderCarrier(home);
  two = await twoPersons(prairie);
  agnes = await prairie.person('Agnes Ortiz', 'agent');
});
afterAll(() => home.close());

/** A customer with an e-mail address who leaves on a day. */
const leaver = async (carrier: TestCarrier, who: Staff, account: string, day: string): Promise<string> => {
  await carrier.at(`${day}T15:00:00Z`);
  const { id } = await carrier.run(who, addCustomer, { account, name: `Walter ${account}` });
  await carrier.run(who, addContact, { customerId: id, kind: 'email', value: `${account}@mail.example` });
  await carrier.run(who, leave, { customerId: id });
  return id;
};

const nothing = { classes: null, customers: null, fromDay: null, untilDay: null };
const ripe = (kept: string) => ripeIn(prairie, two.asker, kept);

describe('The classes', () => {
  it('are the database’s, never below the floor of their paragraphs, each with its view and its way to forget', async () => {
    const stored = await prairie.look((ctx) =>
      ctx.tx.selectFrom('retentionClass').selectAll().orderBy('class').execute(),
    );
    const ours = retentionClasses.map(({ id, months, law }) => ({ class: id, months, cites: [...law] }));
    expect(stored).toEqual(ours.sort((a, b) => (a.class < b.class ? -1 : 1)));
    for (const { id, months, law } of retentionClasses) {
      expect([id, months >= floorOf(law)]).toEqual([id, true]);
      await prairie.look((ctx) =>
        sql`select carrier_id, record_id, began_on, ended_on, customer_id from ${sql.table(`retention_${id}`)}`.execute(
          ctx.tx,
        ),
      );
    }
  });

  it('may be kept longer and never shorter, whatever writes it', async () => {
    const longer = await prairie.run(two.asker, keep, { class: 'notices', months: 36 });
    expect(longer).toMatchObject({ floorMonths: 24, months: 36 });
    await expect(prairie.run(two.asker, keep, { class: 'notices', months: 23 })).rejects.toThrow(/at least 24 months/);
    const row = { class: 'breaches', months: 23, setAt: 0 };
    await expect(
      prairie.look((ctx) =>
        ctx.tx
          .insertInto('retentionSetting')
          .values({ id: ctx.id(), ...row })
          .execute(),
      ),
    ).rejects.toThrow(/kept longer than 23 months by rule/);
    await expect(prairie.run(two.asker, keep, { class: 'toll-records', months: 36 })).rejects.toThrow(
      /nothing is kept under/,
    );
  });
});

describe('A customer who left on February 29, 2024', () => {
  it('is kept through February 28, 2026, may go from March 1, and goes only when two persons want it', async () => {
    const walter = await leaver(prairie, agnes, 'W-1', '2024-02-29');
    const present = await prairie.run(agnes, addCustomer, { account: 'W-2', name: 'Petra Olsen' });
    const before = await verifiedEntries(prairie, two.asker);
    await prairie.at('2026-02-28T23:00:00-06:00');
    expect(await ripe('customers')).toBe(0);
    await expect(prairie.run(two.asker, ask, { class: 'customers', why: 'Yearly' })).rejects.toThrow(/may go today/);
    await prairie.at('2026-03-01T00:00:00-06:00');
    expect(await ripe('customers')).toBe(1);

    const { id: purgeId } = await prairie.run(two.asker, ask, { class: 'customers', why: 'Yearly' });
    await expect(prairie.run(two.asker, decide, { purgeId, verdict: 'approved' })).rejects.toThrow(/for himself/);
    await expect(prairie.run(two.asker, run, { purgeId })).rejects.toThrow(/is asked/);
    await expect(
      prairie.look((ctx) =>
        ctx.tx
          .updateTable('purge')
          .set({ state: 'approved', decidedBy: two.asker.id, deciderName: 'Carla Stein', decidedAt: ctx.at })
          .execute(),
      ),
    ).rejects.toThrow(/another_person_purges/);

    await prairie.run(two.decider, decide, { purgeId, verdict: 'approved' });
    const done = await runToEnd(prairie, two, purgeId);
    expect(done).toMatchObject({ records: 1, oldestOn: '2024-02-29', newestOn: '2024-02-29', asker: 'Carla Stein' });
    expect(done.before?.size).toBeLessThan(done.after?.size ?? 0);

    const shown = await prairie.run(agnes, showCustomer, { customerId: walter });
    expect(JSON.stringify(shown)).not.toMatch(/Walter|W-1/);
    expect((await prairie.run(agnes, showCustomer, { customerId: present.id })).name).toBe('Petra Olsen');
    const after = await verifiedEntries(prairie, two.asker);
    expect(after.slice(0, before.length)).toEqual(before);
  });

  it('is gone once: nothing more is asked of him, and a second try of the same batch changes nothing', async () => {
    expect(await ripe('customers')).toBe(0);
    const { items } = await prairie.run(two.asker, operations['purges.list'], {});
    const again = await prairie.run(two.asker, run, { purgeId: items[0]?.id ?? '' });
    expect(again).toEqual(items[0]);
  });
});

describe('A legal hold', () => {
  it('keeps what it names until a person ends it, whoever approved the purge before', async () => {
    const nora = await leaver(prairie, agnes, 'N-1', '2025-01-10');
    const olga = await leaver(prairie, agnes, 'O-1', '2025-01-11');
    await prairie.at('2027-06-01T15:00:00Z');
    const { id: purgeId } = await prairie.run(two.asker, ask, { class: 'customers', why: 'Yearly' });
    await prairie.run(two.decider, decide, { purgeId, verdict: 'approved' });
    const { id: holdId } = await prairie.run(two.decider, place, {
      ...nothing,
      why: 'Suit of a former customer',
      customers: [nora],
    });
    expect((await runToEnd(prairie, two, purgeId)).records).toBe(1);
    expect((await prairie.run(agnes, showCustomer, { customerId: nora })).name).toBe('Walter N-1');
    expect((await prairie.run(agnes, showCustomer, { customerId: olga })).name).toBe('(purged)');

    await expect(prairie.run(two.asker, endHold, { holdId, reason: 'Settled' })).rejects.toMatchObject({
      type: 'not-allowed',
    });
    await prairie.run(two.decider, endHold, { holdId, reason: 'Settled' });
    expect((await purgeOf(prairie, two, 'customers')).records).toBe(1);
    await expect(prairie.run(two.decider, endHold, { holdId, reason: 'Again' })).rejects.toThrow(/stands/);
  });

  it('over days keeps what lasted on one of them: the day before it and the day after it are free', async () => {
    for (const [account, day] of [
      ['D-9', '2025-03-09'],
      ['D-10', '2025-03-10'],
      ['D-20', '2025-03-20'],
      ['D-21', '2025-03-21'],
    ] as const)
      await leaver(prairie, agnes, account, day);
    await prairie.at('2027-06-01T15:00:00Z');
    const why = 'Inquiry into spring';
    const days = { fromDay: '2025-03-10', untilDay: '2025-03-20' };
    const { id: holdId } = await prairie.run(two.decider, place, { ...nothing, why, classes: ['customers'], ...days });
    // who has no day of arrival on record may have been a customer long before: only who left before the hold's days is free
    expect(await ripe('customers')).toBe(1);
    await prairie.run(two.decider, endHold, { holdId, reason: 'Closed' });
    await prairie.run(two.decider, place, { ...nothing, why, classes: ['complaints'] });
    expect(await ripe('customers')).toBe(4);
  });
});

describe('A record of a year whose certification is not filed', () => {
  it('stays, and its database says so to whoever writes around the check', async () => {
    const lakes = await home.carrier({ name: 'Lakes Telephone', clock: Date.parse('2026-02-01T15:00:00Z') });
    const pair = await twoPersons(lakes);
    const lena = await lakes.person('Lena Fox', 'agent');
    const customerId = await leaver(lakes, lena, 'L-1', '2026-02-10');
    await lakes.at('2029-01-10T15:00:00Z');
    expect(await ripeIn(lakes, pair.asker, 'customers')).toBe(0);
    const purgeId = await runningPurge(lakes, pair, 'customers');
    await expect(forget(lakes, purgeId, 'customers', customerId, '2026-02-10')).rejects.toThrow(/retention keeps 1/);
    await fileYear(home, lakes, 2026);
    expect(await ripeIn(lakes, pair.asker, 'customers')).toBe(1);
    await forget(lakes, purgeId, 'customers', customerId, '2026-02-10');
    expect((await lakes.run(lena, showCustomer, { customerId })).name).toBe('(purged)');
  });

  it('cannot go under another day, another class, a purge that nobody approved, or another carrier', async () => {
    const customerId = await leaver(prairie, agnes, 'X-1', '2025-05-01');
    await prairie.at('2027-06-01T15:00:00Z');
    const purgeId = await runningPurge(prairie, two, 'breaches');
    await expect(forget(prairie, purgeId, 'customers', customerId, '2025-05-01')).rejects.toThrow(/two persons/);
    await expect(forget(prairie, purgeId, 'breaches', customerId, '2025-05-01')).rejects.toThrow(/retention keeps/);
    const { id: asked } = await prairie.run(two.asker, ask, { class: 'customers', why: 'Yearly' });
    await expect(forget(prairie, asked, 'customers', customerId, '2025-05-01')).rejects.toThrow(/two persons/);
    const other = await olderCarrier(home);
    const theirs = await runningPurge(other, await twoPersons(other), 'customers');
    await other.at('2027-06-01T15:00:00Z');
    await expect(forget(other, theirs, 'customers', customerId, '2025-05-01')).rejects.toThrow(/retention keeps/);
    await expect(
      prairie.look((ctx) => sql`select forget_customers(${prairie.id}, array[${customerId}]::uuid[])`.execute(ctx.tx)),
    ).rejects.toThrow(/permission denied/);
    await prairie.run(two.decider, decide, { purgeId: asked, verdict: 'refused' });
    expect((await prairie.run(agnes, showCustomer, { customerId })).name).toBe('Walter X-1');
  });
});

describe('The daily look', () => {
  it('opens one task a class and purges nothing; an approved purge then runs by itself', async () => {
    const south = await olderCarrier(home);
    const pair = await twoPersons(south);
    const sam = await south.person('Sam Hill', 'agent');
    for (let n = 0; n < 3; n += 1) await leaver(south, sam, `S-${n}`, `2024-04-0${n + 1}`);
    await south.at('2026-06-01T15:00:00Z');
    const watch = () => south.run(pair.asker, operations['retention.watch'], {});
    expect((await watch()).classes).toEqual([{ class: 'customers', ripe: 3 }]);
    await watch();
    const { items } = await south.run(pair.asker, operations['tasks.list'], {});
    expect(items.map(({ kind }) => kind)).toEqual(['records-may-go']);
    const { id: purgeId } = await south.run(pair.asker, ask, { class: 'customers', why: 'Yearly' });
    await south.run(pair.decider, decide, { purgeId, verdict: 'approved' });
    await workAll(home, noOutside).catch(() => []);
    const done = await runToEnd(south, pair, purgeId);
    expect(done).toMatchObject({ records: 3, oldestOn: '2024-04-01', newestOn: '2024-04-03' });
  });
});
