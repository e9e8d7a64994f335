import { z } from 'zod';
import { id, instant, sha256Hex } from '../../kernel/columns.ts';
import { carrierPromises } from '../../law/facts.ts';

/** The promises that a decision must keep, as contracts with switches and mailers name them. */
export const promiseCode = z.enum(carrierPromises);
export type PromiseCode = z.output<typeof promiseCode>;

export const filingKind = z.enum(['cpni-statement', 'mitigation-plan', 'rule-text']);
export type FilingKind = z.output<typeof filingKind>;

/** A filing in which the carrier promised something; it binds from `adoptedFrom`. */
export const filedTextRow = z.object({
  carrierId: id,
  id,
  name: z.string().min(1),
  kind: filingKind,
  hash: sha256Hex,
  text: z.string().min(1),
  importedAt: instant,
  adoptedFrom: instant.nullable(),
  adoptedBy: id.nullable(),
  endedAt: instant.nullable(),
});

/** One sentence of a filing with its lines; `concepts` are numbers of the catalogue (P13, R24), none when unmapped. */
export const promiseRow = z.object({
  carrierId: id,
  id,
  filingId: id,
  n: z.int(),
  line: z.int().min(1),
  endLine: z.int(),
  text: z.string(),
  concepts: z.array(z.string()),
});

/** A promise code in force from an instant until another. */
export const carrierPromiseRow = z.object({
  carrierId: id,
  id,
  code: promiseCode,
  fromAt: instant,
  untilAt: instant.nullable(),
  promiseId: id.nullable(),
});
