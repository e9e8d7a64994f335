import { describe, expect, it } from 'vitest';
import { device } from '../../../test/authenticator.ts';
import { publicUrl, real, refusal, served } from '../../../test/served.ts';
import { ask, type Newcomer, signedIn } from '../../../test/signing-in.ts';
import { createPerson } from '../../carriers/staff/create-person.ts';
import { issueKey } from '../../carriers/staff/keys.ts';
import { addSource } from '../../cpni/complaints/sources.ts';
import { systemAsks } from '../../db/context.ts';
import type { Role } from '../../kernel/operation.ts';

const here = served(real, async ({ prairie, lakes }) => {
  const source = { name: 'docket list', kind: 'counsel', fromDay: '2010-01-01' } as const;
  for (const carrier of [prairie, lakes])
    await carrier.run(await carrier.person('Carla Stein', 'compliance'), addSource, {
      ...source,
      feeds: ['data-brokers'],
    });
});
const post = (token: string, url: string, payload: object) => here.post(url, payload, token);

const [unproved, wrong] = [
  [403, '/problems/fresh-proof-needed'],
  [401, '/problems/wrong-password'],
];

const age = (person: Newcomer, minutes: number) => {
  const at = Date.now() - minutes * 60_000;
  return here.home.connections.platform
    .updateTable('session')
    .set((eb) => ({ provedAt: at, actProvedAt: eb.case().when('actProvedAt', 'is', null).then(null).else(at).end() }))
    .where('personId', '=', person.id)
    .execute();
};

const keyOf = async ({ email }: Newcomer, role: Role): Promise<string> => {
  const held = { holder: { person: email }, roles: [role], days: 1 };
  return (await issueKey(here.home.connections, systemAsks(here.prairie.id, 'test', Date.now()), held)).secret;
};

const byKey = (key: string, password: string | null, url: string, payload: object) =>
  here.app.inject({
    method: 'POST',
    url,
    // as curl sends it: the bytes of UTF-8
    headers: {
      authorization: `Bearer ${key}`,
      ...(password === null ? {} : { 'compline-password': Buffer.from(password).toString('latin1') }),
    },
    payload,
  });

const gate = { name: 'Switch', kind: 'key', accountId: null, trunks: {}, fingerprint: null, address: null };
const nil = (year: number, more: object) => ({ register: 'data-brokers', year, ...more });

describe('Releasing', () => {
  it('asks in a session for a proof of the last ten minutes', async () => {
    const oda = await signedIn(here.home, here.prairie.id, 'Oda Berg', 'network', 'administrator');
    expect((await post(oda.token, '/v1/gate-credentials', gate)).statusCode).toBe(200);
    await age(oda, 11);
    expect(refusal(await post(oda.token, '/v1/gate-credentials', { ...gate, name: 'Second' }))).toEqual(unproved);
    // who may not at all is told that, and is not asked to prove anything
    expect(refusal(await post(oda.token, '/v1/purges/01a1f0c2-7b00-7000-8000-00000000dead:decide', {}))).toEqual([
      403,
      '/problems/not-allowed',
    ]);
    expect((await post(oda.token, '/v1/sessions/current:prove', { password: oda.password })).statusCode).toBe(200);
    expect((await post(oda.token, '/v1/gate-credentials', { ...gate, name: 'Second' })).statusCode).toBe(200);
  });

  it('asks by a key, which may lie in any script, for the password of its person', async () => {
    const pia = await signedIn(here.home, here.prairie.id, 'Pia Lorenz', 'network');
    const key = await keyOf(pia, 'network');
    const add = (name: string, password: string | null) =>
      byKey(key, password, '/v1/gate-credentials', { ...gate, name });
    expect(refusal(await add('Third', null))).toEqual(unproved);
    expect(refusal(await add('Third', 'another one'))).toEqual(wrong);
    expect((await add('Third', pia.password)).statusCode).toBe(200);
  });
});

