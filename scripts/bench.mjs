// `npm run bench -- NAME [--json] [arguments]`: bundles bench/NAME.ts and runs it. Each line is one measure beside its baseline.
import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { prepared, root } from './prepare.mjs';

const benches = {
  decide: ['decide'],
  screen: ['screen'],
  'opt-out': ['opt-out'],
  'customer-secrets': ['customer-secrets'],
  console: ['console'],
  ledger: ['ledger', 'ledger-verify', 'ledger-export'],
  http: ['http'],
  mail: ['mail'],
  letters: ['letters'],
  gate: ['gate'],
  sip: ['sip'],
  numbers: ['numbers'],
  renewals: ['renewals'],
  tracebacks: ['tracebacks'],
  traffic: ['traffic'],
};
const [name = '', ...rest] = process.argv.slice(2).filter((word) => word !== '--json');
const json = process.argv.includes('--json');
const parts = benches[name];
if (parts === undefined) {
  process.stderr.write(
    `bench: '${name}' is none of ${Object.keys(benches).join(', ')}. Usage: npm run bench -- NAME [--json]\n`,
  );
  process.exit(2);
}

const number = (value) => value.toLocaleString('en-US', { maximumFractionDigits: 2 });
const row = ({ metric, value, unit, baseline, ratio }) =>
  `${metric.padEnd(44)}${`${number(value)} ${unit}`.padStart(24)}${`${number(ratio)} ×`.padStart(12)}  of ${number(baseline.value)} (${baseline.name})`;

const run = async (part) => {
  const program = join(root, 'dist', 'bench', `${part}.js`);
  const child = spawn(process.execPath, [program, ...rest], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
  for await (const line of createInterface({ input: child.stdout }))
    process.stdout.write(`${json || !line.startsWith('{') ? line : row(JSON.parse(line))}\n`);
  return ended;
};

await prepared();
const { build } = await import('esbuild');
await build({
  absWorkingDir: root,
  entryPoints: [
    ...parts.map((part) => ({ in: `bench/${part}.ts`, out: part })),
    { in: 'src/robocall/traffic/calls/read-thread.ts', out: 'read-thread' },
  ],
  outdir: 'dist/bench',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
// the program reads these from beside itself
for (const folder of ['interfaces/http/pages', 'documents/templates', 'documents/fonts', 'documents/worker'])
  cpSync(join(root, 'src', folder), join(root, 'dist', 'bench', folder.replace(/.*\//, '')), { recursive: true });
cpSync(join(root, 'dist', 'console'), join(root, 'dist', 'bench', 'console'), { recursive: true });
for (const part of parts) process.exitCode = Math.max(process.exitCode ?? 0, await run(part));
