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

/** An attempt that the system noticed, until a person says what it was. */
export const pretextingAlertRow = z.object({
  carrierId: id,
  id,
  subject: z.string().min(1),
  noticed: z.string().min(1),
  taskId: id,
  key: z.string().min(1),
  raisedAt: instant,
  raisedOn: date,
  settledAt: instant.nullable(),
  settledBy: z.string().nullable(),
  findingId: id.nullable(),
  whyNone: z.enum(['customer-himself', 'shared-by-many', 'own-equipment', 'mistake-of-ours']).nullable(),
});
export type PretextingAlert = z.output<typeof pretextingAlertRow>;
