import { z } from 'zod';
import { told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { mayReadAccounts } from '../accounts/roles.ts';
import { riskTier } from './record.ts';
import { type Progress, progressOf, stageOf, stages } from './stage.ts';

export const card = z.strictObject({
  id,
  applicant: z.string(),
  stage: z.enum(stages),
  opened: when,
  tier: riskTier.nullable(),
  validUntil: when.nullable(),
  /** open accounts that rest on it */
  accounts: z.int(),
});

/** A case as a card of the board. */
export const cardOf = (ctx: Ctx, progress: Progress): z.input<typeof card> => ({
  id: progress.id,
  applicant: progress.applicant,
  stage: stageOf(progress, ctx.at),
  opened: told(ctx, progress.openedAt),
  tier: progress.decision?.tier ?? null,
  validUntil: toldOrNull(ctx, progress.decision?.validUntil ?? null),
  accounts: progress.accounts,
});

export const listCases = operation({
  http: 'GET /v1/onboarding',
  says: 'The board of onboarding: every case with its stage, from applied to live and due for review',
  law: ['47 CFR 64.1200(n)(4)'],
  may: mayReadAccounts,
  by: 'anyone',
  takes: z.strictObject({ stage: z.enum(stages).optional(), ...paging }),
  gives: pageOf(card),
  async run(ctx: Ctx, { stage, cursor, limit = 100 }) {
    const after = cursor === undefined ? null : id.parse(cursor);
    const cards = (await progressOf(ctx, { after, only: null }))
      .map((progress) => cardOf(ctx, progress))
      .filter((one) => stage === undefined || one.stage === stage);
    const items = cards.slice(0, limit);
    return { items, next: cards.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});
