import { z } from 'zod';
import { told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { when } from '../../kernel/columns.ts';
import type { Role } from '../../kernel/operation.ts';
import {
  blockedNumberRow,
  type Investigation,
  investigationActionRow,
  investigationEvidenceRow,
  investigationIntakeRow,
  investigationRow,
} from './record.ts';

export const investigationLaw = ['47 CFR 64.6305(a)(2)', '47 CFR 64.6305(d)(2)(ii)'] as const;
export const mayInvestigate: readonly Role[] = ['network', 'compliance', 'officer'];
export const mayReadInvestigations: readonly Role[] = [...mayInvestigate, 'counsel', 'auditor'];

/** An investigation with what gave cause, what was done, and which evidence it holds. */
export const shownInvestigation = investigationRow
  .omit({ carrierId: true, salt: true, openedAt: true, foundAt: true, closedAt: true })
  .extend({
    /** null while nobody knows whose calls they are */
    accountName: z.string().nullable(),
    openedAt: when,
    foundAt: when.nullable(),
    closedAt: when.nullable(),
    intakes: z.array(
      investigationIntakeRow.pick({ trigger: true, reference: true, why: true }).extend({ cameAt: when }),
    ),
    actions: z.array(investigationActionRow.pick({ kind: true, words: true, doerName: true }).extend({ doneAt: when })),
    /** numbers with which the account's calls were refused, and until when */
    blocked: z.array(
      blockedNumberRow.pick({ placedBy: true, endedBy: true }).extend({
        number: z.string(),
        from: when,
        ended: when.nullable(),
      }),
    ),
    evidence: z.array(
      investigationEvidenceRow
        .pick({ id: true, kind: true, mediaType: true, size: true, hash: true, addedBy: true })
        .extend({ addedAt: when, kept: z.boolean() }),
    ),
  });

export const showing = async (ctx: Ctx, row: Investigation): Promise<z.input<typeof shownInvestigation>> => {
  const { carrierId: _carrier, salt: _salt, ...rest } = row;
  const account =
    row.accountId === null
      ? undefined
      : await ctx.tx.selectFrom('voiceAccount').select('name').where('id', '=', row.accountId).executeTakeFirst();
  const intakes = await ctx.tx
    .selectFrom('investigationIntake')
    .select(['trigger', 'reference', 'why', 'cameAt'])
    .where('investigationId', '=', row.id)
    .orderBy('id')
    .execute();
  const actions = await ctx.tx
    .selectFrom('investigationAction')
    .select(['kind', 'words', 'doerName', 'doneAt'])
    .where('investigationId', '=', row.id)
    .orderBy('id')
    .execute();
  const blocked = await ctx.tx
    .selectFrom('blockedNumber')
    .select(['number', 'fromAt', 'placedBy', 'endedAt', 'endedBy'])
    .where('investigationId', '=', row.id)
    .orderBy('id')
    .execute();
  const evidence = await ctx.tx
    .selectFrom('investigationEvidence')
    .select(['id', 'kind', 'mediaType', 'size', 'hash', 'addedBy', 'addedAt'])
    .select((eb) => eb('content', 'is not', null).as('kept'))
    .where('investigationId', '=', row.id)
    .orderBy('id')
    .execute();
  return {
    ...rest,
    accountName: account?.name ?? null,
    openedAt: told(ctx, row.openedAt),
    foundAt: toldOrNull(ctx, row.foundAt),
    closedAt: toldOrNull(ctx, row.closedAt),
    intakes: intakes.map(({ cameAt, ...one }) => ({ ...one, cameAt: told(ctx, cameAt) })),
    actions: actions.map(({ doneAt, ...one }) => ({ ...one, doneAt: told(ctx, doneAt) })),
    blocked: blocked.map(({ number, fromAt, endedAt, ...one }) => ({
      ...one,
      number: `+${number}`,
      from: told(ctx, fromAt),
      ended: toldOrNull(ctx, endedAt),
    })),
    evidence: evidence.map(({ addedAt, kept, ...one }) => ({
      ...one,
      addedAt: told(ctx, addedAt),
      kept: Boolean(kept),
    })),
  };
};
