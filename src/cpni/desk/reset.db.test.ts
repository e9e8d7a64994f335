import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type Desk, deskOf } from '../../../test/desk.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { hashPassword } from '../../carriers/staff/passwords.ts';
import { operations } from '../../operations.ts';

const {
  'desk.open': open,
  'desk.show': show,
  'desk.calls': calls,
  'desk.askPassword': askPassword,
  'desk.showPrompt': showPrompt,
  'desk.sendCode': sendCode,
  'online.show': showSecrets,
  'accountChanges.list': listChanges,
} = operations;

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

const run: Desk['carrier']['run'] = (as, o, input) => desk.carrier.run(as, o, input);
const may = { from: '2026-05-01', until: '2026-05-31' };

const withPassword = async (secret: string): Promise<Caller> => {
  const caller = await desk.caller('Rosa Nguyen');
  const hash = await hashPassword(secret);
  await desk.carrier.look((ctx) =>
    ctx.tx
      .insertInto('customerPassword')
      .values({
        ...{ id: ctx.id(), customerId: caller.customerId, onlineAccountId: null, hash, codeId: null, endedAt: null },
        setBy: 'start-of-service',
        setAt: ctx.at,
      })
      .execute(),
  );
  return caller;
};

const chat = async ({ customerId }: Caller): Promise<string> =>
  (await run(desk.agnes, open, { customerId, as: 'chat' })).sessionId;
const textsTo = (number: string): string[] =>
  desk.peer.asked
    .filter(({ path, fields }) => path.includes('Messages') && fields.To === number)
    .map(({ fields }) => String(fields.Body));
const codeTo = (number: string): string =>
  /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(textsTo(number).findLast((words) => /code is/.test(words)) ?? '')?.[0] ?? '';
