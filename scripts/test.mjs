// `npm test`: set-up, checks, then every test that this machine can run. `npm run test:all` runs the long loops whole.
import { spawnSync } from 'node:child_process';
import { otherPostgres } from './other-postgres.mjs';
import { installed, prepared, root } from './prepare.mjs';

installed();
await prepared();

const run = (command, args) => spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

const only = process.argv.slice(2);
const checked = only.length === 0 ? run(process.execPath, ['scripts/check.mjs']) : 0;
const reporters = ['--reporter=default', '--reporter=./scripts/reporter.mjs'];
const tested = run('npx', ['--no-install', 'vitest', 'run', ...reporters, ...only]);

const lacking = only.length === 0 && otherPostgres() === null;
if (lacking)
  process.stdout.write(
    'skipped: the subset against another PostgreSQL major version (apt-get install postgresql-15)\n',
  );
const refused = lacking && process.env.CI !== undefined && process.env.COMPLINE_ALLOW_SKIPS === undefined;
process.exitCode = checked === 0 && tested === 0 && !refused ? 0 : 1;
