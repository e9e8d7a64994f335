import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileYear, purgeOf, ripeIn, type Two, twoPersons } from '../../carriers/retention/retention.example.ts';
import { leave } from '../customers/leave.ts';
import { askDecision } from '../uses/ask.ts';
import type { UseAskedFor } from '../uses/record.ts';
import { receive } from './receive.ts';
import { base64, type Notified, type ReturnScene, reply, report, returnScene } from './returns.example.ts';
import { showReturned } from './show.ts';

let scene: ReturnScene;
let two: Two;
let walter: Notified;
let petra: Notified;
let silent: Notified;

const take = async (message: string): Promise<string> =>
  (await scene.prairie.run(scene.agnes, receive, { message: base64(message), receivedAt: '2026-06-10T14:30:00Z' })).id;

const use: UseAskedFor = {
  identifiable: 'individual',
  source: 'own-service',
  purpose: 'market',
  offer: { kind: 'communications-related', category: 'interexchange' },
  recipient: 'self',
  recipientServes: [],
  to: null,
  cpni: ['services-subscribed'],
  agreement: false,
  callId: null,
  channel: 'none',
  authentication: 'none',
};

/** What may be done today, and why, with each of them. */
const decisions = async () => {
  const answers: unknown[] = [];
  for (const { customerId } of [petra, silent, walter]) {
    const { allowed, cite, basis, missing } = await scene.prairie.run(scene.agnes, askDecision, { customerId, use });
    answers.push({ allowed, cite, basis, missing });
  }
  return answers;
};

beforeAll(async () => {
  scene = await returnScene({ demo: true });
  two = await twoPersons(scene.prairie);
  [walter, petra, silent] = [await scene.notified(), await scene.notified(), await scene.notified()];
  await scene.prairie.at('2026-06-10T15:00:00Z');
});
afterAll(() => scene.home.close());

describe('Messages by which customers answered', () => {
  it('are kept while he is a customer, and a year more; reports of mail systems two years; decisions stay what they are', async () => {
    const { prairie, agnes, carla } = scene;
    const gone = await take(reply(walter, 'No, thank you.'));
    const stays = await take(reply(petra, 'No, thank you.'));
    const bounced = await take(report(silent, 'failed', '5.1.1'));
    await prairie.at('2027-02-01T15:00:00Z');
    await prairie.run(agnes, leave, { customerId: walter.customerId });
    await prairie.at('2028-02-01T15:00:00Z');
    expect(await ripeIn(prairie, carla, 'approvals')).toBe(0);
    await fileYear(scene.home, prairie, 2026);
    await fileYear(scene.home, prairie, 2027);
    await prairie.at('2028-01-31T23:59:00-06:00');
    expect(await ripeIn(prairie, carla, 'approvals')).toBe(0);
    await prairie.at('2028-06-09T23:59:00-05:00');
    expect([await ripeIn(prairie, carla, 'approvals'), await ripeIn(prairie, carla, 'notices')]).toEqual([1, 0]);
    await prairie.at('2028-06-10T00:00:00-05:00');
    expect(await ripeIn(prairie, carla, 'notices')).toBe(1);

    const before = await decisions();
    await purgeOf(prairie, two, 'approvals');
    await purgeOf(prairie, two, 'notices');
    expect(await decisions()).toEqual(before);
    const raws = await prairie.look((ctx) =>
      ctx.tx
        .selectFrom('returnedMail')
        .select(['id', 'raw', 'hash'])
        .where('id', 'in', [gone, stays, bounced])
        .execute(),
    );
    const kept = new Map(raws.map(({ id, raw }) => [id, raw !== null]));
    expect([kept.get(gone), kept.get(stays), kept.get(bounced)]).toEqual([false, true, false]);
    expect(raws.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
    expect((await prairie.run(carla, showReturned, { returnedId: gone })).reading).toBe('no');
  });
});
