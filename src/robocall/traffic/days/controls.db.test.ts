// R4 and R25 of a mitigation plan, as the control tells them: kept where every day was scored with all its calls, and shown by records.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../../test/house.ts';
import { importCalls } from '../calls/import.ts';
import { addCallSource } from '../calls/sources.ts';
import { call, lineOf } from '../metrics/calls.example.ts';
import { trafficControls } from './controls.ts';
import { scoreNow } from './score-now.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let sourceId = '';

const blast = Array.from({ length: 100 }, (_, n) =>
  call({ at: n * 20, talk: 3, from: `+1415${3_000_000 + n}`, to: `+1303${4_200_000 + n * 31}` }),
);
const march = { from: Date.parse('2026-03-01T06:00:00Z'), until: Date.parse('2026-04-01T05:00:00Z') };
const finding = () =>
  prairie.look(async (ctx) => {
    const control = trafficControls.find(({ id }) => id === 'traffic-analytics');
    if (control === undefined) throw new Error('no such control');
    return control.check(ctx, march);
  });
const take = (name: string, calls: typeof blast) =>
  prairie.stream(
    noor,
    importCalls,
    { sourceId, name },
    calls.map((one, n) => `${lineOf(one, n).replace('"call-', `"${name}-`)}\n`).join(''),
  );
const score = (day: string) =>
  prairie.stream(noor, scoreNow([]), { purpose: 'fraud-investigation', reason: 'a test', day }, '');

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-03-12T15:00:00Z') });
  noor = await prairie.person('Noor Haddad', 'network');
  sourceId = (await prairie.run(noor, addCallSource, { name: 'switch', format: 'canonical' })).id;
});
afterAll(() => home.close());

it('Without a call on record nothing can be told', async () => {
  expect(await finding()).toMatchObject({ status: 'untested', counts: { days: 0, late: 0 } });
});

it('A day may wait two days for its score from when its calls came, and not longer', async () => {
  await take('first', blast);
  expect((await finding()).status).toBe('untested');
  // the day ended at 5:00 UTC on March 11, and its calls came at 15:00 on March 12
  await prairie.at('2026-03-14T14:59:59Z');
  expect((await finding()).status).toBe('untested');
  await prairie.at('2026-03-14T15:00:00Z');
  expect(await finding()).toMatchObject({
    status: 'not kept',
    counts: { late: 1 },
    samples: ['traffic-day:2026-03-10'],
  });
});

it('Scored with all its calls it is kept, with the alerts as records to open; calls that came later must be scored too', async () => {
  await score('2026-03-10');
  const kept = await finding();
  expect(kept).toMatchObject({ status: 'kept', counts: { days: 1, calls: 100, accountDays: 1, alerts: 1, late: 0 } });
  expect(kept.samples).toEqual([expect.stringMatching(/^traffic-alert:/)]);
  await take('second', [call({ account: 'late', at: 5 })]);
  expect((await finding()).status).toBe('kept');
  await prairie.at('2026-03-16T15:00:00Z');
  expect((await finding()).status).toBe('not kept');
  // what comes in the meantime gives no further time to what came before
  await take('third', [call({ account: 'later', at: 6 })]);
  expect((await finding()).status).toBe('not kept');
  await score('2026-03-10');
  expect(await finding()).toMatchObject({ status: 'kept', counts: { calls: 102, accountDays: 3 } });
});

it('A call counts once, though the file of its day in UTC reaches into two days of the zone', async () => {
  // 19:30 and 0:30 in Chicago: the evening of March 12 and the night after lie in one day of UTC
  const evening = [call({ account: 'night', at: 60.5 * 3600 }), call({ account: 'night', at: 65.5 * 3600 })];
  await take('fourth', evening);
  await score('2026-03-12');
  await score('2026-03-13');
  expect(await finding()).toMatchObject({ status: 'kept', counts: { days: 3, calls: 104, accountDays: 5 } });
});
