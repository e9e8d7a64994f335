import { expect, test } from 'vitest';
import { house } from '../../../test/house.ts';
import { operations } from '../../operations.ts';

test('entries of a public file stay after the next one while a legal hold covers the days on which it was in use', async () => {
  const home = await house();
  const prairie = await home.carrier({});
  const nora = await prairie.person('Nora Field', 'network', 'compliance');
  const cole = await prairie.person('Cole Reed', 'counsel');
  const imported = async (coversOn: string, name: string): Promise<string> => {
    await prairie.at(`${coversOn}T15:00:00Z`);
    const asked = { kind: 'form-499', coversOn } as const;
    const file = `Filer ID,Legal Name,DBA\n812345,${name},\n`;
    return JSON.parse(await prairie.stream(nora, operations['publicFiles.import'], asked, file)).id;
  };
  const files = () =>
    prairie.look((ctx) => ctx.tx.selectFrom('publicEntry').select('fileId').distinct().orderBy('fileId').execute());
  const first = await imported('2026-07-01', 'Harbor Telecom');
  const why = { why: 'A subpoena', classes: null, customers: null };
  const hold = await prairie.run(cole, operations['holds.place'], {
    ...{ ...why, fromDay: '2026-07-01', untilDay: '2026-07-31' },
  });
  const second = await imported('2026-08-10', 'Harbor Voice');
  const third = await imported('2026-09-10', 'Harbor Voice');
  expect((await files()).map(({ fileId }) => fileId)).toEqual([first, third]);
  expect(second).not.toBe(third);
  await prairie.run(cole, operations['holds.end'], { holdId: hold.id, reason: 'Settled' });
  const last = await imported('2026-10-10', 'Harbor Voice');
  expect((await files()).map(({ fileId }) => fileId)).toEqual([last]);
  await home.close();
});

test('entries of a public file go though a legal hold covers days after the next one took its place', async () => {
  const home = await house();
  const prairie = await home.carrier({});
  const nora = await prairie.person('Nora Field', 'network', 'compliance');
  const cole = await prairie.person('Cole Reed', 'counsel');
  const imported = async (coversOn: string): Promise<string> => {
    await prairie.at(`${coversOn}T15:00:00Z`);
    const file = 'Filer ID,Legal Name,DBA\n812345,Harbor Voice,\n';
    const asked = { kind: 'form-499', coversOn } as const;
    return JSON.parse(await prairie.stream(nora, operations['publicFiles.import'], asked, file)).id;
  };
  const why = { why: 'A subpoena', classes: null, customers: null };
  const held = (fromDay: string, untilDay: string) =>
    prairie.run(cole, operations['holds.place'], { ...why, fromDay, untilDay });
  await imported('2026-07-01');
  const july = await held('2026-07-01', '2026-07-31');
  const second = await imported('2026-08-10');
  await held('2026-08-15', '2026-08-20');
  await prairie.run(cole, operations['holds.end'], { holdId: july.id, reason: 'Settled' });
  const third = await imported('2026-09-10');
  const rows = await prairie.look((ctx) =>
    ctx.tx.selectFrom('publicEntry').select('fileId').distinct().orderBy('fileId').execute(),
  );
  expect(rows.map(({ fileId }) => fileId)).toEqual([second, third]);
  await home.close();
});
