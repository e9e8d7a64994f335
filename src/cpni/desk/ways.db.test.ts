import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type Desk, deskOf } from '../../../test/desk.ts';
import { house, type Staff, type TestHouse } from '../../../test/house.ts';
import { workAll } from '../../../test/work.ts';
import { hashPassword } from '../../carriers/staff/passwords.ts';
import { operations } from '../../operations.ts';
import type { Mail } from '../../outside/mail-out.ts';

const {
  'desk.open': openSession,
  'desk.show': showSession,
  'desk.calls': showCalls,
  'desk.recite': recite,
  'desk.photoId': photoId,
  'desk.byContract': byContract,
  'desk.send': send,
  'desk.letters': letters,
  'desk.posted': posted,
  'desk.askPassword': askPassword,
  'desk.showPrompt': showPrompt,
  'businessContracts.enter': enterContract,
  'businessContracts.list': listContracts,
  'customers.contacts.add': addContact,
  'customers.contacts.end': endContact,
  'customers.persons.add': addPerson,
  'members.end': endMember,
  'mail.configure': configureMail,
} = operations;

let home: TestHouse;
let desk: Desk;
let rita: Staff;
let rosa: Caller;

beforeAll(async () => {
  home = await house();
  desk = await deskOf(home, 'twilio');
  rita = await desk.carrier.person('Rita Moss', 'agent');
});
afterAll(async () => {
  await desk.close();
  await home.close();
});

const may = { from: '2026-05-01', until: '2026-05-31' };
const run: Desk['carrier']['run'] = (as, o, input) => desk.carrier.run(as, o, input);
const calls = (sessionId: string) => run(desk.agnes, showCalls, { sessionId, ...may });
const visit = async (customerId: string): Promise<string> =>
  (await run(desk.agnes, openSession, { customerId, as: 'visit' })).sessionId;
const chat = async (customerId: string): Promise<string> =>
  (await run(desk.agnes, openSession, { customerId, as: 'chat' })).sessionId;
const wayOf = async (sessionId: string, name: string) =>
  (await run(desk.agnes, showSession, { sessionId })).ways.find(({ way }) => way === name);

