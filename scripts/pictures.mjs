// Renews the pictures of the guide: the journeys of the console look at every page at both widths, here with a camera.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepared, root } from './prepare.mjs';

await prepared();
const journeys = process.argv.slice(2);
const wanted = journeys.length === 0 ? ['test/journeys/console'] : journeys;
const env = { ...process.env, COMPLINE_PICTURES: join(root, 'docs/guide/pictures') };
process.exitCode =
  spawnSync('npx', ['--no-install', 'vitest', 'run', ...wanted], { cwd: root, stdio: 'inherit', env }).status ?? 1;
