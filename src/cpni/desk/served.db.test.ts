import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, deskOf } from '../../../test/desk.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';
import { receiptNumber } from '../approvals/receipt.ts';

const { 'desk.show': show, 'desk.end': end } = operations;

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
