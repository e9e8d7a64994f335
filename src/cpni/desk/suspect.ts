import type { Ctx } from '../../db/context.ts';
import { localDate } from '../customers/dates.ts';
import { raiseAlert } from '../pretexting/raise-alert.ts';
import type { DeskSession } from './record.ts';

/** Somebody tried one way too often: 64.2010(a) asks to discover attempts, so a person looks at it. */
export const suspect = (ctx: Ctx, { customerId }: DeskSession, way: string): Promise<void> =>
  raiseAlert(ctx, {
    noticed: `Callers failed too often at one way (${way}) to show that they are this customer.`,
    task: {
      kind: 'pretexting-signal',
      subject: `customer:${customerId}`,
      dueAt: ctx.at,
      key: `${customerId}/${way}/${localDate(ctx.carrier.zone, ctx.at)}`,
    },
  });
