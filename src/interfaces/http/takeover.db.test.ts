import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { device } from '../../../test/authenticator.ts';
import type { TestCarrier } from '../../../test/house.ts';
import { mailSettingsAt } from '../../../test/mail.ts';
import { publicUrl, real, refusal, served } from '../../../test/served.ts';
import { ask, mailed, newcomer, secretIn, signedIn } from '../../../test/signing-in.ts';
import { configureMail } from '../../carriers/mail/settings.ts';
import { issueKey } from '../../carriers/staff/keys.ts';
import { endMember } from '../../carriers/staff/members.ts';
import { systemAsks } from '../../db/context.ts';
import { client } from '../../db/migrate.ts';

// Ways by which somebody who has nothing of a person's but an address, a carrier of his own or an old password comes into his account.

const here = served(real, async ({ prairie, lakes }) => {
  for (const carrier of [prairie, lakes])
    await carrier.run(await carrier.person('Carla Stein', 'compliance'), configureMail, mailSettingsAt(25));
});
const { post, get } = here;

const mails = () => mailed(here.home, publicUrl, 'accepted');

const wish = async (email: string): Promise<void> => {
  expect((await post('/v1/new-passwords', { email }, null)).statusCode).toBe(202);
};

const linkFor = async (email: string): Promise<string> => {
  await wish(email);
  return vi.waitFor(async () => {
    const secret = secretIn((await mails())[0]);
    expect(secret).not.toBe('');
    return secret;
  });
};

const set = (secret: string, newPassword: string) => post('/v1/new-passwords:set', { secret, newPassword }, null);

const takenOn = (administrator: string, person: { readonly id: string; readonly email: string }) => {
  const { id: personId, email } = person;
  const rest = { name: 'Added', roles: ['agent'], title: '', cpniResponsibleFrom: null };
  return post('/v1/members', { personId, email, ...rest }, administrator);
};

const membershipOf = async (carrier: TestCarrier, personId: string): Promise<string> =>
  (
    await carrier.look((ctx) =>
      ctx.tx
        .selectFrom('membership')
        .select('id')
        .where('personId', '=', personId)
        .where('untilAt', 'is', null)
        .executeTakeFirstOrThrow(),
    )
  ).id;

const factsOf = async (carrier: TestCarrier, person: { readonly id: string }, kind: string) => {
  const rows = await carrier.look((ctx) =>
    ctx.tx
      .selectFrom('ledgerEntry')
      .select('body')
      .where('subject', '=', `person:${person.id}`)
      .where('kind', '=', kind)
      .orderBy('n')
      .execute(),
  );
  return rows.map(({ body }) => JSON.parse(body).facts);
};

describe('A carrier that makes somebody else’s person its own, and has its own mail server', () => {
  it('gets no link for a new password: whoever works for two carriers is sent none', async () => {
    const ana = await signedIn(here.home, here.prairie.id, 'Ana Ruiz', 'compliance');
    const amos = await signedIn(here.home, here.lakes.id, 'Amos Reed', 'administrator');
    expect((await takenOn(amos.token, ana)).statusCode).toBe(200);
    await wish(ana.email);
    // a later wish of somebody else has been worked off: hers was too
    const ben = await newcomer(here.home, here.prairie.id, 'Ben Ode', 'agent');
    await wish(ben.email);
    const to = await vi.waitFor(async () => {
      const sent = await mails();
      expect(sent.length).toBeGreaterThan(0);
      return sent.map((mail) => mail.to);
    });
    expect(to).toEqual([ben.email]);
    const links = await here.home.connections.platform
      .selectFrom('accessLink')
      .select('id')
      .where('personId', '=', ana.id)
      .execute();
    expect(links).toEqual([]);
  });

  it('opens nothing by a link from before another carrier took the person on', async () => {
    const cora = await signedIn(here.home, here.lakes.id, 'Cora Lind', 'agent');
    const secret = await linkFor(cora.email);
    const ada = await signedIn(here.home, here.prairie.id, 'Ada Minh', 'administrator');
    expect((await takenOn(ada.token, cora)).statusCode).toBe(200);
    expect(refusal(await set(secret, 'three tall ladders'))).toEqual([404, '/problems/not-found']);
    expect((await get('/v1/sessions', cora.token)).statusCode).toBe(200);
  });

  it('changes its mail server only with a fresh proof', async () => {
    const dora = await signedIn(here.home, here.lakes.id, 'Dora Hill', 'compliance');
    await here.home.connections.platform
      .updateTable('session')
      .set({ provedAt: Date.now() - 11 * 60_000 })
      .where('personId', '=', dora.id)
      .execute();
    const changed = await here.app.inject({
      method: 'PUT',
      url: '/v1/mail-settings',
      headers: { authorization: `Bearer ${dora.token}` },
      payload: mailSettingsAt(25),
    });
    expect(refusal(changed)).toEqual([403, '/problems/fresh-proof-needed']);
  });
});

