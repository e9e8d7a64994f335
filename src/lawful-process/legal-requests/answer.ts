import { z } from 'zod';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import { underSeal } from '../../carriers/under-seal.ts';
import { discloseOnce } from '../../cpni/disclosures/log.ts';
import type { Ctx } from '../../db/context.ts';
import { asJson } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { demandedOn } from './clocks.ts';
import { nothingFound } from './nothing-found.ts';
import { type LegalRequest, legalRequestAnswerRow } from './record.ts';
import { demandLaw } from './roles.ts';
import { showing, shownRequest } from './shown.ts';
import { answersTo, assessmentOf, openRequest } from './store.ts';

const { kind, toName, how, note, classes, files } = legalRequestAnswerRow.shape;

const takes = z.strictObject({
  requestId: id,
  kind,
  toName,
  how,
  note: note.default(''),
  classes: classes.default([]),
  customerIds: z.array(id).max(1000).default([]),
  files: files.default([]),
  comesOn: date.nullable().default(null),
  /** with 'none-found' where the call records of that time have a gap: the words by which the answer names it */
  gap: z.string().trim().min(1).max(1000).nullable().default(null),
});
type Said = z.output<typeof takes>;

/** What is handed over: found valid by another person, of the classes he opened, with the customers whose it is. */
const giving = async (ctx: Ctx, request: LegalRequest, said: Said) => {
  const assessment = await assessmentOf(ctx, request.id);
  if (assessment === undefined || assessment.finding !== 'valid')
    return refuse('wrong-state', 'Nobody has found that this demand binds.', 'Have counsel assess it first.');
  if (assessment.assessedBy === ctx.actor.id)
    refuse('same-person', 'Who found the demand valid does not hand the records over.', 'Let a colleague give them.');
  const beyond = said.classes.find((one) => !assessment.mayGive.includes(one));
  if (beyond !== undefined)
    refuse('not-allowed', `'classes': counsel found that it does not open ${beyond}.`, 'Give what it opens, no more.');
  if (said.files.length === 0)
    refuse('invalid-input', "'files': nothing is given.", 'Name each file with its size and SHA-256.');
  if ((said.classes.length === 0) !== (said.customerIds.length === 0))
    refuse(
      'invalid-input',
      "'classes', 'customerIds': one is given without the other.",
      'Name the classes of CPNI and the customers whose it is, or neither where the files tell of none.',
    );
  return assessment;
};

/** The note as it stays on record, with the gap that it names. */
const noteOf = ({ note: own, gap }: Said): string => {
  const whole = gap === null ? own : `${own}\nGap in the call records: ${gap}`.trim();
  return note.safeParse(whole).success
    ? whole
    : refuse('invalid-input', "'note', 'gap': together they are too long.", 'Say it shorter.');
};

const unmixed = (said: Said): void => {
  if (said.kind !== 'none-found' && said.gap !== null)
    refuse('invalid-input', `'gap': ${said.kind} names none.`, "Give it with 'none-found' only.");
  if (said.kind !== 'given' && said.classes.length + said.customerIds.length + said.files.length > 0)
    refuse('invalid-input', `'kind': ${said.kind} gives no records.`, "Say 'given' where records go.");
  const dated = said.kind === 'told-when' || said.kind === 'extended';
  if (dated !== (said.comesOn !== null))
    refuse(
      'invalid-input',
      `'comesOn': ${dated ? 'the day is missing' : `${said.kind} has no day`}.`,
      "Give it with 'told-when' and 'extended' only.",
    );
};

/** A later day than the demand's own is its issuer's to grant. */
const withinTheirDay = async (ctx: Ctx, request: LegalRequest, said: Said): Promise<void> => {
  if (said.comesOn === null) return;
  dayNumber(said.comesOn);
  if (said.comesOn < dateAt(ctx, ctx.at))
    refuse('invalid-input', "'comesOn' has passed.", 'Give the day on which the records come.');
  const demanded = demandedOn(request, await answersTo(ctx, [request.id]));
  if (said.kind === 'told-when' && demanded !== null && said.comesOn > demanded)
    refuse(
      'not-allowed',
      `'comesOn' is later than ${demanded}, the day of the demand.`,
      "Ask its issuer for more time; where it was granted, say 'extended'.",
    );
};

/** What the log of disclosures may say of it: many read that, and of a sealed demand the customer must not hear. */
const named = ({ secrecy, kind: instrument, authority }: LegalRequest, toName: string) =>
  secrecy === 'ordered'
    ? { toName: 'Under seal: the customer is not told', reason: 'Legal process under seal' }
    : { toName, reason: `${instrument} of ${authority}` };

/** The line in the log of disclosures of CPNI, by which every disclosure is found; null where no CPNI goes. */
const logged = async (ctx: Ctx, request: LegalRequest, said: Said): Promise<string | null> => {
  if (said.kind !== 'given' || said.classes.length === 0) return null;
  const { id: disclosureId, denied } = await discloseOnce.run(ctx, {
    recipient: request.authorityKind === 'private-litigant' ? 'third-party' : 'government',
    ...named(request, said.toName),
    purpose: 'legal-process',
    reference: `legal-request:${request.id}`,
    cpni: said.classes,
    secrecy: request.secrecy,
    customerIds: said.customerIds,
  });
  const [first] = denied;
  if (first !== undefined)
    refuse(
      'not-allowed',
      `The records of ${denied.length} customers may not be given: ${first.reason}`,
      'Leave them out.',
    );
  return disclosureId;
};

export const answerLegalRequest = operation({
  http: 'POST /v1/legal-requests/{requestId}:answer',
  says: 'Record an answer: what was given to whom by the hash of its files, an objection, that nothing was found, when it comes, or a day that the issuer extended',
  law: [...demandLaw, '47 CFR 64.2009(c)'],
  may: ['compliance', 'counsel', 'officer'],
  by: 'person',
  takes,
  gives: shownRequest,
  async run(asked: Ctx, said) {
    const request = await openRequest(asked, said.requestId);
    const ctx = underSeal(asked, request.secrecy);
    unmixed(said);
    await withinTheirDay(ctx, request, said);
    if (said.kind === 'none-found') await nothingFound(ctx, request, said);
    const assessment = said.kind === 'given' ? await giving(ctx, request, said) : null;
    const disclosureId = await logged(ctx, request, said);
    const answerId = ctx.id();
    const { customerIds: _customers, files: given, gap, ...rest } = said;
    const by = { answeredBy: ctx.actor.id ?? '', answererName: ctx.actor.name, answeredAt: ctx.at };
    await ctx.tx
      .insertInto('legalRequestAnswer')
      .values({
        id: answerId,
        ...rest,
        note: noteOf(said),
        files: asJson(given),
        assessedBy: assessment?.assessedBy ?? null,
        disclosureId,
        ...by,
      })
      .execute();
    await record(ctx, {
      kind: 'legal-request.answered',
      subject: `legal-request:${request.id}`,
      happenedAt: ctx.at,
      facts: {
        answer: said.kind,
        to: sealed(request.salt, said.toName),
        how: said.how,
        gap: gap === null ? null : sealed(request.salt, gap),
        classes: said.classes,
        files: given.map(({ bytes, sha256 }) => ({ bytes, sha256 })),
        comesOn: said.comesOn,
        disclosure: disclosureId,
      },
    });
    return showing(ctx, request);
  },
});
