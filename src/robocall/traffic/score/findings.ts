import { callerParts } from './caller-parts.ts';
import { driftParts } from './drift-parts.ts';
import type { Case, Finding } from './part.ts';
import { patternParts } from './pattern-parts.ts';
import { shapeParts } from './shape-parts.ts';
import { signalParts } from './signal-parts.ts';
import type { Weights } from './weights.ts';

const parts = [...callerParts, ...shapeParts, ...patternParts, ...signalParts, ...driftParts];

/** Everything that can be held against a case, each with its strength; what has none is left out. */
export const findingsOf = (of: Case): readonly Finding[] =>
  parts.flatMap((part) => {
    const found = part(of);
    return found === null || found.strength <= 0 ? [] : [found];
  });

/** The score: the sum of what each part adds, at most 1. */
export const scoreOf = (findings: readonly Finding[], weights: Weights): number =>
  Math.min(
    1,
    findings.reduce((sum, { code, strength }) => sum + (weights[code] ?? 0) * strength, 0),
  );
