// `npm test`: set-up, checks, then every test that this machine can run. `npm run test:all` runs the long loops whole.
import { spawnSync } from 'node:child_process';
import { installed, prepared, root } from './prepare.mjs';

installed();
await prepared();

const run = (command, args) => spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

const only = process.argv.slice(2);
const checked = only.length === 0 ? run(process.execPath, ['scripts/check.mjs']) : 0;
const tested = run('npx', [
  '--no-install',
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=./scripts/reporter.mjs',
  ...only,
]);
process.exitCode = checked === 0 && tested === 0 ? 0 : 1;
