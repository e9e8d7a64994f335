import type { FastifyInstance } from 'fastify';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Choosing, choosing } from '../../../test/choosing.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { noOutside } from '../../../test/outside.ts';
import { type TelephonePeer, telephonePeer } from '../../../test/telephone.ts';
import { workAll } from '../../../test/work.ts';
import type { Ctx } from '../../db/context.ts';
import { marketLongDistance } from '../../demo/uses.ts';
import { operations } from '../../operations.ts';
import { twilioSignature } from '../../outside/telephone-signatures.ts';
import { visit } from '../../outside/visit.ts';
import { server } from '../http/server.ts';

let home: TestHouse;
let app: FastifyInstance;
let prairie: Choosing;
let peer: TelephonePeer;

const publicUrl = 'https://prairie.example';
const secret = 'a secret of the service';

beforeAll(async () => {
  home = await house();
  peer = await telephonePeer();
  prairie = await choosing(await home.carrier({ clock: Date.parse('2026-10-01T15:00:00Z') }), {});
  await prairie.carrier.run(prairie.staff.carla, operations['telephone.configure'], {
    dialect: 'twilio',
    address: peer.address,
    account: 'AC1',
    fromNumber: '+15155550100',
    staffNumber: '+15155550199',
    secret,
  });
  app = await server(home.connections);
});
afterAll(async () => {
  await app.close();
  await peer.close();
  await home.close();
});
// each test on a day of its own: an account has three codes a day
beforeEach(() => prairie.carrier.at('2026-11-10T16:00:00Z'));

let made = 0;
type Rosa = { readonly id: string; readonly code: string; readonly account: string; readonly number: string };

/** A customer since October 1 who got a notice; with a number and a postal address, or with neither. */
const customer = async (has: 'number and address' | 'neither'): Promise<Rosa> => {
  made += 1;
  const account = `K-${made}`;
  const number = `+1515555${String(3000 + made)}`;
  await prairie.carrier.at('2026-10-01T15:00:00Z');
  const { id, code } = await prairie.customer(account, '2026-09-15');
  if (has === 'number and address') {
    const { carla } = prairie.staff;
    const line = { customerId: id, category: 'interconnected-voip', number } as const;
    await prairie.carrier.run(carla, operations['customers.services.add'], line);
    const address = { customerId: id, kind: 'postal', value: `${made} Old Road, Ames, IA 50010` } as const;
    await prairie.carrier.run(carla, operations['customers.contacts.add'], address);
  }
  await prairie.carrier.at('2026-11-10T16:00:00Z');
  return { id, code, account, number };
};

