import { describe, expect, it } from 'vitest';
import { type Device, device } from '../../../test/authenticator.ts';
import type { Staff } from '../../../test/house.ts';
import { publicUrl, refusal, served } from '../../../test/served.ts';
import { ask } from '../../../test/signing-in.ts';

const here = served({}, async () => {});
const { post } = here;

const tokenOf = async ({ email, password }: Staff): Promise<string> =>
  (await post('/v1/sessions', { email, password }, null)).json().token;

const begin = async (token: string): Promise<string> =>
  (await post('/v1/persons/current/passkeys:begin', {}, token)).json().challenge;

const keep = async (token: string, key: object) => post('/v1/persons/current/passkeys', { name: 'Laptop', key }, token);

const equipped = async (
  person: Staff,
): Promise<{ readonly laptop: Device; readonly token: string; readonly id: string }> => {
  const [laptop, token] = [device(publicUrl), await tokenOf(person)];
  const kept = await keep(token, laptop.make(await begin(token), {}));
  expect(kept.statusCode).toBe(201);
  return { laptop, token, id: kept.json().id };
};

const asked = async (): Promise<string> => (await post('/v1/sessions:ask-passkey', {}, null)).json().challenge;
const enter = (key: object, more: object) => post('/v1/sessions:by-passkey', { key, ...more }, null);

