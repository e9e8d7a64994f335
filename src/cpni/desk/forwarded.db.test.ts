import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, deskOf } from '../../../test/desk.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';

const { 'customers.services.forwarding': forwarding, 'desk.show': show, 'online.enrol': enrol } = operations;

let home: TestHouse;
let desk: Desk;

beforeAll(async () => {
  home = await house();
  desk = await deskOf(home, 'twilio');
});
afterAll(async () => {
  await desk.close();
  await home.close();
});

test('The call back warns of a number whose calls are forwarded, as the exchange says, and of one that came lately', async () => {
  const exchange = desk.carrier.machine('exchange', 'network');
  const rosa = await desk.caller('Rosa Nguyen');
  const tell = (forwarded: 'yes' | 'no') => desk.carrier.run(exchange, forwarding, { number: rosa.number, forwarded });
  const sessionId = await desk.call(rosa.customerId);
  const why = async () => {
    const { ways } = await desk.carrier.run(desk.agnes, show, { sessionId });
    return ways.find(({ way }) => way === 'callback-number-of-record')?.targets.map((target) => target.why);
  };
  expect(await why()).toEqual(['number of record']);
  expect(await tell('yes')).toEqual({ changed: 1 });
  expect(await tell('yes')).toEqual({ changed: 0 });
  const [warned] = (await why()) ?? [];
  expect(warned).toContain('calls to it are forwarded since 2026-06-01T10:00:00-05:00');
  expect(await tell('no')).toEqual({ changed: 1 });
  expect(await why()).toEqual(['number of record']);
  await desk.carrier.run(desk.carla, operations['customers.services.add'], {
    ...{ customerId: rosa.customerId, category: 'local', number: '+15155557777' },
  });
  expect((await why())?.[1]).toContain('on the account only since 2026-06-01');
});

test('No code is spoken to a number that is forwarded', async () => {
  const rosa = await desk.caller('Rosa Nguyen');
  const exchange = desk.carrier.machine('exchange', 'network');
  const portal = desk.carrier.machine('portal', 'portal');
  await desk.carrier.run(exchange, forwarding, { number: rosa.number, forwarded: 'yes' });
  const placed = desk.peer.asked.length;
  await desk.carrier.run(portal, enrol, { account: rosa.account, way: 'call', origin: '192.0.2.8' });
  await desk.work();
  expect(desk.peer.asked.slice(placed).filter(({ fields }) => fields.To === rosa.number)).toEqual([]);
  await desk.carrier.run(exchange, forwarding, { number: rosa.number, forwarded: 'no' });
  await desk.carrier.run(portal, enrol, { account: rosa.account, way: 'call', origin: '192.0.2.8' });
  await desk.work();
  expect(desk.peer.asked.slice(placed).filter(({ fields }) => fields.To === rosa.number)).toHaveLength(1);
});

test('Marketing tells of no forwarding, and another carrier’s exchange of none of ours', async () => {
  const rosa = await desk.caller('Rosa Nguyen');
  const mara = await desk.carrier.person('Mara Quill', 'marketing');
  const told = { number: rosa.number, forwarded: 'yes' } as const;
  await expect(desk.carrier.run(mara, forwarding, told)).rejects.toMatchObject({ type: 'not-allowed' });
  const lakes = await home.carrier({ name: 'Lakes Telephone Company' });
  expect(await lakes.run(lakes.machine('exchange', 'network'), forwarding, told)).toEqual({ changed: 0 });
});
