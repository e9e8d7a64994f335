import { describe, expect, it, vi } from 'vitest';
import { house, type TestCarrier } from '../../../test/house.ts';
import { mailSettingsAt } from '../../../test/mail.ts';
import { publicUrl, real, refusal, served } from '../../../test/served.ts';
import { ask, mailed as mailedBy, newcomer, secretIn, shownByApp, signedIn } from '../../../test/signing-in.ts';
import { configureMail } from '../../carriers/mail/settings.ts';
import { firstLink } from '../../carriers/sign-in/links/first-administrator.ts';
import type { Sent } from '../../outside/mail-out.ts';
import { server } from './server.ts';

const here = served(real, async () => {});
const { post } = here;

const administrator = async (carrier: TestCarrier, name: string): Promise<string> =>
  (await signedIn(here.home, carrier.id, name, 'administrator')).token;

const mailed = (outcome: Sent['outcome']) => mailedBy(here.home, publicUrl, outcome);

const kinds = async (carrier: TestCarrier, subject: string): Promise<readonly string[]> => {
  const rows = await carrier.look((ctx) =>
    ctx.tx.selectFrom('ledgerEntry').select('kind').where('subject', '=', subject).orderBy('n').execute(),
  );
  return rows.map(({ kind }) => kind);
};

const signIn = (email: string, password: string) => post('/v1/sessions', { email, password }, null);

const ben = { email: 'ben@prairievoice.example', name: 'Ben Ode', roles: ['agent'], title: 'Agent' };

