import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type Desk, deskOf } from '../../../test/desk.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';

const { 'customers.contacts.add': addContact, 'accountChanges.list': list } = operations;

let home: TestHouse;
let desk: Desk;
let lakes: Desk;

beforeAll(async () => {
  home = await house();
  desk = await deskOf(home, 'twilio');
  lakes = await deskOf(home, 'jambonz');
});
afterAll(async () => {
  await desk.close();
  await lakes.close();
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

  test.each([
    ['a fax machine', 'fax'],
    ['a mailbox that still greets', 'machine_start'],
    ['somebody or something that the service does not know', 'unknown'],
  ])('and taken by %s has told nobody, and goes the next way', async (_, AnsweredBy) => {
    const rosa = await desk.caller('Rosa Nguyen');
    const path = await called(rosa);
    expect((await desk.asks(path, { CallSid: 'C1', AnsweredBy })).body).toContain('<Hangup/>');
    expect(await noticesOf(rosa)).toEqual(['text failed', 'call trying']);
    await desk.asks(`${path}/over`, { CallSid: 'C1', CallStatus: 'completed' });
    expect(await noticesOf(rosa)).toEqual(['text failed', 'call failed']);
    await desk.work();
    const { items } = await desk.carrier.run(desk.carla, operations['tasks.list'], { kind: 'account-notice-nowhere' });
    expect(items.map(({ subject }) => subject)).toContain(`customer:${rosa.customerId}`);
  });

  test('and answered only after it was given up as in doubt has told the customer, and both are on record', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const path = await called(rosa);
    await desk.carrier.at('2026-06-01T15:11:00Z');
    await desk.work();
    expect(await noticesOf(rosa)).toEqual(['text failed', 'call unknown']);
    expect((await desk.asks(path, { CallSid: 'C1', AnsweredBy: 'human' })).body).toContain(words);
    expect(await noticesOf(rosa)).toEqual(['text failed', 'call sent']);
    const evidence = await desk.carrier.look((ctx) =>
      ctx.tx
        .selectFrom('ledgerEntry')
        .select('kind')
        .where('subject', '=', `customer:${rosa.customerId}`)
        .where('kind', 'like', 'account-notice.%')
        .orderBy('id')
        .execute(),
    );
    expect(evidence.map(({ kind }) => kind)).toEqual([
      'account-notice.failed',
      'account-notice.unknown',
      'account-notice.sent',
    ]);
  });

  test('is placed by no service that cannot wait for the tone of a mailbox: jambonz speaks as soon as somebody picks up', async () => {
    const walter = await lakes.caller('Walter Kim');
    lakes.peer.says(`Messages ${walter.number}`, 404);
    await lakes.carrier.run(lakes.agnes, addContact, { customerId: walter.customerId, kind: 'email', value });
    const before = lakes.peer.asked.length;
    await lakes.work();
    expect(lakes.peer.asked.slice(before).map(({ path }) => path.split('/').at(-1))).toEqual(['Messages']);
    const { items } = await lakes.carrier.run(lakes.carla, operations['tasks.list'], {
      kind: 'account-notice-nowhere',
    });
    expect(items.map(({ subject }) => subject)).toEqual([`customer:${walter.customerId}`]);
  });

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
