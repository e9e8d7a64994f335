import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, deskOf } from '../../../test/desk.ts';
import { house, type Staff, type TestHouse } from '../../../test/house.ts';
import { yearPeriod } from '../../carriers/promises/local-time.ts';
import { operations } from '../../operations.ts';
import { deskControls } from './controls.ts';

const { 'desk.open': openSession, 'desk.identify': identify, 'authentication.locks': locks } = operations;

let home: TestHouse;
let desk: Desk;
let rita: Staff;
beforeAll(async () => {
  home = await house();
  desk = await deskOf(home, 'twilio');
  rita = await desk.carrier.person('Rita Moss', 'agent');
});
afterAll(async () => {
  await desk.close();
  await home.close();
});

const visit = async (as: Staff, customerId: string) =>
  (await desk.carrier.run(as, openSession, { customerId, as: 'visit' })).sessionId;
const says = (as: Staff, sessionId: string, account: string) =>
  desk.carrier.run(as, identify, { sessionId, name: 'Rosa Nguyen', account });
const lockouts = () =>
  desk.carrier.look(async (ctx) =>
    deskControls.find(({ id }) => id === 'desk-lockouts')?.check(ctx, yearPeriod(ctx, 2026)),
  );

test('Twenty callers who fail within an hour through one person of the desk close it to him for an hour, and compliance hears of it', async () => {
  const rosa = await desk.caller('Rosa Nguyen');
  for (let account = 1; account <= 4; account += 1) {
    const { customerId } = await desk.caller('Rosa Nguyen');
    const sessionId = await visit(rita, customerId);
    for (let n = 0; n < 5; n += 1) await says(rita, sessionId, 'D-0');
  }
  await expect(visit(rita, rosa.customerId)).rejects.toMatchObject({ type: 'not-allowed' });
  const { items } = await desk.carrier.run(desk.carla, locks, {});
  expect(items).toMatchObject([{ of: 'person', named: 'Rita Moss', until: '2026-06-01T11:00:00-05:00' }]);
  const { items: alerts } = await desk.carrier.run(desk.carla, operations['pretexting.alerts'], { year: 2026 });
  // one for each account that was tried too often, one for her
  expect(alerts.filter(({ subject }) => subject.startsWith('customer:'))).toHaveLength(4);
  expect(alerts.filter(({ subject }) => subject.startsWith('authentication-lock:'))).toHaveLength(1);
  // a colleague serves on, and she does when her hour is over
  expect(await says(desk.agnes, await visit(desk.agnes, rosa.customerId), rosa.account)).toMatchObject({ held: true });
  await desk.carrier.at('2026-06-01T16:00:00Z');
  expect(await says(rita, await visit(rita, rosa.customerId), rosa.account)).toMatchObject({ held: true });
});

test('A caller let in by a way that had failed five times breaks the control', async () => {
  expect(await lockouts()).toMatchObject({ status: 'kept', counts: { held: 2, late: 0 } });
  const { customerId } = await desk.caller('Rosa Nguyen');
  const sessionId = await visit(desk.agnes, customerId);
  for (let n = 0; n < 5; n += 1) await says(desk.agnes, sessionId, 'D-0');
  await desk.carrier.at('2026-06-01T15:10:00Z');
  await desk.carrier.look((ctx) =>
    ctx.tx
      .insertInto('deskAttempt')
      .values({ id: ctx.id(), sessionId, customerId, way: 'identity-only', held: true, at: ctx.at })
      .execute(),
  );
  expect(await lockouts()).toMatchObject({ status: 'not kept', counts: { late: 1 } });
});
