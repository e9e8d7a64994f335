import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, deskOf } from '../../../test/desk.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';

const {
  'desk.open': openSession,
  'desk.end': endSession,
  'desk.show': showSession,
  'desk.calls': showCalls,
  'desk.callBack': callBack,
  'desk.showCallBack': showCallBack,
  'desk.find': find,
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

const may = { from: '2026-05-01', until: '2026-05-31' };
const calls = (sessionId: string) => desk.carrier.run(desk.agnes, showCalls, { sessionId, ...may });
const keyIn = (body: string): string => /press (\d) to/.exec(body)?.[1] ?? '';

/** An identified caller, and the call placed to his number of record: what was asked, and the path it answers at. */
const calledBack = async (name: string) => {
  const caller = await desk.caller(name);
  const sessionId = await desk.call(caller.customerId);
  expect(await desk.identify(sessionId, name, caller.account)).toBe(true);
  const { deskCallId } = await desk.carrier.run(desk.agnes, callBack, { sessionId, serviceId: caller.serviceId });
  await desk.work();
  return { ...caller, sessionId, deskCallId, path: desk.placed() };
};
const stateOf = async (deskCallId: string) => (await desk.carrier.run(desk.agnes, showCallBack, { deskCallId })).state;

describe('A caller', () => {
  test('is found by account or number, with his name and nothing that would help to pass for him', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const [found] = (await desk.carrier.run(desk.agnes, find, { number: rosa.number })).items;
    expect(found).toEqual({
      customerId: rosa.customerId,
      account: rosa.account,
      name: 'Rosa Nguyen',
      language: 'en',
      served: true,
      callsToday: 0,
    });
    expect((await desk.carrier.run(desk.agnes, find, { account: 'nobody' })).items).toEqual([]);
  });

  test('who proved nothing is told nothing: each class is locked, with its paragraph and what opens it', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const sessionId = await desk.call(rosa.customerId);
    const shown = await desk.carrier.run(desk.agnes, showSession, { sessionId });
    expect(shown.items.map(({ state }) => state)).toEqual(Array(6).fill('locked'));
    const [detail] = shown.items;
    expect(detail).toMatchObject({ cpni: 'call-detail', cite: '47 CFR 64.2010(b)' });
    expect(detail?.opensBy).toEqual([
      'password',
      'callback-number-of-record',
      'sent-to-address-of-record',
      'customer-recited',
      'contract',
    ]);
    expect(shown.account).toBeNull();
    expect(await calls(sessionId)).toMatchObject({ state: 'locked', calls: [], cite: '47 CFR 64.2010(b)' });
    const text = JSON.stringify([shown, await calls(sessionId)]);
    for (const secret of ['3195550101', rosa.number]) expect(text).not.toContain(secret);
  });

  test('who says his name and account opens what is no call detail, and call detail stays locked', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const sessionId = await desk.call(rosa.customerId);
    expect(await desk.identify(sessionId, 'Rosa Nguyen', 'D-0')).toBe(false);
    expect(await desk.identify(sessionId, 'Rosalia Nguyen', rosa.account)).toBe(false);
    expect(await desk.identify(sessionId, 'rosa nguyen', rosa.account)).toBe(true);
    const shown = await desk.carrier.run(desk.agnes, showSession, { sessionId });
    expect(shown.items.map(({ cpni, state }) => [cpni, state])).toContainEqual(['services-subscribed', 'open']);
    expect(shown.account).toMatchObject({ services: [{ number: rosa.number }], usage: { calls: 3, minutes: 12 } });
    expect(await calls(sessionId)).toMatchObject({ state: 'locked', calls: [] });
  });
});

