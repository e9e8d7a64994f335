import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Choosing, choosing } from '../../../test/choosing.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { actionOf, said, lineSecret as secret, webhook } from '../../../test/toll-free.ts';
import { listTasks } from '../../carriers/tasks/list.ts';
import { keypadOf } from '../../cpni/choices/code.ts';
import { choiceHistory } from '../../cpni/choices/history.ts';
import { openLine } from '../../cpni/choices/telephone/lines.ts';
import { addService } from '../../cpni/customers/services.ts';
import { jambonzSignature, twilioSignature } from '../../outside/telephone-signatures.ts';
import { server } from '../http/server.ts';

let home: TestHouse;
let app: FastifyInstance;
let prairie: Choosing;
let twilioLine: string;
let jambonzLine: string;
let calls = 0;
const people = '+18005550100';

/** A caller who presses keys in turn; what he heard after each. */
const caller = async (from: string, ...presses: readonly string[]) => {
  calls += 1;
  const base = { CallSid: `CA${calls}`, From: from };
  const line = { app, path: twilioLine };
  let answer = await webhook(line, '', base);
  const heard = [said(answer.body)];
  const actions = [actionOf(answer.body)];
  for (const Digits of presses) {
    answer = await webhook(line, actionOf(answer.body), { ...base, Digits });
    heard.push(said(answer.body));
    actions.push(actionOf(answer.body));
  }
  return { heard, actions, base, last: heard.at(-1) ?? '', body: answer.body };
};

const history = async (customerId: string) =>
  (await prairie.carrier.run(prairie.staff.agnes, choiceHistory, { customerId })).items;

const withNumber = async (account: string, number: string) => {
  const customer = await prairie.customer(account, '2026-09-15');
  await prairie.carrier.run(prairie.staff.agnes, addService, {
    customerId: customer.id,
    category: 'interconnected-voip',
    number,
  });
  return customer;
};

beforeAll(async () => {
  home = await house();
  prairie = await choosing(await home.carrier({ clock: Date.parse('2026-11-23T15:00:00Z') }), {});
  const channelId = await prairie.channel({
    kind: 'phone',
    name: 'toll-free',
    free: true,
    alwaysOpen: true,
    hours: '24/7',
  });
  const open = async (dialect: 'twilio' | 'jambonz') =>
    (await prairie.carrier.run(prairie.staff.carla, openLine, { channelId, dialect, people, secret })).path;
  twilioLine = await open('twilio');
  jambonzLine = await open('jambonz');
  app = await server(home.connections);
});
afterAll(async () => {
  await app.close();
  await home.close();
});

