import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import type { Message } from './record.ts';

export type Reachable = {
  readonly message: Message;
  readonly version: { readonly language: 'en' | 'es'; readonly subject: string | null; readonly body: string };
  readonly to: string;
};

type Known = { readonly id: string; readonly email: string | null; readonly consents: boolean };

/** The newest e-mail address of each customer, and whether his last word on notices by e-mail was a yes. */
const knownOf = async (ctx: Ctx, customers: readonly string[]): Promise<ReadonlyMap<string, Known>> => {
  const { rows } = await sql<Known>`
    select c.id,
      (select value from customer_contact where customer_id = c.id and kind = 'email' and until_at is null
        order by linked_day desc, id desc limit 1) as email,
      coalesce((select type = 'email-consent' from permission_event where customer_id = c.id
        and type in ('email-consent', 'email-consent-withdrawn') and at <= ${ctx.at}
        -- at one instant the withdrawal comes last
        order by at desc, type desc limit 1), false) as consents
    from customer c where c.id = any(${customers}::uuid[]) and c.left_at is null`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.id, row]));
};

/** Who of a batch may be written to by e-mail at this instant; all others with the reason why not. */
export const reachables = async (
  ctx: Ctx,
  batch: readonly Message[],
): Promise<{ readonly reachable: readonly Reachable[]; readonly others: ReadonlyMap<string, readonly string[]> }> => {
  const known = await knownOf(
    ctx,
    batch.map(({ customerId }) => customerId),
  );
  const versions = await ctx.tx
    .selectFrom('noticeVersion')
    .select(['id', 'language', 'subject', 'body', 'methods'])
    .where('id', 'in', [...new Set(batch.map(({ versionId }) => versionId))])
    .execute();
  const byId = new Map(versions.map((version) => [version.id, version]));
  const reachable: Reachable[] = [];
  const others = new Map<string, string[]>();
  const except = (why: string, message: Message) => others.set(why, [...(others.get(why) ?? []), message.id]);
  for (const message of batch) {
    const customer = known.get(message.customerId);
    const version = byId.get(message.versionId);
    if (customer === undefined || version === undefined) except('the customer has left', message);
    else if (!version.methods.includes('email')) except('the notice is not for e-mail', message);
    else if (!customer.consents) except('no consent to notices by e-mail stands', message);
    else if (customer.email === null) except('no e-mail address is known', message);
    else reachable.push({ message, version, to: customer.email });
  }
  return { reachable, others };
};
