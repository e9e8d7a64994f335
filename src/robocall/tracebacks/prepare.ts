import { z } from 'zod';
import { instantOf, told } from '../../carriers/promises/local-time.ts';
import { asJson, type Ctx, type Work } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { looking } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { refsOf } from '../traffic/days/refs.ts';
import { candidatesFor, type Found, recordSearch } from './candidates.ts';
import { tracebackLaw } from './clock.ts';
import type { CallAsked } from './confirm.ts';
import { type Coverage, coverageAt } from './coverage.ts';
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

/** What was found before anything is written. */
type Searched = { readonly found: Found; readonly coverage: Coverage | null };

const search = async (work: Work, call: CallAsked, given: AnswerGiven): Promise<Searched> => {
  if (given.outcome === 'matched') {
    fitting(given);
    return { found: await candidatesFor(work, call, 'found'), coverage: null };
  }
  const coverage = await work.transaction((ctx) => coverageAt(ctx, instantOf('at', call.at)));
  if (!coverage.complete && given.gap === null)
    refuse(
      'wrong-state',
      'The call records of that hour have a gap: that a call is not in them proves nothing.',
      'Bring the missing files, or name the gap in the answer with `gap`.',
    );
  // what was found sooner is not it: then the whole day is read before anybody says that the call is not there
  return { found: await candidatesFor(work, call, 'all-was-read'), coverage };
};

const matched = async (
  ctx: Ctx,
  row: Row,
  { candidates }: Found,
  given: AnswerGiven & { outcome: 'matched' },
): Promise<AnswerSheet['found']> => {
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

const absent = (
  { found: { terms, total }, coverage }: Searched,
  { because, gap }: AnswerGiven & { outcome: 'absent' },
): AnswerSheet['absent'] => (coverage === null ? null : { because, gap, coverage, terms: [...terms], near: total });

const requesterOf = async (ctx: Ctx, { requesterId }: Row): Promise<AnswerSheet['requester']> =>
  found(
    await ctx.tx
      .selectFrom('tracebackRequester')
      .select(['name', 'kind'])
      .where('id', '=', requesterId ?? '')
      .executeTakeFirst(),
    'requester',
  );

const sheetFor = async (ctx: Ctx, row: Row, searched: Searched, given: AnswerGiven): Promise<AnswerSheet> => ({
  request: confirmedCall(row),
  requester: await requesterOf(ctx, row),
  received: told(ctx, row.receivedAt),
  outcome: given.outcome,
  role: given.outcome === 'matched' ? given.role : 'not-ours',
  found: given.outcome === 'matched' ? await matched(ctx, row, searched.found, given) : null,
  absent: given.outcome === 'absent' ? absent(searched, given) : null,
});

/** The request, locked, as it was when the search began; refused where another hand changed it. */
const unchanged = async (ctx: Ctx, read: Row): Promise<Row> => {
  const row = await tracebackOf(ctx, read.id);
  if (row.state === 'answered' || row.confirmedAt !== read.confirmedAt)
    refuse('wrong-state', 'Another hand changed it while it was searched.', 'Show the request, and prepare it again.');
  return row;
};

const write = async (ctx: Ctx, read: Row, searched: Searched, answer: AnswerGiven) => {
  const row = await unchanged(ctx, read);
  await recordSearch(ctx, row.id, searched.found);
  const sheet = await sheetFor(ctx, row, searched, answer);
  const { outcome, role } = sheet;
  const accountId = answer.outcome === 'matched' ? answer.accountId : null;
  const upstream = sheet.found?.upstream?.name ?? null;
  const prepared = { preparedBy: personOf(ctx).id, preparedAt: ctx.at, approvedBy: null, approvedAt: null };
  await ctx.tx
    .updateTable('traceback')
    .set({ state: 'prepared', outcome, role, accountId, upstream, sheet: asJson(sheet), ...prepared })
    .where('id', '=', row.id)
    .execute();
  await record(ctx, {
    kind: 'traceback.prepared',
    subject: `traceback:${row.id}`,
    happenedAt: ctx.at,
    facts: { outcome, role, account: accountId },
  });
  const secondPerson: 'needed' | 'not-needed' = accountId === null ? 'not-needed' : 'needed';
  return { id: row.id, secondPerson, sheet };
};

export const prepareTraceback = looking({
  http: 'POST /v1/tracebacks/{tracebackId}:prepare',
  says: 'Prepare the answer sheet: the call with our role, the upstream provider or the customer, the attestation and the action, or the proof that it is not in our records; the call itself is copied into the file',
  law: tracebackLaw,
  may: ['network', 'compliance'],
  by: 'person',
  takes: z.strictObject({ tracebackId: id, answer: answerGiven }),
  gives: z.strictObject({ id, secondPerson: z.enum(['needed', 'not-needed']), sheet: answerSheet }),
  async look(work: Work, { tracebackId, answer }) {
    // locked only once the search is over: meanwhile others acknowledge it or are paged
    const read = await work.transaction((ctx) => tracebackRead(ctx, tracebackId));
    if (read.state === 'answered') refuse('wrong-state', 'It is answered.', 'Show the request.');
    const searched = await search(work, confirmedCall(read), answer);
    return (ctx: Ctx) => write(ctx, read, searched, answer);
  },
});