describe('A signature', () => {
  const sign = (token: string, year: number, more: object) => post(token, '/v1/pretexting:nil', nil(year, more));

  it('takes a proof that was shown in the session within two minutes, and serves for this act alone', async () => {
    const rosa = await signedIn(here.home, here.prairie.id, 'Rosa Dell', 'compliance');
    const prove = () => post(rosa.token, '/v1/sessions/current:prove', { password: rosa.password });
    // to have signed in just now is no proof for an act
    expect(refusal(await sign(rosa.token, 2020, {}))).toEqual(unproved);
    await prove();
    expect((await sign(rosa.token, 2020, {})).statusCode).toBe(200);
    expect(refusal(await sign(rosa.token, 2021, {}))).toEqual(unproved);
    await prove();
    await age(rosa, 3);
    expect(refusal(await sign(rosa.token, 2021, {}))).toEqual(unproved);
    await prove();
    const both = await Promise.all([sign(rosa.token, 2021, {}), sign(rosa.token, 2022, {})]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 403]);
  });

  it('that could not be done leaves the proof for its next try, and a repeat under its key needs none', async () => {
    const sue = await signedIn(here.home, here.prairie.id, 'Sue Park', 'compliance');
    await post(sue.token, '/v1/sessions/current:prove', { password: sue.password });
    expect((await sign(sue.token, new Date().getUTCFullYear() + 5, {})).statusCode).toBeGreaterThanOrEqual(400);
    const under = () =>
      here.app.inject({
        method: 'POST',
        url: '/v1/pretexting:nil',
        headers: { authorization: `Bearer ${sue.token}`, 'idempotency-key': 'nil of 2018' },
        payload: nil(2018, {}),
      });
    const first = await under();
    expect(first.statusCode).toBe(200);
    expect((await under()).json()).toEqual(first.json());
  });

  it('takes no proof that was shown at another carrier', async () => {
    const tom = await signedIn(here.home, here.prairie.id, 'Tom Ash', 'compliance');
    const asking = systemAsks(here.lakes.id, 'test', Date.now());
    const more = { name: 'Tom Ash', roles: ['compliance' as const], title: '', demo: false };
    await createPerson(here.home.connections, asking, { ...tom, ...more });
    await post(tom.token, '/v1/sessions/current:prove', { password: tom.password });
    const { token } = (await post(tom.token, '/v1/sessions/current:switch', { carrierId: here.lakes.id })).json();
    expect(refusal(await sign(token, 2020, {}))).toEqual(unproved);
  });

  it('takes the password in its own field, by a session as by a key, and a passkey in the session', async () => {
    const una = await signedIn(here.home, here.prairie.id, 'Una Holt', 'compliance');
    expect(refusal(await sign(una.token, 2015, { password: 'another one' }))).toEqual(wrong);
    expect((await sign(una.token, 2015, { password: una.password })).statusCode).toBe(200);
    const key = await keyOf(una, 'compliance');
    expect(refusal(await sign(key, 2016, {}))).toEqual(unproved);
    expect(refusal(await sign(key, 2016, { password: 'another one' }))).toEqual(wrong);
    expect((await sign(key, 2016, { password: una.password })).statusCode).toBe(200);
    const laptop = device(publicUrl);
    const { challenge } = (await post(una.token, '/v1/persons/current/passkeys:begin', {})).json();
    await post(una.token, '/v1/persons/current/passkeys', { name: 'Laptop', key: laptop.make(challenge, {}) });
    const asked = (await post(una.token, '/v1/sessions/current:ask-passkey', {})).json().challenge;
    await post(una.token, '/v1/sessions/current:prove-by-passkey', { key: laptop.sign(asked, {}) });
    expect((await sign(una.token, 2017, {})).statusCode).toBe(200);
  });
});

describe('Whoever guesses at the door', () => {
  const guess = (email: string) =>
    ask(here.app, 'POST', '/v1/sessions', { token: null, payload: { email, password: 'x' } });

  it('locks it, and keeps nobody inside from proving who he is', async () => {
    const vic = await signedIn(here.home, here.prairie.id, 'Vic Lane', 'compliance');
    for (let n = 0; n < 5; n += 1) await guess(vic.email);
    const again = { email: vic.email, password: vic.password };
    expect(refusal(await ask(here.app, 'POST', '/v1/sessions', { token: null, payload: again }))).toEqual(wrong);
    const prove = (password: string) => post(vic.token, '/v1/sessions/current:prove', { password });
    expect((await prove(vic.password)).statusCode).toBe(200);
    expect(refusal(await ask(here.app, 'POST', '/v1/sessions', { token: null, payload: again }))).toEqual(wrong);
  });

  it('inside has five tries of his own, which lock the proof and not the door', async () => {
    const wes = await signedIn(here.home, here.prairie.id, 'Wes Hill', 'compliance');
    const prove = (password: string) => post(wes.token, '/v1/sessions/current:prove', { password });
    for (let n = 0; n < 5; n += 1) expect(refusal(await prove(`guess ${n}`))).toEqual(wrong);
    expect(refusal(await prove(wes.password))).toEqual(wrong);
    const again = { email: wes.email, password: wes.password };
    const entered = await ask(here.app, 'POST', '/v1/sessions', { token: null, payload: again });
    expect(entered.json()).toMatchObject({ failedBefore: 5 });
  });
});
