import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type Desk, deskOf, publicUrl } from '../../../test/desk.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import type { Actor } from '../../kernel/operation.ts';
import { operations } from '../../operations.ts';

const { 'online.enrol': enrol, 'online.confirm': confirm, 'online.show': show } = operations;

let home: TestHouse;
let desk: Desk;
let lakes: Desk;
let portal: Actor;

beforeAll(async () => {
  home = await house();
  desk = await deskOf(home, 'twilio');
  lakes = await deskOf(home, 'jambonz');
  portal = desk.carrier.machine('portal', 'portal');
});
afterAll(async () => {
  await desk.close();
  await lakes.close();
  await home.close();
});

let origins = 0;
const origin = (): string => {
  origins += 1;
  return `198.51.100.${origins}`;
};

/** Has a code called to a customer at 15:00 UTC on June 1; the path at which the service asks, and the code's id. */
const called = async ({ account }: Caller) => {
  const asked = await desk.carrier.run(portal, enrol, { account, way: 'call', origin: origin() });
  if (asked.outcome !== 'asked') throw new Error('locked');
  await desk.work();
  // a change of the account may have been told by a call meanwhile
  const urls = desk.peer.asked.map(({ fields }) => String(fields.Url ?? ''));
  const path = urls.findLast((url) => url.includes('/code-calls/'))?.slice(publicUrl.length) ?? '';
  return { codeId: asked.codeId, path };
};
const keyIn = (body: string): string => /(?:press|marque) (\d) (?:to|para) (?:hear|oír)/.exec(body)?.[1] ?? '';
/** The code as a listener writes it down. */
const codeIn = (body: string): string =>
  /(?:code is|código es): ([0-9, .]+)\. /.exec(body)?.[1]?.replace(/\D/g, '') ?? '';
const presses = (path: string, Digits: string) => desk.asks(`${path}?turn=key`, { CallSid: 'C1', Digits });
const sets = { what: 'telephone', password: '481516' } as const;
const types = (codeId: string, oneTimeCode: string) =>
  desk.carrier.run(portal, confirm, { codeId, oneTimeCode, origin: origin(), sets });
const stateOf = async ({ customerId }: Caller): Promise<string | undefined> =>
  (await desk.carrier.run(desk.agnes, show, { customerId })).codes.at(-1)?.state;
/** Answers, and presses the key that is named: what is heard. */
const hears = async (path: string): Promise<string> => {
  const asked = await desk.asks(path, { CallSid: 'C1', AnsweredBy: 'human' });
  return (await presses(path, keyIn(asked.body))).body;
};

