import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { noOutside } from '../../../test/outside.ts';
import { type TelephonePeer, telephonePeer } from '../../../test/telephone.ts';
import { workAll } from '../../../test/work.ts';
import { configureTelephone } from '../../carriers/telephone/settings.ts';
import type { Actor } from '../../kernel/operation.ts';
import { operations } from '../../operations.ts';
import type { Outside } from '../../outside/outside.ts';
import { visit } from '../../outside/visit.ts';

const {
  'customers.add': addCustomer,
  'customers.services.add': addService,
  'customers.contacts.add': addContact,
  'accountChanges.list': listChanges,
  'tasks.list': listTasks,
  'online.enrol': enrol,
  'online.confirm': confirm,
  'online.begin': begin,
  'online.check': check,
  'online.prompt': prompt,
  'online.reset': reset,
  'online.change': change,
  'online.end': end,
  'online.stop': stop,
  'online.show': show,
  'online.letters': printLetters,
  'authentication.locks': locks,
  'authentication.locks.lift': lift,
} = operations;

let home: TestHouse;
let prairie: TestCarrier;
let agnes: Staff;
let carla: Staff;
let portal: Actor;
let peer: TelephonePeer;
const outside: Outside = { ...noOutside, visit };

const service = {
  dialect: 'twilio' as const,
  account: 'AC1',
  fromNumber: '+15155550100',
  staffNumber: '+15155550199',
  secret: 'a secret of the service',
};

beforeAll(async () => {
  home = await house();
  peer = await telephonePeer();
  prairie = await home.carrier({});
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  carla = await prairie.person('Carla Stein', 'compliance', 'supervisor');
  portal = prairie.machine('portal', 'portal');
  await prairie.run(carla, configureTelephone, { ...service, address: peer.address });
});
afterAll(async () => {
  await peer.close();
  await home.close();
});

const backup = { prompt: 'Which word did you choose for a rainy morning?', secretAnswer: 'Marmalade' };
const first = 'seven quiet lanterns';

let accounts = 0;
type Customer = { readonly id: string; readonly account: string; readonly number: string; readonly login: string };

/** A customer whose service began on a day, and whose number is of record since. */
const customerSince = async (day: string): Promise<Customer> => {
  accounts += 1;
  const account = `OL-${String(accounts).padStart(5, '0')}`;
  const number = `+1515555${String(2000 + accounts)}`;
  await prairie.at(`${day}T15:00:00Z`);
  const { id } = await prairie.run(agnes, addCustomer, { account, name: 'Rosa Nguyen' });
  await prairie.run(agnes, addService, { customerId: id, category: 'interconnected-voip', number });
  return { id, account, number, login: `visitor.${accounts}@example.org` };
};

/** Another address for every test: what one did must not lock the next. */
const origin = () => `198.51.100.${accounts % 250}`;

const ask = async ({ account }: Pick<Customer, 'account'>, way: 'text' | 'email' | 'letter') => {
  const asked = await prairie.run(portal, enrol, { account, way, origin: origin() });
  if (asked.outcome !== 'asked') throw new Error(`locked until ${asked.until}`);
  await workAll(home, outside);
  return asked.codeId;
};
const codeIn = (words: string): string => /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(words)?.[0] ?? '';
const textsTo = (number: string): string[] =>
  peer.asked.filter(({ fields }) => fields.To === number).map(({ fields }) => String(fields.Body));
const lastCode = (number: string): string => codeIn(textsTo(number).findLast((words) => codeIn(words) !== '') ?? '');
const online = ({ login }: Customer, password: string) => ({ what: 'online' as const, login, password, backup });
const tryCode = (codeId: string, oneTimeCode: string, customer: Customer) =>
  prairie.run(portal, confirm, { codeId, oneTimeCode, origin: origin(), sets: online(customer, first) });
const signIn = ({ login }: Pick<Customer, 'login'>, password: string) =>
  prairie.run(portal, check, { login, password, origin: origin() });

/** Enrolled on 2026-06-01 at 15:00 UTC by a code to the number. */
const enrolled = async (): Promise<Customer> => {
  const customer = await customerSince('2026-01-10');
  await prairie.at('2026-06-01T15:00:00Z');
  const codeId = await ask(customer, 'text');
  expect(await tryCode(codeId, lastCode(customer.number), customer)).toMatchObject({ outcome: 'set' });
  return customer;
};

