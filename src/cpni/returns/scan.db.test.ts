import { afterAll, beforeAll, expect, test } from 'vitest';
import { listTasks } from '../../carriers/tasks/list.ts';
import { issueCodes } from '../choices/issue.ts';
import { recordDelivery } from '../notices/record-delivery.ts';
import { type ReturnScene, returnScene } from './returns.example.ts';
import { scanReturned } from './scan.ts';

let scene: ReturnScene;

beforeAll(async () => {
  scene = await returnScene({ demo: true });
  await scene.prairie.at('2026-06-20T15:00:00Z');
});
afterAll(() => scene.home.close());

const lettered = async () => {
  const customer = await scene.notified();
  const versionId = scene.letterVersion;
  const { id } = await scene.prairie.run(scene.mark, recordDelivery, {
    customerId: customer.customerId,
    versionId,
    method: 'mail',
    sent: '2026-06-05',
  });
  const expiresAt = Date.parse('2026-12-31T00:00:00Z');
  const [code = ''] = await scene.prairie.look((ctx) =>
    issueCodes(ctx, [{ customerId: customer.customerId, versionId, expiresAt }]),
  );
  return { ...customer, letterId: id, code };
};

test('a letter that came back is known by its code, by what its QR code holds, and by its account; the same letter is one return', async () => {
  const walter = await lettered();
  const scan = (scanned: string) => scene.prairie.run(scene.agnes, scanReturned, { scanned });
  const first = await scan(walter.code);
  expect(first).toEqual({ customerId: walter.customerId, deliveryId: walter.letterId, outcome: 'recorded' });
  expect(await scan(`https://choice.prairievoice.example/c/${walter.code}`)).toEqual({ ...first, outcome: 'known' });
  expect(await scan(walter.account)).toEqual({ ...first, outcome: 'known' });
  const tasks = await scene.prairie.run(scene.carla, listTasks, { subject: `customer:${walter.customerId}` });
  expect(tasks.items).toMatchObject([{ kind: 'address-wanted', role: 'marketing' }]);
});

test('a returned letter voids its own silence and not that of the e-mail', async () => {
  const walter = await lettered();
  await scene.prairie.run(scene.agnes, scanReturned, { scanned: walter.code, at: '2026-06-18T10:00:00-05:00' });
  const bounced = await scene.prairie.look((ctx) =>
    ctx.tx
      .selectFrom('permissionEvent')
      .select('notice')
      .where('customerId', '=', walter.customerId)
      .where('type', '=', 'bounced')
      .execute(),
  );
  expect(bounced).toEqual([{ notice: walter.letterId }]);
});

test('what no letter carries is not found, and a code of another carrier neither', async () => {
  const walter = await lettered();
  for (const scanned of ['nothing', 'K7QF-29XM-0TB4-HN8W'])
    await expect(scene.prairie.run(scene.agnes, scanReturned, { scanned })).rejects.toThrow(/no letter with it/);
  const lakes = await scene.home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes' });
  const lena = await lakes.person('Lena Fox', 'agent');
  await expect(lakes.run(lena, scanReturned, { scanned: walter.code })).rejects.toThrow(/no letter with it/);
});
