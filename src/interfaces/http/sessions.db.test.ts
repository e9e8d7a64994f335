import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { ask, type Newcomer, newcomer, shownByApp } from '../../../test/signing-in.ts';
import { createPerson } from '../../carriers/staff/create-person.ts';
import { connect } from '../../db/connect.ts';
import { systemAsks } from '../../db/context.ts';
import { server } from './server.ts';

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let app: FastifyInstance;

const real = { demo: false, clock: null };

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier(real);
  lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes', ...real });
});
// a server of its own each: tests come faster than thirty a minute
beforeEach(async () => {
  vi.useRealTimers();
  // the clock stands at the beginning of a step: no code ends in the middle of a test
  vi.useFakeTimers({ toFake: ['Date'], now: Math.floor(Date.now() / 30_000) * 30_000 + 1 });
  await app?.close();
  app = await server(home.connections);
  await home.connections.platform.deleteFrom('requestCount').execute();
});
afterAll(async () => {
  vi.useRealTimers();
  await app.close();
  await home.close();
});

const signIn = (who: { email: string; password: string }, more: object = {}) =>
  ask(app, 'POST', '/v1/sessions', { token: null, payload: { email: who.email, password: who.password, ...more } });

const tokenFor = async (who: { email: string; password: string }, more: object = {}): Promise<string> =>
  (await signIn(who, more)).json().token;

const as = (token: string) => ({
  get: (url: string) => ask(app, 'GET', url, { token, payload: null }),
  post: (url: string, payload: object) => ask(app, 'POST', url, { token, payload }),
  end: (url: string) => ask(app, 'DELETE', url, { token, payload: null }),
});

/** A person who has chosen his own password. */
const settled = async (carrier: TestCarrier, name: string, ...roles: Parameters<TestCarrier['person']>[1][]) => {
  const person = await newcomer(home, carrier.id, name, ...roles);
  const password = `four grey herons ${person.id.slice(-6)}`;
  const token = await tokenFor(person);
  const changed = await as(token).post('/v1/persons/current:change-password', {
    password: person.password,
    newPassword: password,
  });
  expect(changed.statusCode).toBe(200);
  return { ...person, password };
};

const refusal = (answered: { statusCode: number; json(): { type: string } }) => [
  answered.statusCode,
  answered.json().type,
];

type Entry = { readonly kind: string; readonly facts: Record<string, unknown>; readonly text: string };

const entriesOf = async (carrier: TestCarrier, person: { readonly id: string }): Promise<readonly Entry[]> => {
  const rows = await carrier.look((ctx) =>
    ctx.tx.selectFrom('ledgerEntry').select('body').where('subject', '=', `person:${person.id}`).orderBy('n').execute(),
  );
  return rows.map(({ body }) => ({ ...JSON.parse(body), text: body }));
};

const withApp = async (person: Newcomer) => {
  const me = as(await tokenFor(person));
  const { secret } = (await me.post('/v1/persons/current/app', {})).json();
  const confirmed = await me.post('/v1/persons/current/app:confirm', { code: shownByApp(secret, -1) });
  expect(confirmed.statusCode).toBe(200);
  const codes: string[] = confirmed.json().recoveryCodes;
  return { secret: String(secret), codes };
};

describe('A person to whom the operator gave a password', () => {
  it('reaches nothing but the change of it, and then everything', async () => {
    const ana = await newcomer(home, prairie.id, 'Ana Ruiz', 'compliance');
    const opened = await signIn(ana);
    expect([opened.statusCode, opened.json().mustChangePassword]).toEqual([201, true]);
    const me = as(opened.json().token);
    for (const answered of [
      await me.get('/v1/closures'),
      await me.get('/v1/sessions'),
      await me.get('/v1/sessions/current'),
    ])
      expect(refusal(answered)).toEqual([403, '/problems/password-change-needed']);
    expect((await me.get('/v1/persons/current')).json()).toMatchObject({ email: ana.email, mustChangePassword: true });

    const change = (password: string, newPassword: string) =>
      me.post('/v1/persons/current:change-password', { password, newPassword });
    expect(refusal(await change('not the old one', 'four quiet herons'))).toEqual([401, '/problems/wrong-password']);
    for (const refused of ['Password1234!', 'short', ana.password])
      expect(refusal(await change(ana.password, refused))).toEqual([422, '/problems/password-refused']);
    expect((await change(ana.password, 'four quiet herons')).json()).toMatchObject({ mustChangePassword: false });
    expect((await me.get('/v1/closures')).statusCode).toBe(200);
    expect(refusal(await signIn(ana))).toEqual([401, '/problems/wrong-password']);
    expect((await signIn({ ...ana, password: 'four quiet herons' })).json()).toMatchObject({
      mustChangePassword: false,
    });
  });

  it('ends his other sessions by the change, and the ledger tells it without a secret', async () => {
    const bea = await settled(prairie, 'Bea Long', 'agent');
    const [desk, home_] = [await tokenFor(bea), await tokenFor(bea)];
    const changed = { password: bea.password, newPassword: 'three tall ladders' };
    expect((await as(desk).post('/v1/persons/current:change-password', changed)).statusCode).toBe(200);
    expect(refusal(await as(home_).get('/v1/sessions'))).toEqual([401, '/problems/not-signed-in']);
    const entries = await entriesOf(prairie, bea);
    expect(entries.map(({ kind }) => kind)).toContain('person.password-changed');
    const text = entries.map((entry) => entry.text).join();
    for (const secret of [desk, home_, bea.password, 'three tall ladders', bea.email])
      expect(text).not.toContain(secret);
  });
});