describe('A customer who wants online access', () => {
  test('gets a code by text to the number of record, sets his password, and is told of it at that number', async () => {
    const rosa = await customerSince('2026-01-10');
    await prairie.at('2026-06-01T15:00:00Z');
    const codeId = await ask(rosa, 'text');
    expect(await tryCode(codeId, lastCode(rosa.number), rosa)).toMatchObject({ outcome: 'set' });
    const session = await signIn(rosa, first);
    expect(session).toMatchObject({
      outcome: 'authenticated',
      customerId: rosa.id,
      until: '2026-06-01T11:00:00-05:00',
    });
    await workAll(home, outside);
    const { items } = await prairie.run(carla, listChanges, { since: '2026-06-01', customerId: rosa.id });
    expect(items.map(({ what, how, punctual }) => [what, how, punctual])).toEqual([
      ['online-account', 'created', 'at-once'],
      ['password', 'created', 'at-once'],
      ['backup-method', 'created', 'at-once'],
    ]);
  });

  test('has fifteen minutes for it, and not a second more', async () => {
    const rosa = await customerSince('2026-01-10');
    await prairie.at('2026-06-01T15:00:00Z');
    const codeId = await ask(rosa, 'text');
    await prairie.at('2026-06-01T15:15:00Z');
    expect(await tryCode(codeId, lastCode(rosa.number), rosa)).toEqual({ outcome: 'expired' });
    await prairie.at('2026-06-01T15:14:59Z');
    expect(await tryCode(codeId, lastCode(rosa.number), rosa)).toMatchObject({ outcome: 'set' });
    await prairie.at('2026-06-01T15:15:00Z');
  });

  test('uses a code once', async () => {
    const rosa = await customerSince('2026-01-10');
    await prairie.at('2026-06-01T15:00:00Z');
    const codeId = await ask(rosa, 'text');
    const code = lastCode(rosa.number);
    await tryCode(codeId, code, rosa);
    expect(await tryCode(codeId, code, rosa)).toEqual({ outcome: 'wrong', tries: 1, of: 3 });
  });

  test('loses a code with the third wrong one, however right the fourth', async () => {
    const rosa = await customerSince('2026-01-10');
    await prairie.at('2026-06-01T15:00:00Z');
    const codeId = await ask(rosa, 'text');
    for (const tries of [1, 2, 3])
      expect(await tryCode(codeId, 'AAAA-AAAA', rosa)).toEqual({ outcome: 'wrong', tries, of: 3 });
    expect(await tryCode(codeId, lastCode(rosa.number), rosa)).toMatchObject({ outcome: 'locked' });
  });

  test('gets no code at a number that came today, and none at an address of twenty-nine days', async () => {
    const walter = await customerSince('2026-06-01');
    await prairie.run(agnes, addContact, {
      customerId: walter.id,
      kind: 'postal',
      value: '7 Old Road, Ames, IA 50010',
    });
    await ask(walter, 'text');
    expect(textsTo(walter.number)).toEqual([]);
    await prairie.at('2026-06-30T15:00:00Z');
    await ask(walter, 'letter');
    const none = await prairie.stream(carla, printLetters, {}, '');
    expect(none).toBe('');
    const { codes } = await prairie.run(agnes, show, { customerId: walter.id });
    expect(codes.map(({ way, state }) => [way, state])).toEqual([['letter', 'nowhere']]);
  });

  test('gets it by letter to an address of thirty days, printed once, and has three weeks', async () => {
    const walter = await customerSince('2026-05-02');
    await prairie.run(agnes, addContact, {
      customerId: walter.id,
      kind: 'postal',
      value: '7 Old Road, Ames, IA 50010',
    });
    await prairie.at('2026-06-02T15:00:00Z');
    const codeId = await ask(walter, 'letter');
    const printed = await prairie.stream(carla, printLetters, {}, '');
    expect(printed).toContain('7 Old Road');
    expect(await prairie.stream(carla, printLetters, {}, '')).toBe('');
    await prairie.at('2026-06-23T14:59:59Z');
    expect(await tryCode(codeId, codeIn(JSON.parse(printed).words), walter)).toMatchObject({ outcome: 'set' });
  });

  test('by a letter that the post brought back sets nothing, and somebody finds a good address', async () => {
    const walter = await customerSince('2026-05-02');
    const address = '7 Old Road, Ames, IA 50010';
    await prairie.run(agnes, addContact, { customerId: walter.id, kind: 'postal', value: address });
    await prairie.at('2026-06-02T15:00:00Z');
    const codeId = await ask(walter, 'letter');
    const cameBack = () => prairie.run(agnes, operations['online.codeReturned'], { codeId });
    await expect(cameBack()).rejects.toMatchObject({ type: 'not-found' });
    const { words } = JSON.parse(await prairie.stream(carla, printLetters, {}, ''));
    await prairie.at('2026-06-09T15:00:00Z');
    expect(await cameBack()).toEqual({ codeId, outcome: 'recorded' });
    expect(await cameBack()).toEqual({ codeId, outcome: 'known' });
    expect(await tryCode(codeId, codeIn(words), walter)).toMatchObject({ outcome: 'wrong' });
    const { items } = await prairie.run(carla, operations['tasks.list'], { kind: 'code-came-back' });
    expect(items.map(({ subject }) => subject)).toEqual([`customer:${walter.id}`]);
  });

  test('asks for three codes a day and no fourth', async () => {
    const rosa = await customerSince('2026-01-10');
    await prairie.at('2026-06-01T15:00:00Z');
    for (let n = 0; n < 3; n += 1) await ask(rosa, 'text');
    const fourth = { account: rosa.account, way: 'text' as const, origin: origin() };
    expect(await prairie.run(portal, enrol, fourth)).toEqual({ outcome: 'locked', until: '2026-06-02T10:00:00-05:00' });
    await prairie.at('2026-06-02T15:00:00Z');
    expect(await prairie.run(portal, enrol, fourth)).toMatchObject({ outcome: 'asked' });
  });

  test('chooses no question that asks what others know, and keeps his code for a better one', async () => {
    const rosa = await customerSince('2026-01-10');
    await prairie.at('2026-06-01T15:00:00Z');
    const codeId = await ask(rosa, 'text');
    const given = { codeId, oneTimeCode: lastCode(rosa.number), origin: origin() };
    const street = { prompt: 'What street did you live on?', secretAnswer: 'Marmalade' };
    expect(
      await prairie.run(portal, confirm, { ...given, sets: { ...online(rosa, first), backup: street } }),
    ).toMatchObject({ outcome: 'unsuitable', field: 'prompt', cite: '47 CFR 64.2010(e)' });
    for (const weak of [`${rosa.account} lantern`, 'rosa and lanterns', 'aaaaaaaaaaaa'])
      expect(await prairie.run(portal, confirm, { ...given, sets: online(rosa, weak) })).toMatchObject({
        outcome: 'unsuitable',
        field: 'password',
      });
    expect(await prairie.run(portal, confirm, { ...given, sets: online(rosa, first) })).toMatchObject({
      outcome: 'set',
    });
  });

  test('sets his first password at once on the day service begins, once, and the day after only by a code', async () => {
    const rosa = await customerSince('2026-06-01');
    const given = { customerId: rosa.id, sets: online(rosa, first) };
    expect(await prairie.run(portal, begin, given)).toMatchObject({ outcome: 'set' });
    expect(await prairie.run(portal, begin, given)).toMatchObject({ outcome: 'not-proved' });
    expect(await signIn(rosa, first)).toMatchObject({ outcome: 'authenticated' });
    const { items } = await prairie.run(carla, listChanges, { since: '2026-06-01', customerId: rosa.id });
    expect(items).toEqual([]);
    const late = await customerSince('2026-06-01');
    await prairie.at('2026-06-02T05:00:00Z');
    expect(await prairie.run(portal, begin, { customerId: late.id, sets: online(late, first) })).toMatchObject({
      outcome: 'not-proved',
      cite: '47 CFR 64.2010(e)',
    });
  });
});

