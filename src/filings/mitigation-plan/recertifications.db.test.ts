import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { dayNumber } from '../../carriers/promises/local-time.ts';
import { asJson } from '../../db/context.ts';
import { operations } from '../../operations.ts';
import { mitigationPlanControls } from './controls.ts';
import { recertifications } from './recertifications.ts';
import { exampleRegistration } from './registration.example.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

let carriers = 0;
const enteredAt = async (at: string): Promise<[TestCarrier, Staff]> => {
  carriers += 1;
  const carrier = await home.carrier({ name: `Carrier ${carriers}`, clock: Date.parse(at) });
  const clara = await carrier.person('Clara Reyes', 'compliance');
  const changedOn = at.slice(0, 10);
  await carrier.run(clara, operations['registrations.enter'], { facts: exampleRegistration, changedOn });
  return [carrier, clara];
};
const years = (carrier: TestCarrier) =>
  carrier.look(async (ctx) => (await recertifications(ctx, new Map())).map(({ year, inTime }) => [year, inTime]));

/** A confirmed recertification, as a receipt leaves it; the plan it goes with is of no matter here. */
const filed = (carrier: TestCarrier, filedOn: string) =>
  carrier.look(async (ctx) => {
    const registration = await ctx.tx.selectFrom('registration').select('id').executeTakeFirstOrThrow();
    const of = { registrationId: registration.id, confirmation: 'RMD1', officerName: 'Olga Grant' };
    const [planId, officerId] = [ctx.id(), ctx.id()];
    const version = dayNumber(filedOn);
    await ctx.tx
      .insertInto('mitigationPlan')
      .values({
        ...{ id: planId, version, registrationId: of.registrationId, effectiveOn: filedOn, round: 1 },
        ...{ state: 'superseded', sentences: asJson([]), withheld: [], officerId, officerName: 'Olga Grant' },
        ...{ officerTitle: 'CEO', signingOn: filedOn, documentsHash: 'a'.repeat(64), preparedBy: 'Clara Reyes' },
        ...{ preparedAt: ctx.at, signedAt: ctx.at, sameAt: ctx.at },
      })
      .execute();
    const when = { filedAt: ctx.at, filedOn, recordedBy: 'Clara Reyes', recordedAt: ctx.at };
    await ctx.tx
      .insertInto('registrationReceipt')
      .values({ id: ctx.id(), kind: 'recertification', planId, ...of, ...when })
      .execute();
  });

it.each([
  ['2026-02-10T15:00:00Z', [2026, 2027]],
  // March 1 is a Sunday: the last day is the second
  ['2026-03-02T15:00:00Z', [2026, 2027]],
  ['2026-03-03T15:00:00Z', [2027]],
])('entered on %s it is certified anew for %j', async (at, expected) => {
  const [carrier] = await enteredAt(at);
  expect((await years(carrier)).map(([year]) => year)).toEqual(expected);
});

it('in January it is none; after the last day it is one, and late for good', async () => {
  const [carrier, clara] = await enteredAt('2026-11-20T15:00:00Z');
  const due = async () =>
    (await carrier.run(clara, operations['clocks.list'], {})).items
      .map(({ key }) => key)
      .filter((key) => key.startsWith('registration-recert'));
  const control = (at: string) =>
    carrier.look(async (ctx) => {
      const registered = mitigationPlanControls.find(({ id }) => id === 'registration') ?? expect.unreachable();
      const { status, because } = await registered.check(ctx, {
        from: Date.parse('2027-01-01'),
        until: Date.parse(at),
      });
      return [status, because];
    });
  await carrier.at('2027-03-10T15:00:00Z');
  await filed(carrier, '2027-01-31');
  expect(await due()).toContain('registration-recertification:2027');
  expect(await control('2027-12-31')).toEqual(['not kept', 'not certified anew in time: 2027']);
  await filed(carrier, '2027-03-10');
  expect(await due()).not.toContain('registration-recertification:2027');
  expect(await years(carrier)).toEqual([
    [2027, false],
    [2028, false],
  ]);
  expect(await control('2027-12-31')).toEqual(['not kept', 'not certified anew in time: 2027']);
  await carrier.at('2028-02-15T15:00:00Z');
  await filed(carrier, '2028-02-15');
  expect((await years(carrier))[1]).toEqual([2028, true]);
});
