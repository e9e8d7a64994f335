import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';

let home: TestHouse;
let prairie: TestCarrier;
let carla: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-11-01T15:00:00Z') });
  carla = await prairie.person('Carla Moss', 'compliance');
});
afterAll(() => home.close());

const dueOn = async (day: string) => {
  const { items } = await prairie.run(carla, operations['clocks.on'], { day });
  return items
    .filter(({ key }) => key.startsWith('breach'))
    .map(({ key, dueOn, state }) => [key.split(':')[0], dueOn, state]);
};

it('A past day has the clocks that ran on it, by the records as they stand now; a day that has not come is refused', async () => {
  const known = { intentional: 'yes' as const, cpni: ['call-detail' as const], customers: 40 };
  await prairie.at('2026-11-20T16:00:00Z');
  const { id: breachId } = await prairie.run(carla, operations['breaches.record'], {
    ...{ discoveredAt: '2026-11-19T09:00:00-06:00', circumstances: 'A clerk sold call lists.', ...known },
  });
  await prairie.run(carla, operations['breaches.determine'], { breachId, determinedOn: '2026-11-20', ...known });
  await prairie.at('2026-11-27T16:00:00Z');
  const report = { reportedAt: '2026-11-27T09:00:00-06:00', reference: 'R-1', urgentHarm: null, consulted: null };
  await prairie.run(carla, operations['breaches.report'], { breachId, ...report });
  await prairie.at('2026-12-14T16:00:00Z');
  const told = { breachId, notifiedAt: '2026-12-14T09:00:00-06:00', customers: 40 };
  await prairie.run(carla, operations['breaches.customersNotified'], told);
  expect(await dueOn('2026-11-18')).toEqual([]);
  expect(await dueOn('2026-11-23')).toEqual([['breach-report', '2026-12-02', 'later']]);
  expect(await dueOn('2026-11-26')).toEqual([['breach-report', '2026-12-02', 'this-week']]);
  expect(await dueOn('2026-11-28')).toEqual([['breach-customers', '2026-12-09', 'held']]);
  expect(await dueOn('2026-12-10')).toEqual([['breach-customers', '2026-12-09', 'free']]);
  expect(await dueOn('2026-12-14')).toEqual([]);
  const now = await prairie.run(carla, operations['clocks.list'], {});
  expect(now.items.filter(({ key }) => key.startsWith('breach'))).toEqual([]);
  await expect(dueOn('2026-12-15')).rejects.toThrow(/has not come/);
});