describe('Whoever does not know the secret', () => {
  test('is answered alike for a login that exists and one that does not, and locked after the third', async () => {
    const rosa = await enrolled();
    const nobody = { login: 'nobody@example.org' };
    for (const who of [rosa, nobody])
      for (const tries of [1, 2, 3])
        expect(await signIn(who, 'not his password')).toEqual({ outcome: 'wrong', tries, of: 3 });
    const until = '2026-06-02T10:00:00-05:00';
    expect(await signIn(rosa, first)).toEqual({ outcome: 'locked', until });
    expect(await signIn(nobody, first)).toEqual({ outcome: 'locked', until });
  });

  test('asks for a code of an account that does not exist, and is answered as for one that does', async () => {
    const rosa = await customerSince('2026-01-10');
    await prairie.at('2026-06-01T15:00:00Z');
    const asked = [];
    for (const account of ['no such account', rosa.account])
      asked.push(await prairie.run(portal, enrol, { account, way: 'text', origin: origin() }));
    expect(asked.map((one) => ({ ...one, codeId: '' }))).toEqual(
      Array(2).fill({ outcome: 'asked', codeId: '', expiresAt: '2026-06-01T10:15:00-05:00' }),
    );
    await workAll(home, outside);
    expect(textsTo(rosa.number)).toHaveLength(1);
    for (const one of asked)
      expect(await tryCode(one.outcome === 'asked' ? one.codeId : '', 'AAAA-AAAA', rosa)).toEqual({
        outcome: 'wrong',
        tries: 1,
        of: 3,
      });
  });

  test('reads the same question for a login without one each time, and no answer to it is right', async () => {
    const rosa = await enrolled();
    const nobody = 'nobody.else@example.org';
    const asked = await Promise.all(
      [nobody, nobody].map((login) => prairie.run(portal, prompt, { login, language: 'en', origin: origin() })),
    );
    expect(asked[0]).toEqual(asked[1]);
    expect(asked[0]).toMatchObject({ outcome: 'asked', prompt: expect.stringMatching(/\?$/) });
    const hers = { login: rosa.login, language: 'es' as const, origin: origin() };
    expect(await prairie.run(portal, prompt, hers)).toMatchObject({ prompt: backup.prompt });
    for (let n = 4; n <= 10; n += 1) await prairie.run(portal, prompt, hers);
    expect(await prairie.run(portal, prompt, hers)).toEqual({ outcome: 'locked', until: '2026-06-01T11:00:00-05:00' });
    const given = { login: nobody, secretAnswer: 'Marmalade', newPassword: 'three tall ladders', origin: origin() };
    expect(await prairie.run(portal, reset, given)).toEqual({ outcome: 'wrong', tries: 1, of: 3 });
  });

  test('goes through five accounts from one address, is locked for a day, and compliance looks into it', async () => {
    const rosa = await enrolled();
    const from = '203.0.113.9';
    for (let n = 1; n <= 5; n += 1)
      await prairie.run(portal, check, { login: `guess.${n}@example.org`, password: 'a guess at it', origin: from });
    const right = { login: rosa.login, password: first };
    expect(await prairie.run(portal, check, { ...right, origin: from })).toMatchObject({ outcome: 'locked' });
    expect(await prairie.run(portal, check, { ...right, origin: '203.0.113.10' })).toMatchObject({
      outcome: 'authenticated',
    });
    const { items: tasks } = await prairie.run(carla, listTasks, { kind: 'pretexting-suspected' });
    expect(tasks).toHaveLength(1);
    const { items } = await prairie.run(carla, locks, {});
    const lock = items.find(({ named }) => named === from);
    expect(lock).toMatchObject({ of: 'origin', reason: 'many-accounts', until: '2026-06-02T10:00:00-05:00' });
    await prairie.run(carla, lift, { lockId: lock?.id ?? '', reason: 'shared-by-many' });
    expect(await prairie.run(portal, check, { ...right, origin: from })).toMatchObject({ outcome: 'authenticated' });
  });

  test('finds no staff who can lift the rest of an account, and no person who may hand in a secret', async () => {
    const rosa = await enrolled();
    for (let n = 0; n < 3; n += 1) await signIn(rosa, 'not his password');
    const { items } = await prairie.run(carla, locks, {});
    const lock = items.find(({ customerId }) => customerId === rosa.id);
    expect(lock?.of).toBe('account');
    await expect(prairie.run(carla, lift, { lockId: lock?.id ?? '', reason: 'looked-into' })).rejects.toMatchObject({
      type: 'not-found',
    });
    const insider = await prairie.person('Ian Side', 'agent', 'portal');
    for (const [, o] of Object.entries(operations).filter(([name]) =>
      /^online\.(check|confirm|begin|reset|change)$/.test(name),
    ))
      expect([o.http, o.by]).toEqual([o.http, 'machine']);
    await expect(
      prairie.run(insider, check, { login: rosa.login, password: first, origin: origin() }),
    ).rejects.toMatchObject({ type: 'machine-needed' });
  });
});

