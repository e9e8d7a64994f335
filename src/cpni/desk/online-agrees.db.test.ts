import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type Desk, deskOf } from '../../../test/desk.ts';
import { house, type Staff, type TestHouse } from '../../../test/house.ts';
import { hashPassword } from '../../carriers/staff/passwords.ts';
import { cpniClasses } from '../../law/facts.ts';
import { operations } from '../../operations.ts';

// 64.2010(c): what the carrier's own pages may show an online customer, beside what its desk would tell the same customer, class by class, in
// whatever state he is. The desk may tell more, where a face or a number of record proves him; online may never show what the desk refuses.

const { 'online.ask': askOnline, 'desk.show': show, 'desk.open': open, 'promises.undertake': undertake } = operations;

let home: TestHouse;
let desk: Desk;
let rita: Staff;

beforeAll(async () => {
  home = await house();
  desk = await deskOf(home, 'twilio');
  rita = await desk.carrier.person('Rita Moss', 'agent');
});
afterAll(async () => {
  await desk.close();
  await home.close();
});

const run: Desk['carrier']['run'] = (as, o, input) => desk.carrier.run(as, o, input);

type Shown = { readonly caller: Caller; readonly sessionId: string; readonly login: string };
let made = 0;

/** A customer with an online session by his password, and the same password for the telephone. */
const signedIn = async (): Promise<Shown> => {
  made += 1;
  const caller = await desk.caller('Rosa Nguyen');
  const { customerId } = caller;
  const login = `rosa${made}@mail.example`;
  const hash = await hashPassword('48279135');
  await desk.carrier.look(async (ctx) => {
    const id = ctx.id();
    const account = { id, customerId, loginKey: login, createdAt: ctx.at, endedAt: null };
    await ctx.tx.insertInto('onlineAccount').values(account).execute();
    for (const onlineAccountId of [id, null])
      await ctx.tx
        .insertInto('customerPassword')
        .values({
          ...{ id: ctx.id(), customerId, onlineAccountId, hash, codeId: null, endedAt: null },
          setBy: 'start-of-service',
          setAt: ctx.at,
        })
        .execute();
  });
  const portal = desk.carrier.machine('portal', 'portal');
  const session = await run(portal, operations['online.check'], { login, password: '48279135', origin: '192.0.2.60' });
  if (session.outcome !== 'authenticated') throw new Error(session.outcome);
  return { caller, login, sessionId: session.sessionId };
};

/** The classes that the portal may show in a session now. */
const shownOnline = async (sessionId: string): Promise<readonly string[]> => {
  const portal = desk.carrier.machine('portal', 'portal');
  const shown: string[] = [];
  for (const cpni of cpniClasses)
    if ((await run(portal, askOnline, { sessionId, cpni: [cpni] })).allowed) shown.push(cpni);
  return shown;
};

const enters = async (sessionId: string): Promise<void> => {
  const { path } = await run(desk.agnes, operations['desk.askPassword'], { sessionId, way: 'chat' });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await desk.app.inject({ method: 'POST', url: path ?? '', headers, payload: 'password=48279135' });
};

/** The classes that the desk would tell the same customer in a chat, proved by the same password. */
const toldInChat = async ({ caller: { customerId } }: Shown): Promise<readonly string[]> => {
  const { sessionId } = await run(desk.agnes, open, { customerId, as: 'chat' });
  await enters(sessionId);
  const { items } = await run(desk.agnes, show, { sessionId });
  return items.filter(({ state }) => state === 'open').map(({ cpni }) => cpni);
};

/** The same on the telephone, with the password keyed in. */
const toldByPhone = async ({ caller }: Shown): Promise<readonly string[]> => {
  const sessionId = await desk.call(caller.customerId);
  await run(desk.agnes, operations['desk.askPassword'], { sessionId, way: 'keys' });
  await desk.work();
  const moved = String(desk.peer.asked.at(-1)?.fields.Url).replace('https://prairie.example', '');
  await desk.asks(`${moved}?turn=key`, { CallSid: 'CA', From: caller.number, Digits: '48279135' });
  const { items } = await run(desk.agnes, show, { sessionId });
  return items.filter(({ state }) => state === 'open').map(({ cpni }) => cpni);
};

const agree = async (one: Shown): Promise<readonly string[]> => {
  const online = await shownOnline(one.sessionId);
  const chat = await toldInChat(one);
  const phone = await toldByPhone(one);
  for (const cpni of online) expect([cpni, chat.includes(cpni), phone.includes(cpni)]).toEqual([cpni, true, true]);
  return online;
};

describe('Nothing is shown online that the desk would refuse:', () => {
  test('by a password both open every class', async () => {
    expect(await agree(await signedIn())).toEqual([...cpniClasses]);
  });

  test('a carrier that promised three ways by telephone opens no more online than it tells', async () => {
    await run(desk.carla, undertake, { code: 'phone-release-three-ways', from: '2026-01-01', source: 'board' });
    expect(await agree(await signedIn())).toEqual([...cpniClasses]);
  });

  test('a session that ended, ran out, or belongs to another shows nothing, as a desk without proof tells nothing', async () => {
    const rosa = await signedIn();
    const portal = desk.carrier.machine('portal', 'portal');
    await run(portal, operations['online.end'], { sessionId: rosa.sessionId });
    expect(await shownOnline(rosa.sessionId)).toEqual([]);
    const leo = await signedIn();
    await desk.carrier.at('2026-06-01T16:00:00Z');
    expect(await shownOnline(leo.sessionId)).toEqual([]);
    await desk.carrier.at('2026-06-01T15:00:00Z');
    const taken = await signedIn();
    await run(desk.carla, operations['online.stop'], { customerId: taken.caller.customerId, reason: 'taken-over' });
    expect(await shownOnline(taken.sessionId)).toEqual([]);
    const { sessionId } = await run(desk.agnes, open, { customerId: rosa.caller.customerId, as: 'chat' });
    const { items } = await run(desk.agnes, show, { sessionId });
    expect(items.filter(({ state }) => state !== 'locked')).toEqual([]);
  });

  test('a name and an account number, a call back, a recital and a photo open nothing online, whoever says so', async () => {
    const rosa = await signedIn();
    const said = ['identity-only', 'callback-number-of-record', 'customer-recited', 'photo-id', 'none'] as const;
    for (const authentication of said) {
      const { allowed } = await run(rita, operations['decisions.ask'], {
        customerId: rosa.caller.customerId,
        sessionId: rosa.sessionId,
        use: {
          ...{ identifiable: 'individual', source: 'own-service', purpose: 'customer-request', offer: null },
          ...{ recipient: 'customer', recipientServes: [], to: null, cpni: ['call-detail'], agreement: false },
          ...{ callId: null, channel: 'online', authentication },
        },
      });
      expect([authentication, allowed]).toEqual([authentication, false]);
    }
  });
});
