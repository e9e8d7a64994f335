import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, deskOf } from '../../../test/desk.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { receiptNumber } from '../../ledger/receipt-number.ts';
import { operations } from '../../operations.ts';
import { letterNotice } from '../notices/examples/notices.ts';

const {
  'desk.show': show,
  'desk.end': end,
  'desk.changes': changes,
  'desk.changeAddress': changeAddress,
  'desk.choice': choice,
  'desk.takeNo': takeNo,
  'desk.takeYes': takeYes,
  'desk.report': report,
} = operations;

let home: TestHouse;
let desk: Desk;

beforeAll(async () => {
  home = await house();
  desk = await deskOf(home, 'twilio');
});
afterAll(async () => {
  await desk.close();
  await home.close();
});

const called = async () => {
  const caller = await desk.caller('Rosa Nguyen');
  return { caller, sessionId: await desk.call(caller.customerId) };
};

describe('A session of the desk', () => {
  test('tells the agent what he can say in English and in Spanish', async () => {
    const { sessionId } = await called();
    const { sayings } = await desk.carrier.run(desk.agnes, show, { sessionId });
    expect(sayings.map(({ language }) => language)).toEqual(['en', 'es']);
    expect(sayings[0]?.text).toContain('To protect your records');
    expect(sayings[1]?.text).toContain('Para proteger sus registros');
  });

  test('is finished with a reason and gives the number of the entry that ended it, once', async () => {
    const { caller, sessionId } = await called();
    const ended = await desk.carrier.run(desk.agnes, end, { sessionId, how: 'finished', reason: 'told' });
    expect(ended).toMatchObject({ endedHow: 'finished', endedReason: 'told' });
    const entries = await desk.carrier.look((ctx) =>
      ctx.tx
        .selectFrom('ledgerEntry')
        .select(['leaf', 'body'])
        .where('subject', '=', `customer:${caller.customerId}`)
        .execute(),
    );
    const entry = entries.find(({ body }) => JSON.parse(body).kind === 'desk.ended');
    expect(entry?.body).toContain('"reason":"told"');
    expect(ended.receipt).toBe(receiptNumber(entry?.leaf.toString('hex') ?? ''));
    const again = await desk.carrier.run(desk.agnes, end, { sessionId, how: 'finished', reason: 'sent' });
    expect(again).toMatchObject({ endedReason: 'told', receipt: null });
  });

  test('is not finished without a reason, and a hang-up needs none', async () => {
    const { sessionId } = await called();
    const refused = end.takes.safeParse({ sessionId, how: 'finished' });
    expect(refused.error?.issues[0]?.message).toContain('give a reason');
    expect(await desk.carrier.run(desk.agnes, end, { sessionId, how: 'hang-up' })).toMatchObject({
      endedHow: 'hang-up',
      endedReason: null,
    });
  });
});