describe('A call that the customer tells himself', () => {
  test('opens that row and no other', async () => {
    rosa = await desk.caller('Rosa Nguyen');
    const sessionId = await desk.call(rosa.customerId);
    const told = { sessionId, number: '319-555-0102', day: '2026-05-29' };
    expect(await run(desk.agnes, recite, told)).toEqual({ outcome: 'opened', triesLeft: 5 });
    const opened = await calls(sessionId);
    expect(opened).toMatchObject({ state: 'recited', cite: '47 CFR 64.2010(b)' });
    expect(opened.calls.map(({ otherNumber }) => otherNumber)).toEqual(['+13195550102']);
    expect(JSON.stringify(await run(desk.agnes, showSession, { sessionId }))).not.toContain('3195550101');
  });

  test('must be right in all that he says, and opens nothing after five wrong tries, in whatever call', async () => {
    const walter = await desk.caller('Walter Kim');
    const sessionId = await desk.call(walter.customerId);
    const told = { sessionId, number: '+13195550102', day: '2026-05-29' };
    // 11:30 in Chicago, ten minutes long
    expect(await run(desk.agnes, recite, { ...told, time: '11:46' })).toEqual({ outcome: 'no-match', triesLeft: 4 });
    expect(await run(desk.agnes, recite, { ...told, minutes: 12 })).toEqual({ outcome: 'no-match', triesLeft: 3 });
    expect(await run(desk.agnes, recite, { ...told, day: '2026-05-28' })).toMatchObject({ triesLeft: 2 });
    const second = await desk.call(walter.customerId);
    const again = { ...told, sessionId: second };
    expect(await run(desk.agnes, recite, { ...again, number: 'nobody' })).toMatchObject({ triesLeft: 1 });
    expect(await run(desk.agnes, recite, { ...again, number: '+13195550109' })).toMatchObject({ triesLeft: 0 });
    expect(await run(desk.agnes, recite, again)).toEqual({ outcome: 'closed', triesLeft: 0 });
    expect(await calls(second)).toMatchObject({ state: 'locked', calls: [] });
    const { items } = await run(desk.carla, operations['tasks.list'], {});
    expect(items.filter(({ kind }) => kind === 'pretexting-signal')).toHaveLength(1);
    await desk.carrier.at('2026-06-02T15:00:00Z');
    const nextDay = await desk.call(walter.customerId);
    const good = { ...told, sessionId: nextDay, time: '11:45', minutes: 11 };
    expect(await run(desk.agnes, recite, good)).toMatchObject({ outcome: 'opened' });
  });

  test('is asked for more where two calls are so, and counts for nothing in a store or a chat', async () => {
    const leo = await desk.caller('Leo Park');
    const twice = {
      call_key: 'twice',
      from: leo.number,
      to: '+13195550102',
      start: '2026-05-29T20:00:00Z',
      talk_ms: 60_000,
    };
    await desk.carrier.stream(desk.carla, operations['callDetail.import'], {}, JSON.stringify(twice));
    const told = { number: '+13195550102', day: '2026-05-29' };
    const sessionId = await desk.call(leo.customerId);
    expect(await run(desk.agnes, recite, { ...told, sessionId })).toMatchObject({ outcome: 'several' });
    expect(await run(desk.agnes, recite, { ...told, sessionId, time: '15:00' })).toMatchObject({ outcome: 'opened' });
    for (const elsewhere of [await visit(leo.customerId), await chat(leo.customerId)])
      expect(await run(desk.agnes, recite, { ...told, sessionId: elsewhere })).toMatchObject({ outcome: 'closed' });
  });
});

describe('A photo ID in the store', () => {
  const id = { kind: 'driver-license', name: 'Rosa Nguyen', expiresOn: '2026-06-01' } as const;

  test('opens call detail on its last day to the customer, and is no way on the telephone', async () => {
    rosa = await desk.caller('Rosa Nguyen');
    const sessionId = await visit(rosa.customerId);
    expect(await calls(sessionId)).toMatchObject({ state: 'locked', cite: '47 CFR 64.2010(d)' });
    expect(await run(desk.agnes, photoId, { sessionId, ...id })).toMatchObject({ held: true });
    expect(await calls(sessionId)).toMatchObject({ state: 'open', cite: '47 CFR 64.2010(d)' });
    const call = await desk.call(rosa.customerId);
    await expect(run(desk.agnes, photoId, { sessionId: call, ...id })).rejects.toThrow(/not in the store/);
    const machine = desk.carrier.machine('kiosk', 'agent');
    await expect(run(machine, photoId, { sessionId, ...id })).rejects.toThrow(/person/);
  });

  test('the day after its last day, or in another name, opens nothing; nothing of it is kept', async () => {
    rosa = await desk.caller('Rosa Nguyen');
    const sessionId = await visit(rosa.customerId);
    const shown = (changes: object) => run(desk.agnes, photoId, { sessionId, ...id, ...changes });
    expect(await shown({ expiresOn: '2026-05-31' })).toMatchObject({ held: false, missing: 'expired' });
    expect(await shown({ name: 'Rosie Nguyen' })).toMatchObject({ held: false, missing: 'name' });
    expect(await shown({ kind: 'not-government' })).toMatchObject({ held: false, missing: 'government' });
    expect(await calls(sessionId)).toMatchObject({ state: 'locked' });
    await run(desk.carla, addPerson, { customerId: rosa.customerId, name: 'Rosie Nguyen' });
    expect(await shown({ name: 'Rosie Nguyen' })).toMatchObject({ held: true });
    const kept = await desk.carrier.look((ctx) => ctx.tx.selectFrom('ledgerEntry').select('body').execute());
    expect(JSON.stringify(kept)).not.toMatch(/Rosie|driver-license/);
  });
});

