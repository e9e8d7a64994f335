import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { type Posting, posting } from '../../../test/letters.ts';
import { operations } from '../../operations.ts';
import { formalNotice } from '../notices/examples/notices.ts';

const { 'renewals.configure': configure, 'renewals.prepare': prepare, 'tasks.list': tasks } = operations;
const { 'solicitations.propose': propose, 'solicitations.decide': decide } = operations;

let home: TestHouse;
let prairie: Posting;

beforeAll(async () => {
  home = await house();
});
beforeEach(async () => {
  prairie = await posting(home, await home.carrier({}));
  await prairie.customer('d1', { email: 'consents' });
  await prairie.send('d1');
});
afterAll(() => home.close());

const order = (solicitationId: string) =>
  prairie.carrier.run(prairie.mara, configure, { groupId: prairie.groupId, solicitationId, slackDays: 30 });
const prepareNow = () => prairie.carrier.run(prairie.mara, prepare, {});
const asked = async (kind: string) => (await prairie.carrier.run(prairie.carla, tasks, { kind })).items;

/** Approves other words of the notice. */
const otherWords = (words: string) =>
  prairie.version(
    { ...formalNotice, body: `${formalNotice.body}\n\n${words}` },
    { translationOf: prairie.versions.es },
  );

describe('Two-year notices that end', () => {
  test('in words that no supervisor approved the request with are a task, once, and prepare themselves under a new request', async () => {
    await order(prairie.solicitationId);
    await otherWords('We thank you for reading.');
    await prairie.carrier.at('2028-04-02T15:00:00Z');
    for (let day = 0; day < 2; day += 1) expect(await prepareNow()).toEqual({ prepared: [] });
    expect(await asked('renewal-unapproved')).toMatchObject([
      { role: 'marketing', subject: `notice:${prairie.groupId}` },
    ]);
    await order(await prairie.approveWords());
    expect((await prepareNow()).prepared).toMatchObject([{ customers: 1 }]);
  });

  test('while a hold keeps their words are a task for compliance that says nothing of the breach, and go after it', async () => {
    const { carrier, carla } = prairie;
    await otherWords('In May your call records were accessed by a stranger. We have closed that way.');
    await order(await prairie.approveWords());
    await carrier.at('2028-04-02T15:00:00Z');
    const { id: breachId } = await carrier.run(carla, operations['breaches.record'], {
      ...{ discoveredAt: '2028-04-01T15:00:00Z', cpni: ['call-detail'], customers: 40, intentional: 'unknown' },
      circumstances: 'A caller knew too much.',
    });
    for (let day = 0; day < 2; day += 1) expect(await prepareNow()).toEqual({ prepared: [] });
    const held = await asked('renewal-held');
    expect(held).toMatchObject([{ role: 'compliance', subject: `notice:${prairie.groupId}` }]);
    expect(held[0]?.why).not.toContain('breach');
    const none = {
      breachId,
      determinedOn: '2028-04-02',
      intentional: 'no',
      cpni: ['call-detail'],
      customers: 0,
    } as const;
    await carrier.run(carla, operations['breaches.determine'], { ...none, cpni: [...none.cpni] });
    expect((await prepareNow()).prepared).toMatchObject([{ customers: 1 }]);
  });

  test('are ordered under a request for all, not for some accounts', async () => {
    const { carrier, mara, sol, versions } = prairie;
    const some = { notReachedInDays: 640, accounts: ['d1'] };
    const about = { noticeVersionId: versions.en, channel: 'email', script: 'See notice.', audience: some } as const;
    const { id: solicitationId, contentHash } = await carrier.run(mara, propose, about);
    await carrier.run(sol, decide, { solicitationId, contentHash, verdict: 'approved', note: 'Read.' });
    await expect(order(solicitationId)).rejects.toThrow(/some accounts only/);
  });

  test('go to nobody whom the notice has reached in the days that the supervisor approved: an order so early is refused, and one of before is a task', async () => {
    const { carrier, mara, groupId, solicitationId } = prairie;
    const early = carrier.run(mara, configure, { groupId, solicitationId, slackDays: 120 });
    await expect(early).rejects.toThrow(/'slackDays' is 120, .* approved for those not reached in 640/);
    await order(solicitationId);
    await carrier.look((ctx) => ctx.tx.updateTable('renewalSetting').set({ slackDays: 120 }).execute());
    await carrier.at('2028-02-01T15:00:00Z');
    expect(await prepareNow()).toEqual({ prepared: [] });
    expect(await asked('renewal-unapproved')).toMatchObject([{ why: expect.stringMatching(/not reached in 640/) }]);
  });
});
