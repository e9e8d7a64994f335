import { z } from 'zod';
import { bytes, date, id, instant } from '../../kernel/columns.ts';
import { secrecy } from '../under-seal.ts';

/** The floor of a class as the database holds it, the same for every carrier. */
export const retentionClassRow = z.object({ class: z.string(), months: z.int(), cites: z.array(z.string()) });

/** The carrier's own time of keeping, longer than the floor; the last row stands. */
export const retentionSettingRow = z.object({
  carrierId: id,
  id,
  class: z.string(),
  months: z.int().min(1).max(1200),
  setAt: instant,
});

/** What a matter needs and nobody may purge until a person ends it. Null: all classes, all customers, any day. */
export const legalHoldRow = z.object({
  carrierId: id,
  id,
  why: z.string().min(1).max(2000),
  salt: z.string(),
  classes: z.array(z.string()).min(1).nullable(),
  customers: z.array(id).min(1).max(10_000).nullable(),
  fromDay: date.nullable(),
  untilDay: date.nullable(),
  secrecy,
  placedBy: id,
  placerName: z.string(),
  placedAt: instant,
  endedBy: id.nullable(),
  enderName: z.string().nullable(),
  endedAt: instant.nullable(),
  endReason: z.string().min(1).max(2000).nullable(),
});

/** A purge of one class: asked by one person, approved by another, carried out in batches, between two signed heads of the ledger. */
export const purgeRow = z.object({
  carrierId: id,
  id,
  class: z.string(),
  why: z.string().min(1).max(2000),
  state: z.enum(['asked', 'refused', 'approved', 'running', 'done']),
  expected: z.int().min(1),
  months: z.int(),
  askedBy: id,
  askerName: z.string(),
  askedAt: instant,
  decidedBy: id.nullable(),
  deciderName: z.string().nullable(),
  decidedAt: instant.nullable(),
  records: z.int(),
  oldestOn: date.nullable(),
  newestOn: date.nullable(),
  lastEntryId: id.nullable(),
  beforeSize: z.int().nullable(),
  beforeRoot: bytes.nullable(),
  afterSize: z.int().nullable(),
  afterRoot: bytes.nullable(),
  endedAt: instant.nullable(),
});

/** That a record's personal values went, and from which day its keeping had counted. */
export const purgedRecordRow = z.object({
  carrierId: id,
  class: z.string(),
  recordId: id,
  purgeId: id,
  endedOn: date,
  purgedOn: date,
});
