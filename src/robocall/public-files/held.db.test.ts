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
