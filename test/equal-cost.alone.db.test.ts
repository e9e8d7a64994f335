import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Desk } from './desk.ts';
import type { TestHouse } from './house.ts';

// Whoever guesses at a secret pays one verification, whatever is behind it: a wrong one, none, an account that does not exist, one that
// rests. Counted, not timed: `npm run bench customer-secrets` times it. The spy lets every call through to the real argon2id.

const costs: string[] = [];
let last = { hashed: '', password: '' };
vi.mock('@node-rs/argon2', async (real) => {
  const argon2 = await real<typeof import('@node-rs/argon2')>();
  const verify: typeof argon2.verify = (hashed, password) => {
    costs.push(String(hashed).split('$').slice(1, 4).join('$'));
    last = { hashed: String(hashed), password: String(password) };
    return argon2.verify(hashed, password);
  };
  return { ...argon2, verify };
});

const { hashPassword, passwordMatches } = await import('../src/carriers/staff/passwords.ts');
const { operations } = await import('../src/operations.ts');
const { deskOf } = await import('./desk.ts');
const { house } = await import('./house.ts');

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

const one = 'argon2id$v=19$m=19456,t=2,p=1';
const run: Desk['carrier']['run'] = (as, o, input) => desk.carrier.run(as, o, input);
const portal = () => desk.carrier.machine('portal', 'portal');

let made = 0;
/** Another address for every try: what one did must not lock the next. */
const origin = (): string => {
  made += 1;
  return `198.18.7.${made}`;
};

/** What an act costs, beside what it answers. */
const costOf = async <T>(act: () => Promise<T>): Promise<{ readonly answer: T; readonly costs: readonly string[] }> => {
  costs.length = 0;
  const answer = await act();
  return { answer, costs: [...costs] };
};

type Guess = () => Promise<unknown>;

/** Each guess costs one verification and no two differ; `lock` is done often enough that the account rests, and costs the same then. */
const costsAlike = async (guesses: readonly Guess[], lock: Guess, locked: RegExp): Promise<void> => {
  for (const guess of guesses) expect((await costOf(guess)).costs).toEqual([one]);
  for (let n = 0; n < 3; n += 1) await lock();
  const resting = await costOf(lock);
  expect(JSON.stringify(resting.answer)).toMatch(locked);
  expect(resting.costs).toEqual([one]);
};

type Kept = { readonly customerId: string; readonly number: string; readonly account: string };

/** A customer with what a try is made at: a telephone password, a login of his own, its question. */
const equipped = async (telephone: 'with' | 'without'): Promise<Kept & { readonly login: string }> => {
  const caller = await desk.caller('Rosa Nguyen');
  const { customerId } = caller;
  made += 1;
  const login = `rosa${made}@mail.example`;
  const hash = await hashPassword('48279135');
  await desk.carrier.look(async (ctx) => {
    const accountId = ctx.id();
    const account = { id: accountId, customerId, loginKey: login, createdAt: ctx.at, endedAt: null };
    await ctx.tx.insertInto('onlineAccount').values(account).execute();
    const method = { id: ctx.id(), customerId, onlineAccountId: accountId, prompt: 'Which word?', answerHash: hash };
    await ctx.tx
      .insertInto('backupMethod')
      .values({ ...method, setAt: ctx.at, endedAt: null })
      .execute();
    const own = { customerId, hash, setBy: 'start-of-service' as const, codeId: null, setAt: ctx.at, endedAt: null };
    const of = telephone === 'with' ? [accountId, null] : [accountId];
    const rows = of.map((onlineAccountId) => ({ id: ctx.id(), onlineAccountId, ...own }));
    await ctx.tx.insertInto('customerPassword').values(rows).execute();
  });
  return { ...caller, login };
};

it('A password where there is none is verified against a real hash of the same cost, and matches nothing', async () => {
  const set = await hashPassword('seven quiet lanterns');
  costs.length = 0;
  expect(await passwordMatches(set, 'seven quiet lanterns')).toBe(true);
  expect(await passwordMatches(set, 'three tall ladders')).toBe(false);
  expect(await passwordMatches(null, 'three tall ladders')).toBe(false);
  expect(costs).toEqual([one, one, one]);
  expect(last.password).toBe('three tall ladders');
  expect(last.hashed).not.toBe(set);
});

