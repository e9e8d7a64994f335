import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

const parts = [
  ['/', 'index.html', 'text/html; charset=utf-8'],
  ['/page.css', 'page.css', 'text/css; charset=utf-8'],
  ['/choice.css', 'choice.css', 'text/css; charset=utf-8'],
  ['/page.js', 'page.js', 'text/javascript; charset=utf-8'],
  ['/form.js', 'form.js', 'text/javascript; charset=utf-8'],
  ['/screening.js', 'screening.js', 'text/javascript; charset=utf-8'],
  ['/packet.js', 'packet.js', 'text/javascript; charset=utf-8'],
  ['/example-filing.txt', 'example-filing.txt', 'text/plain; charset=utf-8'],
] as const;

/** The first page and its parts, read once: from the folder `pages` beside this module, in src/ as in dist/. */
export const pages = async (app: FastifyInstance): Promise<void> => {
  for (const [path, file, type] of parts) {
    const content = readFileSync(new URL(`./pages/${file}`, import.meta.url));
    app.get(path, (_request, reply) => reply.type(type).header('cache-control', 'no-cache').send(content));
  }
};
