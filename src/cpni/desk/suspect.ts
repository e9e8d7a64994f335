import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { localDate } from '../customers/dates.ts';
import type { DeskSession } from './record.ts';

/** Somebody tried one way too often: 64.2010(a) asks to discover attempts, so a person looks at it. */
export const suspect = (ctx: Ctx, { customerId }: DeskSession, way: string): Promise<string> =>
  openTask(ctx, {
    kind: 'pretexting-signal',
    subject: `customer:${customerId}`,
    why: `Callers failed too often at one way (${way}) to show that they are this customer: look at the sessions of the day, and enter a finding where it was pretexting.`,
    role: 'compliance',
    dueAt: ctx.at,
    key: `${customerId}/${way}/${localDate(ctx.carrier.zone, ctx.at)}`,
  });
