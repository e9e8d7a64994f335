import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Choosing, choosing } from '../../../test/choosing.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { hashPassword } from '../../carriers/staff/passwords.ts';
import { approve as sayYes } from '../../cpni/approvals/choose.ts';
import { choiceHistory } from '../../cpni/choices/history.ts';
import { spooled } from '../../cpni/choices/spool.ts';
import { askDecision } from '../../cpni/uses/ask.ts';
import { marketLongDistance } from '../../demo/uses.ts';
import { integrateAll } from '../../ledger/integrate-all.ts';
import { server } from '../http/server.ts';
import { limits } from './limit.ts';

let home: TestHouse;
let app: FastifyInstance;
let prairie: Choosing;
let lakes: Choosing;
let logged = '';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });
const post = (url: string, payload: string, remoteAddress = '192.0.2.7') =>
  app.inject({ method: 'POST', url, payload, headers: form, remoteAddress });

const decide = async ({ carrier, staff }: Choosing, customerId: string) =>
  (
    await carrier.run(staff.mark, askDecision, {
      customerId,
      use: marketLongDistance,
    })
  ).allowed;

/** Everything that stands about the customer, to see whether something changed. */
const stands = (where: Choosing, customerId: string) =>
  where.carrier.look(async (ctx) => ({
    events: (await ctx.tx.selectFrom('permissionEvent').select('id').where('customerId', '=', customerId).execute())
      .length,
    entries: (await sql<{ n: number }>`select count(*) as n from ledger_entry`.execute(ctx.tx)).rows[0]?.n,
  }));

beforeAll(async () => {
  home = await house();
  prairie = await choosing(await home.carrier({ clock: Date.parse('2026-10-01T15:00:00Z') }), {});
  lakes = await choosing(
    await home.carrier({ name: 'Lakes Telephone Company', clock: Date.parse('2026-10-01T15:00:00Z') }),
    {
      sender: null,
      body: (await import('../../cpni/notices/examples/texts.ts')).letter
        .replaceAll('Prairie Voice LLC', 'Lakes Telephone Company')
        .replaceAll('Prairie Voice', 'Lakes Telephone Company'),
    },
  );
  for (const one of [prairie, lakes])
    await one.channel({
      kind: 'phone',
      name: 'toll-free line',
      free: true,
      alwaysOpen: true,
      hours: '24/7',
      address: '+18005550147',
    });
  app = await server(home.connections);
});
afterAll(async () => {
  await app.close();
  await home.close();
});