describe('A customer who lost his password', () => {
  test('answers his own question, sets a new one, and the old one opens nothing', async () => {
    const rosa = await enrolled();
    for (let n = 0; n < 3; n += 1) await signIn(rosa, 'not his password');
    const given = {
      login: rosa.login,
      secretAnswer: ' marmalade! ',
      newPassword: 'three tall ladders',
      origin: origin(),
    };
    expect(await prairie.run(portal, reset, given)).toMatchObject({ outcome: 'set' });
    expect(await signIn(rosa, first)).toMatchObject({ outcome: 'wrong' });
    expect(await signIn(rosa, 'three tall ladders')).toMatchObject({ outcome: 'authenticated' });
  });

  test('who fails at that too sets it by a code as at the first time, which ends his rest', async () => {
    const rosa = await enrolled();
    for (let n = 0; n < 3; n += 1) await signIn(rosa, 'not his password');
    const given = { login: rosa.login, secretAnswer: 'jam', newPassword: 'three tall ladders', origin: origin() };
    for (const tries of [1, 2, 3])
      expect(await prairie.run(portal, reset, given)).toEqual({ outcome: 'wrong', tries, of: 3 });
    const right = { ...given, secretAnswer: 'Marmalade' };
    expect(await prairie.run(portal, reset, right)).toMatchObject({ outcome: 'locked' });
    const codeId = await ask(rosa, 'text');
    const sets = online(rosa, 'three tall ladders');
    const code = lastCode(rosa.number);
    expect(
      await prairie.run(portal, confirm, { codeId, oneTimeCode: code.toLowerCase(), origin: origin(), sets }),
    ).toMatchObject({ outcome: 'set' });
    expect(await signIn(rosa, 'three tall ladders')).toMatchObject({ outcome: 'authenticated' });
  });
});

