import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstSecret, keepSecret, secretOf } from './secrets.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compline-secrets-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secrets = fileURLToPath(new URL('./secrets.ts', import.meta.url));
const program = `
  const { firstSecret } = await import(process.argv[1]);
  const [, , data, from] = process.argv;
  await new Promise((start) => setTimeout(start, Number(from) - Date.now()));
  for (let carrier = 0; carrier < 40; carrier += 1)
    console.log(await firstSecret(data, 'c' + carrier, 'requests', process.pid + '-' + carrier));`;

it('two processes that need the key of requests at once have one key, and no half-written file stays', async () => {
  const outfile = join(folder, 'secrets.mjs');
  await build({ entryPoints: [secrets], outfile, bundle: true, platform: 'node', format: 'esm' });
  const from = String(Date.now() + 1500);
  const run = () =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, outfile, folder, from]);
  const [one, other] = await Promise.all([run(), run()]);
  expect(one.stdout.trim().split('\n')).toHaveLength(40);
  expect(other.stdout).toBe(one.stdout);
  expect(readdirSync(join(folder, 'keys')).filter((name) => !name.endsWith('.json'))).toEqual([]);
});

it('a first secret stays whoever offers another, until it is replaced on purpose', async () => {
  const offered = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const got = await Promise.all(offered.map((value) => firstSecret(folder, 'prairie', 'requests', value)));
  expect(new Set(got).size).toBe(1);
  expect(await secretOf(folder, 'prairie', 'requests')).toBe(got[0]);
  await keepSecret(folder, 'prairie', 'requests', 'another');
  expect(await firstSecret(folder, 'prairie', 'requests', 'late')).toBe('another');
});
