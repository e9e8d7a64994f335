import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type Desk, deskOf } from '../../../test/desk.ts';
import { house, type Staff, type TestHouse } from '../../../test/house.ts';
import { hashPassword } from '../../carriers/staff/passwords.ts';
import { Problem } from '../../kernel/problem.ts';
import { HOUR, MINUTE } from '../../kernel/time.ts';
import { operations } from '../../operations.ts';

// Random callers, honest and not, through every way of the desk. What a lawful proof is here is told by what was done, not by what
// the desk answered.

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

const steps = [
  'call',
  'visit',
  'chat',
  'identify',
  'recite',
  'recite-wrong',
  'photo',
  'photo-expired',
  'contract',
  'contract-by-another',
  'answer-key',
  'answer-mailbox',
  'answer-wrong-key',
  'password',
  'password-wrong',
  'end',
  'wait-10',
  'wait-31',
] as const;
type Step = (typeof steps)[number];

/** What was truly done in the session that goes on. Times in epoch ms. */
type Truth = {
  now: number;
  as: 'call' | 'visit' | 'chat';
  sessionId: string;
  openedAt: number;
  ended: boolean;
  /** Until when something lawful opens all call detail, and the one call that was told. */
  allUntil: number;
  toldUntil: number;
  wrongPasswords: number;
  wrongRecitals: number;
};

const day = { from: '2026-05-01', until: '2026-05-31' };
const told = { number: '+13195550102', day: '2026-05-29' };
const photo = { kind: 'passport', name: 'Rosa Nguyen', expiresOn: '2026-06-30' } as const;
const { run } = { run: ((as, o, input) => desk.carrier.run(as, o, input)) as Desk['carrier']['run'] };

const opened = async (caller: Caller, truth: Truth, as: Truth['as']): Promise<void> => {
  truth.sessionId =
    as === 'call'
      ? await desk.call(caller.customerId)
      : (await run(desk.agnes, operations['desk.open'], { customerId: caller.customerId, as })).sessionId;
  Object.assign(truth, { as, openedAt: truth.now, ended: false, allUntil: 0, toldUntil: 0 });
};

const calledBack = async (caller: Caller, truth: Truth, answer: 'key' | 'mailbox' | 'wrong-key'): Promise<void> => {
  const { sessionId } = truth;
  await run(desk.agnes, operations['desk.callBack'], { sessionId, serviceId: caller.serviceId });
  await desk.work();
  const path = desk.placed();
  const CallSid = `CB-${sessionId}`;
  const AnsweredBy = answer === 'mailbox' ? 'machine_start' : 'human';
  const key = /press (\d) to/.exec((await desk.asks(path, { CallSid, AnsweredBy })).body)?.[1] ?? '2';
  const pressed = answer === 'key' ? [key] : '23456789'.split('').filter((one) => one !== key);
  for (const Digits of answer === 'mailbox' ? '23456789' : pressed)
    await desk.asks(`${path}?turn=key`, { CallSid, Digits });
  if (answer === 'key') Object.assign(truth, { allUntil: truth.now + 30 * MINUTE, toldUntil: 0 });
};

const typed = async (caller: Caller, truth: Truth, password: string): Promise<void> => {
  const { sessionId, as } = truth;
  const text = { way: 'text' as const, serviceId: caller.serviceId };
  const asked = await run(desk.agnes, operations['desk.askPassword'], {
    sessionId,
    ...(as === 'chat' ? { way: 'chat' as const } : text),
  });
  await desk.work();
  const body = String(desk.peer.asked.at(-1)?.fields.Body);
  const url = asked.path ?? /https:\/\/prairie\.example(\/desk\/\S+)/.exec(body)?.[1] ?? '';
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await desk.app.inject({ method: 'POST', url, headers, payload: `password=${password}` });
  const right = password === '48279135' && truth.wrongPasswords < 3;
  if (!right) truth.wrongPasswords += 1;
  else if (as !== 'visit') truth.allUntil = truth.now + 30 * MINUTE;
  if (right) truth.wrongPasswords = 0;
};

const waited = async (truth: Truth, minutes: number): Promise<void> => {
  truth.now += minutes * MINUTE;
  await desk.carrier.at(new Date(truth.now).toISOString());
};

