import { z } from 'zod';
import { instantOf } from '../../carriers/promises/local-time.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { toNumber } from '../numbers/normalise.ts';
import { acknowledged } from './acknowledge.ts';
import { tracebackLaw } from './clock.ts';
import { provesRequester, senderOfRequest } from './mails/sender-of-request.ts';
import { tracebackOf } from './store.ts';

const line = z.string().trim().min(1).max(300);

/** The call that a request asks about. */
export const callAsked = z.strictObject({
  reference: line,
  called: line,
  calling: line.nullable().default(null),
  at: when,
  hop: z.int().min(0).max(50).nullable().default(null),
  campaign: line.nullable().default(null),
  downstream: line.nullable().default(null),
  respondAt: line.nullable().default(null),
});
export type CallAsked = z.output<typeof callAsked>;

/** Refuses what is no telephone number, by the name of its field. */
export const mustBeNumber = (field: string, text: string): void => {
  if (toNumber(text) === null)
    refuse('invalid-input', `${field}: it is no telephone number.`, 'Write ten digits, or + and the country code.');
};

/** A mail that does not prove whose it is may be anybody's, whatever its From says. */
const demandSure = async (ctx: Ctx, tracebackId: string, requesterId: string, how: string | null): Promise<void> => {
  if (how !== null || (await senderOfRequest(ctx, tracebackId)) === null) return;
  if (await provesRequester(ctx, tracebackId, requesterId)) return;
  refuse(
    'invalid-input',
    'verifiedHow: the mail of this request does not prove that it is from this requester.',
    'Reach the requester where you know him from elsewhere, and say how you made sure.',
  );
};

export const confirmTraceback = operation({
  http: 'POST /v1/tracebacks/{tracebackId}:confirm',
  says: 'Confirm which call a request asks about, and that it comes from a requester who was verified; only then may anybody search',
  law: tracebackLaw,
  may: ['network', 'compliance'],
  by: 'person',
  takes: callAsked.extend({
    ...{ tracebackId: id, requesterId: id },
    /** How you made sure that this request is the requester's: asked where it came by a mail that does not prove it. */
    verifiedHow: z.string().trim().min(1).max(1000).nullable().default(null),
  }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { tracebackId, requesterId, verifiedHow, ...call }) {
    const { state, salt } = await tracebackOf(ctx, tracebackId);
    // who works on it has taken it
    await acknowledged(ctx, tracebackId);
    if (state !== 'arrived' && state !== 'confirmed')
      refuse('wrong-state', 'Its answer is prepared already.', 'Show the request.');
    mustBeNumber('called', call.called);
    if (call.calling !== null) mustBeNumber('calling', call.calling);
    if (instantOf('at', call.at) > ctx.at) refuse('invalid-input', "'at' lies in the future.", 'Check its zone.');
    const requester = await ctx.tx
      .selectFrom('tracebackRequester')
      .select('id')
      .where('id', '=', requesterId)
      .executeTakeFirst();
    if (requester === undefined)
      refuse(
        'not-found',
        "'requesterId': this requester was not verified.",
        'Verify who asks first (tracebackRequesters.verify).',
      );
    await demandSure(ctx, tracebackId, requesterId, verifiedHow);
    const confirmed = {
      call: asJson(call),
      requesterId,
      confirmedBy: personOf(ctx).id,
      confirmedAt: ctx.at,
      verifiedHow,
    };
    const askedAt = instantOf('at', call.at);
    await ctx.tx
      .updateTable('traceback')
      .set({ ...confirmed, askedAt, state: 'confirmed' })
      .where('id', '=', tracebackId)
      .execute();
    await record(ctx, {
      kind: 'traceback.confirmed',
      subject: `traceback:${tracebackId}`,
      happenedAt: ctx.at,
      facts: { requester: requesterId, how: verifiedHow === null ? null : sealed(salt ?? '', verifiedHow) },
    });
    return { id: tracebackId };
  },
});
