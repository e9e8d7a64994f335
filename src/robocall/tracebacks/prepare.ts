import { z } from 'zod';
import { instantOf, told } from '../../carriers/promises/local-time.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { candidatesFor, termsOf } from './candidates.ts';
import { tracebackLaw } from './clock.ts';
import type { CallAsked } from './confirm.ts';
import { coverageAt } from './coverage.ts';
import { callRole } from './record.ts';
import { confirmedCall } from './search.ts';
import { personOf, tracebackOf } from './store.ts';

const words = z.string().trim().min(1).max(2000);
const answer = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('matched'),
    /** of a call among those that the search finds */
    ref: z.string(),
    role: callRole.exclude(['not-ours']),
    /** the provider from whom the call came; null where it was our customer's */
    upstream: words.nullable().default(null),
    accountId: id.nullable().default(null),
    attestedBecause: words,
    action: words,
  }),
  z.strictObject({
    outcome: z.literal('absent'),
    /** why none of the calls found is the one, or that none was found */
    because: words,
    /** where a source has a gap: the words by which the answer names it */
    gap: words.nullable().default(null),
  }),
]);
type Answer = z.output<typeof answer>;

/** What the carrier says of the account: its name, and since when it is a customer. */
const customerOf = async (ctx: Ctx, accountId: string) => {
  const account = found(
    await ctx.tx.selectFrom('voiceAccount').select(['name', 'openedAt']).where('id', '=', accountId).executeTakeFirst(),
    'voice account',
  );
  return { name: account.name, since: told(ctx, account.openedAt) };
};

const matched = async (ctx: Ctx, tracebackId: string, call: CallAsked, given: Answer & { outcome: 'matched' }) => {
  if ((given.upstream === null) === (given.accountId === null))
    refuse(
      'invalid-input',
      'upstream, accountId: exactly one is given.',
      'Name who handed the call to us, or the customer who made it.',
    );
  if ((given.role === 'originating') !== (given.accountId !== null))
    refuse(
      'invalid-input',
      'role: it is originating exactly where the call is a customer’s.',
      'Mend role, upstream or accountId.',
    );
  const candidates = await candidatesFor(ctx, tracebackId, call);
  const chosen = candidates.find(({ ref }) => ref === given.ref);
  const one = found(chosen, 'call among those that the search finds');
  return {
    call: one,
    attested: { level: one.attest, because: given.attestedBecause },
    upstream: given.upstream,
    customer: given.accountId === null ? null : await customerOf(ctx, given.accountId),
    action: given.action,
  };
};

const absent = async (ctx: Ctx, tracebackId: string, call: CallAsked, given: Answer & { outcome: 'absent' }) => {
  const coverage = await coverageAt(ctx, instantOf('at', call.at));
  if (!coverage.complete && given.gap === null)
    refuse(
      'wrong-state',
      'The call records of that hour have a gap: that a call is not in them proves nothing.',
      'Bring the missing files, or name the gap in the answer with `gap`.',
    );
  const found = await candidatesFor(ctx, tracebackId, call);
  return { absent: { because: given.because, gap: given.gap, coverage, terms: termsOf(call), near: found.length } };
};

export const prepareTraceback = operation({
  http: 'POST /v1/tracebacks/{tracebackId}:prepare',
  says: 'Prepare the answer sheet: the call with our role, the upstream provider or the customer, the attestation and the action, or the proof that it is not in our records',
  law: tracebackLaw,
  may: ['network', 'compliance'],
  by: 'person',
  takes: z.strictObject({ tracebackId: id, answer }),
  gives: z.strictObject({
    id,
    secondPerson: z.enum(['needed', 'not-needed']),
    sheet: z.record(z.string(), z.unknown()),
  }),
  async run(ctx: Ctx, { tracebackId, answer: given }) {
    const row = await tracebackOf(ctx, tracebackId);
    if (row.state === 'answered') refuse('wrong-state', 'It is answered.', 'Show the request.');
    const call = confirmedCall(row);
    const role = given.outcome === 'matched' ? given.role : 'not-ours';
    const facts =
      given.outcome === 'matched'
        ? await matched(ctx, tracebackId, call, given)
        : await absent(ctx, tracebackId, call, given);
    const sheet = { request: call, outcome: given.outcome, role, ...facts };
    const accountId = given.outcome === 'matched' ? given.accountId : null;
    const upstream = given.outcome === 'matched' ? given.upstream : null;
    const prepared = { preparedBy: personOf(ctx), preparedAt: ctx.at, approvedBy: null, approvedAt: null };
    await ctx.tx
      .updateTable('traceback')
      .set({ state: 'prepared', outcome: given.outcome, role, accountId, upstream, sheet: asJson(sheet), ...prepared })
      .where('id', '=', tracebackId)
      .execute();
    await record(ctx, {
      kind: 'traceback.prepared',
      subject: `traceback:${tracebackId}`,
      happenedAt: ctx.at,
      facts: { outcome: given.outcome, role, account: accountId },
    });
    const secondPerson: 'needed' | 'not-needed' = accountId === null ? 'not-needed' : 'needed';
    return { id: tracebackId, secondPerson, sheet };
  },
});
