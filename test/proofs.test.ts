import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cpniConcepts } from '../src/carriers/promises/cpni-concepts.ts';
import { journeysOf, proofs, unproved } from '../src/carriers/promises/proofs.ts';
import { controls } from '../src/operations/controls.ts';
import { unplayed } from './journeys/promises/unplayed.ts';

const folder = new URL('journeys/promises/', import.meta.url);
const journeys = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .sort()
  .map((name) => ({ file: `test/journeys/promises/${name}`, text: readFileSync(new URL(name, folder), 'utf8') }));
const proving = { concepts: cpniConcepts, controls, journeys, unplayed };

describe('The table of promises', () => {
  it('is written anew: npm run docs', () => {
    expect(readFileSync(new URL('../docs/promises.md', import.meta.url), 'utf8')).toBe(proofs(proving));
  });

  it('has each of P1 to P60 once, with a journey or a reason', () => {
    expect(cpniConcepts.map(({ id }) => id)).toEqual(Array.from({ length: 60 }, (_, n) => `P${n + 1}`));
    expect(unproved(proving)).toEqual([]);
  });

  it('names each control once', () => {
    const ids = controls.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it('shows a journey that opens no evidence in the ledger as one that proves nothing', () => {
    const bare = journeys.flatMap(journeysOf).filter(({ evidence }) => evidence.length === 0);
    expect(bare).toEqual([]);
  });

  it('tells of a promise that nobody plays and gives no reason for, and of one played without its control', () => {
    const [first, second] = cpniConcepts;
    if (first === undefined || second === undefined) throw new Error('sixty');
    const text = `it('P1 kept: yes', async () => {\n  evidence('decision', 'x');\n});\n`;
    const little = { concepts: [first, second], controls: [], journeys: [{ file: 'a.test.ts', text }], unplayed: {} };
    expect(unproved(little)).toEqual([
      'P1 is played, but none of its controls exists: approval-gate, campaign-records',
      'P2 has neither a journey nor a reason',
    ]);
    expect(unproved({ ...little, controls, unplayed: { P1: 'x', P2: 'y' } })).toEqual([
      'P1 has a journey and a reason for none',
    ]);
    expect(proofs(little)).toContain('untested, because **no reason given**');
    expect(journeysOf({ file: 'a.test.ts', text })).toEqual([
      { promise: 'P1', title: 'kept: yes', file: 'a.test.ts', evidence: ['decision'] },
    ]);
  });
});
