import { z } from 'zod';
import { pastDate, told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { harmAssessmentRow } from './record.ts';
import { heldBreach, mayKnow } from './show.ts';

const law = ['47 CFR 64.2011(b)(2)', '47 CFR 64.2011(d)'];
const { harm, whom, why, agency, consultedOn } = harmAssessmentRow.shape;
const shownAssessment = z.strictObject({
  ...harmAssessmentRow.omit({ carrierId: true, salt: true, assessedBy: true, assessedAt: true }).shape,
  assessedAt: when,
});

const shown = (ctx: Ctx, row: z.output<typeof harmAssessmentRow>): z.input<typeof shownAssessment> => {
  const { carrierId: _carrier, salt: _salt, assessedBy: _assessor, assessedAt, ...rest } = row;
  return { ...rest, assessedAt: told(ctx, assessedAt) };
};

type Judged = Pick<z.output<typeof harmAssessmentRow>, 'harm' | 'agency' | 'consultedOn'>;

const wholeConsultation = (ctx: Ctx, { harm: judged, agency: asked, consultedOn: day }: Judged): void => {
  if ((asked === null) !== (day === null))
    refuse('invalid-input', "'agency' and 'consultedOn' belong together.", 'Name the agency and the day, or neither.');
  if (asked !== null && judged !== 'immediate-and-irreparable')
    refuse('invalid-input', "'agency': nobody is consulted where no harm is urgent.", 'Leave it null.');
  if (day !== null) pastDate(ctx, 'consultedOn', day);
};

export const assessHarm = operation({
  http: 'POST /v1/breaches/{breachId}/assessments',
  says: 'Record how a person judges the harm of a breach: to which customers, why, and the agency consulted where it is immediate and irreparable; the last judgment stands',
  law,
  may: ['compliance', 'counsel', 'officer'],
  by: 'person',
  takes: z.strictObject({ breachId: id, harm, whom, why, agency, consultedOn }),
  gives: shownAssessment,
  async run(ctx: Ctx, { breachId, ...judged }) {
    const breach = await heldBreach(ctx, breachId);
    wholeConsultation(ctx, judged);
    const salt = ctx.salt();
    const by = { assessedBy: ctx.actor.id ?? '', assessorName: ctx.actor.name, assessedAt: ctx.at };
    const row = await ctx.tx
      .insertInto('harmAssessment')
      .values({ id: ctx.id(), breachId, ...judged, salt, ...by })
      .returningAll()
      .executeTakeFirstOrThrow();
    // the report said that harm is urgent; the consultation that it still lacked opens the way from here on
    if (judged.agency !== null && breach.urgentHarm !== null && breach.consulted === null)
      await ctx.tx.updateTable('breach').set({ consulted: judged.agency }).where('id', '=', breachId).execute();
    const sealedWords = { whom: sealed(salt, judged.whom), why: sealed(salt, judged.why) };
    await record(ctx, {
      kind: 'breach.harm-assessed',
      subject: `breach:${breachId}`,
      happenedAt: ctx.at,
      facts: { ...judged, ...sealedWords },
    });
    return shown(ctx, row);
  },
});

export const listAssessments = operation({
  http: 'GET /v1/breaches/{breachId}/assessments',
  says: 'How the harm of a breach was judged, the last judgment first',
  law,
  may: mayKnow,
  by: 'anyone',
  takes: z.strictObject({ breachId: id }),
  gives: z.strictObject({ items: z.array(shownAssessment) }),
  async run(ctx: Ctx, { breachId }) {
    const rows = await ctx.tx
      .selectFrom('harmAssessment')
      .selectAll()
      .where('breachId', '=', breachId)
      .orderBy('assessedAt', 'desc')
      .orderBy('id', 'desc')
      .execute();
    return { items: rows.map((row) => shown(ctx, row)) };
  },
});
