// Bundles the command line and server into dist/. Split in chunks, so that `law` and `lint` load nothing of the server.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './prepare.mjs';

const out = join(root, 'dist');
const fresh = join(root, `.dist-${process.pid}`);
rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: { cli: 'src/interfaces/cli/main.ts' },
  outdir: fresh,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: 'linked',
  logLevel: 'warning',
});
for (const [from, to] of [
  ['src/documents/templates', 'templates'],
  ['src/documents/fonts', 'fonts'],
  ['src/interfaces/http/pages', 'pages'],
])
  if (existsSync(join(root, from))) cpSync(join(root, from), join(fresh, to), { recursive: true });
writeFileSync(join(fresh, '.built'), new Date().toISOString());
cpSync(fresh, out, { recursive: true });
rmSync(fresh, { recursive: true, force: true });
