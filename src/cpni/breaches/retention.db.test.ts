import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { yearPeriod } from '../../carriers/promises/local-time.ts';
import { olderCarrier, purgeOf, ripeIn, type Two, twoPersons } from '../../carriers/retention/retention.example.ts';
import { client } from '../../db/migrate.ts';
import { enterComplaint } from '../complaints/enter.ts';
import { linkComplaint } from '../complaints/link.ts';
import { resolveComplaint } from '../complaints/resolve.ts';
import { addSource } from '../complaints/sources.ts';
import { breachControls } from './controls.ts';
import { recordCooperation } from './cooperate.ts';
import { determineBreach, recordBreach } from './enter.ts';
import { notifyCustomers } from './notify-customers.ts';
import { reportBreach } from './report.ts';
import { showBreach } from './show.ts';

let home: TestHouse;
let prairie: TestCarrier;
let two: Two;
let breachId = '';

const ripe = () => ripeIn(prairie, two.asker, 'breaches');
const control = () =>
  prairie.look(async (ctx) => {
    const known = breachControls.find(({ id }) => id === 'retention-breaches');
    return known?.check(ctx, yearPeriod(ctx, 2029));
  });

beforeAll(async () => {
  home = await house();
  prairie = await olderCarrier(home);
  two = await twoPersons(prairie);
  await prairie.at('2026-11-20T15:00:00Z');
  const known = { intentional: 'yes' as const, cpni: ['call-detail' as const], customers: 40 };
  const circumstances = 'A clerk sold call lists of forty customers.';
  const entered = { discoveredAt: '2026-11-19T09:00:00-06:00', ...known, circumstances };
  breachId = (await prairie.run(two.asker, recordBreach, entered)).id;
  await prairie.run(two.asker, determineBreach, { breachId, determinedOn: '2026-11-20', ...known });
  const report = { reference: 'DOJ-2026-4711', urgentHarm: null, consulted: null };
  await prairie.run(two.asker, reportBreach, { breachId, reportedAt: '2026-11-20T08:00:00-06:00', ...report });
});
afterAll(() => home.close());

describe('The record of a breach', () => {
  it('stays while its customers were not told, however many years pass', async () => {
    await prairie.at('2035-01-01T15:00:00Z');
    expect(await ripe()).toBe(0);
  });

  it('is kept two years from the last that was done: through July 8, 2029, not July 1', async () => {
    await prairie.at('2027-07-09T15:00:00Z');
    const told = { breachId, notifiedAt: '2027-07-01T10:00:00-05:00', customers: 40 };
    await prairie.run(two.asker, notifyCustomers, told);
    const what = 'Call records handed over';
    await prairie.run(two.asker, recordCooperation, { breachId, agency: 'FBI', happenedOn: '2027-07-09', what });
    await prairie.at('2029-07-08T23:59:00-05:00');
    expect(await ripe()).toBe(0);
    await prairie.at('2029-07-09T00:00:00-05:00');
    expect(await ripe()).toBe(1);
  });

  it('is kept while a complaint that tells of it is open', async () => {
    const source = { name: 'Desk', kind: 'phone' as const, feeds: ['complaints' as const], fromDay: '2026-01-01' };
    const { id: sourceId } = await prairie.run(two.asker, addSource, source);
    const said = { category: 'other' as const, receivedOn: '2029-07-01', summary: 'My calls were sold' };
    const { id: complaintId } = await prairie.run(two.asker, enterComplaint, { sourceId, ...said });
    await prairie.run(two.asker, linkComplaint, { complaintId, about: 'breach', aboutId: breachId });
    expect(await ripe()).toBe(0);
    const came = { disposition: 'founded' as const, resolution: 'Apology' };
    await prairie.run(two.asker, resolveComplaint, { complaintId, ...came });
    expect(await ripe()).toBe(1);
  });

  it('loses its words then and keeps dates, classes and counts; the promise of two years reads as kept', async () => {
    expect(await control()).toMatchObject({ status: 'kept', counts: { recorded: 1, missing: 0, early: 0 } });
    const done = await purgeOf(prairie, two, 'breaches');
    expect(done).toMatchObject({ records: 1, oldestOn: '2027-07-09', newestOn: '2027-07-09' });
    const shown = await prairie.run(two.asker, showBreach, { breachId });
    expect(JSON.stringify(shown)).not.toMatch(/clerk|handed over/);
    expect(shown).toMatchObject({ cpni: ['call-detail'], customers: 40, reportReference: 'DOJ-2026-4711' });
    expect(await control()).toMatchObject({ status: 'kept' });
  });

  it('that went early, or vanished from the register by another hand, is told as not kept', async () => {
    const { id } = await prairie.run(two.asker, recordBreach, {
      discoveredAt: '2029-07-01T09:00:00-05:00',
      intentional: 'unknown',
      cpni: ['usage'],
      customers: null,
      circumstances: 'A laptop is missing',
    });
    const owner = await client(home.address, 'database' in home.address ? home.address.database : '');
    await owner.query('update purged_record set purged_on = purged_on - 1');
    expect(await control()).toMatchObject({ status: 'not kept', counts: { early: 1, missing: 0 } });
    await owner.query('update purged_record set purged_on = purged_on + 1');
    await owner.query('delete from breach where id = $1', [id]);
    await owner.end();
    expect(await control()).toMatchObject({ status: 'not kept', counts: { early: 0, missing: 1 } });
  });
});
