import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Problem } from '../../kernel/problem.ts';
import { sendProblem } from './answer.ts';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

// beside the bundle in dist/; from src/ in dist/ all the same, for it is only ever built
const places = ['./console/', '../../../dist/console/'].map((place) => fileURLToPath(new URL(place, import.meta.url)));

type Asset = { readonly type: string; readonly plain: Buffer; readonly packed: Buffer | null };
type Built = { readonly index: string; readonly assets: ReadonlyMap<string, Asset> };

const read = (): Built | null => {
  const place = places.find((folder) => existsSync(join(folder, 'index.html')));
  if (place === undefined) return null;
  const folder = join(place, 'assets');
  const assets = readdirSync(folder).flatMap((name): (readonly [string, Asset])[] => {
    const type = types[extname(name)];
    if (type === undefined) return [];
    const packed = join(folder, `${name}.gz`);
    const plain = readFileSync(join(folder, name));
    return [[name, { type, plain, packed: existsSync(packed) ? readFileSync(packed) : null }]];
  });
  return { index: readFileSync(join(place, 'index.html'), 'utf8'), assets: new Map(assets) };
};

const notBuilt = () =>
  new Problem('unavailable', {
    detail: 'The console is not built here.',
    fix: 'Run `npm run build`, or start with `npm start`, which builds what is missing.',
    cite: null,
  });

/** The policy of the console's page: its library writes style tags, which carry the nonce of this one answer. */
export const policyWith = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join(';');

const sendPage = (reply: FastifyReply, index: string): FastifyReply => {
  const nonce = randomBytes(18).toString('base64url');
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .header('content-security-policy', policyWith(nonce))
    .send(index.replaceAll('nonce-of-this-answer', nonce));
};

/** The console: one page for every address below /console, and its parts, whose names change with their content. */
export const consolePages = (app: FastifyInstance): void => {
  let built: Built | null = null;
  // read when first asked for: most servers of tests never are
  const known = (): Built | null => {
    built ??= read();
    return built;
  };
  const page = (_request: unknown, reply: FastifyReply) => {
    const now = known();
    return now === null ? sendProblem(reply, notBuilt()) : sendPage(reply, now.index);
  };
  app.get('/console', page);
  app.get('/console/*', page);
  app.get<{ Params: { name: string } }>('/console/assets/:name', (request, reply) => {
    const asset = known()?.assets.get(request.params.name);
    if (asset === undefined) return reply.callNotFound();
    reply
      .type(asset.type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding');
    if (asset.packed === null || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? ''))
      return reply.send(asset.plain);
    return reply.header('content-encoding', 'gzip').send(asset.packed);
  });
};
