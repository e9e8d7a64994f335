import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answered } from './group.ts';
import { spoolIn } from './spool.ts';

const root = mkdtempSync(join(tmpdir(), 'compline-spool-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const carrierId = '019ac0de-0000-7000-8000-000000000001';
const call = (line: string) => ({
  carrierId,
  groupId: randomUUID(),
  answered: [{ line, at: 1, emergency: false, attest: null, refusal: null, shadowed: null }],
});

let folder = '';
let complaints: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(root, 'gate-'));
  complaints = [];
});
const spool = () => spoolIn(folder, (line) => complaints.push(line));

/** A database that keeps each group once. */
const database = () => {
  const groups = new Map<string, string[]>();
  const keep = async (_: string, groupId: string, answered: readonly Answered[]) => {
    groups.set(
      groupId,
      answered.map(({ line }) => line),
    );
  };
  return { keep, lines: () => [...groups.values()].flat() };
};

describe('answers that the database could not take', () => {
  it('wait on the disk, come back in order, and are forgotten when they are kept', async () => {
    const [one, db] = [spool(), database()];
    await Promise.all(['a', 'b', 'c'].map((line) => one.add(call(line))));
    await expect(
      one.drain(async () => {
        throw new Error('away');
      }),
    ).rejects.toThrow('away');
    await one.add(call('d'));
    await one.drain(db.keep);
    expect(db.lines()).toEqual(['a', 'b', 'c', 'd']);
    await one.drain(async () => {
      throw new Error('nothing waits');
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('after a cut line are read all the same; the cut one is set aside and told', async () => {
    const [one, db] = [spool(), database()];
    await one.add(call('before'));
    const [file = ''] = readdirSync(folder);
    appendFileSync(join(folder, file), '{"carrierId":"cut');
    await one.add(call('acknowledged'));
    await one.drain(db.keep);
    expect(db.lines()).toEqual(['before', 'acknowledged']);
    expect(readFileSync(join(folder, 'unreadable.ndjson'), 'utf8')).toBe('{"carrierId":"cut\n');
    expect(complaints).toHaveLength(1);
  });

  it('of an earlier version, which told the level of a call in its line alone, are counted at that level', async () => {
    const [signed, unsigned] = ['{"attest":"B"}', '{"attest":null}'];
    const left = {
      ...call(''),
      answered: [signed, unsigned].map((line) => ({ line, at: 1, emergency: false, refusal: null })),
    };
    writeFileSync(join(folder, 'unkept-4194399.ndjson'), `${JSON.stringify(left)}\n`);
    const levels: unknown[] = [];
    await spool().drain(async (_, __, answered) => {
      levels.push(...answered.map(({ attest }) => attest));
    });
    expect(levels).toEqual(['B', null]);
  });

  it('of a process that was killed while it drained are kept once', async () => {
    const [one, db] = [spool(), database()];
    await one.add(call('x'));
    await one.add(call('y'));
    const killed = async (...group: Parameters<typeof db.keep>) => {
      await db.keep(...group);
      throw new Error('killed after the commit');
    };
    await expect(one.drain(killed)).rejects.toThrow();
    await spool().drain(db.keep);
    expect(db.lines()).toEqual(['x', 'y']);
  });

  it('of a process that is no more are taken over; those of one that lives are its own', async () => {
    const db = database();
    const line = (text: string) => `${JSON.stringify(call(text))}\n`;
    writeFileSync(join(folder, 'unkept-4194399.ndjson'), line('dead'));
    writeFileSync(join(folder, 'unkept-1.ndjson'), line('lives'));
    // its number went to a process that lives
    writeFileSync(join(folder, 'unkept-1-long_ago.ndjson'), line('number of another'));
    await spool().drain(db.keep);
    expect(db.lines().sort()).toEqual(['dead', 'number of another']);
    expect(readdirSync(folder)).toEqual(['unkept-1.ndjson']);
  });
});
