import type { CpniClass } from '../facts.ts';

export const instruments = [
  'subpoena',
  'warrant',
  'court-order',
  'civil-investigative-demand',
  'enforcement-letter',
] as const;
type Instrument = (typeof instruments)[number];

export const authorityKinds = [
  'court',
  'law-enforcement',
  'attorney-general',
  'fcc',
  'agency',
  'private-litigant',
] as const;

/**
 * Which instrument opens what. A subpoena reaches name, services, telephone connection records and payment (18 U.S.C. 2703(c)(2));
 * other records need a court's order or warrant (2703(c)(1)), and where somebody was a warrant (Carpenter v. United States, 2018).
 * Recalled, not in the catalogue: counsel may find less than this, never more.
 */
const needs: Readonly<Partial<Record<CpniClass, readonly Instrument[]>>> = {
  location: ['warrant'],
  'technical-configuration': ['warrant', 'court-order'],
};

/** What a class of CPNI needs that this instrument is not, in words; null where the instrument opens it. */
export const lacking = (instrument: Instrument, cpni: CpniClass): string | null => {
  const enough = needs[cpni];
  return enough === undefined || enough.includes(instrument) ? null : `${cpni} needs a ${enough.join(' or ')}`;
};
