import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type Desk, deskOf } from '../../../test/desk.ts';
import { house, type Staff, type TestHouse } from '../../../test/house.ts';
import { hashPassword } from '../../carriers/staff/passwords.ts';
import { operations } from '../../operations.ts';

// Each way of 64.2010 in each kind of session, as the customer himself takes it and as somebody else does: what stands open then.

type Kind = 'call' | 'chat' | 'visit';
type Way = 'password' | 'address of record' | 'call back' | 'recital' | 'contract';
type Outcome = {
  /** Call detail in the session. */
  readonly calls: 'open' | 'recited' | 'locked';
  readonly cite: string;
  /** Whether a letter goes to the address of record. */
  readonly letter: 'goes' | 'none';
};

let home: TestHouse;
let desk: Desk;
let rita: Staff;
let hash: string;

beforeAll(async () => {
  home = await house();
  desk = await deskOf(home, 'twilio');
  rita = await desk.carrier.person('Rita Moss', 'agent');
  hash = await hashPassword('48279135');
});
afterAll(async () => {
  await desk.close();
  await home.close();
});

const run: Desk['carrier']['run'] = (as, o, input) => desk.carrier.run(as, o, input);
const may = { from: '2026-05-01', until: '2026-05-31' };

/** A customer who has everything that any way needs: number, password, an address of thirty days, calls, a contract. */
const equipped = async (): Promise<Caller & { readonly old: string; readonly young: string }> => {
  const caller = await desk.caller('Acme Dental');
  const { customerId } = caller;
  const add = async (value: string, on: string) => {
    await desk.carrier.at(on);
    return (await run(desk.carla, operations['customers.contacts.add'], { customerId, kind: 'postal', value })).id;
  };
  const old = await add('7 Old Road, Ames, IA 50010', '2026-05-02T15:00:00Z');
  const young = await add('8 New Road, Ames, IA 50010', '2026-05-03T15:00:00Z');
  await desk.carrier.at('2026-06-01T15:00:00Z');
  await run(desk.carla, operations['businessContracts.enter'], {
    ...{ customerId, representativeId: rita.id, reference: 'contract 17', documentHash: 'a'.repeat(64) },
    ...{ clause: 'CPNI goes only to the persons of schedule B.', agreedWay: 'Known by voice.' },
    ...{ fromDay: '2026-06-01', untilDay: '2026-06-30' },
  });
  await desk.carrier.look((ctx) =>
    ctx.tx
      .insertInto('customerPassword')
      .values({
        ...{ id: ctx.id(), customerId, onlineAccountId: null, hash, codeId: null, endedAt: null },
        setBy: 'start-of-service',
        setAt: ctx.at,
      })
      .execute(),
  );
  return { ...caller, old, young };
};
type Equipped = Awaited<ReturnType<typeof equipped>>;

const opened = async (kind: Kind, { customerId }: Equipped): Promise<string> =>
  kind === 'call'
    ? desk.call(customerId)
    : (await run(desk.agnes, operations['desk.open'], { customerId, as: kind })).sessionId;

type Try = {
  readonly kind: Kind;
  readonly sessionId: string;
  readonly who: Equipped;
  readonly by: 'customer' | 'other';
};

