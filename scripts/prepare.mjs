// Makes a fresh clone ready: dependencies installed, dist/ built and not older than src/. Quiet when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const newest = (path) => {
  const s = statSync(path);
  if (!s.isDirectory()) return s.mtimeMs;
  return readdirSync(path).reduce((most, name) => Math.max(most, newest(join(path, name))), s.mtimeMs);
};

const run = (command, args) => {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) {
    process.stderr.write(`compline: '${command} ${args.join(' ')}' failed. See the lines above.\n`);
    process.exit(3);
  }
};

export const installed = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    process.stderr.write(`compline: Node.js ${process.versions.node} is too old; 20.19 or newer is needed.\n`);
    process.exit(3);
  }
  const lock = join(root, 'node_modules', '.package-lock.json');
  const asked = join(root, 'package-lock.json');
  // what was pulled since may need more than is there
  const current = existsSync(lock) && (!existsSync(asked) || statSync(lock).mtimeMs >= statSync(asked).mtimeMs);
  if (current && existsSync(join(root, 'node_modules', 'esbuild'))) return;
  process.stderr.write('compline: installing dependencies (npm ci), about half a minute …\n');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
};

/** Installs and builds what is missing or older than the sources. */
export const prepared = async () => {
  if (!existsSync(join(root, 'src'))) return; // an installed package ships dist/ only
  installed();
  const built = join(root, 'dist', '.built');
  if (
    existsSync(built) &&
    statSync(built).mtimeMs >= Math.max(newest(join(root, 'src')), newest(join(root, 'package.json')))
  )
    return;
  run(process.execPath, [join(root, 'scripts', 'build.mjs')]);
};
