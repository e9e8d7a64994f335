import { z } from 'zod';
import { date, id, instant } from '../../kernel/columns.ts';

/** A proceeding that the carrier began against a data broker, 64.2009(e). */
export const dataBrokerActionRow = z.object({
  carrierId: id,
  id,
  forum: z.enum(['state-commission', 'state-court', 'federal-court', 'fcc']),
  forumName: z.string().min(1),
  matter: z.string().min(1),
  filedOn: date,
  status: z.enum(['pending', 'granted', 'denied', 'settled', 'withdrawn']),
  statusOn: date,
  recordedAt: instant,
});

/** What the carrier knows of the ways in which pretexters try to reach CPNI, and what it did. */
export const pretexterFindingRow = z.object({
  carrierId: id,
  id,
  learnedOn: date,
  knownFrom: z.enum(['public-reports', 'own-experience']),
  method: z.string().min(1),
  steps: z.string().min(1),
  recordedAt: instant,
});