describe('A code that is spoken', () => {
  test('comes by a call to the number of record, to a person who presses the key that is named, and sets his password', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const { codeId, path } = await called(rosa);
    expect(desk.peer.asked.at(-1)?.fields).toMatchObject({ To: rosa.number, MachineDetection: 'Enable' });
    const asked = await desk.asks(path, { CallSid: 'C1', AnsweredBy: 'human' });
    expect(asked.body).toContain('Somebody asked us for a code for online access to your account');
    expect(asked.body).not.toContain('Your code');
    const heard = (await presses(path, keyIn(asked.body))).body;
    expect(heard).toContain('<Hangup/>');
    expect(codeIn(heard)).toMatch(/^[0-9]{12}$/);
    expect(heard.split(/\d(?:, \d){3}\. \d(?:, \d){3}\. \d(?:, \d){3}/)).toHaveLength(4);
    expect(await stateOf(rosa)).toBe('sent');
    expect(await types(codeId, '111122223333')).toEqual({ outcome: 'wrong', tries: 1, of: 3 });
    expect(await types(codeId, codeIn(heard).replace(/(.{3})/g, '$1 '))).toEqual({
      outcome: 'set',
      onlineAccountId: null,
    });
  });

  test('is spoken once: who asks again at the same address hears none, and the code that was heard serves', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const { codeId, path } = await called(rosa);
    const asked = await desk.asks(path, { CallSid: 'C1', AnsweredBy: 'human' });
    const key = keyIn(asked.body);
    const [first, second] = [await presses(path, key), await presses(path, key)];
    expect(codeIn(second.body)).toBe('');
    expect(second.body).toContain('There is no code on this call');
    expect(await types(codeId, codeIn(first.body))).toMatchObject({ outcome: 'set' });
  });

  test('holds fifteen minutes from when it was asked for, and not a second more', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const { codeId, path } = await called(rosa);
    const code = codeIn(await hears(path));
    await desk.carrier.at('2026-06-01T15:15:00Z');
    expect(await types(codeId, code)).toEqual({ outcome: 'expired' });
    await desk.carrier.at('2026-06-01T15:14:59Z');
    expect(await types(codeId, code)).toMatchObject({ outcome: 'set' });
  });

  test('is told to no mailbox, whatever is pressed afterwards', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const { path } = await called(rosa);
    expect((await desk.asks(path, { CallSid: 'C1', AnsweredBy: 'machine_start' })).body).toContain('<Hangup/>');
    for (const key of '23456789') expect(codeIn((await presses(path, key)).body)).toBe('');
    expect(await stateOf(rosa)).toBe('mailbox');
  });

  test('is told to nobody who presses another key, or none, three times', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const { path } = await called(rosa);
    const key = keyIn((await desk.asks(path, { CallSid: 'C1', AnsweredBy: 'unknown' })).body);
    const wrong = key === '2' ? '3' : '2';
    for (const pressed of [wrong, '', wrong, key]) expect(codeIn((await presses(path, pressed)).body)).toBe('');
    expect(await stateOf(rosa)).toBe('unanswered');
  });

  test('is told to nobody who answers five minutes after it was asked for, or after the call was over', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const late = await called(rosa);
    await desk.carrier.at('2026-06-01T15:05:00Z');
    expect((await desk.asks(late.path, { CallSid: 'C1', AnsweredBy: 'human' })).body).toContain('no code on this call');
    const again = await called(rosa);
    await desk.carrier.at('2026-06-01T15:09:59Z');
    const key = keyIn((await desk.asks(again.path, { CallSid: 'C1', AnsweredBy: 'human' })).body);
    expect((await desk.asks(`${again.path}/over`, { CallSid: 'C1', CallStatus: 'completed' })).status).toBe(204);
    expect(codeIn((await presses(again.path, key)).body)).toBe('');
    expect(await stateOf(rosa)).toBe('unanswered');
  });

  test('is asked for at an address that only the service knows, and only by who signs', async () => {
    const { path } = await called(await desk.caller('Rosa Nguyen'));
    expect((await desk.app.inject({ method: 'POST', url: path, payload: {} })).statusCode).toBe(403);
    const elsewhere = path.replace(/[^/]+\/twilio$/, `${'A'.repeat(22)}/twilio`);
    expect((await desk.asks(elsewhere, { CallSid: 'C1' })).status).toBe(404);
  });

  test('is spoken in the language of the customer', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    await desk.carrier.look((ctx) =>
      ctx.tx.updateTable('customer').set({ language: 'es' }).where('id', '=', rosa.customerId).execute(),
    );
    const { path } = await called(rosa);
    const heard = await hears(path);
    expect(heard).toContain('<Say language="es-US">Su código es: ');
    expect(codeIn(heard)).toMatch(/^[0-9]{12}$/);
  });

  test('that the service would not call fails; whose answer was lost may ring, and then it is spoken', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    desk.peer.says(rosa.number, 400);
    const refused = await called(rosa);
    expect(await stateOf(rosa)).toBe('failed');
    expect(codeIn((await presses(refused.path, '2')).body)).toBe('');
    desk.peer.says(rosa.number, 'cut');
    const { codeId, path } = await called(rosa);
    expect(await types(codeId, codeIn(await hears(path)))).toMatchObject({ outcome: 'set' });
  });

  test('calls no number that came to the account twenty-nine days ago; on the thirtieth day it does (doubt D-11)', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const before = desk.peer.asked.length;
    await desk.carrier.at('2026-02-08T20:00:00Z');
    await called(rosa);
    expect(desk.peer.asked).toHaveLength(before);
    expect(await stateOf(rosa)).toBe('nowhere');
    await desk.carrier.at('2026-02-09T20:00:00Z');
    await called(rosa);
    expect(desk.peer.asked.at(-1)?.fields).toMatchObject({ To: rosa.number });
    await expect(
      desk.carrier.look((ctx) =>
        ctx.tx
          .updateTable('oneTimeCode')
          .set({ heldOn: '2026-01-11', codeHash: 'x' })
          .where('customerId', '=', rosa.customerId)
          .where('state', '=', 'ringing')
          .execute(),
      ),
    ).rejects.toThrow(/spoken_to_a_number_of_thirty_days/);
  });

  test('stands in no evidence, job, table or kept answer', async () => {
    const { path } = await called(await desk.caller('Rosa Nguyen'));
    const code = codeIn(await hears(path));
    const text = await desk.carrier.look(async (ctx) =>
      JSON.stringify([
        await ctx.tx.selectFrom('ledgerEntry').select('body').execute(),
        await ctx.tx.selectFrom('job').select(['payload', 'error']).execute(),
        await ctx.tx.selectFrom('oneTimeCode').selectAll().execute(),
        await ctx.tx.selectFrom('idempotency').selectAll().execute(),
      ]),
    );
    expect(text.includes('code.sent')).toBe(true);
    for (const form of [code, code.replace(/(.{4})(.{4})/, '$1-$2-'), code.replace(/(.{4})/, '$1-')])
      expect([form, text.includes(form)]).toEqual([form, false]);
  });
});

test('Through jambonz a code is spoken to a person, and to no machine that it detects', async () => {
  const machine = lakes.carrier.machine('portal', 'portal');
  const hook = async (url: string, payload: object) => (await lakes.app.inject({ method: 'POST', url, payload })).body;
  const asks = async () => {
    const { account } = await lakes.caller('Walter Kim');
    await lakes.carrier.run(machine, enrol, { account, way: 'call', origin: origin() });
    await lakes.work();
    return lakes.placed();
  };
  const path = await asks();
  expect(lakes.peer.asked.at(-1)?.fields).toMatchObject({
    call_hook: { url: `${publicUrl}${path}` },
    amd: { actionHook: `${publicUrl}${path}` },
  });
  const asked = await hook(path, { call_sid: 'J1' });
  const spoken = await hook(`${path}?turn=key`, { call_sid: 'J1', digits: keyIn(asked) });
  expect(JSON.parse(spoken)).toMatchObject([{ verb: 'say' }, { verb: 'hangup' }]);
  expect(codeIn(spoken)).toMatch(/^[0-9]{12}$/);
  const mailbox = await asks();
  const key = keyIn(await hook(mailbox, { call_sid: 'J2' }));
  await hook(mailbox, { call_sid: 'J2', type: 'amd_machine_detected' });
  expect(codeIn(await hook(`${mailbox}?turn=key`, { call_sid: 'J2', digits: key }))).toBe('');
});