describe('A business contract', () => {
  const term = {
    reference: 'contract 17',
    documentHash: 'a'.repeat(64),
    clause: 'CPNI goes only to the persons of schedule B.',
    agreedWay: 'Known by voice to the representative.',
    fromDay: '2026-06-01',
    untilDay: '2026-06-30',
  };

  test('that does not speak of CPNI is refused, and one that does opens to its own representative only', async () => {
    const acme = await desk.caller('Acme Dental');
    const { customerId } = acme;
    const entered = { customerId, representativeId: rita.id, ...term };
    await expect(
      run(desk.carla, enterContract, { ...entered, clause: 'The customer pays in thirty days.' }),
    ).rejects.toThrow(/does not speak of CPNI/);
    const sessionId = await desk.call(customerId);
    const known = (as: Staff, name: string) => run(as, byContract, { sessionId, name });
    expect(await known(rita, 'Acme Dental')).toMatchObject({ held: false, missing: 'contract' });
    await run(desk.carla, enterContract, entered);
    await run(desk.carla, addPerson, { customerId, name: 'Paula Voss' });
    expect(await known(desk.agnes, 'Paula Voss')).toMatchObject({ missing: 'other-representative' });
    expect(await known(rita, 'Paul Voss')).toMatchObject({ missing: 'name' });
    expect(await calls(sessionId)).toMatchObject({ state: 'locked' });
    expect(await known(rita, 'Paula Voss')).toMatchObject({ held: true, cite: '47 CFR 64.2010(g)' });
    expect(await calls(sessionId)).toMatchObject({ state: 'open', cite: '47 CFR 64.2010(g)' });
  });

  test('lapses after its last day and when the representative leaves', async () => {
    const { customerId } = await desk.caller('Acme Dental');
    const tom = await desk.carrier.person('Tom Ray', 'agent');
    await run(desk.carla, enterContract, { customerId, representativeId: tom.id, ...term });
    const missing = async () => (await run(desk.agnes, listContracts, { customerId })).items[0]?.missing;
    await desk.carrier.at('2026-06-30T15:00:00Z');
    expect(await missing()).toBeNull();
    const ada = await desk.carrier.person('Ada Lund', 'administrator');
    const { items } = await run(ada, operations['members.list'], {});
    const membership = items.find(({ personId }) => personId === tom.id);
    await run(ada, endMember, { memberId: membership?.id ?? '', reason: 'left' });
    expect(await missing()).toBe('representative');
    const sessionId = await desk.call(customerId);
    expect(await run(tom, byContract, { sessionId, name: 'Acme Dental' })).toMatchObject({ held: false });
    await desk.carrier.at('2026-07-01T15:00:00Z');
    expect(await missing()).toBe('over');
  });
});