const post = async ({ code }: Rosa, fields: Readonly<Record<string, string>>) =>
  (
    await app.inject({
      method: 'POST',
      url: `/choice/${code}`,
      payload: new URLSearchParams({ language: 'en', ...fields }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      remoteAddress: `198.51.100.${made % 250}`,
    })
  ).body;
const asks = async (who: Rosa, send: string, choice = 'yes') => {
  const page = await post(who, { choice, send });
  await workAll(home, { ...noOutside, visit, publicUrl });
  return page;
};
const types = (who: Rosa, oneTimeCode: string, way: string, choice = 'yes') => post(who, { choice, way, oneTimeCode });

const codeIn = (words: string): string => / (?:is|es) ([0-9A-Z]{4}-[0-9A-Z]{4})\./.exec(words)?.[1] ?? '';
const textsTo = ({ number }: Rosa): string[] =>
  peer.asked.filter(({ fields }) => fields.To === number).map(({ fields }) => String(fields.Body));
const lastText = (who: Rosa): string => codeIn(textsTo(who).at(-1) ?? '');
const letters = async () =>
  (await prairie.carrier.stream(prairie.staff.carla, operations['online.letters'], {}, ''))
    .split('\n')
    .filter((line) => line !== '')
    .map((line): { name: string; words: string } => JSON.parse(line));

const mayUse = async ({ id: customerId }: Rosa) =>
  (
    await prairie.carrier.run(prairie.staff.mark, operations['decisions.ask'], {
      customerId,
      use: marketLongDistance,
    })
  ).allowed;

describe('A code sent to the telephone number of record', () => {
  it('says what it is for, and with the code of the notice it is a yes, once', async () => {
    const rosa = await customer('number and address');
    await post(rosa, { choice: 'no' });
    await prairie.carrier.at('2026-11-10T16:01:00Z');
    expect(await asks(rosa, 'text')).toContain('a code is on its way there');
    expect(textsTo(rosa)).toHaveLength(1);
    expect(textsTo(rosa)[0]).toContain('to say yes or see what you chose about your phone records');
    const wrong = await types(rosa, 'AAAA-AAAA', 'text');
    expect(wrong).toContain('That was not the latest code');
    expect(wrong).toContain('<option value="text" selected>');
    const saved = await types(rosa, lastText(rosa).toLowerCase().replace('-', ' '), 'text');
    expect(saved).toMatch(/From this moment we may use .*Receipt R-/s);
    await prairie.carrier.at('2026-11-10T16:02:00Z');
    expect(await types(rosa, lastText(rosa), 'text')).toContain('That was not the latest code');
    await asks(rosa, 'text', 'history');
    const history = await types(rosa, lastText(rosa), 'text', 'history');
    expect(history.indexOf('you said yes')).toBeGreaterThan(0);
    expect(history.indexOf('you said yes')).toBeLessThan(history.indexOf('you said no'));
  });

  it('holds fifteen minutes, and not a second more', async () => {
    const rosa = await customer('number and address');
    await asks(rosa, 'text');
    await prairie.carrier.at('2026-11-10T16:15:00Z');
    expect(await types(rosa, lastText(rosa), 'text')).toContain('its time is over');
    await prairie.carrier.at('2026-11-10T16:14:59Z');
    expect(await types(rosa, lastText(rosa), 'text')).toContain('Your choice is saved');
  });

  it('is gone with the third wrong one; another one that is sent serves again', async () => {
    const rosa = await customer('number and address');
    await asks(rosa, 'text');
    for (let n = 0; n < 3; n += 1) await types(rosa, 'AAAA-AAAA', 'text');
    expect(await types(rosa, lastText(rosa), 'text')).toContain('Too many tries were wrong');
    await prairie.carrier.at('2026-11-10T16:01:00Z');
    await asks(rosa, 'text');
    expect(await types(rosa, lastText(rosa), 'text')).toContain('Your choice is saved');
  });

  it('is sent three times a day, whatever it is for, and no fourth time', async () => {
    const rosa = await customer('number and address');
    const portal = prairie.carrier.machine('portal', 'portal');
    const online = { account: rosa.account, way: 'text', origin: '192.0.2.200' } as const;
    await prairie.carrier.run(portal, operations['online.enrol'], online);
    for (let n = 0; n < 2; n += 1) expect(await asks(rosa, 'text')).toContain('on its way');
    expect(await asks(rosa, 'text')).toContain('No more codes are sent for a day');
    expect(await prairie.carrier.run(portal, operations['online.enrol'], online)).toMatchObject({ outcome: 'locked' });
  });

  it('sets no password, and one for a password is no yes', async () => {
    const rosa = await customer('number and address');
    const portal = prairie.carrier.machine('portal', 'portal');
    const origin = '192.0.2.201';
    const sets = { what: 'telephone', password: '482915' } as const;
    await asks(rosa, 'text');
    const codeId = await prairie.carrier.look(async (ctx) => {
      const row = await ctx.tx.selectFrom('oneTimeCode').select('id').where('customerId', '=', rosa.id).execute();
      return row[0]?.id ?? '';
    });
    const typed = { codeId, oneTimeCode: lastText(rosa), origin, sets };
    const { 'online.confirm': confirm, 'online.enrol': enrol } = operations;
    expect(await prairie.carrier.run(portal, confirm, typed)).toMatchObject({ outcome: 'wrong' });
    const asked = await prairie.carrier.run(portal, enrol, { account: rosa.account, way: 'text', origin });
    await workAll(home, { ...noOutside, visit, publicUrl });
    expect(textsTo(rosa)).toHaveLength(2);
    expect(await types(rosa, lastText(rosa), 'text')).toContain('That was not the latest code');
    const own = { ...typed, codeId: asked.outcome === 'asked' ? asked.codeId : '', oneTimeCode: lastText(rosa) };
    expect(await prairie.carrier.run(portal, confirm, own)).toMatchObject({ outcome: 'set' });
  });

  it('of one customer opens nothing on the page of another', async () => {
    const [rosa, walter] = [await customer('number and address'), await customer('number and address')];
    await asks(rosa, 'text');
    await asks(walter, 'text');
    expect(await types(walter, lastText(rosa), 'text')).toContain('That was not the latest code');
    expect(await types(rosa, lastText(rosa), 'text')).toContain('Your choice is saved');
  });

  it('opens no CPNI: nothing that a release could rest on is made by it', async () => {
    const rosa = await customer('number and address');
    await post(rosa, { choice: 'no' });
    expect(await mayUse(rosa)).toBe(false);
    await prairie.carrier.at('2026-11-10T16:01:00Z');
    await asks(rosa, 'text');
    await types(rosa, lastText(rosa), 'text');
    expect(await mayUse(rosa)).toBe(true);
    const proofs = await prairie.carrier.look((ctx) =>
      ctx.tx.selectFrom('customerProof').selectAll().where('customerId', '=', rosa.id).execute(),
    );
    expect(proofs).toEqual([]);
  });
});

describe('A code spoken on a call to the telephone number of record', () => {
  it('is a yes for who hears it; it names what it is for before anything is said', async () => {
    const rosa = await customer('number and address');
    expect(await asks(rosa, 'call')).toContain('we call it now');
    const url = String(peer.asked.findLast(({ fields }) => fields.To === rosa.number)?.fields.Url).slice(
      publicUrl.length,
    );
    process.env.COMPLINE_PUBLIC_URL = publicUrl;
    const hears = async (path: string, fields: Readonly<Record<string, string>>) => {
      const signature = twilioSignature(secret, `${publicUrl}${path}`, new Map(Object.entries(fields)));
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature };
      const payload = new URLSearchParams(fields).toString();
      return (await app.inject({ method: 'POST', url: path, payload, headers })).body;
    };
    const asked = await hears(url, { CallSid: 'C1', AnsweredBy: 'human' });
    expect(asked).toContain('a code to say yes or see what you chose about your phone records');
    const spoken = await hears(`${url}?turn=key`, { CallSid: 'C1', Digits: /press (\d)/.exec(asked)?.[1] ?? '' });
    const heard = /code is: ([0-9, .]+)\. /.exec(spoken)?.[1]?.replace(/\D/g, '') ?? '';
    expect(await types(rosa, heard, 'text')).toContain('That was not the latest code');
    expect(await types(rosa, heard, 'call')).toContain('Your choice is saved');
  });
});

