import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import type { Control, Finding, Period } from './controls.ts';

/** What the records say of a sentence. */
export const mark = z.enum(['supported', 'partly', 'untested', 'contradicted']);

/** What one control found for a sentence: the query by its id, its counts and at most three records. */
export const evidence = z.strictObject({
  control: z.string(),
  query: z.string(),
  status: z.enum(['kept', 'not kept', 'untested']),
  because: z.string(),
  counts: z.record(z.string(), z.number()),
  samples: z.array(z.string()),
});
export type Evidence = z.output<typeof evidence>;

/** What else than a control bears on the statements of a period, such as a breach: asked once, it answers for what each states. */
export type Bearing = (ctx: Ctx, period: Period) => Promise<(concepts: readonly string[]) => Evidence[]>;

/** What is behind a sentence, part by part: one broken contradicts it; all kept support it, some kept partly; none leaves it untested. */
export const markOf = (parts: readonly Pick<Finding, 'status'>[]): z.output<typeof mark> => {
  if (parts.some(({ status }) => status === 'not kept')) return 'contradicted';
  const kept = parts.filter(({ status }) => status === 'kept').length;
  if (kept === 0) return 'untested';
  return kept === parts.length ? 'supported' : 'partly';
};

/** A control's finding as a sentence keeps it. */
export const evidenceFrom = (control: string, finding: Finding, controls: readonly Control[]): Evidence => ({
  control,
  query: controls.find(({ id }) => id === control)?.says ?? 'no such query exists yet',
  status: finding.status,
  because: finding.because,
  counts: { ...finding.counts },
  samples: finding.samples.slice(0, 3),
});
