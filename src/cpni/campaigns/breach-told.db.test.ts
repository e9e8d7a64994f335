import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';
import { longDistance } from './campaigns.example.ts';

let home: TestHouse;
let prairie: TestCarrier;
let mara: Staff;
let sol: Staff;
let carla: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-11-20T15:00:00Z') });
  mara = await prairie.person('Mara Quill', 'marketing');
  sol = await prairie.person('Sol Reyes', 'supervisor');
  carla = await prairie.person('Carla Stein', 'compliance');
});
afterAll(() => home.close());

/** A campaign of that script, approved and frozen. */
const frozen = async (name: string, script: string): Promise<string> => {
  const draft = await prairie.run(mara, operations['campaigns.draft'], { ...longDistance, name, script });
  const campaignId = draft.id;
  await prairie.run(mara, operations['campaigns.submit'], { campaignId });
  await prairie.run(sol, operations['campaigns.adopt'], { campaignId });
  const verdict = { contentHash: draft.contentHash, verdict: 'approved', note: 'Read.' } as const;
  await prairie.run(sol, operations['campaigns.review'], { campaignId, ...verdict });
  await prairie.stream(mara, operations['campaigns.freeze'], { campaignId }, '');
  return campaignId;
};
const release = (as: Staff, campaignId: string) =>
  prairie.stream(as, operations['campaigns.release'], { campaignId }, '');

it('A campaign that tells of a breach is held like any message about it; an offer that says nothing of it goes', async () => {
  const telling = await frozen('Sorry', 'Dear customer, your call records were stolen. 500 minutes for $9.');
  const silent = await frozen('Spring', longDistance.script);
  const found = { discoveredAt: '2026-11-20T09:00:00-06:00', intentional: 'yes', customers: 40 } as const;
  const { id: breachId } = await prairie.run(carla, operations['breaches.record'], {
    ...found,
    cpni: ['call-detail'],
    circumstances: 'A clerk sold call lists.',
  });
  await expect(release(sol, telling)).rejects.toMatchObject({
    type: 'wrong-state',
    facts: { cite: '47 CFR 64.2011(a)', detail: expect.stringContaining('“were stolen”') },
  });
  expect(await release(sol, silent)).toContain('"releaseId"');
  await prairie.run(carla, operations['breaches.determine'], {
    ...{ breachId, determinedOn: '2026-11-20', intentional: 'no', cpni: ['call-detail'], customers: 40 },
  });
  expect(await release(sol, telling)).toContain('"releaseId"');
});
