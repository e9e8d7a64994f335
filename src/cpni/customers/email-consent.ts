import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { parseInstant } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { appendEvents } from '../approvals/append.ts';
import { emailConsentEvent } from '../approvals/events.ts';
import { local } from './dates.ts';
import { findCustomer } from './find.ts';
import { mayChangeCustomers } from './roles.ts';

export const emailConsent = operation({
  http: 'POST /v1/customers/{customerId}/email-consent',
  says: 'Record that a customer gave or withdrew his express consent to notices by e-mail, and how that can be verified',
  law: ['47 CFR 64.2008(d)(3)(i)'],
  may: mayChangeCustomers,
  by: 'anyone',
  takes: z.strictObject({
    customerId: id,
    consent: z.enum(['given', 'withdrawn']),
    /** When the customer said so; null is now. */
    at: when.nullable().default(null),
    how: z.enum(['online', 'in-writing', 'by-telephone', 'in-store']),
    /** Where the proof is kept: a recording, a form, a log. Not the customer's own words. */
    proof: z.string().min(1).max(200),
  }),
  gives: z.strictObject({ id, customerId: id, consent: z.enum(['given', 'withdrawn']), at: when }),
  async run(ctx: Ctx, { customerId, consent, at: given, how, proof }) {
    await findCustomer(ctx, customerId);
    const at = given === null ? ctx.at : (parseInstant(given) ?? Number.NaN);
    if (!(at <= ctx.at)) refuse('invalid-input', "'at' lies in the future.", 'Give the instant at which he said so.');
    const eventId = ctx.id();
    const type = consent === 'given' ? 'email-consent' : 'email-consent-withdrawn';
    await appendEvents(ctx, [emailConsentEvent({ id: eventId, customerId, at }, type)]);
    await record(ctx, {
      kind: `email-consent.${consent}`,
      subject: `customer:${customerId}`,
      happenedAt: at,
      facts: { event: eventId, how, proof },
    });
    return { id: eventId, customerId, consent, at: local(ctx.carrier.zone, at) };
  },
});
