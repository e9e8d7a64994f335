import { z } from 'zod';
import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import { pastInstant } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { type Breach, customerClock, directionsOf, reached } from './clocks.ts';
import { heldBreach, readBreach, shownBreach } from './show.ts';

const tooEarly = (detail: string, fix: string, cite: string): never => {
  throw new Problem('wrong-state', { detail, fix, cite });
};

/** Refuses while law enforcement comes first. An inadvertent slip is no breach under 64.2011(e) and has no hold. */
const mayTell = async (ctx: Ctx, breach: Breach, at: number): Promise<'no-hold' | 'urgent' | 'after-hold'> => {
  if (breach.intentional === 'no') return 'no-hold';
  if (breach.reportedAt === null || at < breach.reportedAt)
    return tooEarly(
      'Customers may not be told before law enforcement was.',
      'Report the breach through the central facility first.',
      '47 CFR 64.2011(a)',
    );
  if (breach.urgentHarm !== null && breach.consulted !== null) return 'urgent';
  const allowed = customerClock(breach, await directionsOf(ctx, breach.id), await closuresOf(ctx));
  if (allowed === null || allowed.due === null || reached(ctx, at, allowed.due)) return 'after-hold';
  const urgent = 'or, where harm is immediate and irreparable, say so in the report after consulting the agency';
  return tooEarly(
    `Customers may be told from ${dateOfDay(allowed.due)}.`,
    `Wait until then; show the breach to see each day counted; ${urgent}.`,
    allowed.cite,
  );
};

export const notifyCustomers = operation({
  http: 'POST /v1/breaches/{breachId}:customers-notified',
  says: 'Record that customers were told of a breach; refused while the hold or an agency’s delay runs',
  law: ['47 CFR 64.2011(b)(1)', '47 CFR 64.2011(c)'],
  may: ['compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({ breachId: id, notifiedAt: when, customers: z.int().min(0) }),
  gives: shownBreach,
  async run(ctx: Ctx, { breachId, notifiedAt, customers }) {
    const breach = await heldBreach(ctx, breachId);
    if (breach.customersNotifiedAt !== null)
      refuse('wrong-state', 'Customers were told already.', 'Show the breach to see when.');
    const at = pastInstant(ctx, 'notifiedAt', notifiedAt);
    const ground = await mayTell(ctx, breach, at);
    await ctx.tx
      .updateTable('breach')
      .set({ customersNotifiedAt: at, customersNotified: customers })
      .where('id', '=', breachId)
      .execute();
    await record(ctx, {
      kind: 'breach.customers-notified',
      subject: `breach:${breachId}`,
      happenedAt: at,
      facts: { customers, ground },
    });
    return readBreach(ctx, breachId);
  },
});