describe('Call detail sent to the address of record', () => {
  const linked = async (kind: 'postal' | 'email', value: string, on: string) => {
    const caller = await desk.caller('Ana Cruz');
    await desk.carrier.at(on);
    const { id: contactId } = await run(desk.carla, addContact, { customerId: caller.customerId, kind, value });
    await desk.carrier.at('2026-06-01T15:00:00Z');
    return { ...caller, contactId };
  };

  test('goes to an address of the thirtieth day, not of the twenty-ninth, and nobody at the desk sees it', async () => {
    const ana = await linked('postal', '7 Old Road, Ames, IA 50010', '2026-05-03T15:00:00Z');
    const sessionId = await desk.call(ana.customerId);
    const sent = () => run(desk.agnes, send, { sessionId, contactId: ana.contactId, ...may });
    expect(await sent()).toMatchObject({
      dispatchId: null,
      cite: '47 CFR 64.2003(b)',
      why: 'The address was linked on 2026-05-03 and becomes an address of record on 2026-06-02.',
    });
    expect(await wayOf(sessionId, 'sent-to-address-of-record')).toMatchObject({ open: false });
    await desk.carrier.at('2026-06-02T15:00:00Z');
    const next = await desk.call(ana.customerId);
    const answered = await run(desk.agnes, send, { sessionId: next, contactId: ana.contactId, ...may });
    expect(answered).toMatchObject({ state: 'letter', cite: '47 CFR 64.2010(a)', why: '' });
    expect(JSON.stringify(answered)).not.toContain('319555');
    expect(await calls(next)).toMatchObject({ state: 'locked', calls: [] });
    const { items } = await run(desk.carla, letters, {});
    expect(items).toMatchObject([{ name: 'Ana Cruz', address: '7 Old Road, Ames, IA 50010' }]);
    expect(items[0]?.words).toContain('2026-05-29 11:30  to +13195550102  600 s');
    await run(desk.carla, posted, { dispatchId: items[0]?.dispatchId ?? '' });
    expect((await run(desk.carla, letters, {})).items).toEqual([]);
  });

  test('goes by e-mail once, and not to an address that was taken off meanwhile', async () => {
    await run(desk.carla, configureMail, {
      host: '127.0.0.1',
      port: 25,
      security: 'none',
      userName: null,
      password: null,
      fromName: 'Prairie Voice',
      fromAddress: 'notices@prairievoice.example',
      returnDomain: 'returns.prairievoice.example',
      dkimDomain: 'prairievoice.example',
      dkimSelector: 'c1',
      sendingIps: ['192.0.2.25'],
      replyDomain: 'replies.prairievoice.example',
      choiceAddress: 'https://choice.prairievoice.example/choice',
    });
    const mails: Mail[] = [];
    const outside = {
      ...desk.outside,
      lookUpText: () => Promise.resolve([]),
      sendMail: async (_server: unknown, list: readonly Mail[]) => {
        mails.push(...list);
        return list.map(() => ({ outcome: 'accepted' as const, code: '250', at: Date.now() }));
      },
    };
    const ana = await linked('email', 'ana@example.org', '2026-02-01T15:00:00Z');
    const sessionId = await desk.call(ana.customerId);
    const wanted = { sessionId, contactId: ana.contactId, ...may };
    expect(await run(desk.agnes, send, wanted)).toMatchObject({ state: 'wanted' });
    await workAll(home, outside);
    await workAll(home, outside);
    expect(mails.map(({ to }) => to)).toEqual(['ana@example.org']);
    expect(mails[0]?.text).toContain('+13195550103');
    await run(desk.agnes, send, wanted);
    await run(desk.carla, endContact, { customerId: ana.customerId, contactId: ana.contactId });
    await workAll(home, outside);
    expect(mails).toHaveLength(1);
  });
});