describe('A link for a new password', () => {
  it('is refused, not begun with whatever the request calls us, where our own address is not set', async () => {
    const eve = await newcomer(here.home, here.prairie.id, 'Eve Marsh', 'agent');
    delete process.env.COMPLINE_PUBLIC_URL;
    try {
      const asked = await post('/v1/new-passwords', { email: eve.email }, null);
      expect([...refusal(asked), asked.json().fix]).toEqual([
        409,
        '/problems/wrong-state',
        expect.stringContaining('COMPLINE_PUBLIC_URL'),
      ]);
    } finally {
      process.env.COMPLINE_PUBLIC_URL = publicUrl;
    }
  });

  it('ends what whoever had the old password opened: sessions, passkeys, and a sign-in that was under way', async () => {
    const flo = await signedIn(here.home, here.prairie.id, 'Flo Hart', 'agent');
    const laptop = device(publicUrl);
    const { challenge } = (await post('/v1/persons/current/passkeys:begin', {}, flo.token)).json();
    expect(
      (await post('/v1/persons/current/passkeys', { name: 'Laptop', key: laptop.make(challenge, {}) }, flo.token))
        .statusCode,
    ).toBe(201);
    const secret = await linkFor(flo.email);
    // the sign-in has weighed the password, and waits
    const [entering, changed] = await here.home.connections.platform.transaction().execute(async (tx) => {
      await sql`set local role compline_owner`.execute(tx);
      await sql`lock table authenticator_app in access exclusive mode`.execute(tx);
      const begun = post('/v1/sessions', { email: flo.email, password: flo.password }, null).then((one) => one);
      await vi.waitFor(async () => {
        const { rows } =
          await sql`select from pg_locks where relation = 'authenticator_app'::regclass and not granted`.execute(tx);
        expect(rows).toHaveLength(1);
      });
      return [[begun], await set(secret, 'three tall ladders')];
    });
    expect(changed.statusCode).toBe(204);
    expect(refusal(await (entering[0] ?? Promise.reject()))).toEqual([401, '/problems/wrong-password']);
    expect((await get('/v1/sessions', flo.token)).statusCode).toBe(401);
    const asked = (await post('/v1/sessions:ask-passkey', {}, null)).json().challenge;
    expect(refusal(await post('/v1/sessions:by-passkey', { key: laptop.sign(asked, {}) }, null))).toEqual([
      401,
      '/problems/wrong-passkey',
    ]);
    expect(await factsOf(here.prairie, flo, 'person.password-changed')).toMatchObject([{ by: 'link', passkeys: 1 }]);
    expect((await post('/v1/sessions', { email: flo.email, password: 'three tall ladders' }, null)).statusCode).toBe(
      201,
    );
  });

  it('opens nothing after its person has changed the password himself', async () => {
    const gail = await signedIn(here.home, here.prairie.id, 'Gail Stone', 'agent');
    const secret = await linkFor(gail.email);
    const change = { password: gail.password, newPassword: 'three tall ladders' };
    expect((await post('/v1/persons/current:change-password', change, gail.token)).statusCode).toBe(200);
    expect((await set(secret, 'four quiet herons')).statusCode).toBe(404);
  });

  it('is not used up where the change cannot be told in the ledger: without one there is not the other', async () => {
    const hal = await signedIn(here.home, here.prairie.id, 'Hal Brook', 'agent');
    const secret = await linkFor(hal.email);
    const owner = await client(here.home.address, 'database' in here.home.address ? here.home.address.database : '');
    await owner.query(`create function nothing_of_hal() returns trigger language plpgsql as $$ begin
      if new.subject = 'person:${hal.id}' and new.kind = 'person.password-changed' then raise exception 'no room'; end if;
      return new; end $$;
      create trigger nothing_of_hal before insert on ledger_entry for each row execute function nothing_of_hal()`);
    expect((await set(secret, 'three tall ladders')).statusCode).toBe(503);
    expect((await get('/v1/sessions', hal.token)).statusCode).toBe(200);
    await owner.query('drop trigger nothing_of_hal on ledger_entry');
    await owner.end();
    expect((await set(secret, 'three tall ladders')).statusCode).toBe(204);
    expect(await factsOf(here.prairie, hal, 'person.password-changed')).toMatchObject([{ by: 'link', sessions: 1 }]);
  });
});