describe('A person with an app', () => {
  it('gives its code beside the password; without it, with a wrong one or with one used before he stays outside', async () => {
    const cora = await settled(prairie, 'Cora Lind', 'compliance');
    const { secret } = await withApp(cora);
    expect(refusal(await signIn(cora))).toEqual([401, '/problems/second-factor-needed']);
    expect(refusal(await signIn({ ...cora, password: 'wrong' }))).toEqual([401, '/problems/wrong-password']);
    const present = shownByApp(secret, 0);
    expect(refusal(await signIn(cora, { code: present === '000000' ? '000001' : '000000' }))).toEqual([
      401,
      '/problems/wrong-code',
    ]);
    const opened = await signIn(cora, { code: present });
    // his own wrong password and the wrong code are told; that a code was asked for is no failure
    expect([opened.statusCode, opened.json()]).toMatchObject([201, { with: ['password', 'app'], failedBefore: 2 }]);
    expect(refusal(await signIn(cora, { code: present }))).toEqual([401, '/problems/wrong-code']);
    expect(refusal(await signIn(cora, { code: shownByApp(secret, -1) }))).toEqual([401, '/problems/wrong-code']);
    const told = (await entriesOf(prairie, cora)).filter(({ kind }) => kind === 'session.opened').at(-1);
    expect(told?.facts).toMatchObject({ with: ['password', 'app'], failedBefore: 2 });
  });

  it('has ten recovery codes, each of which serves once, and new ones end the old', async () => {
    const dora = await settled(prairie, 'Dora Hill', 'compliance');
    const { codes } = await withApp(dora);
    expect([codes.length, new Set(codes).size, codes[0]]).toEqual([
      10,
      10,
      expect.stringMatching(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/),
    ]);
    const [first = '', second = ''] = codes;
    const opened = await signIn(dora, { code: first.toUpperCase() });
    expect(opened.json()).toMatchObject({ with: ['password', 'recovery-code'] });
    expect(refusal(await signIn(dora, { code: first }))).toEqual([401, '/problems/wrong-code']);
    const me = as(opened.json().token);
    expect((await me.get('/v1/persons/current')).json()).toMatchObject({ recoveryCodesLeft: 9 });
    expect((await me.post('/v1/persons/current/recovery-codes', {})).json().recoveryCodes).toHaveLength(10);
    expect(refusal(await signIn(dora, { code: second }))).toEqual([401, '/problems/wrong-code']);
    const eve = await settled(prairie, 'Eve Marsh', 'compliance');
    await withApp(eve);
    const [hers = ''] = (await me.post('/v1/persons/current/recovery-codes', {})).json().recoveryCodes;
    expect(refusal(await signIn(eve, { code: hers }))).toEqual([401, '/problems/wrong-code']);
  });

  it('is asked nothing before the first code is confirmed, and nothing after the app has ended', async () => {
    const flo = await settled(prairie, 'Flo Hart', 'compliance');
    const me = as(await tokenFor(flo));
    const begun = (await me.post('/v1/persons/current/app', {})).json();
    expect(begun).toMatchObject({
      address: expect.stringContaining(begun.secret),
      picture: expect.stringMatching(/^data:image\/png;base64,/),
    });
    expect(refusal(await me.post('/v1/persons/current/app:confirm', { code: '12345' }))).toEqual([
      401,
      '/problems/wrong-code',
    ]);
    expect((await signIn(flo)).statusCode).toBe(201);
    expect(refusal(await me.post('/v1/persons/current/recovery-codes', {}))).toEqual([409, '/problems/wrong-state']);
    expect((await me.post('/v1/persons/current/app:confirm', { code: shownByApp(begun.secret, 0) })).statusCode).toBe(
      200,
    );
    expect(refusal(await me.post('/v1/persons/current/app', {}))).toEqual([409, '/problems/already-exists']);
    expect(refusal(await signIn(flo))).toEqual([401, '/problems/second-factor-needed']);
    expect((await me.end('/v1/persons/current/app')).statusCode).toBe(204);
    expect((await signIn(flo)).statusCode).toBe(201);
    expect(refusal(await me.end('/v1/persons/current/app'))).toEqual([404, '/problems/not-found']);
  });

  it('keeps its secret sealed: the database holds neither it nor a recovery code', async () => {
    const gail = await settled(prairie, 'Gail Stone', 'compliance');
    const { secret, codes } = await withApp(gail);
    const { rows } = await sql<{ text: string }>`
      select a::text || coalesce((select string_agg(c::text, ' ') from recovery_code c where c.person_id = a.person_id), '') as text
      from authenticator_app a where a.person_id = ${gail.id}`.execute(home.connections.platform);
    const stored = rows.map(({ text }) => text).join();
    expect(stored).toContain(gail.id);
    for (const secret_ of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
      expect(stored).not.toContain(secret_);
  });
});

describe('Whoever guesses', () => {
  it('has five tries in all, of however many servers he asks at once; then the right password too is refused for a quarter of an hour', async () => {
    const hal = await settled(prairie, 'Hal Brook', 'compliance');
    const elsewhere = connect(home.address, 4, home.dataFolder);
    const other = await server(elsewhere);
    const guess = (n: number) =>
      ask(n % 2 === 0 ? app : other, 'POST', '/v1/sessions', {
        token: null,
        payload: { email: hal.email, password: `guess ${n}` },
      });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => guess(n)));
    expect(new Set(answers.map((answered) => answered.body)).size).toBe(1);
    expect(refusal(await signIn(hal))).toEqual([401, '/problems/wrong-password']);
    const { failuresSince } = await home.connections.platform
      .selectFrom('person')
      .select('failuresSince')
      .where('id', '=', hal.id)
      .executeTakeFirstOrThrow();
    expect(failuresSince).toBe(5);
    await vi.waitFor(async () => {
      const locked = (await entriesOf(prairie, hal)).filter(({ kind }) => kind === 'person.locked');
      expect(locked.map(({ facts }) => facts)).toEqual([{ failures: 5, minutes: 15 }]);
    });
    await home.connections.platform
      .updateTable('person')
      .set({ lockedUntil: Date.now() - 1 })
      .where('id', '=', hal.id)
      .execute();
    expect((await signIn(hal)).json()).toMatchObject({ failedBefore: 5 });
    await other.close();
    await elsewhere.close();
  });

  it('is told the same of nobody, of somebody who is locked and of somebody with another password', async () => {
    const ida = await settled(prairie, 'Ida Field', 'compliance');
    const bodies = [
      await signIn({ email: 'nobody@nowhere.example', password: 'four quiet herons' }),
      await signIn({ ...ida, password: 'four quiet herons' }),
      await signIn(ida, { carrierId: lakes.id }),
    ].map((answered) => answered.body);
    expect(new Set(bodies).size).toBe(1);
  });

  it('of codes has no more tries than of passwords', async () => {
    const jo = await settled(prairie, 'Jo Lake', 'compliance');
    const { secret } = await withApp(jo);
    for (let n = 0; n < 5; n += 1) {
      expect(refusal(await signIn(jo))).toEqual([401, '/problems/second-factor-needed']);
      expect(refusal(await signIn(jo, { code: '12345x' }))).toEqual([401, '/problems/wrong-code']);
    }
    expect(refusal(await signIn(jo, { code: shownByApp(secret, 0) }))).toEqual([401, '/problems/wrong-password']);
  });

  it('from one network is held back after sixty failures in an hour, by every server', async () => {
    const { limits } = await import('../choice/limit.ts');
    const other = await server(home.connections);
    const servers = [app, other, await server(home.connections)];
    for (let n = 0; n < limits.signIn; n += 1) {
      const payload = { email: `nobody${n}@nowhere.example`, password: 'x' };
      const asked = servers[n % servers.length] ?? app;
      expect((await ask(asked, 'POST', '/v1/sessions', { token: null, payload })).statusCode).toBe(401);
    }
    const payload = { email: 'nobody@nowhere.example', password: 'x' };
    for (const one of servers)
      expect(refusal(await ask(one, 'POST', '/v1/sessions', { token: null, payload }))).toEqual([
        429,
        '/problems/too-many',
      ]);
    for (const one of servers.slice(1)) await one.close();
  });
});

