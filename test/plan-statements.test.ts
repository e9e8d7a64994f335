import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planConcepts } from '../src/carriers/promises/plan-concepts.ts';
import { planChapters } from '../src/filings/mitigation-plan/sentences/chapters.ts';
import { controls } from '../src/operations/controls.ts';
import { planStatements, planTable } from './plan-statements.ts';

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

describe('What a mitigation plan says, R1 to R34', () => {
  it('is written anew: npm run docs', () => {
    expect(read('docs/plan-statements.md')).toBe(planTable(planConcepts, controls));
  });

  it('has each statement once, with a test that exists or a reason', () => {
    const numbers = Array.from({ length: 34 }, (_, n) => `R${n + 1}`);
    expect(planConcepts.map(({ id }) => id)).toEqual(numbers);
    expect(Object.keys(planStatements)).toEqual(numbers);
    const untold = Object.entries(planStatements).flatMap(([id, shown]) =>
      'instead' in shown || new RegExp(`^ *(?:it|describe)\\('${shown.title}`, 'm').test(read(shown.file)) ? [] : [id],
    );
    expect(untold).toEqual([]);
  });

  it('names no control that is not there', () => {
    const known = new Set(controls.map(({ id }) => id));
    const missing = planConcepts.flatMap(({ id, controls: needed }) =>
      needed.filter((name) => !known.has(name)).map((name) => `${id} ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('is told by a sentence of our own plan, what no plan may claim any more left out', () => {
    const told = new Set(planChapters.flatMap(({ templates }) => templates.flatMap(({ concepts }) => concepts)));
    expect(planConcepts.map(({ id }) => id).filter((id) => !told.has(id))).toEqual([]);
  });
});