describe('A call placed by the system to the number of record', () => {
  test('opens call detail when a person answers it and presses the key that is named, until it ends', async () => {
    const { sessionId, path, number, deskCallId } = await calledBack('Rosa Nguyen');
    const placed = desk.peer.asked.at(-1)?.fields;
    expect(placed).toMatchObject({ To: number, From: '+15155550100', MachineDetection: 'Enable' });
    const asked = await desk.asks(path, { CallSid: 'CB1', AnsweredBy: 'human' });
    expect(asked.body).toContain('This is Prairie Voice LLC');
    expect(await calls(sessionId)).toMatchObject({ state: 'locked' });
    const connected = await desk.asks(`${path}?turn=key`, { CallSid: 'CB1', Digits: keyIn(asked.body) });
    expect(connected.body).toContain('<Dial>+15155550199</Dial>');
    expect(await stateOf(deskCallId)).toBe('proved');
    const opened = await calls(sessionId);
    expect(opened).toMatchObject({ state: 'open', cite: '47 CFR 64.2010(b)' });
    expect(opened.calls.map(({ otherNumber, seconds }) => [otherNumber, seconds])).toEqual([
      ['+13195550103', 5],
      ['+13195550102', 600],
      ['+13195550101', 61],
    ]);
    const shown = await desk.carrier.run(desk.agnes, showSession, { sessionId });
    expect(shown.session).toMatchObject({ channel: 'phone-outbound', callId: 'CB1' });
    expect((await desk.asks(`${path}/over`, { CallSid: 'CB1', CallStatus: 'completed' })).status).toBe(204);
    await expect(calls(sessionId)).rejects.toThrow(/has ended/);
    const after = await desk.carrier.run(desk.agnes, showSession, { sessionId });
    expect(after).toMatchObject({ open: false, account: null, items: [] });
  });

  test('that a mailbox takes proves nobody, whatever is pressed afterwards', async () => {
    const { sessionId, path, deskCallId } = await calledBack('Walter Kim');
    const taken = await desk.asks(path, { CallSid: 'CB2', AnsweredBy: 'machine_start' });
    expect(taken.body).toContain('<Hangup/>');
    for (const Digits of '23456789') await desk.asks(`${path}?turn=key`, { CallSid: 'CB2', Digits });
    expect(await stateOf(deskCallId)).toBe('mailbox');
    expect(await calls(sessionId)).toMatchObject({ state: 'locked' });
  });

  test('proves nobody who presses another key, or none, three times', async () => {
    const { sessionId, path, deskCallId } = await calledBack('Walter Kim');
    const asked = await desk.asks(path, { CallSid: 'CB3', AnsweredBy: 'unknown' });
    const key = keyIn(asked.body);
    const wrong = key === '2' ? '3' : '2';
    for (const Digits of [wrong, '', wrong]) await desk.asks(`${path}?turn=key`, { CallSid: 'CB3', Digits });
    await desk.asks(`${path}?turn=key`, { CallSid: 'CB3', Digits: key });
    expect(await stateOf(deskCallId)).toBe('unanswered');
    expect(await calls(sessionId)).toMatchObject({ state: 'locked' });
  });

  test('answers only to the service that signs, at the address that only it knows', async () => {
    const { path } = await calledBack('Walter Kim');
    const unsigned = await desk.app.inject({ method: 'POST', url: path, payload: { CallSid: 'CB4', Digits: '2' } });
    expect(unsigned.statusCode).toBe(403);
    const token = path.split('/')[3] ?? '';
    expect((await desk.asks(path.replace(token, 'A'.repeat(22)), { CallSid: 'CB4' })).status).toBe(404);
    expect(
      JSON.stringify(await desk.carrier.look((ctx) => ctx.tx.selectFrom('deskCall').selectAll().execute())),
    ).not.toContain(token);
  });

  test('is placed only to an identified caller, to a number of record of his, and one at a time', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const leo = await desk.caller('Leo Park');
    const sessionId = await desk.call(rosa.customerId);
    const back = (serviceId: string) => desk.carrier.run(desk.agnes, callBack, { sessionId, serviceId });
    await expect(back(rosa.serviceId)).rejects.toThrow(/identify the caller first/);
    await desk.identify(sessionId, 'Rosa Nguyen', rosa.account);
    await expect(back(leo.serviceId)).rejects.toThrow(/no such number of record/);
    await back(rosa.serviceId);
    await expect(back(rosa.serviceId)).rejects.toThrow(/under way/);
    await desk.carrier.run(desk.carla, operations['customers.services.end'], {
      customerId: rosa.customerId,
      serviceId: rosa.serviceId,
    });
    await desk.work();
    const [call] = await desk.carrier.look((ctx) =>
      ctx.tx.selectFrom('deskCall').select('state').where('sessionId', '=', sessionId).execute(),
    );
    expect(call?.state).toBe('failed');
  });

  test('that rings longer than five minutes proves nobody', async () => {
    const { sessionId, path } = await calledBack('Rosa Nguyen');
    const asked = await desk.asks(path, { CallSid: 'CB6', AnsweredBy: 'human' });
    await desk.carrier.at('2026-06-01T15:05:00Z');
    await desk.asks(`${path}?turn=key`, { CallSid: 'CB6', Digits: keyIn(asked.body) });
    expect(await calls(sessionId)).toMatchObject({ state: 'locked' });
  });

  test('may have gone out though the answer was lost: it is not placed twice', async () => {
    const caller = await desk.caller('Ana Cruz');
    desk.peer.says(caller.number, 'cut');
    const sessionId = await desk.call(caller.customerId);
    await desk.identify(sessionId, 'Ana Cruz', caller.account);
    const { deskCallId } = await desk.carrier.run(desk.agnes, callBack, { sessionId, serviceId: caller.serviceId });
    await desk.work();
    await desk.work();
    expect(desk.peer.asked.filter(({ fields }) => fields.To === caller.number)).toHaveLength(1);
    expect(await stateOf(deskCallId)).toBe('unknown');
  });
});