const type = (path: string | null, fields: Record<string, string>) =>
  desk.app.inject({
    method: 'POST',
    url: path ?? '',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
type Serves = 'password' | 'new-password' | 'backup-method';
const page = (sessionId: string, serves: Serves) => run(desk.agnes, askPassword, { sessionId, way: 'chat', serves });

describe('A customer at the desk whose password rests', () => {
  test('gets a code at his number of record, sets a new one on a page that nobody else sees, and then enters it', async () => {
    const rosa = await withPassword('48279135');
    const sessionId = await chat(rosa);
    const asked = await page(sessionId, 'password');
    for (const wrong of ['11112222', '11112223', '11112224']) await type(asked.path, { password: wrong });
    const way = async () =>
      (await run(desk.agnes, show, { sessionId })).ways.find(({ way: name }) => name === 'password');
    expect(await way()).toMatchObject({ open: false });

    const sent = await run(desk.agnes, sendCode, { sessionId, way: 'text' });
    expect(sent).toEqual({ outcome: 'asked', expiresAt: '2026-06-01T10:15:00-05:00' });
    await desk.work();
    const code = codeTo(rosa.number);
    expect(code).not.toBe('');
    const { path, promptId } = await page(sessionId, 'new-password');
    expect((await desk.app.inject({ url: path ?? '' })).body).toContain('name="newDigits"');
    expect((await type(path, { oneTimeCode: 'AAAA-AAAA', newDigits: '730418' })).body).toContain('not the latest code');
    const known = { oneTimeCode: code, newDigits: rosa.number.slice(-7) };
    expect((await type(path, known)).body).toContain('digits-fault');
    expect((await type(path, { oneTimeCode: code, newDigits: '730418' })).body).toContain('telephone is set');
    expect(await run(desk.agnes, showPrompt, { promptId })).toMatchObject({
      serves: 'new-password',
      state: 'set',
      wrong: 1,
    });
    // what set it proves nobody: call detail waits for the password itself
    expect(await run(desk.agnes, calls, { sessionId, ...may })).toMatchObject({ state: 'locked' });
    expect(await way()).toMatchObject({ open: true });
    expect((await type((await page(sessionId, 'password')).path, { password: '730418' })).body).toContain('is right');
    expect(await run(desk.agnes, calls, { sessionId, ...may })).toMatchObject({ state: 'open' });
    const { items } = await run(desk.carla, listChanges, { since: '2026-06-01', customerId: rosa.customerId });
    expect(items.map(({ what, how }) => [what, how])).toEqual([['password', 'changed']]);
    const kept = await desk.carrier.look((ctx) => ctx.tx.selectFrom('ledgerEntry').select('body').execute());
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${code}|730418`));
  });

  test('is refused after three wrong codes, however right the fourth, and gets no fourth code that day', async () => {
    const rosa = await withPassword('48279135');
    const sessionId = await chat(rosa);
    await run(desk.agnes, sendCode, { sessionId, way: 'text' });
    await desk.work();
    const code = codeTo(rosa.number);
    const { path, promptId } = await page(sessionId, 'new-password');
    for (let n = 0; n < 3; n += 1) await type(path, { oneTimeCode: 'AAAA-AAAA', newDigits: '730418' });
    expect(await run(desk.agnes, showPrompt, { promptId })).toMatchObject({ state: 'locked', wrong: 3 });
    const again = await page(sessionId, 'new-password');
    expect((await type(again.path, { oneTimeCode: code, newDigits: '730418' })).body).not.toContain('is set');
    for (let n = 0; n < 2; n += 1) await run(desk.agnes, sendCode, { sessionId, way: 'text' });
    expect(await run(desk.agnes, sendCode, { sessionId, way: 'text' })).toMatchObject({ outcome: 'locked' });
  });

  test('is answered alike whether or not there is a number or address, and gets none at one that came today', async () => {
    const { customerId } = await desk.caller('Rosa Nguyen');
    const sessionId = (await run(desk.agnes, open, { customerId, as: 'visit' })).sessionId;
    expect(await run(desk.agnes, sendCode, { sessionId, way: 'letter' })).toMatchObject({ outcome: 'asked' });
    await desk.work();
    const { codes } = await run(desk.agnes, showSecrets, { customerId });
    expect(codes).toMatchObject([{ way: 'letter', state: 'nowhere' }]);
  });
});

describe('A back-up question set from the desk', () => {
  const question = { prompt: 'Which word did you choose for a rainy morning?', secretAnswer: 'Marmalade' };

  test('is refused where it asks for what others know, and set where it does not, for a login of his own only', async () => {
    const rosa = await withPassword('48279135');
    const sessionId = await chat(rosa);
    await run(desk.agnes, sendCode, { sessionId, way: 'text' });
    await desk.work();
    const code = codeTo(rosa.number);
    const portal = desk.carrier.machine('portal', 'portal');
    const { path } = await page(sessionId, 'backup-method');
    const fields = { oneTimeCode: code, login: 'rosa@mail.example', ...question };
    expect((await type(path, fields)).body).toContain('login-fault');
    await desk.carrier.look((ctx) =>
      ctx.tx
        .insertInto('onlineAccount')
        .values({
          id: ctx.id(),
          customerId: rosa.customerId,
          loginKey: 'rosa@mail.example',
          createdAt: ctx.at,
          endedAt: null,
        })
        .execute(),
    );
    const street = { ...fields, prompt: 'What street did you live on?' };
    expect((await type(path, street)).body).toContain('prompt-fault');
    expect((await type(path, fields)).body).toContain('back-up question is set');
    const prompt = { login: 'rosa@mail.example', language: 'en', origin: '192.0.2.44' } as const;
    expect(await run(portal, operations['online.prompt'], prompt)).toMatchObject({ prompt: question.prompt });
  });

  test('takes no password, as the page of a password sets none', async () => {
    const rosa = await withPassword('48279135');
    const sessionId = await chat(rosa);
    const backup = await page(sessionId, 'backup-method');
    await type(backup.path, { password: '48279135' });
    const plain = await page(sessionId, 'password');
    await type(plain.path, { oneTimeCode: 'AAAA-AAAA', newDigits: '730418' });
    // nor by whoever asks the operations themselves
    const line = desk.carrier.machine('line', 'network');
    const tokenOf = (path: string | null): string => path?.split('/').at(-1) ?? '';
    const setting = { token: tokenOf(plain.path), oneTimeCode: 'AAAA-AAAA', origin: '192.0.2.1' };
    const sets = { what: 'telephone', password: '730418' } as const;
    const over = { stage: 'over' };
    expect(await run(line, operations['desk.setSecret'], { ...setting, sets })).toMatchObject(over);
    const entering = { token: tokenOf(backup.path), password: '48279135', origin: '192.0.2.1' };
    expect(await run(line, operations['desk.enterPassword'], entering)).toMatchObject(over);
    expect((await run(desk.agnes, show, { sessionId })).proofs).toEqual([]);
    expect(askPassword.takes.safeParse({ sessionId, way: 'keys', serves: 'new-password' }).success).toBe(false);
  });
});

test('No person hands in what is set at the desk, and no other carrier’s desk sends a code', async () => {
  const rosa = await withPassword('48279135');
  const sessionId = await chat(rosa);
  const sets = { what: 'telephone', password: '730418' } as const;
  const given = { token: 'A'.repeat(22), oneTimeCode: 'AAAA-AAAA', origin: '192.0.2.1', sets };
  await expect(run(desk.agnes, operations['desk.setSecret'], given)).rejects.toMatchObject({ type: 'not-allowed' });
  const lakes = await home.carrier({ name: 'Lakes Telephone Company' });
  const lena = await lakes.person('Lena Fox', 'agent');
  await expect(lakes.run(lena, sendCode, { sessionId, way: 'text' })).rejects.toMatchObject({ type: 'not-found' });
});
