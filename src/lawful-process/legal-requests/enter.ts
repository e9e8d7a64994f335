import { z } from 'zod';
import { dateAt, instantOf, pastInstant } from '../../carriers/promises/local-time.ts';
import type { RetentionClass } from '../../carriers/retention/class.ts';
import { placeHold } from '../../carriers/retention/holds.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import { underSeal } from '../../carriers/under-seal.ts';
import type { Ctx } from '../../db/context.ts';
import { when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { takeUp } from '../../robocall/investigations/take-up.ts';
import { promisedAt } from './clocks.ts';
import { type LegalRequest, legalRequestRow } from './record.ts';
import { demandLaw } from './roles.ts';
import { showing, shownRequest } from './shown.ts';

const { kind, authority, authorityKind, officer, reference, wants, contents, classes, numbers } = legalRequestRow.shape;
const { receivedHow, dueOn, secrecy, originalHash } = legalRequestRow.shape;

const takes = z.strictObject({
  kind,
  authority,
  authorityKind,
  officer,
  reference,
  wants,
  contents: contents.default('not-asked'),
  classes: classes.min(1),
  numbers: numbers.default([]),
  from: when.nullable().default(null),
  until: when.nullable().default(null),
  receivedAt: when,
  receivedHow,
  dueOn,
  secrecy: secrecy.default('none'),
  originalHash: originalHash.default(null),
});
type Entered = z.output<typeof takes>;

const spanOf = ({ from, until }: Entered) => {
  const fromAt = from === null ? null : instantOf('from', from);
  const untilAt = until === null ? null : instantOf('until', until);
  if (fromAt !== null && untilAt !== null && untilAt <= fromAt)
    refuse(
      'invalid-input',
      "'until' is not after 'from'.",
      'Give the time of the records that are wanted in its order.',
    );
  return { fromAt, untilAt };
};

/** What a demand sets going beside its clocks: counsel reads it, and an investigation looks into the traffic that it is about (R29). */
const openTasks = async (ctx: Ctx, request: LegalRequest): Promise<void> => {
  const { id, kind: what, contents: wanted, receivedAt, secrecy: ordered } = request;
  const about = { subject: `legal-request:${id}`, key: id };
  await openTask(ctx, {
    ...about,
    kind: 'legal-request-assess',
    why: `A ${what} came in: say whether it binds and which classes of CPNI it opens`,
    role: 'counsel',
    dueAt: promisedAt({ receivedAt }),
  });
  await takeUp(ctx, {
    trigger: 'legal-request',
    reference: about.subject,
    accountId: null,
    secrecy: ordered,
    why: `A ${what} came in: look into the traffic of the customers it is about, without telling them`,
  });
  if (wanted === 'asked')
    await openTask(ctx, {
      ...about,
      kind: 'legal-request-contents',
      why: 'It wants what was said: only a warrant opens that, and calls to come are an interception (47 CFR 1.20003)',
      role: 'counsel',
      dueAt: promisedAt({ receivedAt }),
    });
};

/** The widest hold there is, until somebody who read the demand narrows it: what goes meanwhile cannot be given back. */
const holdFor = async (
  ctx: Ctx,
  kept: readonly RetentionClass[],
  requestId: string,
  { secrecy: ordered }: Pick<Entered, 'secrecy'>,
  at: number,
  fromAt: number | null,
) =>
  (
    await placeHold(kept).run(ctx, {
      why: `Legal request ${requestId}`,
      classes: null,
      customers: null,
      fromDay: fromAt === null ? null : dateAt(ctx, Math.min(fromAt, at)),
      untilDay: null,
      secrecy: ordered,
    })
  ).id;

export const enterLegalRequest = (kept: readonly RetentionClass[]) =>
  operation({
    http: 'POST /v1/legal-requests',
    says: 'Enter a subpoena, warrant, order, civil investigative demand or enforcement letter: who issued it, what it wants, when it came; holds at once whatever a purge could take, from the first day that it names',
    law: demandLaw,
    may: ['network', 'compliance', 'counsel', 'officer'],
    by: 'person',
    takes,
    gives: shownRequest,
    async run(asked: Ctx, input) {
      const ctx = underSeal(asked, input.secrecy);
      const { from: _from, until: _until, receivedAt: received, ...given } = input;
      const receivedAt = pastInstant(ctx, 'receivedAt', received);
      const span = spanOf(input);
      if (given.dueOn !== null && given.dueOn < dateAt(ctx, receivedAt))
        refuse('invalid-input', "'dueOn' lies before 'receivedAt'.", 'Give the day on which it wants the records.');
      const requestId = ctx.id();
      const holdId = await holdFor(ctx, kept, requestId, given, receivedAt, span.fromAt);
      const open = { closedAt: null, outcome: null, closing: null, closerName: null };
      const by = { enteredBy: ctx.actor.id ?? '', entererName: ctx.actor.name, enteredAt: ctx.at };
      const row = await ctx.tx
        .insertInto('legalRequest')
        .values({ id: requestId, ...given, ...span, receivedAt, salt: ctx.salt(), holdId, ...by, ...open })
        .returningAll()
        .executeTakeFirstOrThrow();
      await record(ctx, {
        kind: 'legal-request.entered',
        subject: `legal-request:${requestId}`,
        happenedAt: receivedAt,
        facts: {
          instrument: row.kind,
          authority: row.authorityKind,
          reference: sealed(row.salt, row.reference),
          classes: row.classes,
          dueOn: row.dueOn,
          original: row.originalHash,
          hold: holdId,
        },
      });
      await openTasks(ctx, row);
      return showing(ctx, row);
    },
  });
