// Format, lint, types, boundaries, unused code. Runs all, tells each, fails if any fails.
import { spawnSync } from 'node:child_process';
import { root } from './prepare.mjs';

// the console runs in a browser, so it is checked with what browsers have, and everything else without
const types = (project, file) => [
  'npx',
  ['--no-install', 'tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', file, '-p', project],
];

const checks = [
  ['format and lint', 'npx', ['--no-install', 'biome', 'check', '--error-on-warnings', '.']],
  ['types', ...types('.', 'dist/.types')],
  ['types of the console', ...types('src/interfaces/console', 'dist/.console-types')],
  ['boundaries', 'npx', ['--no-install', 'depcruise', '--config', '.dependency-cruiser.mjs', 'src']],
  ['unused code', 'npx', ['--no-install', 'knip']],
  ['sizes', process.execPath, ['scripts/sizes.mjs']],
];

let failed = 0;
for (const [name, command, args] of checks) {
  const started = Date.now();
  const done = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0', NPM_CONFIG_LOGLEVEL: 'error' },
  });
  const good = done.status === 0;
  if (!good) failed += 1;
  process.stdout.write(`${good ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
  if (!good) process.stdout.write(`${done.stdout}${done.stderr}\n`);
}
process.stdout.write(`check: ${checks.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
