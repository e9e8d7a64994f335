import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { retentionClasses } from '../../operations/retention-classes.ts';
import { operations } from '../../operations.ts';
import { columnsOf, things, writeThings } from './even.example.ts';
import { olderCarrier, purgeOf, ripeIn, type Two, twoPersons, verifiedEntries } from './retention.example.ts';

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let two: Two;
let theirs: Two;

beforeAll(async () => {
  home = await house();
  [prairie, lakes] = [await olderCarrier(home), await olderCarrier(home)];
  [two, theirs] = [await twoPersons(prairie), await twoPersons(lakes)];
});
afterAll(() => home.close());

/** The first instant of the day on which what ended on February 29, 2024 may go, in the carrier's zone. */
const free: Readonly<Record<string, string>> = {
  approvals: '2025-03-01T00:00:00-06:00',
  interceptions: '2025-03-01T00:00:00-06:00',
  cdrs: '2025-08-29T00:00:00-05:00',
  authentication: '2026-03-01T00:00:00-06:00',
  desk: '2026-03-01T00:00:00-06:00',
  gate: '2026-03-01T00:00:00-06:00',
  letters: '2027-03-01T00:00:00-06:00',
  onboarding: '2028-02-29T00:00:00-06:00',
  tracebacks: '2029-03-01T00:00:00-06:00',
  traffic: '2028-02-29T00:00:00-06:00',
  strikes: '2028-02-29T00:00:00-06:00',
  customerletters: '2028-02-29T00:00:00-06:00',
  tracebackmail: '2029-03-01T00:00:00-06:00',
  notes: '2029-03-01T00:00:00-06:00',
  fccnotices: '2029-03-01T00:00:00-06:00',
  investigations: '2029-03-01T00:00:00-06:00',
  legal: '2029-03-01T00:00:00-06:00',
};

const kinds = Object.keys(free).map((kept) => ({
  kept,
  own: things.filter((thing) => thing.kept === kept),
  what: things
    .filter((thing) => thing.kept === kept)
    .map(({ what }) => what)
    .join(', '),
}));

const held = { why: 'Suit', customers: null, fromDay: null, untilDay: null };

describe.each(kinds)('$kept ($what)', ({ kept, own }) => {
  const ripe = () => ripeIn(prairie, two.asker, kept);
  const seen = async (carrier: TestCarrier, ids: readonly string[]) => {
    const columns: (readonly string[])[] = [];
    for (const [n, thing] of own.entries()) columns.push(await columnsOf(home, carrier.id, thing, ids[n] ?? ''));
    return columns;
  };

  it('are kept through their last day; a hold keeps them longer; two persons let them go, and the proof verifies; another carrier keeps its own', async () => {
    const [ids, otherIds] = [await writeThings(home, prairie.id, own), await writeThings(home, lakes.id, own)];
    const [written, others] = [await seen(prairie, ids), await seen(lakes, otherIds)];
    const last = Date.parse(free[kept] ?? '') - 1;
    await prairie.at(new Date(last).toISOString());
    expect(await ripe()).toBe(0);
    await prairie.at(new Date(last + 1).toISOString());
    await lakes.at(new Date(last + 1).toISOString());
    expect(await ripe()).toBe(own.length);

    const hold = await prairie.run(two.decider, operations['holds.place'], { ...held, classes: [kept] });
    expect(await ripe()).toBe(0);
    await prairie.run(two.decider, operations['holds.end'], { holdId: hold.id, reason: 'Settled' });

    const before = await verifiedEntries(prairie, two.asker);
    const done = await purgeOf(prairie, two, kept);
    expect(done).toMatchObject({ records: own.length, oldestOn: '2024-02-29', newestOn: '2024-02-29' });
    expect((await verifiedEntries(prairie, two.asker)).slice(0, before.length)).toEqual(before);
    const after = await seen(prairie, ids);
    written.forEach((rows, n) => {
      expect([own[n]?.what, rows.length > 0]).toEqual([own[n]?.what, true]);
      for (const row of rows) expect(after[n]).not.toContain(row);
      for (const value of rows.flatMap((row): unknown[] => JSON.parse(row)))
        expect(JSON.stringify(after[n])).not.toContain(JSON.stringify(value));
    });

    expect(await ripe()).toBe(0);
    expect(await seen(lakes, otherIds)).toEqual(others);
    expect(await ripeIn(lakes, theirs.asker, kept)).toBe(own.length);
  });
});

it('every class that came later than the first eight is played here', () => {
  const first = ['customers', 'notices', 'campaigns', 'breaches', 'complaints', 'discipline', 'calls'];
  expect([...first, ...Object.keys(free)].sort()).toEqual(retentionClasses.map(({ id }) => id).sort());
});

it('Answers kept for repeats of a request go by themselves after thirty days', async () => {
  await prairie.at('2030-03-31T12:00:00Z');
  const [old, young] = [Date.parse('2030-03-01T11:59:59Z'), Date.parse('2030-03-01T12:00:00Z')];
  await prairie.look(async ({ tx }) => {
    for (const at of [old, young])
      await tx
        .insertInto('idempotency')
        .values({ key: String(at), actor: 'machine:portal', requestHash: Buffer.alloc(32), answer: null, at })
        .execute();
  });
  await prairie.run(two.asker, operations['retention.watch'], {});
  const left = await prairie.look(({ tx }) => tx.selectFrom('idempotency').select('key').execute());
  expect(left).toEqual([{ key: String(young) }]);
});
