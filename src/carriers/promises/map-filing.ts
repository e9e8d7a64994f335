import { type Concept, conceptsOf, plain } from './concept.ts';
import { cpniConcepts } from './cpni-concepts.ts';
import { planConcepts } from './plan-concepts.ts';
import type { FilingKind } from './record.ts';
import { ruleConcepts } from './rule-concepts.ts';
import { sentences } from './sentences.ts';

/** A sentence that promises or states something about the carrier; no concepts: honestly unmapped. */
export type MappedPromise = {
  readonly line: number;
  readonly endLine: number;
  readonly text: string;
  readonly concepts: readonly string[];
};

export type MappedFiling = {
  readonly kind: FilingKind;
  readonly promises: readonly MappedPromise[];
  /** Sentences that promise nothing: letters, lead-ins to lists, citations, signatures. */
  readonly others: number;
};

const catalogues: Readonly<Record<FilingKind, readonly Concept[]>> = {
  'cpni-statement': cpniConcepts,
  'mitigation-plan': planConcepts,
  'rule-text': ruleConcepts,
};

const byId = new Map(Object.values(catalogues).flatMap((list) => list.map((known) => [known.id, known])));

/** The concept of a number, or undefined. */
export const conceptOf = (id: string): Concept | undefined => byId.get(id);

/** What a text is: a plan says so; rule text carries Federal Register notes; everything else is read as a CPNI statement. */
export const kindOf = (text: string): FilingKind => {
  if (/robocall[- ]mitigation plan/i.test(text)) return 'mitigation-plan';
  return /\[\d+ FR \d+|effective date note/i.test(text) ? 'rule-text' : 'cpni-statement';
};

// words by which a filing binds its author; a sentence with none of them that no concept knows promises nothing
const binding =
  /\b(will|shall|must|may not|requires?|required|maintains?|prohibits?|forbids?|undertakes?|commits?|guarantees?|ensures?|does not|do not use|never|policy|policies|has (implemented|established|adopted)|have (implemented|established|adopted))\b/i;
const aboutItself =
  /\bplease\b|\bfiles this statement\b|\bprovides this statement\b|\binformation collection requirements\b/i;

const promises = (text: string, concepts: readonly string[]): boolean => {
  if (concepts.length > 0) return true;
  const bare = plain(text);
  return !bare.endsWith(':') && !aboutItself.test(bare) && binding.test(bare);
};

/** Splits a filing into promises with their lines and maps each to the catalogue's numbers. Pure. */
export const mapFiling = (text: string): MappedFiling => {
  const kind = kindOf(text);
  const all = sentences(text).map(({ offset: _, ...sentence }) => ({
    ...sentence,
    concepts: conceptsOf(sentence.text, catalogues[kind]),
  }));
  const kept = all.filter((sentence) => promises(sentence.text, sentence.concepts));
  return { kind, promises: kept, others: all.length - kept.length };
};
