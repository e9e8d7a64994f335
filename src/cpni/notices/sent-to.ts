import type { Ctx } from '../../db/context.ts';
import { localDate } from '../customers/dates.ts';
import { emailLinksOf, nameOfAddress, newestLink } from '../customers/email-addresses.ts';
import { emailKey } from '../customers/normalise.ts';
import type { Sending } from './deliver.ts';

/** A sending, and to which e-mail address it went; null is the newest that stood on the account then. */
export type Addressed = Pick<Sending, 'customerId' | 'method' | 'sentAt'> & { readonly address: string | null };

/**
 * Where e-mails went, in order, by what consents name the address by: null where no address stood on the account, and of what is no
 * e-mail; undefined of an address that the customer never had.
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
  return sendings.map(({ customerId, method, sentAt, address }) => {
    if (method !== 'email') return address === null ? null : undefined;
    const own = links.get(customerId) ?? [];
    if (address !== null) return nameOfAddress(own, emailKey(address) ?? '') ?? undefined;
    const newest = newestLink(own, localDate(ctx.carrier.zone, sentAt), sentAt);
    return newest === undefined ? null : nameOfAddress(own, newest.key);
  });
};
