import { z } from 'zod';
import { instantOf, told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { fieldName } from './fields.ts';
import { onboardingCheckRow } from './record.ts';
import { fieldsOf, lockedCase } from './store.ts';

const { source, result, note } = onboardingCheckRow.shape;

export const checkField = operation({
  http: 'POST /v1/onboarding/{caseId}/checks',
  says: 'Record a look at one claim of an applicant: at which source, what came of it and until when it holds',
  law: ['47 CFR 64.1200(n)(4)'],
  may: ['onboarding', 'compliance'],
  by: 'person',
  takes: z.strictObject({
    caseId: id,
    field: fieldName,
    source,
    result,
    note: note.default(''),
    validUntil: when.nullable().default(null),
  }),
  gives: z.strictObject({ id, field: fieldName, source, result, validUntil: when.nullable(), checked: when }),
  async run(ctx: Ctx, { caseId, field: name, validUntil, ...look }) {
    await lockedCase(ctx, caseId);
    const field = found(
      (await fieldsOf(ctx, caseId)).find((one) => one.name === name),
      `claim of ${name}`,
    );
    const until = validUntil === null ? null : instantOf('validUntil', validUntil);
    if (until !== null && until <= ctx.at)
      refuse('invalid-input', "'validUntil' has passed.", 'Give the instant until which the source can be relied on.');
    const checkId = ctx.id();
    const { id: checkedBy, name: checkerName } = personOf(ctx);
    await ctx.tx
      .insertInto('onboardingCheck')
      .values({
        id: checkId,
        caseId,
        fieldId: field.id,
        ...look,
        validUntil: until,
        checkedBy,
        checkerName,
        checkedAt: ctx.at,
      })
      .execute();
    await record(ctx, {
      kind: 'onboarding.checked',
      subject: `onboarding:${caseId}`,
      happenedAt: ctx.at,
      facts: { check: checkId, field: field.id, name, result: look.result, until: validUntil },
    });
    const { source: at, result: came } = look;
    const checked = told(ctx, ctx.at);
    return { id: checkId, field: name, source: at, result: came, validUntil: toldOrNull(ctx, until), checked };
  },
});