const done = async (step: Step, caller: Caller, truth: Truth): Promise<void> => {
  const { sessionId, as, now } = truth;
  const half = now + 30 * MINUTE;
  switch (step) {
    case 'call':
    case 'visit':
    case 'chat':
      return opened(caller, truth, step);
    case 'identify':
      return void (await desk.identify(sessionId, 'Rosa Nguyen', caller.account));
    case 'recite':
    case 'recite-wrong': {
      const wrong = step === 'recite-wrong';
      await run(desk.agnes, operations['desk.recite'], { sessionId, ...told, ...(wrong ? { day: '2026-05-28' } : {}) });
      if (as === 'call' && !wrong && truth.wrongRecitals < 5) truth.toldUntil = half;
      if (as === 'call' && wrong) truth.wrongRecitals += 1;
      return;
    }
    case 'photo':
      await run(desk.agnes, operations['desk.photoId'], { sessionId, ...photo });
      if (as === 'visit') truth.allUntil = half;
      return;
    case 'photo-expired':
      return void (await run(desk.agnes, operations['desk.photoId'], { sessionId, ...photo, expiresOn: '2026-05-31' }));
    case 'contract':
      await run(rita, operations['desk.byContract'], { sessionId, name: 'Rosa Nguyen' });
      truth.allUntil = half;
      return;
    case 'contract-by-another':
      return void (await run(desk.agnes, operations['desk.byContract'], { sessionId, name: 'Rosa Nguyen' }));
    case 'answer-key':
      return calledBack(caller, truth, 'key');
    case 'answer-mailbox':
      return calledBack(caller, truth, 'mailbox');
    case 'answer-wrong-key':
      return calledBack(caller, truth, 'wrong-key');
    case 'password':
      return typed(caller, truth, '48279135');
    case 'password-wrong':
      return typed(caller, truth, '11112222');
    case 'end':
      await run(desk.agnes, operations['desk.end'], { sessionId, how: 'hang-up' });
      truth.ended = true;
      return;
    case 'wait-10':
      return waited(truth, 10);
    case 'wait-31':
      return waited(truth, 31);
  }
};

// what cannot be done at this point changes nothing
const tried = async (act: () => Promise<void>): Promise<void> => {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
};

const looked = async (sessionId: string): Promise<{ state: string; numbers: readonly (string | null)[] }> => {
  try {
    const { state, calls } = await run(desk.agnes, operations['desk.calls'], { sessionId, ...day });
    return { state, numbers: calls.map(({ otherNumber }) => otherNumber) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { state: 'ended', numbers: [] };
  }
};

let begunSoFar = 0;

const begun = async (): Promise<{ caller: Caller; truth: Truth }> => {
  const caller = await desk.caller('Rosa Nguyen');
  const { customerId } = caller;
  await desk.carrier.look((ctx) =>
    ctx.tx
      .insertInto('customerPassword')
      .values({
        ...{ id: ctx.id(), customerId, onlineAccountId: null, hash, setBy: 'start-of-service', codeId: null },
        setAt: ctx.at,
        endedAt: null,
      })
      .execute(),
  );
  await run(desk.carla, operations['businessContracts.enter'], {
    customerId,
    representativeId: rita.id,
    reference: 'contract 17',
    documentHash: 'a'.repeat(64),
    clause: 'CPNI goes only to the persons of schedule B.',
    agreedWay: 'Known by voice.',
    fromDay: '2026-01-01',
    untilDay: '2026-12-31',
  });
  // an agent through whom twenty failed within an hour rests: each sequence has hours of its own
  begunSoFar += 1;
  const now = Date.parse('2026-06-01T15:00:00Z') + begunSoFar * 2 * HOUR;
  await desk.carrier.at(new Date(now).toISOString());
  const truth: Truth = {
    ...{ now, as: 'call', sessionId: '', openedAt: now, ended: false, allUntil: 0, toldUntil: 0 },
    ...{ wrongPasswords: 0, wrongRecitals: 0 },
  };
  await opened(caller, truth, 'call');
  return { caller, truth };
};

// whatever chance brings, these meet each state
const opening: [Step[]][] = [[['identify', 'recite', 'answer-key']], [['identify', 'recite-wrong', 'recite', 'end']]];

describe('No sequence of steps at the desk', () => {
  test('opens call detail without a lawful proof in force', async () => {
    const met = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...steps), { minLength: 3, maxLength: 9 }), async (list) => {
        const { caller, truth } = await begun();
        for (const step of list) {
          await tried(() => done(step, caller, truth));
          const { state, numbers } = await looked(truth.sessionId);
          met.set(state, (met.get(state) ?? 0) + 1);
          const { now } = truth;
          const on = !truth.ended && now < truth.openedAt + HOUR;
          if (state === 'open') expect([list, step, on && now < truth.allUntil]).toEqual([list, step, true]);
          else if (state === 'recited') {
            expect([list, step, on && now < truth.toldUntil]).toEqual([list, step, true]);
            expect(numbers).toEqual(['+13195550102']);
          } else expect(numbers).toEqual([]);
        }
      }),
      { numRuns: 25, examples: opening },
    );
    // a desk that opens nothing would pass too
    expect([...met.keys()].toSorted()).toEqual(expect.arrayContaining(['ended', 'locked', 'open', 'recited']));
  }, 240_000);
});
