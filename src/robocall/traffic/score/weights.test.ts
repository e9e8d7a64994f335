// Weights against the score from which a day is put before a person.
import { expect, it } from 'vitest';
import { flagFrom } from '../thresholds/limits.ts';
import { scoreOf } from './findings.ts';
import { weights } from './weights.ts';

it('Both reasons of called lists at their full strength flag no day: who has consent may call', () => {
  const full = { strength: 1, value: 1, threshold: 0, why: '', sample: 'any' } as const;
  const found = ['do-not-call-hits', 'reassigned-numbers'].map((code) => ({ code, ...full }));
  expect(scoreOf(found, weights)).toBeGreaterThan(0);
  expect(scoreOf(found, weights)).toBeLessThan(flagFrom);
});