describe('What the caller may want beside his calls:', () => {
  test('a new address, once he has shown who he is; he is told at what he held before, never at the new one', async () => {
    const { caller, sessionId } = await called();
    const told = await desk.carrier.run(desk.agnes, changes, { sessionId });
    expect(told.toldOf).toContain('address-of-record');
    expect(told.toldBy[0]).toMatchObject({ way: 'text' });
    expect(told.toldBy[0]?.shown).not.toContain(caller.number);
    const wanted = { sessionId, kind: 'email', value: 'new@rosa.example' } as const;
    await expect(desk.carrier.run(desk.agnes, changeAddress, wanted)).rejects.toMatchObject({
      type: 'wrong-state',
      facts: { cite: '47 CFR 64.2010(a)' },
    });
    await desk.identify(sessionId, 'Rosa Nguyen', caller.account);
    const changed = await desk.carrier.run(desk.agnes, changeAddress, wanted);
    expect(changed).toMatchObject({ ofRecordFrom: '2026-07-01', toldBy: told.toldBy });
    const owed = await desk.carrier.look((ctx) =>
      ctx.tx.selectFrom('accountChange').select('what').where('customerId', '=', caller.customerId).execute(),
    );
    expect(owed).toEqual([{ what: 'address-of-record' }]);
  });

  test('another customer has no address here that a new one could replace', async () => {
    const other = await called();
    await desk.identify(other.sessionId, 'Rosa Nguyen', other.caller.account);
    const { contactId } = await desk.carrier.run(desk.agnes, changeAddress, {
      sessionId: other.sessionId,
      kind: 'email',
      value: 'other@rosa.example',
    });
    const { caller, sessionId } = await called();
    await desk.identify(sessionId, 'Rosa Nguyen', caller.account);
    const wanted = { sessionId, kind: 'email', value: 'mine@rosa.example', replaces: contactId } as const;
    await expect(desk.carrier.run(desk.agnes, changeAddress, wanted)).rejects.toMatchObject({ type: 'not-found' });
  });

  test('a no, with its receipt and without proof; a yes only from who is proved and heard his notice', async () => {
    const mark = await desk.carrier.person('Mark Bell', 'marketing');
    await desk.carrier.at('2026-05-29T15:00:00Z');
    const draft = await desk.carrier.run(mark, operations['notices.draft'], letterNotice);
    const { id: versionId, contentHash } = draft;
    await desk.carrier.run(desk.carla, operations['notices.approve'], { versionId, contentHash });
    const { caller, sessionId } = await called();
    const { customerId } = caller;
    expect(await desk.carrier.run(desk.agnes, choice, { sessionId })).toEqual({ notice: null, record: null });
    await desk.carrier.run(desk.carla, operations['deliveries.record'], {
      customerId,
      versionId,
      method: 'mail',
      sent: '2026-05-30',
    });
    const before = await desk.carrier.run(desk.agnes, choice, { sessionId });
    expect(before.notice).toMatchObject({ versionId, status: { state: 'waiting' } });
    expect(before.notice?.body).toBe(letterNotice.body);
    const yes = { sessionId, versionId, recording: 'recorder 7, call 31' };
    await expect(desk.carrier.run(desk.agnes, takeYes, yes)).rejects.toMatchObject({ type: 'wrong-state' });
    const no = await desk.carrier.run(desk.agnes, takeNo, { sessionId });
    expect(no.number).toMatch(/^R-/);
    expect((await desk.carrier.run(desk.agnes, choice, { sessionId })).notice?.status.state).toBe('said-no');
    // what he chose before is his own to hear
    expect((await desk.carrier.run(desk.agnes, choice, { sessionId })).record).toBeNull();
    await desk.identify(sessionId, 'Rosa Nguyen', caller.account);
    const told = await desk.carrier.run(desk.agnes, choice, { sessionId });
    expect(told.record).toMatchObject({ items: [{ choice: 'no', number: no.number }], given: [] });
    await desk.carrier.at('2026-06-01T15:05:00Z');
    expect((await desk.carrier.run(desk.agnes, takeYes, yes)).number).not.toBe(no.number);
    expect((await desk.carrier.run(desk.agnes, choice, { sessionId })).notice?.status.state).toBe('said-yes');
    const { items } = await desk.carrier.run(desk.agnes, operations['choices.history'], { customerId });
    expect(items.map((one) => [one.choice, one.method])).toEqual([
      ['yes', 'oral'],
      ['no', 'agent'],
    ]);
  });

  test('his no that could not be saved at once counts from when he said it, never from before the call or from later', async () => {
    const { sessionId } = await called();
    await desk.carrier.at('2026-06-01T15:25:00Z');
    const said = async (saidAt: string) => (await desk.carrier.run(desk.agnes, takeNo, { sessionId, saidAt })).at;
    expect(await said('2026-06-01T15:20:00Z')).toBe('2026-06-01T15:20:00.000Z');
    expect(Date.parse(await said('2020-01-01T00:00:00Z'))).toBeGreaterThanOrEqual(Date.parse('2026-06-01T15:00:00Z'));
    expect(await said('2030-01-01T00:00:00Z')).toBe('2026-06-01T15:25:00.000Z');
  });

  test('somebody got his information: an incident in his words, found now', async () => {
    const { caller, sessionId } = await called();
    const words = 'A man read my calls of May to me.';
    const { breachId } = await desk.carrier.run(desk.agnes, report, { sessionId, cpni: ['call-detail'], words });
    const shown = await desk.carrier.run(desk.carla, operations['breaches.show'], { breachId });
    expect(shown).toMatchObject({ circumstances: words, intentional: 'unknown', customers: 1 });
    const entries = await desk.carrier.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('subject', '=', `customer:${caller.customerId}`).execute(),
    );
    expect(entries.some(({ body }) => body.includes(breachId))).toBe(true);
  });
});
