import { afterAll, beforeAll, expect, test } from 'vitest';
import { certifyingFor } from '../../../test/certifying.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';
import { filedControls } from './controls/filed.ts';

let home: TestHouse;
let prairie: TestCarrier;
let clara: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2025-11-03T15:00:00Z') });
  clara = await prairie.person('Clara Reyes', 'compliance');
  await prairie.at('2026-04-10T15:00:00Z');
});
afterAll(() => home.close());

const note = (facts: object) =>
  prairie.run(clara, operations['filings.filedElsewhere'], {
    ...{ year: 2025, signedBy: 'Otto Grant', confirmation: '2026022012345', receivedAt: '2026-02-20T10:30:00-05:00' },
    ...facts,
  });

const due2025 = async (): Promise<string | undefined> => {
  const { items } = await prairie.run(clara, operations['clocks.list'], {});
  return items.find(({ key }) => key === 'annual-certification:2025')?.state;
};

const found = (controlId: string) =>
  prairie.look((ctx) => {
    const control = filedControls.find(({ id }) => id === controlId);
    if (control === undefined) throw new Error(`no control ${controlId}`);
    const period = { from: Date.parse('2025-01-01T06:00:00Z'), until: Date.parse('2026-01-01T06:00:00Z') };
    return control.check(ctx, period);
  });

test('a year that was filed before this system was in use is due no more, until that is taken back', async () => {
  expect(await due2025()).toBe('late');
  expect(await found('certificate-filed')).toMatchObject({ status: 'not kept' });
  const noted = await note({});
  expect(noted).toMatchObject({ year: 2025, dueOn: '2026-03-02', lateDays: -10 });
  expect(await due2025()).toBeUndefined();
  expect(await found('certified')).toMatchObject({
    status: 'kept',
    because: 'signed by Otto Grant and filed without this system, received on 2026-02-20',
  });
  expect(await found('certificate-contents')).toMatchObject({ status: 'untested' });
  await expect(note({})).rejects.toMatchObject({ type: 'already-exists' });
  await prairie.run(clara, operations['filings.takeBackElsewhere'], { id: noted.id, because: 'It was for 2024.' });
  expect(await due2025()).toBe('late');
  expect(await found('certified')).toMatchObject({ status: 'not kept' });
  const again = { id: noted.id, because: 'It was for 2024.' };
  await expect(prairie.run(clara, operations['filings.takeBackElsewhere'], again)).rejects.toMatchObject({
    type: 'not-found',
  });
});

test.each([
  ['2026-03-02T23:59:59-05:00', 0, 'kept'],
  ['2026-03-03T00:00:00-05:00', 1, 'not kept'],
])('received at %s it is %i days late: %s', async (receivedAt, lateDays, status) => {
  const { id } = await note({ receivedAt });
  expect((await prairie.run(clara, operations['filings.listElsewhere'], {})).items).toMatchObject([{ id, lateDays }]);
  expect(await found('certificate-filed')).toMatchObject({ status });
  await prairie.run(clara, operations['filings.takeBackElsewhere'], { id, because: 'Tried.' });
});

test('a receipt within the year, or still to come, is refused, and so is a year that was signed here', async () => {
  // the year ends in Washington, an hour before it does at the carrier
  await expect(note({ receivedAt: '2025-12-31T22:59:59-06:00' })).rejects.toMatchObject({ type: 'invalid-input' });
  const { id } = await note({ receivedAt: '2025-12-31T23:00:00-06:00' });
  await prairie.run(clara, operations['filings.takeBackElsewhere'], { id, because: 'Tried.' });
  await expect(note({ receivedAt: '2026-05-01T10:00:00-05:00' })).rejects.toMatchObject({ type: 'invalid-input' });
});

test('a year that an officer signed here is filed here', async () => {
  const {
    prairie: other,
    clara: her,
    otto,
    filingId,
    write,
    prepare,
  } = await certifyingFor(home, { name: 'Lakes Telephone Company', shortName: 'Lakes', filerId: '830002' }, null);
  await write();
  await other.run(otto, operations['filings.sign'], { filingId, packetHash: await prepare(), password: otto.password });
  const facts = { year: 2026, signedBy: 'Otto Grant', confirmation: '1', receivedAt: '2027-02-10T08:00:00-06:00' };
  await expect(other.run(her, operations['filings.filedElsewhere'], facts)).rejects.toMatchObject({
    type: 'wrong-state',
  });
});
