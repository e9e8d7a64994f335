import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type Desk, deskOf } from '../../../test/desk.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { offer as needsApproval } from '../../../test/promising.ts';
import { operations } from '../../operations.ts';
import { spokenNotice } from '../notices/examples/notices.ts';
import type { NoticeContent } from '../notices/record.ts';
import type { UseAskedFor } from '../uses/record.ts';

const {
  'desk.script': readScript,
  'desk.answerOnce': answerOnce,
  'desk.end': endSession,
  'desk.open': openSession,
  'decisions.ask': askDecision,
  'approvals.refuse': refuseUse,
} = operations;

let home: TestHouse;
let desk: Desk;
let shared: string;
let alone: string;

const own: NoticeContent = {
  ...spokenNotice,
  body: spokenNotice.body.replace(
    'May we share it with Acme Mail Services, a company that works for us? Acme Mail Services and Prairie Voice would use it to offer you new products, and for nothing else.',
    'May we use it? Only Prairie Voice would use it to offer you new products, and for nothing else.',
  ),
  recipients: ['self'],
  entities: [],
};

beforeAll(async () => {
  home = await house();
  desk = await deskOf(home, 'twilio');
  const mark = await desk.carrier.person('Mark Bell', 'marketing');
  const approved = async (content: NoticeContent): Promise<string> => {
    const { id: versionId, contentHash } = await desk.carrier.run(mark, operations['notices.draft'], content);
    await desk.carrier.run(desk.carla, operations['notices.approve'], { versionId, contentHash });
    return versionId;
  };
  shared = await approved(spokenNotice);
  alone = await approved(own);
});
afterAll(async () => {
  await desk.close();
  await home.close();
});

const offer = (callId: string | null): UseAskedFor => ({ ...needsApproval, callId, channel: 'phone-inbound' });
const mayOffer = async ({ customerId }: Caller, callId: string | null) =>
  desk.carrier.run(desk.agnes, askDecision, { customerId, use: offer(callId) });
const called = async () => {
  const caller = await desk.caller('Rosa Nguyen');
  const callId = `ONCE-${caller.account}`;
  const given = { customerId: caller.customerId, as: 'call', callId } as const;
  const { sessionId } = await desk.carrier.run(desk.agnes, openSession, given);
  return { caller, callId, sessionId };
};
const none: Left = [];
type Left = ('no-action-after-opt-out' | 'sharing' | 'deny-later' | 'precise-steps')[];
const script = (sessionId: string, versionId: string, left: Left) =>
  desk.carrier.run(desk.agnes, readScript, { sessionId, versionId, left });

describe('A yes for one call', () => {
  test('permits the offer in that call alone, until it is hung up', async () => {
    const { caller, callId, sessionId } = await called();
    const left: Left = ['precise-steps', 'deny-later'];
    const { scriptHash, sentences, omissions } = await script(sessionId, alone, left);
    expect(sentences[0]?.text).toContain('ends when we hang up');
    expect(sentences.filter(({ leftOut }) => leftOut !== null).map(({ leftOut }) => leftOut)).toEqual(
      expect.arrayContaining(left),
    );
    expect(omissions.map(({ lawful }) => lawful)).toEqual([true, true]);
    const answered = { sessionId, versionId: alone, left, scriptHash, answer: 'yes' } as const;
    expect(await mayOffer(caller, callId)).toMatchObject({ allowed: false });
    await desk.carrier.run(desk.agnes, answerOnce, answered);
    expect(await mayOffer(caller, callId)).toMatchObject({ allowed: true, basis: 'one-time' });
    expect(await mayOffer(caller, 'another call')).toMatchObject({ allowed: false });
    await desk.carrier.run(desk.agnes, endSession, { sessionId, how: 'hang-up' });
    expect(await mayOffer(caller, callId)).toMatchObject({ allowed: false });
    await expect(desk.carrier.run(desk.agnes, answerOnce, answered)).rejects.toThrow(/has ended/);
  });

  test('is heard by a person: a machine with the role of an agent cannot give one', async () => {
    const { sessionId } = await called();
    const { scriptHash } = await script(sessionId, alone, []);
    const bot = desk.carrier.machine('assistant', 'agent');
    const answered = { sessionId, versionId: alone, left: none, scriptHash, answer: 'yes' } as const;
    await expect(desk.carrier.run(bot, answerOnce, answered)).rejects.toThrow(/person/);
  });

  test('needs each thing said that concerns this customer, and the very words that were read', async () => {
    const { caller, sessionId } = await called();
    const { omissions, scriptHash } = await script(sessionId, shared, ['sharing']);
    expect(omissions).toMatchObject([{ lawful: false, cite: '47 CFR 64.2008(f)(2)(ii)' }]);
    const answer = (left: Left) =>
      desk.carrier.run(desk.agnes, answerOnce, { sessionId, versionId: shared, left, scriptHash, answer: 'yes' });
    await expect(answer(['sharing'])).rejects.toThrow(/may not be left out/);
    await expect(answer([])).rejects.toThrow(/not the one of these words/);
    await desk.carrier.run(desk.agnes, refuseUse, { customerId: caller.customerId, method: 'phone', covers: null });
    const already: Left = ['no-action-after-opt-out'];
    expect((await script(sessionId, alone, already)).omissions).toMatchObject([{ lawful: false }]);
  });

  test('may come from one who opted out, and changes nothing of that; a no is kept and changes nothing either', async () => {
    const { caller, callId, sessionId } = await called();
    await desk.carrier.run(desk.agnes, refuseUse, { customerId: caller.customerId, method: 'phone', covers: null });
    const { scriptHash } = await script(sessionId, alone, []);
    const answered = { sessionId, versionId: alone, left: none, scriptHash };
    const no = await desk.carrier.run(desk.agnes, answerOnce, { ...answered, answer: 'no' });
    expect(no).toMatchObject({ answer: 'no', eventId: null });
    expect(await mayOffer(caller, callId)).toMatchObject({ allowed: false });
    await desk.carrier.run(desk.agnes, answerOnce, { ...answered, answer: 'yes' });
    expect(await mayOffer(caller, callId)).toMatchObject({ allowed: true, basis: 'one-time' });
    await desk.carrier.run(desk.agnes, endSession, { sessionId, how: 'finished', reason: 'nothing' });
    expect(await mayOffer(caller, null)).toMatchObject({ allowed: false, missing: ['refused'] });
  });
});
