import { afterAll, beforeAll, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { noOutside } from '../../../test/outside.ts';
import { workAll } from '../../../test/work.ts';
import { operations } from '../../operations.ts';
import { letterNotice } from '../notices/examples/notices.ts';
import { longDistance } from './campaigns.example.ts';

let home: TestHouse;
let prairie: TestCarrier;
let mara: Staff;
let sol: Staff;
let uma: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-01-05T15:00:00Z') });
  mara = await prairie.person('Mara Quill', 'marketing', 'compliance');
  sol = await prairie.person('Sol Reyes', 'supervisor', 'marketing');
  uma = await prairie.person('Uma Voss', 'supervisor');
});
afterAll(() => home.close());

const told = async (account: string, versionId: string): Promise<string> => {
  const { id: customerId } = await prairie.run(mara, operations['customers.add'], {
    account,
    name: `Customer ${account}`,
  });
  const service = { customerId, category: 'interconnected-voip' } as const;
  await prairie.run(mara, operations['customers.services.add'], service);
  const sent = { customerId, versionId, method: 'mail', sent: '2026-01-05' } as const;
  return (await prairie.run(mara, operations['deliveries.record'], sent)).id;
};

const reviews = async () => (await prairie.run(sol, operations['tasks.list'], { kind: 'campaign-review' })).items;

test('A notice that comes back after a campaign was released on its silence has the campaign looked at again; one that comes back in its wait has none', async () => {
  const drafted = await prairie.run(mara, operations['notices.draft'], { ...letterNotice, inUseSince: '2026-01-01' });
  const { id: versionId, contentHash } = drafted;
  await prairie.run(uma, operations['notices.approve'], { versionId, contentHash });
  const [rosa, evan, early] = [
    await told('C-1', versionId),
    await told('C-2', versionId),
    await told('C-3', versionId),
  ];
  await prairie.at('2026-01-12T15:00:00Z');
  const back = (deliveryId: string, at: string) =>
    prairie.run(mara, operations['deliveries.bounce'], { deliveryId, at, why: 'returned-mail' });
  await back(early, '2026-01-12');
  await prairie.at('2026-03-02T15:00:00Z');
  const campaign = await prairie.run(mara, operations['campaigns.draft'], longDistance);
  const { id: campaignId } = campaign;
  await prairie.run(mara, operations['campaigns.submit'], { campaignId });
  await prairie.run(sol, operations['campaigns.adopt'], { campaignId });
  const review = { campaignId, contentHash: campaign.contentHash, verdict: 'approved', note: 'read' } as const;
  await prairie.run(sol, operations['campaigns.review'], review);
  await prairie.stream(mara, operations['campaigns.freeze'], { campaignId }, '');
  await prairie.stream(uma, operations['campaigns.release'], { campaignId }, '');
  await workAll(home, noOutside);
  expect(await reviews()).toEqual([]);
  await prairie.at('2026-03-05T15:00:00Z');
  await back(rosa, '2026-03-05');
  await back(evan, '2026-03-05');
  await back(rosa, '2026-03-05');
  await workAll(home, noOutside);
  expect(await reviews()).toMatchObject([{ role: 'supervisor', subject: `campaign:${campaignId}` }]);
  const entries = await prairie.look((ctx) =>
    ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'campaign.notice-returned').execute(),
  );
  const named = entries.map(({ body }): string => JSON.parse(body).facts.delivery).toSorted();
  expect(named).toEqual([rosa, evan].toSorted());
});