describe('The page that a notice opens', () => {
  it('says in one sentence where the choice stands, before the wait ends and after', async () => {
    const { code, id } = await prairie.customer('A-1', '2026-09-15');
    // the third day after mailing, and 45 days
    expect((await get(`/choice/${code}`)).body).toContain('on November 3, 2026 we may start');
    await prairie.carrier.at('2026-11-03T05:59:59Z');
    expect(await decide(prairie, id)).toBe(false);
    expect((await get(`/choice/${code}`)).body).toContain('on November 3, 2026 we may start');
    await prairie.carrier.at('2026-11-03T06:00:00Z');
    expect(await decide(prairie, id)).toBe(true);
    const page = await get(`/choice/${code}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Since November 3, 2026 we may use');
  });

  it('offers two answers of the same form, none of them chosen, and tells what, who, what for and the other free ways', async () => {
    const { code } = await prairie.customer('A-2', '2026-09-15');
    const { body } = await get(`/choice/${code}`);
    const answers = [...body.matchAll(/<label><input type="radio" name="choice" value="(\w+)" required>/g)];
    expect(answers.map(([, value]) => value)).toEqual(['no', 'yes']);
    expect(body).not.toContain('checked');
    for (const text of [
      'Whom you called or who called you',
      'Prairie Wireless LLC',
      'To offer you other services',
      'Your service does not change',
      '+18005550147',
    ])
      expect(body).toContain(text);
    const order = [
      'class="status"',
      '<form',
      'What information?',
      'Who gets it?',
      'What for?',
      'Your service',
      'Your history',
      'Other free ways',
      'Español',
    ];
    const places = order.map((text) => body.indexOf(text));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('records nothing when it is opened, however often and by whatever follows links', async () => {
    const { code, id } = await prairie.customer('A-3', '2026-09-15');
    const before = await stands(prairie, id);
    for (const method of ['GET', 'HEAD', 'GET'] as const) await app.inject({ method, url: `/choice/${code}` });
    await post(`/choice/${code}`, 'language=en');
    expect((await post(`/choice/${code}`, 'language=en')).body).toContain('Nothing was chosen');
    expect(await stands(prairie, id)).toEqual(before);
  });

  it('is never kept, framed or told to another site, and runs no script', async () => {
    const { code } = await prairie.customer('A-4', '2026-09-15');
    const { headers, body } = await get(`/choice/${code}`);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(body).not.toContain('<script');
    expect(body).not.toContain('style=');
  });

  it('weighs with its style less than 50 kB', async () => {
    const { code } = await prairie.customer('A-5', '2026-09-15');
    const sizes = [(await get(`/choice/${code}`)).rawPayload.length, (await get('/choice.css')).rawPayload.length];
    expect(sizes[0]).toBeGreaterThan(1000);
    expect((sizes[0] ?? 0) + (sizes[1] ?? 0)).toBeLessThan(50_000);
  });
});

describe('A no', () => {
  it('needs the code alone, is confirmed with its second and a receipt, and binds the next decision', async () => {
    const { code, id } = await prairie.customer('B-1', '2026-09-15');
    expect(await decide(prairie, id)).toBe(true);
    const saved = await post(`/choice/${code}`, 'language=en&choice=no');
    expect(saved.statusCode).toBe(200);
    expect(saved.body).toMatch(/Saved at 12:00:00 AM CST on November 3, 2026\. From this moment/);
    expect(saved.body).toMatch(/Receipt R-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\. Keep or print it\./);
    // the carrier's clock stands still: the same millisecond
    expect(await decide(prairie, id)).toBe(false);
    expect((await get(`/choice/${code}`)).body).toContain('You said no on November 3, 2026');
    const { items } = await prairie.carrier.run(prairie.staff.agnes, choiceHistory, { customerId: id });
    expect(items).toMatchObject([{ choice: 'no', method: 'web', asked: { versionId: prairie.versionId } }]);
    expect(saved.body).toContain(items[0]?.number ?? 'none');
  });

  it('pressed twice is one, with one receipt', async () => {
    const { code, id } = await prairie.customer('B-2', '2026-09-15');
    const [first, second] = await Promise.all([1, 2].map(() => post(`/choice/${code}`, 'choice=no')));
    const number = /R-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/;
    expect(number.exec(second?.body ?? '')?.[0]).toBe(number.exec(first?.body ?? '')?.[0]);
    expect((await prairie.carrier.run(prairie.staff.agnes, choiceHistory, { customerId: id })).items).toHaveLength(1);
  });

  it('after a yes stands, also when a second person of the account says it', async () => {
    const { code, id } = await prairie.customer('B-3', '2026-09-15');
    const notice = await prairie.carrier.look((ctx) =>
      ctx.tx.selectFrom('permissionEvent').select('id').where('customerId', '=', id).executeTakeFirstOrThrow(),
    );
    await prairie.carrier.run(prairie.staff.agnes, sayYes, {
      customerId: id,
      notice: notice.id,
      method: 'written',
      proof: null,
    });
    expect((await get(`/choice/${code}`)).body).toContain('You said yes on November 3, 2026');
    await post(`/choice/${code}`, 'choice=no');
    expect(await decide(prairie, id)).toBe(false);
  });

  it('of one carrier touches nobody of another', async () => {
    const { code } = await lakes.customer('B-1', '2026-09-15');
    await post(`/choice/${code}`, 'choice=no');
    expect((await get(`/choice/${code}`)).body).toContain('Lakes Telephone Company');
    await expect(
      prairie.carrier.run(prairie.staff.agnes, choiceHistory, {
        customerId: (await lakes.customer('B-9', '2026-09-15')).id,
      }),
    ).rejects.toThrow(/no such customer/);
  });

  it('that cannot be written is said in red, with telephone and another try, and is kept on disk', async () => {
    const { code, id } = await prairie.customer('B-4', '2026-09-15');
    await get(`/choice/${code}`);
    const broken = await server({
      ...home.connections,
      app: home.connections.app.withSchema('nowhere'),
    });
    const failed = await broken.inject({
      method: 'POST',
      url: `/choice/${code}`,
      payload: 'choice=no&language=en',
      headers: form,
    });
    const unopened = await broken.inject({ method: 'GET', url: `/choice/${code}?language=es` });
    await broken.close();
    // who comes while nothing answers may say no all the same
    expect([unopened.statusCode, unopened.body.match(/name="choice" value="(\w+)"/g)]).toEqual([
      503,
      ['name="choice" value="no"'],
    ]);
    expect(unopened.body).toMatch(/De todos modos puede decir que no.*<button type="submit">No, no la usen/s);
    expect(failed.statusCode).toBe(503);
    expect(failed.body).toContain('<div role="alert"><h1 class="bad">Your choice was NOT saved</h1></div>');
    for (const text of ['+18005550147', 'Try again: No, do not use it', 'We have kept a note'])
      expect(failed.body).toContain(text);
    const [attempt] = await spooled(home.dataFolder);
    expect(attempt).toMatchObject({ kind: 'web', by: { codeHash: createHash('sha256').update(code).digest('hex') } });
    expect(await decide(prairie, id)).toBe(true);
  });
});

describe('A yes', () => {
  it('is not taken from the code: the page says where the customer can show who he is', async () => {
    const { code, id } = await prairie.customer('C-1', '2026-09-15');
    const before = await stands(prairie, id);
    const page = await post(`/choice/${code}`, 'choice=yes');
    expect(page.body).toContain('To say yes, show who you are');
    expect(page.body).toContain('Nothing was changed');
    expect(await stands(prairie, id)).toEqual(before);
  });

  it('is taken from the code and the password together, at once; a wrong password and none get one answer', async () => {
    const { code, id } = await prairie.customer('C-2', '2026-09-15');
    const { code: other } = await prairie.customer('C-3', '2026-09-15');
    await post(`/choice/${code}`, 'choice=no');
    const hash = await hashPassword('marigold 77 stone');
    await prairie.carrier.look((ctx) =>
      ctx.tx
        .insertInto('customerPassword')
        .values({
          ...{ id: ctx.id(), customerId: id, onlineAccountId: null, hash, setBy: 'start-of-service', codeId: null },
          setAt: ctx.at,
          endedAt: null,
        })
        .execute(),
    );
    const said = (which: string, choice: string, password: string) =>
      post(`/choice/${which}`, `choice=${choice}&password=${encodeURIComponent(password)}`);
    const wrong = await said(code, 'yes', 'guess');
    expect(wrong.body).toContain('That was not the password');
    expect((await said(other, 'yes', 'guess')).body.replaceAll(other, '')).toBe(wrong.body.replaceAll(code, ''));
    expect((await said(code, 'history', 'guess')).body).not.toContain('you said no');
    expect(await decide(prairie, id)).toBe(false);
    // of a no and a yes at one instant the no stands
    await prairie.carrier.at('2026-11-03T06:01:00Z');
    const saved = await said(code, 'yes', 'marigold 77 stone');
    expect(saved.body).toMatch(/From this moment we may use .*Receipt R-/s);
    expect(await decide(prairie, id)).toBe(true);
    const history = (await said(code, 'history', 'marigold 77 stone')).body;
    expect(history.indexOf('you said yes')).toBeLessThan(history.indexOf('you said no'));
    // when, what was asked, what was chosen, how, and the receipt: the newest first
    expect(history).toMatch(
      /<td>May we use your information\? To offer you other services<\/td>\s*<td>you said yes<\/td><td>online<\/td><td>R-[0-9A-Z-]{14}<\/td>/,
    );
    expect(history).not.toContain('marigold');
    await prairie.carrier.at('2026-11-03T06:00:00Z');
  });
});

describe('A code', () => {
  it('that never was and one that has expired are answered alike', async () => {
    const { code } = await prairie.customer('D-1', '2026-09-15');
    await prairie.carrier.at('2028-06-01T15:00:00Z');
    const expired = await get(`/choice/${code}`);
    await prairie.carrier.at('2026-11-03T06:00:00Z');
    const never = await get('/choice/K7QF-29XM-0TB4-HN8W');
    expect(expired.statusCode).toBe(404);
    expect([expired.statusCode, expired.body]).toEqual([never.statusCode, never.body]);
    expect((await post('/choice/K7QF-29XM-0TB4-HN8W', 'choice=no')).body).toBe(never.body);
    expect(never.body).not.toContain('K7QF');
  });

  it('is taken as people type it', async () => {
    const { code } = await prairie.customer('D-2', '2026-09-15');
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    const sent = await post('/choice', `code=${encodeURIComponent(typed)}&language=es`);
    expect(sent.statusCode).toBe(303);
    expect(sent.headers.location).toBe(`/choice/${code}?language=es`);
  });

  it('cannot be guessed at: after so many unknown ones an address is told to wait, while who has a code still chooses', async () => {
    const guess = (n: number) =>
      app.inject({
        method: 'GET',
        url: `/choice/0000-0000-0000-${String(n).padStart(4, '0')}`,
        remoteAddress: '198.51.100.9',
      });
    for (let n = 0; n < limits.unknown; n += 1) expect((await guess(n)).statusCode).toBe(404);
    expect((await guess(9999)).statusCode).toBe(429);
    const { code } = await prairie.customer('D-3', '2026-09-15');
    const known = await app.inject({
      method: 'POST',
      url: `/choice/${code}`,
      payload: 'choice=no',
      headers: form,
      remoteAddress: '198.51.100.9',
    });
    expect(known.statusCode).toBe(200);
  });

  it('is pressed so many times in an hour and no more', async () => {
    const { code } = await prairie.customer('D-4', '2026-09-15');
    for (let n = 0; n < limits.press; n += 1) expect((await post(`/choice/${code}`, 'choice=no')).statusCode).toBe(200);
    expect((await post(`/choice/${code}`, 'choice=no')).statusCode).toBe(429);
  });

  it('says no however often it was tried to say yes in the hour, and though as many noes were said, after a yes', async () => {
    const { code, id } = await prairie.customer('D-6', '2026-09-15');
    const proof = () => post(`/choice/${code}`, 'choice=yes&password=guess');
    for (let n = 0; n < limits.prove; n += 1) expect((await proof()).statusCode).toBe(200);
    expect((await proof()).statusCode).toBe(429);
    for (let n = 0; n <= limits.press; n += 1) await post(`/choice/${code}`, 'choice=no');
    await prairie.carrier.at('2026-11-03T06:02:00Z');
    const notice = await prairie.carrier.look((ctx) =>
      ctx.tx.selectFrom('delivery').select('id').where('customerId', '=', id).executeTakeFirstOrThrow(),
    );
    const yes = { customerId: id, notice: notice.id, method: 'written', proof: 'sheet 4' } as const;
    await prairie.carrier.run(prairie.staff.agnes, sayYes, yes);
    await prairie.carrier.at('2026-11-03T06:03:00Z');
    expect((await post(`/choice/${code}`, 'choice=no')).body).toContain('Your choice is saved');
    await prairie.carrier.at('2026-11-03T06:00:00Z');
  });

  it('stands in no log, not even of a failure', async () => {
    const { code } = await prairie.customer('D-5', '2026-09-15');
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (chunk: string | Uint8Array) => {
      logged += String(chunk);
      return true;
    };
    try {
      const broken = await server({ ...home.connections, app: home.connections.app.withSchema('nowhere') });
      await broken.inject({ method: 'GET', url: `/choice/${code}` });
      await broken.inject({ method: 'POST', url: `/choice/${code}`, payload: 'choice=no', headers: form });
      await broken.close();
    } finally {
      process.stdout.write = write;
    }
    expect(logged).toContain('"page":"choice"');
    expect(logged).not.toContain(code);
  });
});

describe('A receipt', () => {
  const numberOf = (body: string) => /R-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(body)?.[0] ?? '';

  it('is a file for the holder of the code alone, names nobody, and verifies once it stands in the ledger', async () => {
    const { code } = await prairie.customer('E-1', '2026-09-15');
    const other = await prairie.customer('E-2', '2026-09-15');
    const number = numberOf((await post(`/choice/${code}`, 'choice=no')).body);
    const json = await get(`/choice/${code}/receipt/${number}.json`);
    expect(json.json()).toMatchObject({
      receiptHeader: { receiptNumber: number },
      event: { type: 'refused', method: 'web' },
    });
    expect(json.body).not.toMatch(/Customer E-1|E-1/);
    expect((await get(`/choice/${code}/receipt/${number}.pdf`)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await get(`/choice/${other.code}/receipt/${number}.json`)).statusCode).toBe(404);

    expect((await get(`/verify?receipt=${number}`)).body).toMatch(/stands in the record of Prairie Voice LLC/);
    for (let tries = 0; tries < 50; tries += 1) {
      await integrateAll(home.connections);
      if ((await get(`/verify?receipt=${number}`)).body.includes('signed checkpoint below')) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const verified = await get(`/verify?receipt=${number.toLowerCase()}`);
    expect(verified.body).toMatch(/It is entry \d+ of the ledger, covered by the signed checkpoint below/);
    expect(verified.body).not.toMatch(/Customer|E-1/);
  });

  it('that was changed by a word is found out', async () => {
    const { code } = await prairie.customer('E-3', '2026-09-15');
    const number = numberOf((await post(`/choice/${code}`, 'choice=no')).body);
    const text = (await get(`/choice/${code}/receipt/${number}.json`)).body;
    const upload = async (file: string) => {
      const body = new FormData();
      body.set('file', new File([file], 'receipt.json', { type: 'application/json' }));
      const sent = new Response(body);
      return app.inject({
        method: 'POST',
        url: '/verify',
        payload: Buffer.from(await sent.arrayBuffer()),
        headers: { 'content-type': sent.headers.get('content-type') ?? '' },
      });
    };
    expect((await upload(text)).body).toContain('word for word what the record holds');
    expect((await upload(text.replace('"refused"', '"given"'))).body).toContain('NOT what the record holds');
    expect((await upload(text.replaceAll(number, 'R-0000-0000-0000'))).body).toContain('No such receipt');
  });
});
