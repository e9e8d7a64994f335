import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type Desk, deskOf } from '../../../test/desk.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';

const { 'customers.contacts.add': addContact, 'accountChanges.list': list } = operations;

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

const words = 'An address on your account was added, changed or taken off.';
const value = 'new@planted.example';

/** A change of the account whose text was refused, so that the number is called; where the service asks. */
const called = async (rosa: Caller): Promise<string> => {
  desk.peer.says(`Messages.json ${rosa.number}`, 404);
  await desk.carrier.at('2026-06-01T15:00:00Z');
  await desk.carrier.run(desk.agnes, addContact, { customerId: rosa.customerId, kind: 'email', value });
  // the text is refused, the call is taken
  const refuse = desk.peer.asked.length;
  await desk.work();
  expect(desk.peer.asked.slice(refuse).map(({ path }) => path.split('/').at(-1))).toEqual([
    'Messages.json',
    'Calls.json',
  ]);
  return desk.placed();
};
const noticesOf = async ({ customerId }: Caller) => {
  const { items } = await desk.carrier.run(desk.carla, list, { since: '2026-06-01', customerId });
  return items.flatMap(({ notices }) => notices.map(({ way, state }) => `${way} ${state}`));
};

describe('A change of an account told by voice', () => {
  test.each([
    ['a mailbox after its tone', 'machine_end_beep'],
    ['a person', 'human'],
  ])(
    'is left with %s at the number of record: the words of the text, nothing of the change itself',
    async (_, AnsweredBy) => {
      const rosa = await desk.caller('Rosa Nguyen');
      const path = await called(rosa);
      expect(desk.peer.asked.at(-1)?.fields).toMatchObject({ To: rosa.number, MachineDetection: 'DetectMessageEnd' });
      expect(await noticesOf(rosa)).toEqual(['text failed', 'call trying']);
      const heard = await desk.asks(path, { CallSid: 'C1', AnsweredBy });
      expect(heard.body).toContain(words);
      expect(heard.body).toContain('<Hangup/>');
      for (const secret of [value, rosa.account, 'Rosa']) expect(heard.body).not.toContain(secret);
      expect(await noticesOf(rosa)).toEqual(['text failed', 'call sent']);
      expect((await desk.asks(`${path}/over`, { CallSid: 'C1', CallStatus: 'completed' })).status).toBe(204);
      await desk.carrier.at('2026-06-01T15:20:00Z');
      await desk.work();
      expect(await noticesOf(rosa)).toEqual(['text failed', 'call sent']);
    },
  );

  test('that nobody and no mailbox answered goes the next way', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const path = await called(rosa);
    await desk.asks(`${path}/over`, { CallSid: 'C1', CallStatus: 'no-answer' });
    expect(await noticesOf(rosa)).toEqual(['text failed', 'call failed']);
    expect((await desk.asks(path, { CallSid: 'C1', AnsweredBy: 'human' })).status).toBe(404);
  });

  test('is told nobody who does not bear the signature of the service, nor under another token', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const path = await called(rosa);
    const unsigned = await desk.app.inject({ method: 'POST', url: path, payload: '' });
    expect(unsigned.statusCode).toBe(403);
    const other = path.replace(/\/[\w-]{22}\//, '/AAAAAAAAAAAAAAAAAAAAAA/');
    expect((await desk.asks(other, { CallSid: 'C1', AnsweredBy: 'human' })).status).toBe(404);
    expect(await noticesOf(rosa)).toEqual(['text failed', 'call trying']);
  });
});
