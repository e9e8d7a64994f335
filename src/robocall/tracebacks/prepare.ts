import { z } from 'zod';
import { instantOf, told } from '../../carriers/promises/local-time.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { takeUp } from '../investigations/take-up.ts';
import { refsOf } from '../traffic/days/refs.ts';
import { candidatesFor } from './candidates.ts';
import { tracebackLaw } from './clock.ts';
import type { CallAsked } from './confirm.ts';
import { coverageAt } from './coverage.ts';
import { customerOf } from './customer.ts';
import { keepCall } from './keep-call.ts';
import { confirmedCall } from './search.ts';
import { type AnswerGiven, type AnswerSheet, answerGiven, answerSheet } from './sheet.ts';
import { tracebackOf, tracebackRead } from './store.ts';

type Row = Awaited<ReturnType<typeof tracebackOf>>;

const fitting = ({ role, upstream, accountId }: AnswerGiven & { outcome: 'matched' }): void => {
  if ((upstream === null) === (accountId === null))
    refuse(
      'invalid-input',
      'upstream, accountId: exactly one is given.',
      'Name who handed the call to us, or the customer who made it.',
    );
  if ((role === 'originating') !== (accountId !== null))
    refuse(
      'invalid-input',
      'role: it is originating exactly where the call is a customer’s.',
      'Mend role, upstream or accountId.',
    );
};

/** The voice account whose a record says that a call was; null where it says none, or a name that is no account's here. */
const knownAs = async (ctx: Ctx, source: 'calls' | 'gate', account: string | null): Promise<string | null> =>
  source === 'gate' || account === null
    ? account
    : ([...(await refsOf(ctx))].find(([, names]) => names.includes(account))?.[0] ?? null);

const matched = async (
  ctx: Ctx,
  row: Row,
  call: CallAsked,
  given: AnswerGiven & { outcome: 'matched' },
): Promise<AnswerSheet['found']> => {
  fitting(given);
  const { candidates } = await candidatesFor(ctx, row.id, call, 'found');
  const {
    account,
    rank: _rank,
    ...one
  } = found(
    candidates.find(({ ref }) => ref === given.ref),
    'call among those that the search finds',
  );
  const known = await knownAs(ctx, one.source, account);
  if (given.accountId !== null && known !== null && known !== given.accountId)
    refuse(
      'invalid-input',
      `accountId: ${one.source === 'gate' ? 'the gate' : 'the switch'} knew this call as another account’s.`,
      'Name that account.',
    );
  return {
    call: one,
    attested: { level: one.attest, because: given.attestedBecause },
    upstream: given.upstream,
    customer: given.accountId === null ? null : await customerOf(ctx, given.accountId),
    ...{ action: given.action, consent: given.consent, comment: given.comment },
    record: await keepCall(ctx, row, given.ref),
  };
};

const absent = async (
  ctx: Ctx,
  row: Row,
  call: CallAsked,
  { because, gap }: AnswerGiven & { outcome: 'absent' },
): Promise<AnswerSheet['absent']> => {
  const coverage = await coverageAt(ctx, instantOf('at', call.at));
  if (!coverage.complete && gap === null)
    refuse(
      'wrong-state',
      'The call records of that hour have a gap: that a call is not in them proves nothing.',
      'Bring the missing files, or name the gap in the answer with `gap`.',
    );
  // what was found sooner is not it: then the whole day is read before anybody says that the call is not there
  const { terms, total } = await candidatesFor(ctx, row.id, call, 'all-was-read');
  return { because, gap, coverage, terms: [...terms], near: total };
};

const requesterOf = async (ctx: Ctx, { requesterId }: Row): Promise<AnswerSheet['requester']> =>
  found(
    await ctx.tx
      .selectFrom('tracebackRequester')
      .select(['name', 'kind'])
      .where('id', '=', requesterId ?? '')
      .executeTakeFirst(),
    'requester',
  );

const sheetFor = async (ctx: Ctx, row: Row, given: AnswerGiven): Promise<AnswerSheet> => {
  const call = confirmedCall(row);
  return {
    request: call,
    requester: await requesterOf(ctx, row),
    received: told(ctx, row.receivedAt),
    outcome: given.outcome,
    role: given.outcome === 'matched' ? given.role : 'not-ours',
    found: given.outcome === 'matched' ? await matched(ctx, row, call, given) : null,
    absent: given.outcome === 'absent' ? await absent(ctx, row, call, given) : null,
  };
};

export const prepareTraceback = operation({
  http: 'POST /v1/tracebacks/{tracebackId}:prepare',
  says: 'Prepare the answer sheet: the call with our role, the upstream provider or the customer, the attestation and the action, or the proof that it is not in our records; the call itself is copied into the file',
  law: tracebackLaw,
  may: ['network', 'compliance'],
  by: 'person',
  takes: z.strictObject({ tracebackId: id, answer: answerGiven }),
  gives: z.strictObject({ id, secondPerson: z.enum(['needed', 'not-needed']), sheet: answerSheet }),
  async run(ctx: Ctx, { tracebackId, answer }) {
    // locked only once the search is over: meanwhile others acknowledge it or are paged
    const read = await tracebackRead(ctx, tracebackId);
    if (read.state === 'answered') refuse('wrong-state', 'It is answered.', 'Show the request.');
    const sheet = await sheetFor(ctx, read, answer);
    const row = await tracebackOf(ctx, tracebackId);
    if (row.state === 'answered' || row.confirmedAt !== read.confirmedAt)
      refuse(
        'wrong-state',
        'Another hand changed it while it was searched.',
        'Show the request, and prepare it again.',
      );
    const { outcome, role } = sheet;
    const accountId = answer.outcome === 'matched' ? answer.accountId : null;
    const upstream = sheet.found?.upstream?.name ?? null;
    const prepared = { preparedBy: personOf(ctx).id, preparedAt: ctx.at, approvedBy: null, approvedAt: null };
    await ctx.tx
      .updateTable('traceback')
      .set({ state: 'prepared', outcome, role, accountId, upstream, sheet: asJson(sheet), ...prepared })
      .where('id', '=', tracebackId)
      .execute();
    await record(ctx, {
      kind: 'traceback.prepared',
      subject: `traceback:${tracebackId}`,
      happenedAt: ctx.at,
      facts: { outcome, role, account: accountId },
    });
    if (outcome === 'matched') {
      const why = 'A call of it was traced';
      await takeUp(ctx, {
        trigger: 'traceback',
        reference: `traceback:${tracebackId}`,
        accountId,
        why,
        secrecy: 'none',
      });
    }
    const secondPerson: 'needed' | 'not-needed' = accountId === null ? 'not-needed' : 'needed';
    return { id: tracebackId, secondPerson, sheet };
  },
});
