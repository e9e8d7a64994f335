// Bundles TypeScript sources to ES modules. Dependencies stay outside, so that native parts load only where they are asked for.
import { build } from 'esbuild';
import { root } from './prepare.mjs';

/** Writes the entry points (name → source) and their shared chunks into a folder. */
export const bundle = (entryPoints, outdir) =>
  build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
