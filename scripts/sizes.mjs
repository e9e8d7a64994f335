// No source file over 300 lines (law tables exempt): a file that grows past it hides two things in one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

const exempt = [/^src\/law\//, /\.test\.tsx?$/];
const files = readdirSync(join(root, 'src'), { recursive: true })
  .map((name) => `src/${name}`)
  .filter((name) => /\.tsx?$/.test(name) && !exempt.some((pattern) => pattern.test(name)));
const lines = files
  .map((name) => [readFileSync(join(root, name), 'utf8').split('\n').length, name])
  .sort((a, b) => a[0] - b[0]);
const median = lines[Math.floor(lines.length / 2)]?.[0] ?? 0;
process.stdout.write(`${lines.length} files, median ${median} lines, longest ${lines.at(-1)?.join(' ')}\n`);
const over = lines.filter(([count]) => count > 301);
for (const [count, name] of over) process.stdout.write(`${name}: ${count} lines, over 300\n`);
process.exitCode = over.length === 0 ? 0 : 1;