describe('A person of two carriers', () => {
  it('sees both, goes over from one to the other with a new token, and is told in both ledgers', async () => {
    const kim = await settled(prairie, 'Kim Vale', 'counsel');
    const asking = systemAsks(lakes.id, 'test', Date.now());
    await createPerson(home.connections, asking, {
      ...kim,
      name: 'Kim Vale',
      roles: ['counsel', 'auditor'],
      title: 'Counsel',
      demo: false,
    });
    const token = await tokenFor(kim, { carrierId: prairie.id });
    const carriers = (await as(token).get('/v1/sessions/carriers')).json().items;
    expect(carriers.map(({ zone, at }: { zone: string; at: string }) => [zone, typeof at])).toEqual([
      [expect.any(String), 'string'],
      [expect.any(String), 'string'],
    ]);
    expect(carriers).toMatchObject([
      { carrierId: lakes.id, shortName: 'Lakes', roles: ['counsel', 'auditor'], current: false },
      { carrierId: prairie.id, roles: ['counsel'], current: true },
    ]);
    const switched = await as(token).post('/v1/sessions/current:switch', { carrierId: lakes.id });
    expect(switched.json()).toMatchObject({ carrierId: lakes.id, roles: ['counsel', 'auditor'], with: ['switch'] });
    expect(String(switched.headers['set-cookie'])).toMatch(/^compline_session=.*HttpOnly; SameSite=Strict$/);
    expect(refusal(await as(token).get('/v1/carrier'))).toEqual([401, '/problems/not-signed-in']);
    expect((await as(switched.json().token).get('/v1/carrier')).json()).toMatchObject({ shortName: 'Lakes' });
    expect((await entriesOf(lakes, kim)).at(-1)).toMatchObject({ kind: 'session.opened', facts: { with: ['switch'] } });
    expect((await entriesOf(prairie, kim)).at(-1)).toMatchObject({ kind: 'session.ended' });
    // a tab that still shows the other carrier reads and writes nothing there
    const believing = (url: string, method: 'GET' | 'POST', carrierId: string) =>
      app.inject({
        method,
        url,
        headers: { authorization: `Bearer ${switched.json().token}`, 'compline-carrier': carrierId },
        ...(method === 'POST' ? { payload: { password: 'not his' } } : {}),
      });
    for (const [url, method] of [
      ['/v1/carrier', 'GET'],
      ['/v1/sessions', 'GET'],
      ['/v1/decisions', 'POST'],
      ['/v1/sessions/current:prove', 'POST'],
    ] as const) {
      expect(refusal(await believing(url, method, prairie.id))).toEqual([409, '/problems/other-carrier']);
      expect((await believing(url, method, lakes.id)).statusCode).not.toBe(409);
    }
    const third = await home.carrier(real);
    for (const carrierId of [third.id, '01a1f0c2-7b00-7000-8000-00000000dead'])
      expect(refusal(await as(switched.json().token).post('/v1/sessions/current:switch', { carrierId }))).toEqual([
        404,
        '/problems/not-found',
      ]);
  });
});

