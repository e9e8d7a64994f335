import { isSharedDomain } from '../../../carriers/mailbox/shared-domains.ts';
import type { Ctx } from '../../../db/context.ts';
import type { TracebackMail } from './record.ts';
import { deskDomains } from './settings.ts';

/** What is known of whom a request by mail is from: of the mail whose words it has, not of one that repeats it; null where no mail brought it. */
export const senderOfRequest = async (
  ctx: Ctx,
  tracebackId: string,
): Promise<Pick<TracebackMail, 'sender' | 'senderDomain'> | null> => {
  const row = await ctx.tx
    .selectFrom('tracebackMail')
    .select(['sender', 'senderDomain'])
    .where('tracebackId', '=', tracebackId)
    .where('state', '=', 'request')
    .executeTakeFirst();
  return row ?? null;
};

/**
 * Whether the mail of a request proves that it is a requester's: signed by a domain from which a request of his came before that a person made
 * sure of. A colleague's signature proves who forwarded it, and no more; that of a domain in which anybody has a mailbox proves nobody.
 */
export const provesRequester = async (ctx: Ctx, tracebackId: string, requesterId: string): Promise<boolean> => {
  const domain = (await senderOfRequest(ctx, tracebackId))?.senderDomain ?? null;
  if (domain === null || isSharedDomain(domain) || (await deskDomains(ctx)).includes(domain)) return false;
  const before = await ctx.tx
    .selectFrom('tracebackMail as mail')
    .innerJoin('traceback as request', 'request.id', 'mail.tracebackId')
    .select('mail.id')
    .where('mail.senderDomain', '=', domain)
    // not one that only repeated the words of a request, which anybody may do who knows them
    .where('mail.state', '=', 'request')
    .where('request.requesterId', '=', requesterId)
    .where('request.id', '<>', tracebackId)
    .limit(1)
    .executeTakeFirst();
  return before !== undefined;
};
