import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import type { Ctx } from '../../db/context.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { goesFrom } from '../../law/retention.ts';
import { retentionClasses } from '../../operations/retention-classes.ts';
import { operations } from '../../operations.ts';
import { olderCarrier, purgeOf, type Two, twoPersons, verifiedEntries } from './retention.example.ts';

// Random records, holds and days. What a purge takes is compared with a reckoning of its own, which knows neither the views nor the
// checks: nothing under its floor, under hold or unfinished is lost, what may go is gone, and the ledger verifies throughout.

let home: TestHouse;
beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

const first = Date.parse('2022-01-01T00:00:00Z') / 86_400_000;
const day = fc.integer({ min: 0, max: 1500 });
const maybe = fc.option(day, { freq: 4 });

type Plan = {
  readonly customers: readonly { readonly left: number | null }[];
  readonly mails: readonly { readonly came: number; readonly whose: number | null; readonly bounce: boolean }[];
  readonly complaints: readonly {
    readonly came: number;
    readonly open: number | null;
    readonly breach: number | null;
  }[];
  readonly breaches: readonly { readonly found: number; readonly told: number | null }[];
  readonly holds: readonly {
    readonly kept: string | null;
    readonly whose: number | null;
    readonly from: number | null;
    readonly until: number | null;
    readonly stands: boolean;
  }[];
  readonly longer: number;
  /** A day, or so many days after the one on which a record of the plan may first go. */
  readonly today: number | { readonly record: number; readonly after: number };
};