describe('Open sessions', () => {
  it('are listed with when, where and by what, and ended one by one or all at once; those of others do not exist', async () => {
    const lee = await settled(prairie, 'Lee Frost', 'agent');
    const max = await settled(prairie, 'Max Reed', 'agent');
    const hers = await tokenFor(max);
    await as(await tokenFor(lee)).post('/v1/sessions:end-all', { keep: 'none' });
    const one = await tokenFor(lee);
    vi.setSystemTime(Date.now() + 1000);
    const two = await tokenFor(lee);
    const { items } = (await as(two).get('/v1/sessions')).json();
    expect(items).toMatchObject([
      { current: true, agent: 'Firefox on Linux', with: ['password'], carrier: 'Prairie Voice LLC' },
      { current: false, lastUsedAt: expect.any(String), expiresAt: expect.any(String) },
    ]);
    const [{ id: foreign }] = (await as(hers).get('/v1/sessions')).json().items;
    expect(refusal(await as(two).end(`/v1/sessions/${foreign}`))).toEqual([404, '/problems/not-found']);
    expect((await as(two).end(`/v1/sessions/${items[1].id}`)).statusCode).toBe(204);
    expect(refusal(await as(one).get('/v1/sessions'))).toEqual([401, '/problems/not-signed-in']);
    const three = await tokenFor(lee);
    expect((await as(two).post('/v1/sessions:end-all', { keep: 'current' })).json()).toEqual({ ended: 1 });
    expect((await as(three).get('/v1/sessions')).statusCode).toBe(401);
    expect((await as(two).end('/v1/sessions/current')).statusCode).toBe(204);
    expect((await as(two).get('/v1/sessions')).statusCode).toBe(401);
    expect((await as(hers).get('/v1/sessions')).statusCode).toBe(200);
  });
});

