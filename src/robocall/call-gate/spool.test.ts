import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { spoolAt } from './spool.ts';

const folder = mkdtempSync(join(tmpdir(), 'compline-spool-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const carrierId = '019ac0de-0000-7000-8000-000000000001';
const call = (line: string) => ({ carrierId, answered: { line, at: 1, emergency: false, refusal: null } });

describe('answers that the database could not take', () => {
  it('wait on the disk, come back in order, and those not taken wait on', async () => {
    const path = join(folder, 'unkept.ndjson');
    const spool = spoolAt(path);
    for (const line of ['one', 'two', 'three']) spool.add(call(line));
    appendFileSync(path, '{"carrierId":"cut');
    const taken: string[] = [];
    await spoolAt(path).drain(async (_, { line }) => {
      if (line === 'two') throw new Error('away again');
      taken.push(line);
    });
    expect(taken).toEqual(['one', 'three']);
    await spool.drain(async (_, { line }) => taken.push(line));
    expect(taken).toEqual(['one', 'three', 'two']);
    await spool.drain(async (_, { line }) => taken.push(line));
    expect(taken).toHaveLength(3);
  });
});