const plan: fc.Arbitrary<Plan> = fc.record({
  customers: fc.array(fc.record({ left: maybe }), { minLength: 1, maxLength: 5 }),
  mails: fc.array(fc.record({ came: day, whose: fc.option(fc.nat(4)), bounce: fc.boolean() }), { maxLength: 5 }),
  complaints: fc.array(fc.record({ came: day, open: fc.option(fc.nat(400)), breach: fc.option(fc.nat(2)) }), {
    maxLength: 4,
  }),
  // an open breach keeps every customer, so most are closed
  breaches: fc.array(fc.record({ found: day, told: fc.option(fc.nat(60), { freq: 8 }) }), { maxLength: 3 }),
  holds: fc.array(
    fc.record({
      kept: fc.option(fc.constantFrom(...retentionClasses.map(({ id }) => id))),
      whose: fc.option(fc.nat(4)),
      from: maybe,
      until: maybe,
      stands: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  longer: fc.constantFrom(0, 0, 1, 6, 13),
  today: fc.oneof(
    fc.integer({ min: 700, max: 3800 }),
    fc.record({ record: fc.nat(12), after: fc.constantFrom(-1, 0, 1) }),
  ),
});

type Known = {
  readonly kept: string;
  readonly id: string;
  readonly customerId: string | null;
  readonly began: number;
  /** null: it lasts */
  readonly ended: number | null;
};

const noon = (n: number): number => (first + n) * 86_400_000 + 18 * 3_600_000;
const dateOf = (n: number): string => dateOfDay(first + n);

const insertCustomer = async (ctx: Ctx, left: number | null): Promise<string> => {
  const id = ctx.id();
  const row = { id, account: id, name: 'Walter', language: 'en' as const, subscribes: 0, since: null };
  await ctx.tx
    .insertInto('customer')
    .values({ ...row, leftAt: left === null ? null : noon(left), salt: ctx.salt() })
    .execute();
  return id;
};

const insertMail = async (ctx: Ctx, { came, bounce }: Plan['mails'][number], customerId: string | null) => {
  const id = ctx.id();
  const at = noon(came);
  await sql`
    insert into returned_mail (id, hash, via, raw, recipients, received_at, recorded_at, reading, matched, customer_id, read_at)
    values (${id}, ${id.replaceAll('-', '').padEnd(64, '0')}, 'smtp', 'No, thank you', '{}', ${at}, ${at},
      ${bounce ? 'hard' : 'no'}, ${customerId === null ? 'nobody' : 'token'}, ${customerId}, ${at})`.execute(ctx.tx);
  return id;
};

const insertBreach = async (ctx: Ctx, { found, told }: Plan['breaches'][number]): Promise<string> => {
  const id = ctx.id();
  const at = noon(found);
  const told_at = told === null ? null : noon(found + told);
  await sql`
    insert into breach (id, discovered_at, determined_on, intentional, cpni, circumstances, salt, recorded_at, reported_at,
      report_reference, customers_notified_at)
    values (${id}, ${at}, ${dateOf(found)}, 'yes', '{call-detail}', 'A clerk sold lists', 'salt', ${at}, ${at}, 'R', ${told_at})`.execute(
    ctx.tx,
  );
  return id;
};

const insertComplaint = async (
  ctx: Ctx,
  sourceId: string,
  { came, open }: Plan['complaints'][number],
  breachId: string | null,
): Promise<string> => {
  const id = ctx.id();
  const resolved = open === null ? null : noon(came + open);
  await sql`
    insert into complaint (id, source_id, category, received_on, summary, salt, recorded_at, disposition, resolution, resolved_at)
    values (${id}, ${sourceId}, 'other', ${dateOf(came)}, 'Calls listed to a stranger', 'salt', ${noon(came)},
      ${resolved === null ? null : 'founded'}, ${resolved === null ? null : 'Apology'}, ${resolved})`.execute(ctx.tx);
  if (breachId !== null)
    await sql`insert into complaint_link (id, complaint_id, breach_id, linked_at) values (${ctx.id()}, ${id}, ${breachId}, 0)`.execute(
      ctx.tx,
    );
  return id;
};

/** Writes the records of a plan and says of each what a person would: whose, since when, until when. */
const enter = async (carrier: TestCarrier, asked: Plan): Promise<readonly Known[]> =>
  carrier.look(async (ctx) => {
    const known: Known[] = [];
    const customerIds: string[] = [];
    const someBreachOpen = asked.breaches.some(({ told }) => told === null);
    for (const { left } of asked.customers) {
      const id = await insertCustomer(ctx, left);
      customerIds.push(id);
      const ended = someBreachOpen ? null : left;
      known.push({ kept: 'customers', id, customerId: id, began: Number.NEGATIVE_INFINITY, ended });
    }
    for (const mail of asked.mails) {
      const whose = mail.whose === null ? null : asked.customers[mail.whose];
      const customerId = (mail.whose === null ? null : customerIds[mail.whose]) ?? null;
      const id = await insertMail(ctx, mail, customerId);
      const left = customerId === null ? mail.came : (whose?.left ?? null);
      const answered = left === null ? null : Math.max(left, mail.came);
      const ended = mail.bounce ? mail.came : answered;
      known.push({ kept: mail.bounce ? 'notices' : 'approvals', id, customerId, began: mail.came, ended });
    }
    const source = ctx.id();
    await sql`insert into intake_source (id, name, kind, feeds, from_day) values (${source}, 'Desk', 'phone', '{complaints}', '2020-01-01')`.execute(
      ctx.tx,
    );
    const breachIds: string[] = [];
    for (const one of asked.breaches) breachIds.push(await insertBreach(ctx, one));
    const linkedOpen = new Set<number>();
    for (const one of asked.complaints) {
      const breach = one.breach === null ? undefined : asked.breaches[one.breach];
      const breachId = (one.breach === null ? undefined : breachIds[one.breach]) ?? null;
      const id = await insertComplaint(ctx, source, one, breachId);
      if (breachId !== null && one.open === null && one.breach !== null) linkedOpen.add(one.breach);
      const ended = one.open === null || (breach !== undefined && breach.told === null) ? null : one.came + one.open;
      known.push({ kept: 'complaints', id, customerId: null, began: one.came, ended });
    }
    asked.breaches.forEach(({ found, told }, n) => {
      const ended = told === null || linkedOpen.has(n) ? null : found + told;
      known.push({ kept: 'breaches', id: breachIds[n] ?? '', customerId: null, began: found, ended });
    });
    return known;
  });

type Hold = Plan['holds'][number] & { readonly customerId: string | null };

const holds = (hold: Hold, record: Known, ended: number): boolean =>
  hold.stands &&
  (hold.kept === null || hold.kept === record.kept) &&
  (hold.customerId === null || record.customerId === null || hold.customerId === record.customerId) &&
  (hold.from === null || ended >= hold.from) &&
  (hold.until === null || record.began <= hold.until);

const placeHolds = async (carrier: TestCarrier, two: Two, asked: Plan, customerIds: readonly string[]) => {
  const placed: Hold[] = [];
  for (const one of asked.holds) {
    const { from, until } = one;
    const days = from !== null && until !== null && until < from ? { from: until, until: from } : { from, until };
    const customerId = (one.whose === null ? null : customerIds[one.whose]) ?? null;
    const { id: holdId } = await carrier.run(two.decider, operations['holds.place'], {
      why: 'Suit',
      classes: one.kept === null ? null : [one.kept],
      customers: customerId === null ? null : [customerId],
      fromDay: days.from === null ? null : dateOf(days.from),
      untilDay: days.until === null ? null : dateOf(days.until),
    });
    if (!one.stands) await carrier.run(two.decider, operations['holds.end'], { holdId, reason: 'Settled' });
    placed.push({ ...one, ...days, customerId });
  }
  return placed;
};

/** Years counted on the wall: independent of the system's own. */
const floorDay = (ended: number, months: number): number => {
  const at = new Date((first + ended) * 86_400_000);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, at.getUTCDate()) / 86_400_000 - first;
};

const floorsOf: Readonly<Record<string, number>> = {
  customers: 24,
  approvals: 12,
  notices: 24,
  breaches: 24,
  complaints: 60,
};

const monthsOf = (kept: string, longer: number): number => (floorsOf[kept] ?? 0) + (kept === 'breaches' ? longer : 0);

const todayOf = ({ today, longer }: Plan, known: readonly Known[]): number => {
  if (typeof today === 'number') return today;
  const ended = known.flatMap((one) => (one.ended === null ? [] : [{ kept: one.kept, ended: one.ended }]));
  const picked = ended[today.record % Math.max(1, ended.length)];
  return picked === undefined ? 2000 : floorDay(picked.ended, monthsOf(picked.kept, longer)) + today.after;
};

const purged = (carrier: TestCarrier) =>
  carrier.look((ctx) => ctx.tx.selectFrom('purgedRecord').select(['class', 'recordId']).execute());

const forceOne = (carrier: TestCarrier, two: Two, { kept, id, ended }: Known): Promise<unknown> =>
  carrier.look(async (ctx) => {
    const purgeId = ctx.id();
    await sql`
      insert into purge (id, class, why, state, expected, months, asked_by, asker_name, asked_at, decided_by, decider_name,
        decided_at, before_size, before_root)
      values (${purgeId}, ${kept}, 'By hand', 'running', 1, 1, ${two.asker.id}, 'Carla', 0, ${two.decider.id}, 'Otto', 0, 0, '')`.execute(
      ctx.tx,
    );
    const line = { class: kept, recordId: id, purgeId, endedOn: dateOf(ended ?? 0), purgedOn: '2026-01-01' };
    await ctx.tx.insertInto('purgedRecord').values(line).execute();
  });

const played = async (asked: Plan): Promise<void> => {
  const carrier = await olderCarrier(home);
  const two = await twoPersons(carrier);
  const known = await enter(carrier, asked);
  const customerIds = known.filter(({ kept }) => kept === 'customers').map(({ id }) => id);
  const today = todayOf(asked, known);
  await carrier.at(new Date(noon(today)).toISOString());
  const placed = await placeHolds(carrier, two, asked, customerIds);
  if (asked.longer > 0)
    await carrier.run(two.asker, operations['retention.keep'], { class: 'breaches', months: 24 + asked.longer });
  const mayGo = ({ ended, ...rest }: Known): boolean => {
    if (ended === null) return false;
    return (
      floorDay(ended, monthsOf(rest.kept, asked.longer)) <= today &&
      !placed.some((hold) => holds(hold, { ended, ...rest }, ended))
    );
  };
  const goes = known.filter(mayGo);
  const before = await verifiedEntries(carrier, two.asker);
  for (const { id: kept } of retentionClasses)
    if (goes.some((one) => one.kept === kept)) await purgeOf(carrier, two, kept);
    else
      await expect(carrier.run(two.asker, operations['purges.ask'], { class: kept, why: 'x' })).rejects.toThrow(
        /may go/,
      );
  const gone = (await purged(carrier)).map(({ recordId }) => recordId);
  expect(gone.sort()).toEqual(goes.map(({ id }) => id).sort());
  for (const one of known.filter((record) => !mayGo(record)).slice(0, 4))
    await expect(forceOne(carrier, two, one)).rejects.toThrow(/retention keeps 1/);
  const after = await verifiedEntries(carrier, two.asker);
  expect(after.slice(0, before.length)).toEqual(before);
};

it('nothing under its floor, under hold or unfinished is lost, what may go is gone, and every proof verifies', async () => {
  await fc.assert(fc.asyncProperty(plan, played), { numRuns: Number(process.env.COMPLINE_RUNS ?? 25) });
}, 300_000);

it('the database counts the day from which a record may go as the law does', async () => {
  const carrier = await olderCarrier(home);
  const days = fc.sample(fc.tuple(fc.integer({ min: 10_000, max: 30_000 }), fc.integer({ min: 1, max: 120 })), 2000);
  const { rows } = await carrier.look((ctx) =>
    sql<{ day: string }>`
      select goes_from(date '1970-01-01' + ended, months) as day
      from unnest(${days.map(([ended]) => ended)}::integer[], ${days.map(([, months]) => months)}::integer[])
        with ordinality as given (ended, months, n) order by n`.execute(ctx.tx),
  );
  expect(rows.map((row) => row.day)).toEqual(days.map(([ended, months]) => dateOfDay(goesFrom(ended, months))));
});