describe('Whoever signs out', () => {
  it('has no session any more, also before he has a password of his own', async () => {
    const ida = await newcomer(here.home, here.prairie.id, 'Ida Field', 'agent');
    const { token } = (await post('/v1/sessions', { email: ida.email, password: ida.password }, null)).json();
    expect((await ask(here.app, 'DELETE', '/v1/sessions/current', { token, payload: null })).statusCode).toBe(204);
    expect((await get('/v1/persons/current', token)).statusCode).toBe(401);
    // who is out already stays out
    expect((await ask(here.app, 'DELETE', '/v1/sessions/current', { token, payload: null })).statusCode).toBe(204);
  });

  it('is told so where another site’s page asked for it, and stays in', async () => {
    const jo = await signedIn(here.home, here.prairie.id, 'Jo Lake', 'agent');
    const out = await here.app.inject({
      method: 'DELETE',
      url: '/v1/sessions/current',
      headers: { cookie: `compline_session=${jo.token}`, origin: 'https://elsewhere.example' },
    });
    expect(refusal(out)).toEqual([403, '/problems/not-allowed']);
    expect((await get('/v1/sessions', jo.token)).statusCode).toBe(200);
  });
});

describe('Whoever has left', () => {
  const end = async (carrier: TestCarrier, person: { readonly id: string }) =>
    carrier.run(await carrier.person('Ada Ends', 'administrator'), endMember, {
      memberId: await membershipOf(carrier, person.id),
      reason: 'left',
    });

  it('comes back to no session and no key, and with no password, when he is taken on again', async () => {
    const kim = await signedIn(here.home, here.prairie.id, 'Kim Vale', 'agent');
    const held = { holder: { person: kim.email }, roles: ['agent' as const], days: 1 };
    const { secret: key } = await issueKey(
      here.home.connections,
      systemAsks(here.prairie.id, 'test', Date.now()),
      held,
    );
    expect((await get('/v1/closures', key)).statusCode).toBe(200);
    await end(here.prairie, kim);
    const gone = await here.home.connections.platform
      .selectFrom('person')
      .select(['passwordHash', 'leftAt'])
      .where('id', '=', kim.id)
      .executeTakeFirstOrThrow();
    expect(gone).toEqual({ passwordHash: null, leftAt: expect.any(Number) });

    const ada = await signedIn(here.home, here.prairie.id, 'Ada Hires', 'administrator');
    const again = { email: kim.email, name: 'Kim Vale', roles: ['agent'], title: '' };
    expect((await post('/v1/invitations', again, ada.token)).statusCode).toBe(200);
    const secret = secretIn((await mails())[0]);
    expect((await post('/v1/invitations:look', { secret }, null)).json()).toMatchObject({ known: false });
    expect((await post('/v1/invitations:accept', { secret, password: 'three tall ladders' }, null)).statusCode).toBe(
      200,
    );
    for (const old of [kim.token, key]) expect((await get('/v1/closures', old)).statusCode).toBe(401);
    expect(refusal(await post('/v1/sessions', { email: kim.email, password: kim.password }, null))).toEqual([
      401,
      '/problems/wrong-password',
    ]);
    const entered = await post('/v1/sessions', { email: kim.email, password: 'three tall ladders' }, null);
    expect((await get('/v1/persons/current', entered.json().token)).json()).toMatchObject({ id: kim.id });
  });

  it('one of two carriers keeps what is the other’s', async () => {
    const lee = await signedIn(here.home, here.prairie.id, 'Lee Frost', 'agent');
    const ada = await signedIn(here.home, here.lakes.id, 'Ada Lakes', 'administrator');
    await takenOn(ada.token, lee);
    await end(here.prairie, lee);
    expect((await get('/v1/sessions', lee.token)).statusCode).toBe(401);
    const entered = await post('/v1/sessions', { email: lee.email, password: lee.password }, null);
    expect(entered.json()).toMatchObject({ carrierId: here.lakes.id });
  });

  it('keeps his session while his roles change', async () => {
    const max = await signedIn(here.home, here.prairie.id, 'Max Reed', 'agent');
    const ada = await signedIn(here.home, here.prairie.id, 'Ada Roles', 'administrator');
    expect((await takenOn(ada.token, max)).statusCode).toBe(200);
    expect((await get('/v1/sessions', max.token)).statusCode).toBe(200);
  });
});

