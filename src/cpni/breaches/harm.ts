import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import type { harmAssessmentRow } from './record.ts';

/** The last assessment of a breach's harm, which stands; undefined while nobody assessed it. */
export const lastAssessment = (ctx: Ctx, breachId: string): Promise<z.output<typeof harmAssessmentRow> | undefined> =>
  ctx.tx
    .selectFrom('harmAssessment')
    .selectAll()
    .where('breachId', '=', breachId)
    .orderBy('assessedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
