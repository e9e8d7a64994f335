import { z } from 'zod';
import { pastInstant } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { groundToTell, mayTellAt } from './hold.ts';
import { heldBreach, readBreach, shownBreach } from './show.ts';

export const notifyCustomers = operation({
  http: 'POST /v1/breaches/{breachId}:customers-notified',
  says: 'Record that customers were told of a breach; refused while the hold or an agency’s delay runs',
  law: ['47 CFR 64.2011(b)(1)', '47 CFR 64.2011(c)'],
  may: ['compliance', 'officer'],
  by: 'person-fresh',
  takes: z.strictObject({ breachId: id, notifiedAt: when, customers: z.int().min(0) }),
  gives: shownBreach,
  async run(ctx: Ctx, { breachId, notifiedAt, customers }) {
    const breach = await heldBreach(ctx, breachId);
    if (breach.customersNotifiedAt !== null)
      refuse('wrong-state', 'Customers were told already.', 'Show the breach to see when.');
    const at = pastInstant(ctx, 'notifiedAt', notifiedAt);
    const ground = groundToTell(await mayTellAt(ctx, breach, at));
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