describe('An invitation', () => {
  const invited = async (email: string, by: string) => {
    expect(
      (await post('/v1/invitations', { email, name: 'New Person', roles: ['officer'], title: '' }, by)).statusCode,
    ).toBe(200);
    return secretIn((await mails())[0]);
  };

  it('opens nothing once its maker has left or administers no more', async () => {
    const nan = await signedIn(here.home, here.prairie.id, 'Nan Moor', 'administrator');
    const oda = await signedIn(here.home, here.prairie.id, 'Oda Berg', 'administrator');
    const [left, changed] = [
      await invited('one@carrier.example', nan.token),
      await invited('two@carrier.example', oda.token),
    ];
    const look = async (secret: string) => (await post('/v1/invitations:look', { secret }, null)).statusCode;
    expect([await look(left), await look(changed)]).toEqual([200, 200]);
    const ada = await here.prairie.person('Ada Ends Them', 'administrator');
    await here.prairie.run(ada, endMember, { memberId: await membershipOf(here.prairie, nan.id), reason: 'left' });
    const third = await signedIn(here.home, here.prairie.id, 'Ada Third', 'administrator');
    await takenOn(third.token, oda);
    expect([await look(left), await look(changed)]).toEqual([404, 404]);
    for (const secret of [left, changed])
      expect((await post('/v1/invitations:accept', { secret, password: 'three tall ladders' }, null)).statusCode).toBe(
        404,
      );
  });

  it('is not made by a demo carrier, whose passwords everybody knows, nor does it take on anybody', async () => {
    const demo = await here.home.carrier({});
    const ada = await demo.person('Ada Demo', 'administrator');
    const { token } = (await post('/v1/sessions', { email: ada.email, password: ada.password }, null)).json();
    const pia = await signedIn(here.home, here.prairie.id, 'Pia Lorenz', 'agent');
    const carla = await demo.person('Carla Demo', 'compliance');
    await demo.run(carla, configureMail, mailSettingsAt(25));
    const asked = { email: 'anybody@carrier.example', name: 'Any Body', roles: ['administrator'], title: '' };
    expect(refusal(await post('/v1/invitations', asked, token))).toEqual([409, '/problems/wrong-state']);
    expect(refusal(await takenOn(token, pia))).toEqual([404, '/problems/not-found']);
  });
});
