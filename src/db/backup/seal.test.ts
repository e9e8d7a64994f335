import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openKeys, sealKeys } from './seal.ts';

it('an installation that has signed nothing yet has no keys, and is backed up all the same', () => {
  const root = mkdtempSync(join(tmpdir(), 'compline-seal-'));
  const sealed = sealKeys(join(root, 'none'), 'twelve letters at least');
  openKeys(sealed, 'twelve letters at least', join(root, 'opened'));
  expect(readdirSync(join(root, 'opened'))).toEqual([]);
  rmSync(root, { recursive: true });
});
