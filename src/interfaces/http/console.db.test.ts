import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';
import { server } from './server.ts';

let home: TestHouse;
let app: Awaited<ReturnType<typeof server>>;

beforeAll(async () => {
  const { buildConsole } = await import('../../../scripts/console.mjs' as string);
  await buildConsole(operations);
  home = await house();
  app = await server(home.connections);
});

afterAll(async () => {
  await app.close();
  await home.close();
});

const nonceIn = (policy: unknown): string => /style-src 'self' 'nonce-([\w-]+)'/.exec(String(policy))?.[1] ?? '';

it('gives one page for every address of the console, each time with a new nonce and no inline scripts or styles', async () => {
  const seen = new Set<string>();
  for (const url of ['/console', '/console/today', '/console/incidents/one']) {
    const { headers, body } = await app.inject({ url });
    const policy = String(headers['content-security-policy']);
    const nonce = nonceIn(policy);
    expect(nonce.length).toBeGreaterThan(20);
    expect(body).toContain(`nonce="${nonce}"`);
    expect(policy).not.toMatch(/unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers['cache-control']).toBe('no-cache');
    expect(body).not.toMatch(/<style|<script(?![^>]* src=)/);
    seen.add(nonce);
  }
  expect(seen.size).toBe(3);
});

it('gives its parts for ever under names of their content, packed where the browser unpacks, and nothing beside them', async () => {
  const { body } = await app.inject({ url: '/console' });
  const script = /src="(\/console\/assets\/[\w-]+\.js)"/.exec(body)?.[1] ?? '';
  const packed = await app.inject({ url: script, headers: { 'accept-encoding': 'gzip, br' } });
  expect(packed.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-encoding': 'gzip',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  const open = await app.inject({ url: script });
  expect(open.headers['content-encoding']).toBeUndefined();
  for (const url of ['/console/assets/none.js', '/console/assets/..%2Findex.html', '/console/assets/..%2F..%2Fcli.js'])
    expect((await app.inject({ url })).statusCode).toBe(404);
});
