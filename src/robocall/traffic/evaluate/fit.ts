import type { Finding } from '../score/part.ts';
import type { Weights } from '../score/weights.ts';
import { flagFrom } from '../thresholds/limits.ts';

/** An account-day to fit on: what was found, and what it is. */
export type Example = { readonly findings: readonly Finding[]; readonly label: 'legal' | 'illegal' };

const steepness = 12;
// a false alarm costs a lawful customer; a missed day is seen on the next
const legalWeight = 4;
// weights stay near what the evidence suggests unless examples speak against it
const pull = 0.02;
const rounds = 400;
const pace = 0.05;

const sum = (findings: readonly Finding[], weights: Weights): number =>
  findings.reduce((total, { code, strength }) => total + (weights[code] ?? 0) * strength, 0);

/**
 * Weights under which the examples fall on their side of the flag: logistic loss, weights between 0 and 1, pulled towards those given.
 * What never occurs keeps its weight.
 */
export const fitWeights = (examples: readonly Example[], prior: Weights): Weights => {
  let weights: Record<string, number> = { ...prior };
  for (let round = 0; round < rounds; round += 1) {
    const slope: Record<string, number> = {};
    for (const { findings, label } of examples) {
      const side = label === 'illegal' ? 1 : -1;
      const margin = side * steepness * (sum(findings, weights) - flagFrom);
      const push = (side * steepness * (label === 'legal' ? legalWeight : 1)) / (1 + Math.exp(margin));
      for (const { code, strength } of findings) slope[code] = (slope[code] ?? 0) + push * strength;
    }
    const next: Record<string, number> = {};
    for (const [code, weight] of Object.entries(weights)) {
      const step = (slope[code] ?? 0) / examples.length - pull * (weight - (prior[code] ?? 0));
      next[code] = Math.min(1, Math.max(0, weight + pace * step));
    }
    weights = next;
  }
  return Object.fromEntries(Object.entries(weights).map(([code, weight]) => [code, Math.round(weight * 100) / 100]));
};
