import type { Ctx } from '../../db/context.ts';
import { type Evidence, recordAll, sealed } from '../../ledger/record.ts';
import { changes, findingOf, type Step } from './fold.ts';
import type { Known, StrikeEventRow, StrikeFinding } from './store.ts';

/** What stands behind an event: the call, or the person who signed and what he showed. */
export type Detail = Pick<
  StrikeEventRow,
  'refusalId' | 'signedBy' | 'signerName' | 'reason' | 'how' | 'evidence' | 'rightIds'
>;

/** The detail of an event that nobody signs. */
export const unsigned: Detail = {
  refusalId: null,
  signedBy: null,
  signerName: null,
  reason: null,
  how: null,
  evidence: null,
  rightIds: [],
};

/** What is written: the steps with what stands behind each, and by how many the calls of a finding grow, by its number. */
export type Writing = {
  readonly steps: readonly Step[];
  readonly detailOf: (step: Step) => Detail;
  readonly calls: ReadonlyMap<number, number>;
};

const seqOf = (steps: readonly Step[], kind: StrikeEventRow['kind'], number: number): number | null =>
  steps.find((step) => changes(step) && step.event.kind === kind && findingOf(step) === number)?.seq ?? null;

/** The rows of the findings after the steps, those that are new with an id of their own. */
const rowsAfter = (ctx: Ctx, { accountId, rows, state }: Known, { steps, calls }: Writing): readonly StrikeFinding[] =>
  (steps.at(-1)?.answer.state ?? state).findings.map(({ number, openedAt, lastCallAt }) => {
    const row = rows[number - 1];
    return {
      carrierId: ctx.carrier.id,
      id: row?.id ?? ctx.id(),
      accountId,
      number,
      openedAt,
      lastCallAt,
      calls: (row?.calls ?? 0) + (calls.get(number) ?? 0),
      warnedSeq: row?.warnedSeq ?? seqOf(steps, 'warning-delivered', number),
      voidedSeq: row?.voidedSeq ?? seqOf(steps, 'voided', number),
      exceptionSeq: row?.exceptionSeq ?? seqOf(steps, 'exception', number),
    };
  });

const writeFindings = async (ctx: Ctx, before: readonly StrikeFinding[], after: readonly StrikeFinding[]) => {
  for (const { carrierId: _carrier, ...row } of after) {
    const old = before[row.number - 1];
    const { id, accountId: _account, number: _number, openedAt: _opened, ...rest } = row;
    if (old === undefined) await ctx.tx.insertInto('strikeFinding').values(row).execute();
    else await ctx.tx.updateTable('strikeFinding').set(rest).where('id', '=', id).execute();
  }
};

const eventOf = (ctx: Ctx, step: Step, detail: Detail, rows: readonly StrikeFinding[]) => {
  const { seq, event, answer } = step;
  const number = findingOf(step);
  const finding = rows[(number ?? 0) - 1];
  if (finding === undefined) throw new Error(`an event of kind ${event.kind} is about no finding`);
  const opened = answer.consequence === 'order-termination' && answer.finding !== number ? answer.finding : null;
  return {
    seq,
    kind: event.kind,
    at: event.at,
    recordedAt: ctx.at,
    findingId: finding.id,
    openedId: rows[(opened ?? 0) - 1]?.id ?? null,
    consequence: answer.consequence,
    standing: answer.standing,
    ...detail,
    salt: detail.reason === null && detail.evidence === null ? null : ctx.salt(),
  };
};

type Event = ReturnType<typeof eventOf>;

const kinds = {
  'wrong-caller-id': 'strikes.finding-opened',
  'warning-delivered': 'strikes.warning-delivered',
  voided: 'strikes.finding-voided',
  exception: 'strikes.exception-signed',
  closed: 'strikes.account-closed',
} as const;

const evidenceOf = (accountId: string, event: Event, { answer: { service, cite, reason } }: Step): Evidence => {
  const { kind, at, salt, reason: words, evidence, rightIds, openedId, how, refusalId } = event;
  const seal = (text: string | null) => (text === null || salt === null ? null : sealed(salt, text));
  const { seq, findingId, consequence, standing } = event;
  return {
    kind: kinds[kind],
    subject: `voice-account:${accountId}`,
    happenedAt: at,
    facts: {
      seq,
      finding: findingId,
      opened: openedId,
      refusal: refusalId,
      // the law's answer as it was given
      ...{ consequence, standing, service, cite, reason },
      how,
      words: seal(words),
      evidence: seal(evidence),
      rights: rightIds,
    },
  };
};

/** Writes steps down with their evidence. Returns the account's strikes as they stand now. */
export const writeSteps = async (ctx: Ctx, known: Known, writing: Writing): Promise<Known> => {
  const { accountId } = known;
  const { steps, detailOf } = writing;
  const last = steps.at(-1);
  if (last === undefined) return known;
  const rows = rowsAfter(ctx, known, writing);
  const changing = steps.filter(changes);
  const closedSeq = changing.find(({ event }) => event.kind === 'closed')?.seq ?? null;
  await ctx.tx
    .insertInto('strikeAccount')
    .values({ accountId, lastSeq: last.seq, closedSeq })
    .onConflict((conflict) =>
      conflict
        .columns(['carrierId', 'accountId'])
        // nothing happens to a closed account any more but calls that came late
        .doUpdateSet({ lastSeq: last.seq, ...(closedSeq === null ? {} : { closedSeq }) }),
    )
    .execute();
  await writeFindings(ctx, known.rows, rows);
  const events = changing.map((step) => eventOf(ctx, step, detailOf(step), rows));
  if (events.length > 0)
    await ctx.tx
      .insertInto('strikeEvent')
      .values(events.map((event) => ({ accountId, ...event })))
      .execute();
  await recordAll(
    ctx,
    changing.map((step, n) => {
      const event = events[n];
      if (event === undefined) throw new Error('each step that changes something is an event');
      return evidenceOf(accountId, event, step);
    }),
  );
  return { ...known, seq: last.seq, state: last.answer.state, rows };
};
