import type { Concept } from './concept.ts';
import { safeguardConcepts } from './safeguard-concepts.ts';
import { useConcepts } from './use-concepts.ts';

/** P1 to P60 of the catalogue's section 3.1. */
export const cpniConcepts: readonly Concept[] = [...useConcepts, ...safeguardConcepts];