describe('A passkey', () => {
  it('is made at a session, shown to its person, and signs him in without a password, even where that is locked', async () => {
    const ana = await here.prairie.person('Ana Ruiz', 'compliance');
    const { laptop, token, id } = await equipped(ana);
    expect((await ask(here.app, 'GET', '/v1/persons/current', { token, payload: null })).json().passkeys).toEqual([
      { id, name: 'Laptop', since: expect.any(String), lastUsedAt: null },
    ]);
    for (let n = 0; n < 5; n += 1) await post('/v1/sessions', { email: ana.email, password: `guess ${n}` }, null);
    expect((await post('/v1/sessions', { email: ana.email, password: ana.password }, null)).statusCode).toBe(401);
    const entered = await enter(laptop.sign(await asked(), {}), {});
    expect([entered.statusCode, entered.json()]).toMatchObject([
      201,
      { carrierId: here.prairie.id, roles: ['compliance'], with: ['passkey'], failedBefore: 5 },
    ]);
    const { body } = await here.prairie.look((ctx) =>
      ctx.tx
        .selectFrom('ledgerEntry')
        .select('body')
        .where('subject', '=', `person:${ana.id}`)
        .where('kind', '=', 'session.opened')
        .orderBy('n', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow(),
    );
    expect(JSON.parse(body).facts).toMatchObject({ with: ['passkey'], failedBefore: 5 });
    expect((await enter(laptop.sign(await asked(), {}), { carrierId: here.prairie.id })).statusCode).toBe(201);
    // he does not work there
    expect(refusal(await enter(laptop.sign(await asked(), {}), { carrierId: here.lakes.id }))).toEqual([
      401,
      '/problems/wrong-password',
    ]);
  });

  it('signs nobody in who answers for another address, without finger or PIN, twice, or what nobody asked', async () => {
    const bea = await here.prairie.person('Bea Long', 'agent');
    const { laptop } = await equipped(bea);
    const refused = [401, '/problems/wrong-passkey'];
    for (const fault of [
      { origin: 'https://compline.prairie.example.evil.example' },
      { rpId: 'evil.example' },
      { flags: 0x01 },
    ])
      expect(refusal(await enter(laptop.sign(await asked(), fault), {}))).toEqual(refused);
    const challenge = await asked();
    const answer = laptop.sign(challenge, {});
    expect((await enter(answer, {})).statusCode).toBe(201);
    expect(refusal(await enter(answer, {}))).toEqual(refused);
    expect(refusal(await enter(laptop.sign(challenge, {}), {}))).toEqual(refused);
    expect(refusal(await enter(laptop.sign(Buffer.from('made up').toString('base64url'), {}), {}))).toEqual(refused);
    expect(refusal(await enter(device(publicUrl).sign(await asked(), {}), {}))).toEqual(refused);
    const late = await asked();
    await here.home.connections.platform
      .updateTable('passkeyChallenge')
      .set({ expiresAt: Date.now() - 1 })
      .execute();
    expect(refusal(await enter(laptop.sign(late, {}), {}))).toEqual(refused);
  });

  it('that was copied is found out by its counter', async () => {
    const cora = await here.prairie.person('Cora Lind', 'agent');
    const { laptop } = await equipped(cora);
    const [older, newer] = [laptop.sign(await asked(), {}), laptop.sign(await asked(), {})];
    expect((await enter(newer, {})).statusCode).toBe(201);
    expect(refusal(await enter(older, {}))).toEqual([401, '/problems/wrong-passkey']);
  });

  it('is kept only by whom it was asked of, once, with finger or PIN', async () => {
    const [dora, eve] = [
      await here.prairie.person('Dora Hill', 'agent'),
      await here.prairie.person('Eve Marsh', 'agent'),
    ];
    const [hers, other] = [await tokenOf(dora), await tokenOf(eve)];
    const laptop = device(publicUrl);
    const refused = [401, '/problems/wrong-passkey'];
    expect(refusal(await keep(other, laptop.make(await begin(hers), {})))).toEqual(refused);
    expect(refusal(await keep(hers, laptop.make(await begin(hers), { flags: 0x41 })))).toEqual(refused);
    expect(refusal(await keep(hers, laptop.make(await asked(), {})))).toEqual(refused);
    expect((await keep(hers, laptop.make(await begin(hers), {}))).statusCode).toBe(201);
    expect(refusal(await keep(other, laptop.make(await begin(other), {})))).toEqual([409, '/problems/already-exists']);
  });

  it('proves in a session who signs and releases, for him alone, and opens nothing after it has ended', async () => {
    const [flo, gail] = [
      await here.prairie.person('Flo Hart', 'compliance'),
      await here.prairie.person('Gail Stone', 'compliance'),
    ];
    const { laptop, token, id } = await equipped(flo);
    const { laptop: hers } = await equipped(gail);
    await here.home.connections.platform
      .updateTable('session')
      .set({ provedAt: Date.now() - 11 * 60_000 })
      .where('personId', '=', flo.id)
      .execute();
    expect(refusal(await post('/v1/persons/current/passkeys:begin', {}, token))).toEqual([
      403,
      '/problems/fresh-proof-needed',
    ]);
    const challenge = async () => {
      const options = (await post('/v1/sessions/current:ask-passkey', {}, token)).json();
      expect(options.allowCredentials.map((one: { id: string }) => one.id)).toEqual([laptop.credentialId]);
      return String(options.challenge);
    };
    const prove = (key: object) => post('/v1/sessions/current:prove-by-passkey', { key }, token);
    expect(refusal(await prove(hers.sign(await challenge(), {})))).toEqual([401, '/problems/wrong-passkey']);
    expect(refusal(await prove(laptop.sign(await asked(), {})))).toEqual([401, '/problems/wrong-passkey']);
    expect((await prove(laptop.sign(await challenge(), {}))).json()).toMatchObject({ with: 'passkey' });
    expect(
      (
        await ask(here.app, 'DELETE', `/v1/persons/current/passkeys/${id}`, {
          token: await tokenOf(gail),
          payload: null,
        })
      ).statusCode,
    ).toBe(404);
    expect(
      (await ask(here.app, 'DELETE', `/v1/persons/current/passkeys/${id}`, { token, payload: null })).statusCode,
    ).toBe(204);
    expect(refusal(await enter(laptop.sign(await asked(), {}), {}))).toEqual([401, '/problems/wrong-passkey']);
  });
});
