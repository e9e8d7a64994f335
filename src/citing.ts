import { readFileSync } from 'node:fs';
import type { Citing } from './law/where.ts';

type CitingIndex = { readonly operations: readonly Citing[]; readonly tests: readonly Citing[] };

/** Which operations and tests name which paragraphs, as the build (scripts/build.mjs) wrote it beside the program. */
export const citing = (): CitingIndex => {
  const index: CitingIndex = JSON.parse(readFileSync(new URL('./citing.json', import.meta.url), 'utf8'));
  return index;
};
