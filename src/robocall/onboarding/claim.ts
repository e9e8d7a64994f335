import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { dayOfDate } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { claimsOf } from './dossier.ts';
import { fieldName, shapes } from './fields.ts';
import { onboardingFieldRow } from './record.ts';
import { fieldsOf, lockedCase } from './store.ts';

const claim = z.strictObject({ name: fieldName, claimed: onboardingFieldRow.shape.claimed });
type Claim = z.output<typeof claim>;

const wellFormed = ({ name, claimed }: Claim): void => {
  const wanted = shapes[name];
  if (wanted !== undefined && !wanted.shape.test(claimed))
    refuse('invalid-input', `'${name}' is not of its form.`, wanted.fix);
  if (name.endsWith('-on') && dayOfDate(claimed) === null)
    refuse('invalid-input', `'${name}': the calendar has no such date.`, 'Write a date as YYYY-MM-DD.');
};

export const claimFields = operation({
  http: 'POST /v1/onboarding/{caseId}/fields',
  says: 'Enter what an applicant says of himself; another claim of the same field is a new version, which wants its own check',
  law: ['47 CFR 64.1200(n)(4)'],
  may: ['onboarding'],
  by: 'anyone',
  takes: z.strictObject({ caseId: id, fields: z.array(claim).min(1).max(40) }),
  gives: z.strictObject({
    items: z.array(z.strictObject({ id, name: fieldName, before: z.string().nullable(), claimed: z.string() })),
  }),
  async run(ctx: Ctx, { caseId, fields }) {
    await lockedCase(ctx, caseId);
    fields.forEach(wellFormed);
    if (new Set(fields.map(({ name }) => name)).size < fields.length)
      refuse('invalid-input', "'fields' names one of them twice.", 'Claim each field once.');
    const before = claimsOf(await fieldsOf(ctx, caseId));
    const items = fields
      .filter(({ name, claimed }) => before.get(name) !== claimed)
      .map(({ name, claimed }) => ({ id: ctx.id(), name, before: before.get(name) ?? null, claimed }));
    if (items.length === 0) return { items };
    await ctx.tx
      .insertInto('onboardingField')
      .values(
        items.map(({ before: _before, ...row }) => ({
          ...row,
          caseId,
          enteredBy: ctx.actor.name,
          enteredAt: ctx.at,
        })),
      )
      .execute();
    await record(ctx, {
      kind: 'onboarding.claimed',
      subject: `onboarding:${caseId}`,
      happenedAt: ctx.at,
      facts: {
        fields: items.map(({ id: fieldId, name, before: was }) => ({
          id: fieldId,
          name,
          as: was === null ? 'new' : 'changed',
        })),
      },
    });
    return { items };
  },
});