describe('What a proof opens', () => {
  test('closes half an hour after the proof, and with the session at its hour, whatever nobody did', async () => {
    const { sessionId, path } = await calledBack('Rosa Nguyen');
    const asked = await desk.asks(path, { CallSid: 'CB7', AnsweredBy: 'human' });
    await desk.asks(`${path}?turn=key`, { CallSid: 'CB7', Digits: keyIn(asked.body) });
    await desk.carrier.at('2026-06-01T15:29:59Z');
    expect(await calls(sessionId)).toMatchObject({ state: 'open' });
    await desk.carrier.at('2026-06-01T15:30:00Z');
    expect(await calls(sessionId)).toMatchObject({ state: 'locked', calls: [] });
    await desk.carrier.at('2026-06-01T15:59:59Z');
    expect((await desk.carrier.run(desk.agnes, showSession, { sessionId })).open).toBe(true);
    await desk.carrier.at('2026-06-01T16:00:00Z');
    await expect(calls(sessionId)).rejects.toThrow(/has ended/);
    await desk.work();
    const shown = await desk.carrier.run(desk.agnes, showSession, { sessionId });
    expect(shown.session).toMatchObject({ endedHow: 'time', ended: '2026-06-01T11:00:00-05:00' });
  });

  test('is gone the moment the call is hung up', async () => {
    const { sessionId, path } = await calledBack('Rosa Nguyen');
    const asked = await desk.asks(path, { CallSid: 'CB8', AnsweredBy: 'human' });
    await desk.asks(`${path}?turn=key`, { CallSid: 'CB8', Digits: keyIn(asked.body) });
    expect(await calls(sessionId)).toMatchObject({ state: 'open' });
    await desk.carrier.run(desk.agnes, endSession, { sessionId, how: 'hang-up' });
    await expect(calls(sessionId)).rejects.toThrow(/has ended/);
    const again = await desk.carrier.run(desk.agnes, openSession, {
      customerId: (await desk.carrier.run(desk.agnes, showSession, { sessionId })).session.customerId,
      as: 'call',
      callId: 'CB8',
    });
    expect(await calls(again.sessionId)).toMatchObject({ state: 'locked' });
  });
});