describe('Whoever left his session open', () => {
  it('proves himself again by password or code before his way in is changed', async () => {
    const nan = await settled(prairie, 'Nan Moor', 'compliance');
    const { secret } = await withApp(nan);
    const me = as(await tokenFor(nan, { code: shownByApp(secret, 0) }));
    await home.connections.platform
      .updateTable('session')
      .set({ provedAt: Date.now() - 11 * 60_000 })
      .where('personId', '=', nan.id)
      .execute();
    expect(refusal(await me.end('/v1/persons/current/app'))).toEqual([403, '/problems/fresh-proof-needed']);
    const prove = (payload: object) => me.post('/v1/sessions/current:prove', payload);
    expect(refusal(await prove({ password: 'wrong' }))).toEqual([401, '/problems/wrong-password']);
    expect(refusal(await prove({ code: shownByApp(secret, 0) }))).toEqual([401, '/problems/wrong-code']);
    expect(refusal(await prove({}))).toEqual([400, '/problems/invalid-input']);
    expect((await prove({ code: shownByApp(secret, 1) })).json()).toMatchObject({
      with: 'app',
      freshUntil: expect.any(String),
    });
    expect((await me.post('/v1/persons/current/recovery-codes', {})).statusCode).toBe(200);
    expect((await entriesOf(prairie, nan)).find(({ kind }) => kind === 'session.proved')?.facts).toMatchObject({
      with: 'app',
    });
    expect((await prove({ password: nan.password })).json()).toMatchObject({ with: 'password' });
  });
});

describe('An administrator', () => {
  it('sees who is signed in at his carrier and ends it; of another carrier he sees nothing', async () => {
    const quinn = await settled(prairie, 'Quinn Ash', 'administrator');
    const rosa = await settled(prairie, 'Rosa Dell', 'agent');
    const far = await settled(lakes, 'Sam Weir', 'agent');
    const [hers, his, me] = [await tokenFor(rosa), await tokenFor(far), as(await tokenFor(quinn))];
    const { items } = (await me.get('/v1/member-sessions')).json();
    const of = (person: Newcomer) => items.filter(({ personId }: { personId: string }) => personId === person.id);
    expect(of(far)).toEqual([]);
    // two: the one in which she chose her password, and this
    expect(of(rosa)).toMatchObject([{ name: 'Rosa Dell', with: ['password'], agent: 'Firefox on Linux' }, {}]);
    for (const session of of(rosa))
      expect((await me.post(`/v1/member-sessions/${session.id}:end`, { reason: 'laptop lost' })).json()).toMatchObject({
        personId: rosa.id,
      });
    expect((await as(hers).get('/v1/sessions')).statusCode).toBe(401);
    const [foreign] = (await as(his).get('/v1/sessions')).json().items;
    expect(refusal(await me.post(`/v1/member-sessions/${foreign.id}:end`, { reason: 'x' }))).toEqual([
      404,
      '/problems/not-found',
    ]);
    const members: { id: string; personId: string }[] = (await me.get('/v1/members')).json().items;
    const memberId = members.find(({ personId }) => personId === rosa.id)?.id;
    await tokenFor(rosa);
    const signedOut = await me.post(`/v1/members/${memberId}:signOut`, { reason: 'laptop lost' });
    expect(signedOut.json()).toEqual({ ended: 1 });
    expect((await entriesOf(prairie, rosa)).at(-1)).toMatchObject({
      kind: 'member.signed-out',
      facts: { sessions: 1, reason: 'laptop lost' },
    });
    const agent = as(await tokenFor(rosa));
    expect(refusal(await agent.get('/v1/member-sessions'))).toEqual([403, '/problems/not-allowed']);
  });
});