describe('An invitation', () => {
  it('needs a mail server', async () => {
    const ada = await administrator(here.lakes, 'Ada Moss');
    expect(refusal(await post('/v1/invitations', ben, ada))).toEqual([409, '/problems/wrong-state']);
  });

  it('goes out by the carrier’s mail with a secret that stands nowhere else, and lets one person in, once', async () => {
    const carla = await here.prairie.person('Carla Stein', 'compliance');
    await here.prairie.run(carla, configureMail, mailSettingsAt(25));
    const ada = await administrator(here.prairie, 'Ada Minh');
    const made = await post('/v1/invitations', { ...ben, email: 'Ben@PrairieVoice.example' }, ada);
    expect([made.statusCode, made.json()]).toMatchObject([200, { email: ben.email, sentAt: null, madeBy: 'Ada Minh' }]);
    const [mail] = await mailed('accepted');
    const secret = secretIn(mail);
    expect(mail).toMatchObject({
      to: ben.email,
      text: expect.stringContaining(`${publicUrl}/console/invitation#${secret}`),
    });
    expect(secret).toHaveLength(43);
    const dump = JSON.stringify([
      await here.home.connections.platform.selectFrom('accessLink').selectAll().execute(),
      await here.home.connections.platform.selectFrom('job').selectAll().execute(),
    ]);
    expect([dump.includes(secret), dump.includes(made.json().id)]).toEqual([false, true]);

    expect((await post('/v1/invitations:look', { secret }, null)).json()).toMatchObject({
      ...{ carrier: 'Prairie Voice LLC', madeBy: 'Ada Minh', email: ben.email, known: false, roles: ['agent'] },
    });
    const accept = (password: string) => post('/v1/invitations:accept', { secret, password }, null);
    expect(refusal(await accept('Password1234!'))).toEqual([422, '/problems/password-refused']);
    const both = await Promise.all([accept('four quiet herons'), accept('three tall ladders')]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404]);
    const password = both[0]?.statusCode === 200 ? 'four quiet herons' : 'three tall ladders';
    const opened = (await signIn(ben.email, password)).json();
    expect(opened).toMatchObject({ carrierId: here.prairie.id, roles: ['agent'], mustChangePassword: false });
    expect(refusal(await post('/v1/invitations:look', { secret }, null))).toEqual([404, '/problems/not-found']);
    expect(refusal(await post('/v1/invitations', ben, ada))).toEqual([409, '/problems/already-exists']);
    expect(await kinds(here.prairie, `invitation:${made.json().id}`)).toEqual(['invitation.made']);
    expect(await kinds(here.prairie, `link:${made.json().id}`)).toEqual(['invitation-link.sent']);
  });

  it('to a person of another carrier asks for the password that he has, and changes none', async () => {
    const far = await newcomer(here.home, here.lakes.id, 'Cora Lind', 'counsel');
    const ada = await administrator(here.prairie, 'Ada Second');
    await post('/v1/invitations', { email: far.email, name: 'Cora Lind', roles: ['counsel'], title: 'Counsel' }, ada);
    const secret = secretIn((await mailed('accepted'))[0]);
    expect((await post('/v1/invitations:look', { secret }, null)).json()).toMatchObject({ known: true });
    const accept = (password: string) => post('/v1/invitations:accept', { secret, password }, null);
    expect(refusal(await accept('four quiet herons'))).toEqual([401, '/problems/wrong-password']);
    expect((await accept(far.password)).json()).toMatchObject({ carrierId: here.prairie.id });
    expect((await signIn(far.email, far.password)).json()).toMatchObject({ carrierId: here.lakes.id });
  });

  it('that was taken back, made anew or is over opens nothing, and another carrier neither sees nor ends it', async () => {
    const ada = await administrator(here.prairie, 'Ada Third');
    const dora = { email: 'dora@prairievoice.example', name: 'Dora Hill', roles: ['agent'], title: '' };
    const look = async (secret: string) => (await post('/v1/invitations:look', { secret }, null)).statusCode;
    const first = (await post('/v1/invitations', dora, ada)).json();
    const old = secretIn((await mailed('accepted'))[0]);
    const second = (await post('/v1/invitations', dora, ada)).json();
    const anew = secretIn((await mailed('accepted'))[0]);
    expect([await look(old), await look(anew)]).toEqual([404, 200]);
    const far = await administrator(here.lakes, 'Amos Reed');
    const seen = async (token: string) =>
      (await ask(here.app, 'GET', '/v1/invitations', { token, payload: null })).json().items;
    expect(await seen(far)).toEqual([]);
    expect((await seen(ada)).map(({ id }: { id: string }) => id)).toEqual([second.id]);
    expect(refusal(await post(`/v1/invitations/${second.id}:end`, {}, far))).toEqual([404, '/problems/not-found']);
    expect(refusal(await post(`/v1/invitations/${first.id}:end`, {}, ada))).toEqual([404, '/problems/not-found']);
    expect((await post(`/v1/invitations/${second.id}:end`, {}, ada)).statusCode).toBe(200);
    expect(await look(anew)).toBe(404);
    const third = (await post('/v1/invitations', dora, ada)).json();
    const late = secretIn((await mailed('accepted'))[0]);
    expect(Date.parse(third.expiresAt) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    await here.home.connections.platform
      .updateTable('accessLink')
      .set({ expiresAt: Date.now() - 1 })
      .where('id', '=', third.id)
      .execute();
    expect([await look(late), (await seen(ada)).length]).toEqual([404, 0]);
  });

  it('that the mail server does not take is a task for the administrator', async () => {
    const ada = await administrator(here.prairie, 'Ada Fourth');
    const made = (await post('/v1/invitations', { ...ben, email: 'nobody@prairievoice.example' }, ada)).json();
    await mailed('refused');
    const tasks = await here.prairie.look((ctx) =>
      ctx.tx.selectFrom('task').select(['kind', 'role']).where('key', '=', made.id).execute(),
    );
    expect(tasks).toEqual([{ kind: 'invitation-unsent', role: 'administrator' }]);
  });
});