describe('A guess costs one verification of one price', () => {
  it('at a login: wrong, unknown, ended, without a password, of a customer who left, and at rest', async () => {
    const [rosa, left, bare, ended] = [
      await equipped('without'),
      await equipped('without'),
      await equipped('without'),
      await equipped('without'),
    ];
    await run(desk.carla, operations['customers.leave'], { customerId: left.customerId });
    await desk.carrier.look(async (ctx) => {
      const passwords = ctx.tx.updateTable('customerPassword').set({ hash: null, endedAt: ctx.at });
      await passwords.where('customerId', '=', bare.customerId).execute();
      const accounts = ctx.tx.updateTable('onlineAccount').set({ endedAt: ctx.at });
      await accounts.where('customerId', '=', ended.customerId).execute();
    });
    const guess = (login: string) => () =>
      run(portal(), operations['online.check'], { login, password: '11112222', origin: origin() });
    const logins = [rosa.login, 'nobody@mail.example', ended.login, bare.login, left.login];
    await costsAlike(logins.map(guess), guess(rosa.login), /"locked"/);
    const right = { login: rosa.login, password: '48279135', origin: origin() };
    const resting = await costOf(() => run(portal(), operations['online.check'], right));
    expect(resting).toMatchObject({ answer: { outcome: 'locked' }, costs: [one] });
  });

  it('at a back-up question: wrong, unknown login, without a question, and at rest', async () => {
    const [rosa, bare] = [await equipped('without'), await equipped('without')];
    await desk.carrier.look((ctx) =>
      ctx.tx
        .updateTable('backupMethod')
        .set({ prompt: null, answerHash: null, endedAt: ctx.at })
        .where('customerId', '=', bare.customerId)
        .execute(),
    );
    const guess = (login: string) => () =>
      run(portal(), operations['online.reset'], {
        ...{ login, secretAnswer: 'jam jar', newPassword: 'three tall ladders', origin: origin() },
      });
    await costsAlike([rosa.login, 'nobody@mail.example', bare.login].map(guess), guess(rosa.login), /"locked"/);
  });

  it('at a one-time code: wrong, never made, of no account, and at rest', async () => {
    const rosa = await equipped('without');
    const code = async (account: string): Promise<string> => {
      const asked = await run(portal(), operations['online.enrol'], { account, way: 'text', origin: origin() });
      await desk.work();
      return asked.outcome === 'asked' ? asked.codeId : '';
    };
    const sets = { what: 'telephone', password: '730418' } as const;
    const guess = (codeId: string) => () =>
      run(portal(), operations['online.confirm'], { codeId, oneTimeCode: 'AAAA-AAAA', origin: origin(), sets });
    const [known, unknown] = [await code(rosa.account), await code('no such account')];
    const never = '01a1f0c2-7b00-7000-8000-0000000000ee';
    await costsAlike([known, unknown, never].map(guess), guess(known), /"locked"/);
  });

  const typed = async ({ customerId }: Kept): Promise<Guess> => {
    const { sessionId } = await run(desk.agnes, operations['desk.open'], { customerId, as: 'chat' });
    return async () => {
      const { path } = await run(desk.agnes, operations['desk.askPassword'], { sessionId, way: 'chat' });
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const payload = 'password=11112222';
      return (await desk.app.inject({ method: 'POST', url: path ?? '', headers, payload })).body;
    };
  };

  it('on the page at the desk: wrong, without a password, and at rest', async () => {
    const wrong = await typed(await equipped('with'));
    await costsAlike([wrong, await typed(await equipped('without'))], wrong, /This account rests/);
  });

  const keyedIn = async ({ customerId, number }: Kept): Promise<Guess> => {
    const sessionId = await desk.call(customerId);
    return async () => {
      await run(desk.agnes, operations['desk.askPassword'], { sessionId, way: 'keys' });
      await desk.work();
      const moved = String(desk.peer.asked.at(-1)?.fields.Url).replace('https://prairie.example', '');
      return desk.asks(`${moved}?turn=key`, { CallSid: 'CA', From: number, Digits: '11112222' });
    };
  };

  it('by the keys of a telephone: wrong, without a password, and at rest', async () => {
    const wrong = await keyedIn(await equipped('with'));
    await costsAlike([wrong, await keyedIn(await equipped('without'))], wrong, /Too many tries/);
  });
});
