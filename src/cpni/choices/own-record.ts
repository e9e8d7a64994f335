import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { when } from '../../kernel/columns.ts';
import { accountNoticeRow } from '../account-changes/record.ts';
import { cpniClass, purpose } from '../approvals/record.ts';
import { local } from '../customers/dates.ts';
import { accountChange } from '../customers/record.ts';

/** To whom the customer's information went. What authorities asked for, or fraud and tracebacks, is told by people, where the law lets them. */
export const givenTo = z.strictObject({ at: when, to: z.string(), purpose, cpni: z.array(cpniClass) });

/** A change of the account, and the way by which the customer was told; null: not, or not yet. */
export const changeTold = z.strictObject({
  at: when,
  what: accountChange.shape.what,
  told: accountNoticeRow.shape.way.nullable(),
});

const most = 200;

// who is looked into for fraud or for calls that are traced back (47 USC 222(d)(2)) must not learn it here
const untold = ['legal-process', 'emergency', 'protect'] as const;

/** Who was given this customer's information, the latest first; nothing that an authority or an investigation may want kept from him. */
export const givenOf = async (ctx: Ctx, customerId: string): Promise<z.input<typeof givenTo>[]> => {
  const rows = await ctx.tx
    .selectFrom('disclosureItem')
    .innerJoin('disclosure', 'disclosure.id', 'disclosureItem.disclosureId')
    .select(['disclosureItem.at', 'disclosure.toName as to', 'disclosure.purpose', 'disclosure.cpni'])
    .where('customerId', '=', customerId)
    .where('secrecy', '=', 'none')
    .where('recipient', '<>', 'government')
    .where('purpose', 'not in', untold)
    .orderBy('disclosureItem.at', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ at, ...rest }) => ({ ...rest, at: local(ctx.carrier.zone, at) }));
};

/** The changes of this account that a notice was due for, the latest first. */
export const changesOf = async (ctx: Ctx, customerId: string): Promise<z.input<typeof changeTold>[]> => {
  const rows = await ctx.tx
    .selectFrom('accountChange')
    .leftJoin('accountNotice', (on) =>
      on.onRef('accountNotice.changeId', '=', 'accountChange.id').on('accountNotice.state', 'in', ['sent', 'posted']),
    )
    .select(['accountChange.id', 'accountChange.what', 'accountChange.changedAt', 'accountNotice.way'])
    .where('accountChange.customerId', '=', customerId)
    .where('accountChange.during', '=', 'service')
    .orderBy('accountChange.changedAt', 'desc')
    .orderBy('accountNotice.try')
    .limit(most)
    .execute();
  // what bounced was tried again: the way that arrived comes last
  const byChange = new Map(rows.map((row) => [row.id, row]));
  return [...byChange.values()].map(({ what, changedAt, way }) => ({
    at: local(ctx.carrier.zone, changedAt),
    what,
    told: way,
  }));
};