const postsPassword = async ({ kind, sessionId, who, by }: Try): Promise<void> => {
  const way = kind === 'chat' ? 'chat' : 'text';
  const serviceId = way === 'text' ? who.serviceId : null;
  const asked = await run(desk.agnes, operations['desk.askPassword'], { sessionId, way, serviceId });
  await desk.work();
  const text = desk.peer.asked.findLast(({ fields }) => fields.To === who.number)?.fields.Body;
  const url = asked.path ?? /https:\/\/prairie\.example(\/desk\/\S+)/.exec(String(text))?.[1] ?? '';
  const payload = `password=${by === 'customer' ? '48279135' : '48279136'}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await desk.app.inject({ method: 'POST', url, payload, headers });
};

const answersCallBack = async ({ kind, sessionId, who, by }: Try): Promise<void> => {
  if (kind !== 'visit' && kind !== 'chat') await desk.identify(sessionId, 'Acme Dental', who.account);
  const wanted = { sessionId, serviceId: who.serviceId };
  const asked = await run(desk.agnes, operations['desk.callBack'], wanted).catch((error: Error) => error.message);
  if (typeof asked === 'string') {
    expect(asked).toContain('the customer is not on the telephone');
    return;
  }
  await desk.work();
  const path = desk.placed();
  const CallSid = `B-${sessionId}`;
  const heard = await desk.asks(path, { CallSid, AnsweredBy: by === 'customer' ? 'human' : 'machine_start' });
  await desk.asks(`${path}?turn=key`, { CallSid, Digits: /press (\d) to/.exec(heard.body)?.[1] ?? '5' });
};

/** What is done in a session by each way; gives whether a letter goes. */
const takes: Readonly<Record<Way, (one: Try) => Promise<unknown>>> = {
  password: postsPassword,
  'call back': answersCallBack,
  recital: ({ sessionId, by }) =>
    run(desk.agnes, operations['desk.recite'], {
      ...{ sessionId, number: '+13195550102', time: null, minutes: null },
      day: by === 'customer' ? '2026-05-29' : '2026-05-30',
    }),
  contract: ({ sessionId, by }) =>
    run(by === 'customer' ? rita : desk.agnes, operations['desk.byContract'], { sessionId, name: 'Acme Dental' }),
  'address of record': ({ sessionId, who, by }) => {
    const contactId = by === 'customer' ? who.old : who.young;
    return run(desk.agnes, operations['desk.send'], { sessionId, contactId, ...may });
  },
};

const outcomeOf = async (kind: Kind, way: Way, by: Try['by']): Promise<Outcome> => {
  const who = await equipped();
  const sessionId = await opened(kind, who);
  const answer = await takes[way]({ kind, sessionId, who, by });
  const { state, cite } = await run(desk.agnes, operations['desk.calls'], { sessionId, ...may });
  const goes = typeof answer === 'object' && answer !== null && 'state' in answer && answer.state === 'letter';
  return { calls: state, cite: cite ?? '', letter: goes ? 'goes' : 'none' };
};

const b = '47 CFR 64.2010(b)';
const c = '47 CFR 64.2010(c)';
const d = '47 CFR 64.2010(d)';
const g = '47 CFR 64.2010(g)';

// what the customer reaches who takes the way himself
const reached: readonly (readonly [Kind, Way, Outcome['calls'], string, Outcome['letter']])[] = [
  ['call', 'password', 'open', b, 'none'],
  ['call', 'address of record', 'locked', b, 'goes'],
  ['call', 'call back', 'open', b, 'none'],
  ['call', 'recital', 'recited', b, 'none'],
  ['call', 'contract', 'open', g, 'none'],
  ['chat', 'password', 'open', c, 'none'],
  ['chat', 'address of record', 'locked', c, 'goes'],
  ['chat', 'call back', 'locked', c, 'none'],
  ['chat', 'recital', 'locked', c, 'none'],
  ['chat', 'contract', 'open', g, 'none'],
  // in a store his face is compared, not his password
  ['visit', 'password', 'locked', d, 'none'],
  ['visit', 'address of record', 'locked', d, 'goes'],
  ['visit', 'call back', 'locked', d, 'none'],
  ['visit', 'recital', 'locked', d, 'none'],
  ['visit', 'contract', 'open', g, 'none'],
];
const locks: Readonly<Record<Kind, string>> = { call: b, chat: c, visit: d };

describe('In each kind of session, each of the five ways', () => {
  test.each(reached)('%s, %s: the customer himself finds call detail %s', async (kind, way, calls, cite, letter) => {
    expect(await outcomeOf(kind, way, 'customer')).toEqual({ calls, cite, letter });
  });

  test.each(reached)('%s, %s: somebody else finds nothing, and no letter goes', async (kind, way) => {
    expect(await outcomeOf(kind, way, 'other')).toEqual({ calls: 'locked', cite: locks[kind], letter: 'none' });
  });

  test('is there: three kinds by five ways', () => {
    expect(new Set(reached.map(([kind, way]) => `${kind}/${way}`)).size).toBe(15);
  });
});
