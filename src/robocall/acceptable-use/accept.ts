import { z } from 'zod';
import { pastInstant, told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { acceptableUseAcceptanceRow } from './record.ts';

const { signer, title, place } = acceptableUseAcceptanceRow.shape;

export const acceptPolicy = operation({
  http: 'POST /v1/onboarding/{caseId}/acceptances',
  says: 'Record that an applicant accepted a version of the acceptable use policy: by whom, from where and when',
  law: ['47 CFR 64.6305(a)(2)', '47 CFR 64.6305(d)(2)(ii)'],
  may: ['onboarding', 'portal'],
  by: 'anyone',
  takes: z.strictObject({
    caseId: id,
    version: z.int().min(1),
    signer,
    title: title.default(''),
    /** the address that his browser had, or the room */
    place,
    acceptedAt: when,
  }),
  gives: z.strictObject({ id, version: z.int(), accepted: when }),
  async run(ctx: Ctx, { caseId, version, acceptedAt, ...signed }) {
    found(
      await ctx.tx.selectFrom('onboardingCase').select('id').where('id', '=', caseId).forUpdate().executeTakeFirst(),
      'onboarding case',
    );
    const policy = found(
      await ctx.tx
        .selectFrom('acceptableUseVersion')
        .select(['id', 'hash', 'publishedAt'])
        .where('version', '=', version)
        .executeTakeFirst(),
      'version of the acceptable use policy',
    );
    const at = pastInstant(ctx, 'acceptedAt', acceptedAt);
    if (at < policy.publishedAt)
      refuse(
        'invalid-input',
        `'acceptedAt' lies before version ${version} was published.`,
        'Name the version that was accepted.',
      );
    const acceptanceId = ctx.id();
    await ctx.tx
      .insertInto('acceptableUseAcceptance')
      .values({
        id: acceptanceId,
        caseId,
        versionId: policy.id,
        ...signed,
        acceptedAt: at,
        recordedBy: ctx.actor.name,
        recordedAt: ctx.at,
      })
      .execute();
    await record(ctx, {
      kind: 'acceptable-use.accepted',
      subject: `onboarding:${caseId}`,
      happenedAt: at,
      facts: { acceptance: acceptanceId, version, hash: policy.hash },
    });
    return { id: acceptanceId, version, accepted: told(ctx, at) };
  },
});
