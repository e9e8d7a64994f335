import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { parseInstant } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { appendEvents } from '../approvals/append.ts';
import { emailConsentEvent, emailConsentWithdrawnEvent } from '../approvals/events.ts';
import { local, localDate } from './dates.ts';
import { emailLinksOf, nameOfAddress, newestLink } from './email-addresses.ts';
import { findCustomer } from './find.ts';
import { mayChangeCustomers } from './roles.ts';

/** The e-mail address that a consent was given for: the one named, else the newest that stood on the account at that instant. */
const consentedAddress = async (
  ctx: Ctx,
  customerId: string,
  { contactId, at }: { readonly contactId: string | null; readonly at: number },
): Promise<{ readonly contactId: string; readonly address: string | null }> => {
  const links = (await emailLinksOf(ctx, [customerId])).get(customerId) ?? [];
  const link =
    contactId === null
      ? newestLink(links, localDate(ctx.carrier.zone, at), at)
      : found(
          links.find(({ id: linkId }) => linkId === contactId),
          'e-mail address of this customer',
        );
  if (link === undefined)
    return refuse(
      'invalid-input',
      "'contactId' names no e-mail address, and none stood on the account at that instant: the consent would count for no e-mail.",
      "Enter the address that he consented for, and give its id as 'contactId'.",
    );
  return { contactId: link.id, address: nameOfAddress(links, link.key) };
};

export const emailConsent = operation({
  http: 'POST /v1/customers/{customerId}/email-consent',
  says: 'Record that a customer gave his express consent to notices by e-mail at one address, or withdrew it for all, and how that can be verified',
  law: ['47 CFR 64.2008(d)(3)(i)'],
  may: mayChangeCustomers,
  by: 'anyone',
  takes: z.strictObject({
    customerId: id,
    consent: z.enum(['given', 'withdrawn']),
    /** When the customer said so; null is now. */
    at: when.nullable().default(null),
    /** The address that he gave it for; null is the newest that stood on the account then. No other gets an e-mail by it. */
    contactId: id.nullable().default(null),
    how: z.enum(['online', 'in-writing', 'by-telephone', 'in-store']),
    /** Where the proof is kept: a recording, a form, a log. Not the customer's own words. */
    proof: z.string().min(1).max(200),
  }),
  gives: z.strictObject({
    id,
    customerId: id,
    consent: z.enum(['given', 'withdrawn']),
    contactId: id.nullable(),
    at: when,
  }),
  async run(ctx: Ctx, { customerId, consent, at: given, contactId: named, how, proof }) {
    await findCustomer(ctx, customerId);
    const at = given === null ? ctx.at : (parseInstant(given) ?? Number.NaN);
    if (!(at <= ctx.at)) refuse('invalid-input', "'at' lies in the future.", 'Give the instant at which he said so.');
    const eventId = ctx.id();
    const { contactId, address } =
      consent === 'given'
        ? await consentedAddress(ctx, customerId, { contactId: named, at })
        : { contactId: null, address: null };
    const word = { id: eventId, customerId, at };
    const event =
      consent === 'given' ? emailConsentEvent({ ...word, contactId: address }) : emailConsentWithdrawnEvent(word);
    await appendEvents(ctx, [event]);
    await record(ctx, {
      kind: `email-consent.${consent}`,
      subject: `customer:${customerId}`,
      happenedAt: at,
      facts: { event: eventId, contact: contactId, how, proof },
    });
    return { id: eventId, customerId, consent, contactId, at: local(ctx.carrier.zone, at) };
  },
});
