import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import type { Message } from './record.ts';

export type Reachable = {
  readonly message: Message;
  readonly version: { readonly language: 'en' | 'es'; readonly subject: string | null; readonly body: string };
  readonly to: string;
};

/** Whose e-mail of the same notice may have gone out before: none goes again until that notice has reached him, by a letter that stayed. */
const inDoubtBefore = async (ctx: Ctx, batch: readonly Message[]): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ id: string }>`
    select m.id from message m join message o on o.customer_id = m.customer_id and o.id <> m.id
    where m.id = any(${batch.map(({ id }) => id)}::uuid[]) and o.in_doubt_at is not null
      and coalesce(o.group_id, o.version_id) = coalesce(m.group_id, m.version_id) and not exists (
        select from delivery d join notice_version v on v.carrier_id = d.carrier_id and v.id = d.version_id
        where d.customer_id = m.customer_id and d.sent_at >= o.in_doubt_at and v.group_id = coalesce(m.group_id, m.version_id)
          and not exists (select from permission_event b where b.notice = d.id and b.type = 'bounced'))`.execute(
    ctx.tx,
  );
  return new Set(rows.map(({ id }) => id));
};

type Known = { readonly id: string; readonly consents: boolean; readonly email: string | null };

/** Whether each customer's last word on notices by e-mail was a yes, and the newest address on the account that he said it for. */
const knownOf = async (ctx: Ctx, customers: readonly string[]): Promise<ReadonlyMap<string, Known>> => {
  const { rows } = await sql<Known>`
    select c.id,
      coalesce((select type = 'email-consent' from permission_event where customer_id = c.id
        and type in ('email-consent', 'email-consent-withdrawn') and at <= ${ctx.at}
        -- at one instant the withdrawal comes last
        order by at desc, type desc limit 1), false) as consents,
      (select k.value from permission_event e
        join customer_contact said on said.id = e.contact_id
        -- the same address, ended and linked again, is the same
        join customer_contact k on k.customer_id = e.customer_id and k.kind = 'email' and k.key = said.key and k.until_at is null
        where e.customer_id = c.id and e.type = 'email-consent' and e.at <= ${ctx.at} and not exists (
          select 1 from permission_event w where w.customer_id = c.id and w.type = 'email-consent-withdrawn'
            and w.at >= e.at and w.at <= ${ctx.at})
        order by e.at desc, e.id desc limit 1) as email
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
  const doubted = await inDoubtBefore(ctx, batch);
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
    else if (doubted.has(message.id)) except('an earlier e-mail of it may have gone out', message);
    else if (!version.methods.includes('email')) except('the notice is not for e-mail', message);
    else if (!customer.consents) except('no consent to notices by e-mail stands', message);
    else if (customer.email === null)
      except('consent to e-mail was given for no address that the account has', message);
    else reachable.push({ message, version, to: customer.email });
  }
  return { reachable, others };
};
