import { amongIds } from '../../db/among.ts';
import type { Ctx } from '../../db/context.ts';
import { localDate } from '../customers/dates.ts';
import { emailLinksOf, nameOfAddress, newestLink } from '../customers/email-addresses.ts';
import { emailKey } from '../customers/normalise.ts';
import type { Sending } from './deliver.ts';

/** A sending, and to which e-mail address it went; null is the newest that stood on the account then. */
export type Addressed = Pick<Sending, 'customerId' | 'method' | 'sentAt'> & { readonly address: string | null };

/** The address of the last consent at or before an instant (epoch ms), by customer; null where none was named, or there was no consent. */
const consentedBefore = async (ctx: Ctx, customers: readonly string[]) => {
  if (customers.length === 0) return () => null;
  const given = await ctx.tx
    .selectFrom('permissionEvent')
    .select(['customerId', 'at', 'contactId'])
    .where('type', '=', 'email-consent')
    .innerJoin(amongIds(customers), 'among.wanted', 'customerId')
    .orderBy('at')
    .orderBy('id')
    .execute();
  return (customerId: string, sentAt: number): string | null =>
    given.findLast((one) => one.customerId === customerId && one.at <= sentAt)?.contactId ?? null;
};

/**
 * Where e-mails went, in order, by what consents name the address by. Where the account had no address yet (it was entered later than the
 * notice went out) it is that of the consent that stood then; null where that named none, where the last address had ended before, and of
 * what is no e-mail; undefined of an address that the customer never had.
 */
export const sentTo = async (
  ctx: Ctx,
  sendings: readonly Addressed[],
): Promise<readonly (string | null | undefined)[]> => {
  const emails = sendings.filter(({ method }) => method === 'email');
  const links = await emailLinksOf(
    ctx,
    emails.map(({ customerId }) => customerId),
  );
  const dayOf = ({ sentAt }: Addressed) => localDate(ctx.carrier.zone, sentAt);
  const newestOf = (one: Addressed) => newestLink(links.get(one.customerId) ?? [], dayOf(one), one.sentAt);
  // who had an address until then was written to at none that we know: his consent for it says nothing of another
  const hadNone = (one: Addressed) =>
    !(links.get(one.customerId) ?? []).some(({ linkedDay }) => linkedDay <= dayOf(one));
  const unknown = emails.filter((one) => one.address === null && hadNone(one));
  const consented = await consentedBefore(
    ctx,
    unknown.map(({ customerId }) => customerId),
  );
  return sendings.map((one) => {
    const { customerId, method, sentAt, address } = one;
    if (method !== 'email') return address === null ? null : undefined;
    const own = links.get(customerId) ?? [];
    if (address !== null) return nameOfAddress(own, emailKey(address) ?? '') ?? undefined;
    const newest = newestOf(one);
    if (newest !== undefined) return nameOfAddress(own, newest.key);
    return hadNone(one) ? consented(customerId, sentAt) : null;
  });
};
