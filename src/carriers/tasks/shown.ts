import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { told, toldOrNull } from '../promises/local-time.ts';
import { taskRow } from './record.ts';

const { kind, subject, why, role, outcome, note } = taskRow.shape;

/** A task in answers. */
export const task = z.strictObject({
  id,
  kind,
  subject,
  why,
  role,
  due: when.nullable(),
  opened: when,
  closed: when.nullable(),
  closer: z.string().nullable(),
  outcome,
  note,
});

/** A stored task as answers show it; instants in the carrier's zone. */
export const shownTask = (ctx: Ctx, row: z.output<typeof taskRow>): z.input<typeof task> => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  why: row.why,
  role: row.role,
  due: toldOrNull(ctx, row.dueAt),
  opened: told(ctx, row.openedAt),
  closed: toldOrNull(ctx, row.closedAt),
  closer: row.closerName,
  outcome: row.outcome,
  note: row.note,
});
