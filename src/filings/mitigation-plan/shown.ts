import { z } from 'zod';
import { closuresOf, toldClock } from '../../carriers/obligations/office-closures.ts';
import { shownClock } from '../../carriers/obligations/shown-clock.ts';
import { dayNumber, told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id, sha256Hex, when } from '../../kernel/columns.ts';
import { found } from '../../kernel/problem.ts';
import { clock } from '../../law/clocks/clocks.ts';
import { mitigationPlanRow } from './record.ts';
import { documentsOf, openChange } from './store.ts';

/** What an officer declares who signs a plan. */
export const planConsent =
  'I have read this exact plan and declare under penalty of perjury, as an officer of the company, that it is true and correct (47 CFR 1.16).';

export const planFindings = z.array(z.strictObject({ code: z.string(), severity: z.string(), message: z.string() }));

const change = z.strictObject({
  id,
  changedOn: date,
  codes: z.array(z.string()),
  noticedAt: when,
  clock: shownClock,
});

/** A plan with its sentences, documents and, where the records say something else by now, the clock of its update. */
export const shownPlan = mitigationPlanRow
  .omit({ carrierId: true, preparedAt: true, signedAt: true, sameAt: true })
  .extend({
    preparedAt: when,
    signedAt: when.nullable(),
    sameAt: when,
    documents: z.array(
      z.strictObject({ edition: z.enum(['complete', 'public']), name: z.string(), sha256: sha256Hex }),
    ),
    change: change.nullable(),
    /** the words under which an officer signs it */
    consent: z.string(),
  })
  .strict();

const changeOf = async (ctx: Ctx, planId: string): Promise<z.output<typeof change> | null> => {
  const row = await openChange(ctx, planId);
  if (row === undefined) return null;
  const answer = clock('registration-update', { changed: dayNumber(row.changedOn), closures: await closuresOf(ctx) });
  const { id: key, changedOn, codes, noticedAt } = row;
  return { id: key, changedOn, codes, noticedAt: told(ctx, noticedAt), clock: toldClock(answer) };
};

/** The plan as it is shown. */
export const tellPlan = async (ctx: Ctx, planId: string): Promise<z.output<typeof shownPlan>> => {
  const { carrierId: _carrier, ...row } = found(
    await ctx.tx.selectFrom('mitigationPlan').selectAll().where('id', '=', planId).executeTakeFirst(),
    'mitigation plan',
  );
  return {
    ...row,
    preparedAt: told(ctx, row.preparedAt),
    signedAt: toldOrNull(ctx, row.signedAt),
    sameAt: told(ctx, row.sameAt),
    documents: await documentsOf(ctx, row),
    change: await changeOf(ctx, planId),
    consent: planConsent,
  };
};
