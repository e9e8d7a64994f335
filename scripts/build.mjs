// Bundles the command line and server into dist/. Split in chunks, so that `law` and `lint` load nothing of the server.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';
import { buildConsole } from './console.mjs';
import { root } from './prepare.mjs';
import { testFiles } from './tests.mjs';

const out = join(root, 'dist');
const fresh = join(out, `.fresh-${process.pid}`);

const sources = {
  cli: 'src/interfaces/cli/main.ts',
  'read-thread': 'src/robocall/traffic/calls/read-thread.ts',
  operations: 'src/operations.ts',
  coverage: 'src/law/catalogue/coverage.ts',
};

// `law where` tells which operations and tests name a paragraph; the list is made here, for `law` loads no operation
const citing = async (operations) => {
  const { citesIn } = await import(pathToFileURL(join(fresh, 'coverage.js')).href);
  return {
    operations: Object.entries(operations).map(([name, { law }]) => ({ name, law })),
    tests: testFiles()
      .map(({ file, text }) => ({ name: file, law: citesIn(text) }))
      .filter(({ law }) => law.length > 0),
  };
};

const folders = [
  ['src/documents/templates', 'templates'],
  ['src/documents/fonts', 'fonts'],
  ['src/documents/worker', 'worker'],
  ['src/interfaces/http/pages', 'pages'],
  ['migrations', 'migrations'],
];

try {
  mkdirSync(fresh, { recursive: true });
  await bundle(sources, fresh);
  const { operations } = await import(pathToFileURL(join(fresh, 'operations.js')).href);
  writeFileSync(join(fresh, 'citing.json'), JSON.stringify(await citing(operations)));
  await buildConsole(operations);
  for (const [from, to] of folders)
    if (existsSync(join(root, from))) cpSync(join(root, from), join(out, to), { recursive: true });
  // each file in one step and the entry last: another process may be starting from this folder now
  const files = readdirSync(fresh).sort((a, b) => Number(a === 'cli.js') - Number(b === 'cli.js'));
  for (const file of files) renameSync(join(fresh, file), join(out, file));
  writeFileSync(join(out, '.built'), new Date().toISOString());
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