describe('The toll-free line', () => {
  it('greets in both languages, then speaks the one that was asked for', async () => {
    const { heard } = await caller('+15155550101', '2');
    expect(heard[0]).toMatch(
      /privacy line of Prairie Voice LLC.*For English, press 1.*línea de privacidad.*oprima el 2/,
    );
    expect(heard[1]).toMatch(/^Para decir que no, marque/);
    expect(heard[1]).not.toMatch(/press|enter/);
  });

  it('takes a no from a number of record by one key and its confirmation, and reads a receipt out', async () => {
    const { id } = await withNumber('A-1', '+15155550147');
    const { heard, last } = await caller('+15155550147', '1', '1', '1');
    expect(heard[1]).toContain('the number that ends in 4, 7');
    expect(heard[2]).toMatch(/You ask Prairie Voice LLC not to use.*To confirm, press 1/);
    const [choice] = await history(id);
    expect(choice).toMatchObject({ choice: 'no', method: 'phone' });
    expect(last).toContain([...(choice?.number ?? '').replaceAll('-', '')].join(', '));
  });

  it('takes it from any telephone by the code on the notice as the keys spell it', async () => {
    const { id, code } = await prairie.customer('A-2', '2026-09-15');
    const { last } = await caller('+15155550199', '1', keypadOf(code), '1');
    expect(last).toContain('Saved');
    expect(await history(id)).toMatchObject([
      { choice: 'no', method: 'phone', asked: { versionId: prairie.versionId } },
    ]);
  });

  it('takes it by telephone number with area code, and by account number of digits', async () => {
    const byNumber = await withNumber('A-3', '+15155550133');
    await caller('anonymous', '1', '5155550133', '1');
    expect(await history(byNumber.id)).toHaveLength(1);
    const byAccount = await prairie.customer('700155', '2026-09-15');
    await caller('anonymous', '2', '700155', '1');
    expect(await history(byAccount.id)).toHaveLength(1);
  });

  it('lets the caller name another account than that of his number', async () => {
    const mine = await withNumber('A-4', '+15155550144');
    const mother = await prairie.customer('700166', '2026-09-15');
    await caller('+15155550144', '1', '2', '700166', '1');
    expect(await history(mine.id)).toHaveLength(0);
    expect(await history(mother.id)).toHaveLength(1);
  });

  it('records nothing without the confirming key: another key, silence, going back, hanging up', async () => {
    const { id } = await prairie.customer('700177', '2026-09-15');
    for (const key of ['', '3', '#', '11', '2']) {
      const { last } = await caller('anonymous', '1', '700177', key);
      expect(last).not.toContain('Saved');
    }
    await caller('anonymous', '1', '700177');
    expect(await history(id)).toEqual([]);
  });

  it('asks again what was not understood, and after the third time gives the call to a person', async () => {
    expect((await caller('anonymous', '9')).last).toMatch(/For English, press 1/);
    const { heard, last, body } = await caller('+15155550188', '1', '12', '999999', '5155550000');
    expect(heard[2]).toMatch(/^We did not understand that\. To say no, enter/);
    expect(heard[3]).toMatch(/^We found no account/);
    expect(last).toContain('Your choice was not saved. To speak to a person, call 1, 8, 0, 0, 5, 5, 5, 0, 1, 0, 0');
    expect(body).toContain('<Hangup/>');
    const { items } = await prairie.carrier.run(prairie.staff.carla, listTasks, {});
    expect(items.filter(({ kind }) => kind === 'unknown-refusal')).toHaveLength(1);
  });

  it('does not take keys that come twice for the next question', async () => {
    const { id } = await withNumber('A-5', '+15155550155');
    const { actions, base } = await caller('+15155550155', '1');
    const line = { app, path: twilioLine };
    // the language key again, three times: were it taken on, it would choose and confirm
    for (let n = 0; n < 3; n += 1) {
      const again = await webhook(line, actions[0] ?? '', { ...base, Digits: '1' });
      expect(said(again.body)).toContain('You are calling from the number');
    }
    expect(await history(id)).toEqual([]);
  });

  it('confirms once, whatever webhook is repeated, with the same receipt', async () => {
    const { id } = await withNumber('A-6', '+15155550166');
    const { actions, base, last } = await caller('+15155550166', '1', '1', '1');
    const again = await webhook({ app, path: twilioLine }, actions[2] ?? '', { ...base, Digits: '1' });
    expect(said(again.body)).toBe(last);
    expect(await history(id)).toHaveLength(1);
    const more = await webhook({ app, path: twilioLine }, actions[3] ?? '', { ...base, Digits: '1' });
    expect(said(more.body)).toBe(last);
    expect(await history(id)).toHaveLength(1);
  });

  it('answers no webhook that its service did not sign, nor one for another address or line', async () => {
    const fields = { CallSid: 'CA-x', From: '+15155550147' };
    const payload = new URLSearchParams(fields).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost:80' };
    const sign = (url: string, key: string) =>
      twilioSignature(key, `http://localhost:80${url}`, new Map(Object.entries(fields)));
    const send = (url: string, signature: Record<string, string>) =>
      app.inject({ method: 'POST', url, payload, headers: { ...headers, ...signature } });
    expect((await send(twilioLine, {})).statusCode).toBe(403);
    expect((await send(twilioLine, { 'x-twilio-signature': sign(twilioLine, 'another secret here') })).statusCode).toBe(
      403,
    );
    expect(
      (await send(`${twilioLine}?turn=confirm.0`, { 'x-twilio-signature': sign(twilioLine, secret) })).statusCode,
    ).toBe(403);
    const nowhere = '/ivr/00000000-0000-7000-8000-000000000000/twilio';
    expect((await send(nowhere, { 'x-twilio-signature': sign(nowhere, secret) })).statusCode).toBe(403);
    expect((await send(twilioLine, { 'x-twilio-signature': sign(twilioLine, secret) })).statusCode).toBe(200);
  });

  it('is another carrier’s stranger: the same account number there is not found', async () => {
    const lakes = await choosing(
      await home.carrier({ name: 'Prairie Voice North LLC', shortName: 'Prairie Voice' }),
      {},
    );
    const theirs = await lakes.customer('700188', '2026-05-01');
    const { last } = await caller('anonymous', '1', '700188');
    expect(last).toMatch(/^We found no account/);
    const { items } = await lakes.carrier.run(lakes.staff.agnes, choiceHistory, { customerId: theirs.id });
    expect(items).toEqual([]);
  });
});

describe('jambonz', () => {
  const hook = (query: string, body: Record<string, unknown>, at: number) => {
    const payload = JSON.stringify(body);
    return app.inject({
      method: 'POST',
      url: `${jambonzLine}${query}`,
      payload,
      headers: {
        'content-type': 'application/json',
        'jambonz-signature': jambonzSignature(secret, payload, Math.floor(at / 1000)),
      },
    });
  };
  type Verb = { verb: string; text?: string; actionHook?: string; say?: { text: string } };
  const heard = (verbs: readonly Verb[]) => verbs.map((verb) => verb.text ?? verb.say?.text ?? '').join(' ');

  it('hears the same conversation as verbs', async () => {
    const { id } = await withNumber('J-1', '+15155550122');
    const base = { call_sid: 'J-1', from: '+15155550122' };
    let answer = await hook('', base, Date.now());
    for (const digits of ['1', '1', '1']) {
      const verbs = answer.json() as Verb[];
      const query = (verbs.at(-1)?.actionHook ?? '').replace(jambonzLine, '');
      answer = await hook(query, { ...base, digits, reason: 'dtmfDetected' }, Date.now());
    }
    expect(heard(answer.json() as Verb[])).toContain('Saved');
    expect(await history(id)).toMatchObject([{ method: 'phone' }]);
  });

  it('is heard only when signed within five minutes', async () => {
    const base = { call_sid: 'J-2', from: 'anonymous' };
    expect((await hook('', base, Date.now() - 299_000)).statusCode).toBe(200);
    expect((await hook('', base, Date.now() - 301_000)).statusCode).toBe(403);
    expect(
      (
        await app.inject({
          method: 'POST',
          url: jambonzLine,
          payload: '{}',
          headers: { 'content-type': 'application/json' },
        })
      ).statusCode,
    ).toBe(403);
  });
});