describe('A code sent by letter', () => {
  it('comes to the address of record, printed once, and is typed on the page opened anew within three weeks', async () => {
    const rosa = await customer('number and address');
    expect(await asks(rosa, 'letter')).toContain('a letter with a code goes there');
    const printed = (await letters()).filter(({ name }) => name === `Customer ${rosa.account}`);
    expect(printed).toHaveLength(1);
    await prairie.carrier.at('2026-12-01T15:59:59Z');
    expect(await types(rosa, codeIn(printed[0]?.words ?? ''), 'text')).toContain('That was not the latest code');
    expect(await types(rosa, codeIn(printed[0]?.words ?? ''), 'letter')).toContain('Your choice is saved');
  });

  it('is not printed for an address of twenty-nine days', async () => {
    const rosa = await customer('number and address');
    await prairie.carrier.at('2026-10-30T15:00:00Z');
    expect(await asks(rosa, 'letter')).toContain('a letter with a code goes there');
    expect((await letters()).filter(({ name }) => name === `Customer ${rosa.account}`)).toEqual([]);
  });
});

/** The statements of a transaction, in order and without their values. */
const statementsOf = async (run: (ctx: Ctx) => Promise<unknown>): Promise<readonly string[]> => {
  const seen: string[] = [];
  const watch: KyselyPlugin = {
    transformQuery({ node }) {
      seen.push(JSON.stringify(node, (key, value) => (key === 'value' || key === 'values' ? undefined : value)));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await prairie.carrier.look((ctx) => run({ ...ctx, tx: ctx.tx.withPlugin(watch) as Ctx['tx'] }));
  return seen;
};

describe('Who has neither number nor address of record', () => {
  it.each(['text', 'call', 'email', 'letter'])(
    'is answered alike when a code by %s is asked for and when one is tried',
    async (way) => {
      const answers = async (who: Rosa) => {
        const pages = [await asks(who, way)];
        for (let n = 0; n < 4; n += 1) pages.push(await types(who, 'AAAA-AAAA', way));
        return pages.map((page) => page.replaceAll(who.code, ''));
      };
      const known = await answers(await customer('number and address'));
      expect(await answers(await customer('neither'))).toEqual(known);
      expect(known.at(-1)).toContain('Too many tries were wrong');
    },
  );

  it('costs the same statements, when a code is asked for and at each try of it', async () => {
    const { 'choices.askCode': askCode, 'choices.ownHistory': ownHistory } = operations;
    const steps = async ({ code }: Rosa) => {
      const origin = `203.0.113.${made}`;
      const proof = { by: 'code', way: 'text', oneTimeCode: 'AAAA-AAAA' } as const;
      const seen = [await statementsOf((ctx) => askCode.run(ctx, { code, way: 'text', origin, serves: 'choice' }))];
      await workAll(home, { ...noOutside, visit, publicUrl });
      for (let n = 0; n < 4; n += 1)
        seen.push(await statementsOf((ctx) => ownHistory.run(ctx, { code, proof, origin })));
      return seen;
    };
    const known = await steps(await customer('number and address'));
    expect(known.every((statements) => statements.length > 5)).toBe(true);
    expect(await steps(await customer('neither'))).toEqual(known);
  });
});

describe('The page on which a customer proves himself', () => {
  it('offers every way to everybody, in the language of the page, without a script, under 50 kB', async () => {
    const rosa = await customer('neither');
    for (const [language, sends] of [
      ['en', ['Text it to my number', 'Call my number and say it', 'E-mail it to me', 'Send me a letter']],
      ['es', ['Por mensaje de texto', 'Por una llamada a mi número', 'Por correo electrónico', 'Por carta']],
    ] as const) {
      const page = await post(rosa, { language, choice: 'yes' });
      for (const send of sends) expect(page).toContain(send);
      expect(page).not.toContain('<script');
      expect(page.length).toBeGreaterThan(1000);
      expect(page.length).toBeLessThan(45_000);
    }
  });

  it('leaves no code in evidence, job or table', async () => {
    const rosa = await customer('number and address');
    await asks(rosa, 'text');
    const code = lastText(rosa);
    await types(rosa, code, 'text');
    const text = await prairie.carrier.look(async (ctx) =>
      JSON.stringify([
        await ctx.tx.selectFrom('ledgerEntry').select('body').execute(),
        await ctx.tx.selectFrom('job').select(['payload', 'error']).execute(),
        await ctx.tx.selectFrom('oneTimeCode').selectAll().execute(),
        await ctx.tx.selectFrom('authenticationTry').selectAll().execute(),
      ]),
    );
    expect(text.includes('code.used')).toBe(true);
    expect([code, text.includes(code)]).toEqual([code, false]);
  });
});