describe('A forgotten password', () => {
  const wish = (email: string) => post('/v1/new-passwords', { email }, null);

  it('is set anew by a link that comes by mail and serves for an hour, once; every session ends, the app stays', async () => {
    const eve = await newcomer(here.home, here.prairie.id, 'Eve Marsh', 'agent');
    const token = String((await signIn(eve.email, eve.password)).json().token);
    await post(
      '/v1/persons/current:change-password',
      { password: eve.password, newPassword: 'four quiet herons' },
      token,
    );
    const { secret: ofApp } = (await post('/v1/persons/current/app', {}, token)).json();
    await post('/v1/persons/current/app:confirm', { code: shownByApp(ofApp, 0) }, token);
    expect((await wish(eve.email.toUpperCase())).statusCode).toBe(202);
    const mail = await vi.waitFor(async () => {
      const [first] = await mailed('accepted');
      expect(first).toBeDefined();
      return first;
    });
    const secret = secretIn(mail);
    expect(mail).toMatchObject({
      to: eve.email,
      text: expect.stringContaining(`${publicUrl}/console/new-password#${secret}`),
    });
    const set = (newPassword: string) => post('/v1/new-passwords:set', { secret, newPassword }, null);
    expect(refusal(await set('dragon-202611'))).toEqual([422, '/problems/password-refused']);
    // not for another purpose
    expect((await post('/v1/invitations:look', { secret }, null)).statusCode).toBe(404);
    expect((await set('three tall ladders')).statusCode).toBe(204);
    expect((await set('three tall ladders')).statusCode).toBe(404);
    expect((await ask(here.app, 'GET', '/v1/sessions', { token, payload: null })).statusCode).toBe(401);
    expect(refusal(await signIn(eve.email, 'three tall ladders'))).toEqual([401, '/problems/second-factor-needed']);
    await vi.waitFor(async () => {
      expect(await kinds(here.prairie, `person:${eve.id}`)).toContain('person.new-password-asked');
      expect((await kinds(here.prairie, `person:${eve.id}`)).at(-1)).toBe('person.password-changed');
    });
  });

  it('of somebody unknown is answered alike, and nobody asks more than five times an hour', async () => {
    const flo = await newcomer(here.home, here.prairie.id, 'Flo Hart', 'agent');
    const answers = [await wish(flo.email), await wish('nobody@nowhere.example')];
    expect(new Set(answers.map((one) => `${one.statusCode} ${one.body}`)).size).toBe(1);
    for (let n = 0; n < 3; n += 1) expect((await wish(`nobody${n}@nowhere.example`)).statusCode).toBe(202);
    expect(refusal(await wish('nobody9@nowhere.example'))).toEqual([429, '/problems/too-many']);
    const written = () =>
      here.home.connections.platform
        .selectFrom('accessLink')
        .select('email')
        .where('email', 'like', 'nobody%nowhere.example')
        .execute();
    expect(await written()).toEqual([]);
  });
});

describe('An installation without an administrator', () => {
  it('is opened by a link that is told once: its holder founds a carrier and administers it, and no second one does', async () => {
    const empty = await house();
    const demo = await empty.carrier({});
    await demo.person('Ada Demo', 'administrator');
    const now = Date.now();
    const older = await firstLink(empty.connections, now);
    const secret = await firstLink(empty.connections, now);
    const own = await server(empty.connections);
    const send = (path: string, payload: object) => ask(own, 'POST', path, { token: null, payload });
    const carrier = {
      name: 'Harbor Telecom Inc.',
      shortName: 'Harbor',
      kind: 'interconnected-voip',
      zone: 'America/New_York',
      address: '1 Pier',
      contact: 'privacy@harbor.example',
    };
    const first = {
      secret,
      email: 'olga@harbor.example',
      name: 'Olga Reyes',
      password: 'four quiet herons',
      roles: ['administrator', 'compliance'],
      carrier,
    };
    expect((await send('/v1/first-administrator:look', { secret: older })).statusCode).toBe(404);
    // the demo's carriers are nobody's to administer
    expect((await send('/v1/first-administrator:look', { secret })).json()).toEqual({ carriers: [] });
    const refused = [
      await send('/v1/first-administrator', { ...first, secret: older }),
      await send('/v1/first-administrator', { ...first, password: 'Password1234!' }),
      await send('/v1/first-administrator', { ...first, roles: ['compliance'] }),
      await send('/v1/first-administrator', { ...first, carrier: { ...carrier, zone: 'Nowhere/Land' } }),
      await send('/v1/first-administrator', { ...first, carrier: { carrierId: demo.id } }),
    ].map(({ statusCode }) => statusCode);
    expect(refused).toEqual([404, 422, 400, 400, 404]);
    const made = await send('/v1/first-administrator', first);
    expect(made.statusCode).toBe(201);
    const { email, password } = first;
    const opened = (await send('/v1/sessions', { email, password })).json();
    expect(opened).toMatchObject({ carrierId: made.json().carrierId, roles: first.roles, mustChangePassword: false });
    expect(refusal(await send('/v1/first-administrator', { ...first, email: 'other@harbor.example' }))).toEqual([
      404,
      '/problems/not-found',
    ]);
    expect(await firstLink(empty.connections, Date.now())).toBeNull();
    await own.close();
    await empty.close();
  });
});
