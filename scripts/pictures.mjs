// Renews the pictures of the guide: the journeys of the console look at every page at both widths, here with a camera. Those that the
// guide shows are kept, the rest is thrown away; one that is shown and was not taken (where only some journeys are run: never was), or is too
// large, is an error. Of a run that failed none is kept.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepared, root } from './prepare.mjs';

const most = 120_000;
const guide = join(root, 'docs/guide');
const kept = join(guide, 'pictures');

const shown = new Set(
  readdirSync(guide)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => [...readFileSync(join(guide, name), 'utf8').matchAll(/\(pictures\/([\w-]+\.webp)\)/g)])
    .map(([, picture]) => picture),
);

await prepared();
const journeys = process.argv.slice(2);
const wanted = journeys.length === 0 ? ['test/journeys/console'] : journeys;
const taken = mkdtempSync(join(tmpdir(), 'compline-pictures-'));
try {
  const env = { ...process.env, COMPLINE_PICTURES: taken };
  const run = ['--no-install', 'vitest', 'run', '--project', 'journeys', ...wanted];
  const { status } = spawnSync('npx', run, { cwd: root, stdio: 'inherit', env });
  if (status !== 0) {
    process.stderr.write('pictures: a journey failed, the pictures stay as they were\n');
    process.exit(status ?? 1);
  }
  mkdirSync(kept, { recursive: true });
  for (const name of shown) {
    const fresh = join(taken, name);
    if (existsSync(fresh)) cpSync(fresh, join(kept, name));
    const faults = [];
    if (!existsSync(journeys.length === 0 ? fresh : join(kept, name)))
      faults.push(`the guide shows ${name}, which no journey took`);
    else if (statSync(join(kept, name)).size > most) faults.push(`${name} has over ${most / 1000} kB`);
    for (const fault of faults) process.stderr.write(`pictures: ${fault}\n`);
    if (faults.length > 0) process.exitCode = 1;
  }
  for (const name of readdirSync(kept)) if (!shown.has(name)) rmSync(join(kept, name));
} finally {
  rmSync(taken, { recursive: true, force: true });
}