describe('A password that the customer enters himself', () => {
  const password = 'marigold 77 stone';
  const withPassword = async (secret: string): Promise<Caller> => {
    const caller = await desk.caller('Rosa Nguyen');
    const hash = await hashPassword(secret);
    await desk.carrier.look((ctx) =>
      ctx.tx
        .insertInto('customerPassword')
        .values({
          id: ctx.id(),
          customerId: caller.customerId,
          onlineAccountId: null,
          hash,
          setBy: 'start-of-service',
          codeId: null,
          setAt: ctx.at,
          endedAt: null,
        })
        .execute(),
    );
    return caller;
  };
  const type = (path: string, typed: string) =>
    desk.app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ password: typed }).toString(),
    });
  const texted = (number: string): string => {
    const last = desk.peer.asked.filter(({ path, fields }) => path.includes('Messages') && fields.To === number).at(-1);
    return /https:\/\/prairie\.example(\/desk\/\S+)/.exec(String(last?.fields.Body))?.[1] ?? '';
  };

  test('on the page that is texted to his number of record opens call detail, and the agent sees only that it was right', async () => {
    const caller = await withPassword(password);
    const sessionId = await desk.call(caller.customerId);
    const { promptId, path: none } = await run(desk.agnes, askPassword, {
      sessionId,
      way: 'text',
      serviceId: caller.serviceId,
    });
    expect(none).toBeNull();
    await desk.work();
    const path = texted(caller.number);
    expect((await desk.app.inject({ url: path })).body).toContain('Prairie Voice LLC');
    expect((await type(path, 'something else')).body).toContain('That was not the password');
    expect(await run(desk.agnes, showPrompt, { promptId })).toMatchObject({ state: 'waiting', wrong: 1 });
    expect(await calls(sessionId)).toMatchObject({ state: 'locked' });
    expect((await type(path, password)).body).toContain('The password is right');
    expect(await run(desk.agnes, showPrompt, { promptId })).toMatchObject({ state: 'proved' });
    expect(await calls(sessionId)).toMatchObject({ state: 'open', cite: '47 CFR 64.2010(b)' });
    expect((await type(path, password)).body).toContain('takes no password any more');
    const kept = await desk.carrier.look((ctx) => ctx.tx.selectFrom('ledgerEntry').select('body').execute());
    expect(JSON.stringify(kept)).not.toContain(password);
  });

  test('wrong three times rests the account: the right one opens nothing then', async () => {
    const caller = await withPassword(password);
    const sessionId = await chat(caller.customerId);
    const asked = () => run(desk.agnes, askPassword, { sessionId, way: 'chat' });
    const { path, promptId } = await asked();
    for (const typed of ['one', 'two', 'three']) await type(path ?? '', typed);
    expect(await run(desk.agnes, showPrompt, { promptId })).toMatchObject({ state: 'locked', wrong: 3, of: 3 });
    const rests = await wayOf(sessionId, 'password');
    expect(rests?.open).toBe(false);
    expect(rests?.why).toContain('three wrong entries: it rests until 2026-06-02T');
    expect(rests?.why).toContain('a code to the number of record, or a letter');
    expect((await type((await asked()).path ?? '', password)).body).toContain('This account rests');
    expect(await calls(sessionId)).toMatchObject({ state: 'locked', cite: '47 CFR 64.2010(c)' });
  });

  test('on a page older than ten minutes, or of a session that ended, is not taken', async () => {
    const caller = await withPassword(password);
    const sessionId = await chat(caller.customerId);
    const { path } = await run(desk.agnes, askPassword, { sessionId, way: 'chat' });
    await desk.carrier.at('2026-06-01T15:10:00Z');
    expect((await type(path ?? '', password)).body).toContain('takes no password any more');
    const again = await run(desk.agnes, askPassword, { sessionId, way: 'chat' });
    await run(desk.agnes, operations['desk.end'], { sessionId, how: 'finished', reason: 'told' });
    expect((await type(again.path ?? '', password)).body).toContain('takes no password any more');
    expect((await type(`/desk/${desk.carrier.id}/${'A'.repeat(22)}`, password)).statusCode).toBe(404);
  });

  test('by the keys of his telephone opens call detail, after which the staff is connected again', async () => {
    const caller = await withPassword('48279135');
    const sessionId = await desk.call(caller.customerId);
    await run(desk.agnes, askPassword, { sessionId, way: 'keys' });
    await desk.work();
    const moved = desk.peer.asked.at(-1);
    const path = String(moved?.fields.Url).replace('https://prairie.example', '');
    expect(path).toContain('/desk-keys/');
    const call = { CallSid: 'CA', From: caller.number };
    expect((await desk.asks(path, call)).body).toContain('finishOnKey="#"');
    expect((await desk.asks(`${path}?turn=key`, { ...call, Digits: '1111' })).body).toContain('<Gather');
    const right = await desk.asks(`${path}?turn=key`, { ...call, Digits: '48279135' });
    expect(right.body).toContain('<Dial>+15155550199</Dial>');
    expect(await calls(sessionId)).toMatchObject({ state: 'open' });
  });
});
