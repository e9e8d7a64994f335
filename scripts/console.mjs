// Builds the console into dist/console, where something it is made of changed since. What it knows of operations (where each
// stands, who may ask it) is written into it here: it imports none of their code.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { root } from './prepare.mjs';
import { toldOf } from './told.mjs';
import { namedIn, withoutUnused } from './unused-styles.mjs';

const home = join(root, 'src/interfaces/console');
const out = join(root, 'dist/console');

const filesIn = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .toSorted()
        .flatMap((name) => filesIn(join(path, name)))
    : [path];

const madeOf = [
  ...['src/interfaces/console', 'src/interfaces/client', 'src/kernel/problem.ts'],
  ...['scripts/console.mjs', 'scripts/told.mjs', 'scripts/unused-styles.mjs'],
];

const hashOf = (told) => {
  const hash = createHash('sha256').update(told);
  for (const file of madeOf.flatMap((name) => filesIn(join(root, name))))
    if (!/\.test\.tsx?$/.test(file)) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
};

/** Takes out of the first style sheet what nothing here wears; its name says what is left, for browsers keep it for ever. */
const trim = (folder) => {
  const assets = join(folder, 'assets');
  const index = readFileSync(join(folder, 'index.html'), 'utf8');
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const texts = scripts.map((name) => readFileSync(join(assets, name), 'utf8'));
  const [, sheet] = /assets\/([\w-]+\.css)/.exec(index) ?? [];
  if (sheet === undefined || texts.some((text) => text.includes(sheet)))
    throw new Error('the first style sheet is named by the page alone');
  const css = withoutUnused(readFileSync(join(assets, sheet), 'utf8'), namedIn(texts));
  const name = `index-${createHash('sha256').update(css).digest('base64url').slice(0, 8)}.css`;
  rmSync(join(assets, sheet));
  writeFileSync(join(assets, name), css);
  writeFileSync(join(folder, 'index.html'), index.replaceAll(sheet, name));
};

const compress = (folder) => {
  for (const file of filesIn(folder))
    if (/\.(js|css)$/.test(file)) writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
};

/** Puts a fresh build in the place of the old: whole or not at all. Another process may be doing the same at this moment. */
const put = (fresh, old) => {
  for (let n = 0; ; n += 1) {
    const aside = `${old}-${n}`;
    try {
      if (existsSync(out)) renameSync(out, aside);
      renameSync(fresh, out);
    } catch (error) {
      if (n < 20 && ['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code)) continue;
      // the build that stood there stands there again
      if (existsSync(aside) && !existsSync(out)) renameSync(aside, out);
      throw error;
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
    return;
  }
};

/** Makes dist/console current with the sources and the list of operations. */
export const buildConsole = async (operations) => {
  const told = JSON.stringify(
    toldOf(
      operations,
      filesIn(home).map((file) => readFileSync(file, 'utf8')),
    ),
  );
  const hash = hashOf(told);
  const stamp = join(out, '.of');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  const fresh = join(root, 'dist', `.console-${process.pid}`);
  const old = `${fresh}-old`;
  mkdirSync(dirname(out), { recursive: true });
  // under a test runner the libraries would be built as for a developer, half as big again
  const { NODE_ENV: before } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await build({
      root: home,
      base: '/console/',
      configFile: false,
      logLevel: 'warn',
      define: { toldOfOperations: told },
      // the server writes a new one into each answer
      html: { cspNonce: 'nonce-of-this-answer' },
      build: {
        reportCompressedSize: false,
        outDir: fresh,
        emptyOutDir: true,
        target: 'es2022',
        cssTarget: 'es2022',
        manifest: 'manifest.json',
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 800,
        // libraries mark what a server of pages would leave to the browser; here all of it is
        rolldownOptions: { onLog: (level, log, tell) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && tell(level, log) },
      },
    });
    trim(fresh);
    compress(fresh);
    writeFileSync(join(fresh, '.of'), hash);
    put(fresh, old);
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
    rmSync(fresh, { recursive: true, force: true });
  }
};
