import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { addSource, endSource } from '../../cpni/complaints/sources.ts';
import { server } from '../http/server.ts';
import { limits } from './limit.ts';

let home: TestHouse;
let app: FastifyInstance;
let prairie: TestCarrier;
let carla: Staff;
let sourceId: string;

const headers = { 'content-type': 'application/x-www-form-urlencoded' };
const get = (url: string) => app.inject({ method: 'GET', url });
const post = (source: string, fields: Record<string, string>, remoteAddress: string) =>
  app.inject({
    method: 'POST',
    url: `/complaints/${source}`,
    payload: new URLSearchParams(fields).toString(),
    headers,
    remoteAddress,
  });

const said = { language: 'en', category: 'other', summary: 'They read me my own calls', contact: '' };
const complaints = (carrier: TestCarrier) =>
  carrier.look((ctx) => ctx.tx.selectFrom('complaint').select(['id', 'sourceId', 'category']).execute());
const numberIn = (body: string): string | undefined => /C(-[0-9A-Z]{4}){3}/.exec(body)?.[0];

const formOf = async (carrier: TestCarrier, who: Staff, name: string): Promise<string> => {
  const source = { name, kind: 'web' as const, feeds: ['complaints' as const], fromDay: '2026-01-01' };
  return (await carrier.run(who, addSource, source)).id;
};

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-10-01T15:00:00Z') });
  carla = await prairie.person('Carla Stein', 'compliance');
  sourceId = await formOf(prairie, carla, 'Web form');
  app = await server(home.connections);
});
afterAll(async () => {
  await app.close();
  await home.close();
});

describe('The public form for complaints', () => {
  it('records what was sent with its source once, however often the browser sends it', async () => {
    const before = await complaints(prairie);
    const page = (await get(`/complaints/${sourceId}`)).body;
    const key = /name="key" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const first = await post(sourceId, { ...said, key }, '192.0.2.1');
    const again = await post(sourceId, { ...said, key }, '192.0.2.1');
    expect([first.statusCode, numberIn(again.body)]).toEqual([200, numberIn(first.body)]);
    const changed = await post(sourceId, { ...said, key, summary: 'And they sold them too' }, '192.0.2.1');
    expect(numberIn(changed.body)).not.toBe(numberIn(first.body));
    expect(await complaints(prairie)).toHaveLength(before.length + 2);
  });

  it('keeps the contact out of evidence, and answers customers and strangers alike', async () => {
    const answers = [];
    for (const contact of ['walter@mail.example', 'stranger@mail.example']) {
      const { body } = await post(sourceId, { ...said, contact }, '192.0.2.2');
      answers.push(body.replace(/C(-[0-9A-Z]{4}){3}/, 'NUMBER'));
    }
    expect(answers[0]).toBe(answers[1]);
    const rows = await prairie.look((ctx) => ctx.tx.selectFrom('ledgerEntry').select('body').execute());
    expect(rows.map(({ body }) => body).join()).not.toMatch(/walter@|my own calls/);
  });

  it('refuses what lacks a category or words, or holds a number, keeps what was typed, and writes nothing', async () => {
    const before = await complaints(prairie);
    const faults = [
      { ...said, category: 'rudeness' },
      { ...said, summary: 'Bad' },
      { ...said, summary: 'They called 515 555 0147 <b>' },
    ];
    for (const fields of faults) {
      const answer = await post(sourceId, fields, '192.0.2.3');
      expect(answer.statusCode).toBe(400);
      expect(answer.body).toMatch(/role="alert"/);
      expect(answer.body).toContain(`${fields.summary.replace('<b>', '&lt;b&gt;')}</textarea>`);
    }
    expect(await complaints(prairie)).toEqual(before);
  });

  it('takes ten an hour from one network, and then says so', async () => {
    let last = 0;
    for (let n = 0; n <= limits.complaint; n += 1) last = (await post(sourceId, said, '2001:db8:1:2::1')).statusCode;
    expect(last).toBe(429);
    expect((await post(sourceId, said, '2001:db8:1:2::9')).statusCode).toBe(429);
    expect((await post(sourceId, said, '2001:db8:1:3::1')).statusCode).toBe(200);
  });

  it('runs no script, is kept by nobody and is framed nowhere', async () => {
    const { headers: sent, body } = await get(`/complaints/${sourceId}`);
    expect(sent['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(sent['cache-control']).toBe('no-store');
    expect(body).not.toMatch(/<script/);
  });

  it('stands alone at /complaints while it is the only one; with two of them nobody learns who shares the house', async () => {
    expect((await get('/complaints')).headers.location).toMatch(sourceId);
    const lakes = await home.carrier({ name: 'Lakes Telephone', clock: Date.parse('2026-10-01T15:00:00Z') });
    const lena = await lakes.person('Lena Fox', 'compliance');
    const theirs = await formOf(lakes, lena, 'Web form');
    const both = await get('/complaints');
    expect([both.statusCode, /Prairie|Lakes/.test(both.body)]).toEqual([404, false]);
    const before = await complaints(prairie);
    await post(theirs, said, '192.0.2.5');
    expect(await complaints(lakes)).toMatchObject([{ sourceId: theirs, category: 'other' }]);
    expect(await complaints(prairie)).toEqual(before);
  });

  it('is gone when its source is watched no more, and was never there for another kind of source', async () => {
    const old = await formOf(prairie, carla, 'Old form');
    await prairie.run(carla, endSource, { sourceId: old, untilDay: '2026-09-30' });
    const desk = { name: 'Desk', kind: 'phone' as const, feeds: ['complaints' as const], fromDay: '2026-01-01' };
    const { id: phone } = await prairie.run(carla, addSource, desk);
    for (const source of [old, phone, 'nonsense']) {
      expect((await get(`/complaints/${source}`)).statusCode).toBe(404);
      expect((await post(source, said, '192.0.2.6')).statusCode).toBe(404);
    }
  });
});
