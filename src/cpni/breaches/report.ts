import { z } from 'zod';
import { pastDate, pastInstant } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { lastAssessment } from './harm.ts';
import { agencyDirectionRow } from './record.ts';
import { heldBreach, readBreach, shownBreach } from './show.ts';

type Urgency = { readonly urgentHarm: string | null; readonly consulted: string | null };

/** The agency that was consulted; a report says that harm is urgent only where a person judged so, on record, before. */
const consultedAs = async (ctx: Ctx, breachId: string, { urgentHarm, consulted }: Urgency): Promise<string | null> => {
  if (urgentHarm === null) return null;
  const judged = await lastAssessment(ctx, breachId);
  if (judged?.harm !== 'immediate-and-irreparable' || (consulted !== null && judged.agency === null))
    throw new Problem('wrong-state', {
      detail:
        "'urgentHarm': no assessment on record says that harm is immediate and irreparable, with the agency consulted.",
      fix: 'Record the assessment first: which customers, why, and which agency was consulted on which day.',
      cite: '47 CFR 64.2011(b)(2)',
    });
  return consulted ?? judged.agency;
};

export const reportBreach = operation({
  http: 'POST /v1/breaches/{breachId}:report',
  says: 'Record that the report went to the Secret Service and the FBI through the central facility, with its reference; what it says of urgent harm',
  law: ['47 CFR 64.2011(b)'],
  may: ['compliance', 'counsel', 'officer'],
  by: 'person',
  takes: z.strictObject({
    breachId: id,
    reportedAt: when,
    reference: z.string().min(1),
    urgentHarm: z.string().min(1).nullable(),
    consulted: z.string().min(1).nullable(),
  }),
  gives: shownBreach,
  async run(ctx: Ctx, { breachId, reportedAt, reference, urgentHarm, consulted }) {
    const breach = await heldBreach(ctx, breachId);
    if (breach.determinedOn === null)
      refuse('wrong-state', 'It is not determined yet.', 'Record the date of reasonable determination first.');
    if (breach.reportedAt !== null)
      refuse('wrong-state', `It was reported as ${breach.reportReference}.`, 'Show the breach to see its clocks.');
    if (consulted !== null && urgentHarm === null)
      refuse('invalid-input', "'consulted' is given without 'urgentHarm'.", 'Consultation belongs to urgent harm.');
    const agencyAsked = await consultedAs(ctx, breachId, { urgentHarm, consulted });
    const at = pastInstant(ctx, 'reportedAt', reportedAt);
    if (at < breach.discoveredAt)
      refuse('invalid-input', "'reportedAt' lies before the discovery.", 'Give the instant the facility confirmed.');
    await ctx.tx
      .updateTable('breach')
      .set({ reportedAt: at, reportReference: reference, urgentHarm, consulted: agencyAsked })
      .where('id', '=', breachId)
      .execute();
    await record(ctx, {
      kind: 'breach.reported',
      subject: `breach:${breachId}`,
      happenedAt: at,
      // whom it threatens may stand in these words
      facts: {
        reference,
        urgentHarm: urgentHarm === null ? null : sealed(breach.salt, urgentHarm),
        consulted: agencyAsked,
      },
    });
    return readBreach(ctx, breachId);
  },
});

const { kind, agency, directedOn, untilDay, writingHash } = agencyDirectionRow.shape;

const tooLong = (): never => {
  throw new Problem('invalid-input', {
    detail: "'untilDay' must lie within 30 days after 'directedOn'; for a release not after it.",
    fix: 'An agency may extend a delay: record each written extension. A release ends the day before customers may know.',
    cite: '47 CFR 64.2011(b)(3)',
  });
};

export const directDelay = operation({
  http: 'POST /v1/breaches/{breachId}:direct',
  says: "Record an agency's written direction: to delay customer notice at most thirty days, to extend, or to release",
  law: ['47 CFR 64.2011(b)(3)'],
  may: ['compliance', 'counsel', 'officer'],
  by: 'person',
  takes: z.strictObject({ breachId: id, kind, agency, directedOn, untilDay, writingHash }),
  gives: shownBreach,
  async run(ctx: Ctx, { breachId, ...direction }) {
    await heldBreach(ctx, breachId);
    pastDate(ctx, 'directedOn', direction.directedOn);
    const days = (Date.parse(direction.untilDay) - Date.parse(direction.directedOn)) / 86_400_000;
    if (direction.kind === 'release' ? days > 0 : days < 0 || days > 30) tooLong();
    await ctx.tx
      .insertInto('agencyDirection')
      .values({ id: ctx.id(), breachId, ...direction, recordedAt: ctx.at })
      .execute();
    await record(ctx, {
      kind: `breach.${direction.kind}-directed`,
      subject: `breach:${breachId}`,
      happenedAt: ctx.at,
      facts: direction,
    });
    return readBreach(ctx, breachId);
  },
});