describe('An online session', () => {
  test('stands an hour, ends at sign-out, and changes secrets only by the password in force', async () => {
    const rosa = await enrolled();
    const session = await signIn(rosa, first);
    const sessionId = session.outcome === 'authenticated' ? session.sessionId : '';
    const telephone = { what: 'telephone' as const, newPassword: '482915' };
    const given = { sessionId, origin: origin(), change: telephone };
    expect(await prairie.run(portal, change, { ...given, password: 'not his password' })).toMatchObject({
      outcome: 'wrong',
    });
    expect(await prairie.run(portal, change, { ...given, password: first })).toEqual({
      outcome: 'set',
      onlineAccountId: null,
    });
    const known = { what: 'telephone' as const, newPassword: rosa.number.slice(-7) };
    expect(await prairie.run(portal, change, { ...given, password: first, change: known })).toMatchObject({
      outcome: 'unsuitable',
    });
    expect(await prairie.run(agnes, show, { customerId: rosa.id })).toMatchObject({ telephonePassword: 'set' });
    await prairie.at('2026-06-01T16:00:00Z');
    expect(await prairie.run(portal, change, { ...given, password: first })).toEqual({ outcome: 'expired' });
    const again = await signIn(rosa, first);
    const ended = { sessionId: again.outcome === 'authenticated' ? again.sessionId : '' };
    expect(await prairie.run(portal, end, ended)).toEqual({ ended: 1 });
    expect(await prairie.run(portal, change, { ...given, ...ended, password: first })).toEqual({ outcome: 'expired' });
  });

  test('of an account that was taken over ends with all its secrets, and the customer is told', async () => {
    const rosa = await enrolled();
    await signIn(rosa, first);
    expect(await prairie.run(carla, stop, { customerId: rosa.id, reason: 'taken-over' })).toEqual({
      ...{ accounts: 1, passwords: 1, backupMethods: 1, sessions: 1 },
    });
    expect(await signIn(rosa, first)).toMatchObject({ outcome: 'wrong' });
    const { items } = await prairie.run(carla, listChanges, { since: '2026-06-01', customerId: rosa.id });
    expect(
      items
        .filter(({ how }) => how === 'ended')
        .map(({ what }) => what)
        .toSorted(),
    ).toEqual(['backup-method', 'online-account', 'password']);
    const kept = await prairie.look((ctx) =>
      ctx.tx.selectFrom('customerPassword').select('hash').where('customerId', '=', rosa.id).execute(),
    );
    expect(kept).toEqual([{ hash: null }]);
  });
});

describe('Secrets', () => {
  test('stand in no evidence, no job and no kept answer', async () => {
    const rosa = await enrolled();
    const code = lastCode(rosa.number);
    const text = await prairie.look(async (ctx) =>
      JSON.stringify([
        await ctx.tx.selectFrom('ledgerEntry').select('body').execute(),
        await ctx.tx.selectFrom('job').select(['payload', 'error']).execute(),
        await ctx.tx.selectFrom('oneTimeCode').selectAll().execute(),
        await ctx.tx.selectFrom('authenticationTry').selectAll().execute(),
      ]),
    );
    for (const secret of [code, first, backup.secretAnswer, backup.prompt, rosa.login, rosa.number])
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
  });

  test('of one carrier open nothing at another, whatever the login', async () => {
    const rosa = await enrolled();
    const lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes' });
    const other = lakes.machine('portal', 'portal');
    const given = { login: rosa.login, password: first, origin: '192.0.2.7' };
    expect(await lakes.run(other, check, given)).toEqual({ outcome: 'wrong', tries: 1, of: 3 });
    const lena = await lakes.person('Lena Fox', 'compliance');
    expect((await lakes.run(lena, locks, {})).items).toEqual([]);
  });
});
