import { z } from 'zod';
import { date, id, instant } from '../kernel/columns.ts';

export const carrierKind = z.enum(['lec', 'interexchange', 'cmrs', 'interconnected-voip']);

/** The tenant. `clock` moves in demo carriers only. */
export const carrierRow = z.object({
  id,
  name: z.string().min(1),
  shortName: z.string().min(1),
  kind: carrierKind,
  zone: z.string().min(1),
  filerId: z.string().nullable(),
  frn: z.string().nullable(),
  address: z.string(),
  contact: z.string(),
  formerNames: z.array(z.string()),
  demo: z.boolean(),
  clock: instant.nullable(),
  createdAt: instant,
});

export const affiliateRow = z.object({
  carrierId: id,
  id,
  name: z.string().min(1),
  filerId: z.string().nullable(),
  communicationsRelated: z.boolean(),
  fromDay: date,
  untilDay: date.nullable(),
});

/** A day on which the FCC's offices were closed (47 CFR 1.4(e)(1)), learned from a named source. */
export const closureRow = z.object({
  carrierId: id,
  day: date,
  why: z.string().min(1),
  source: z.string().min(1),
  learnedAt: instant,
  withdrawnAt: instant.nullable(),
});
