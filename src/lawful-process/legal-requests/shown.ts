import { z } from 'zod';
import { toldClock } from '../../carriers/obligations/office-closures.ts';
import { shownClock } from '../../carriers/obligations/shown-clock.ts';
import { told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { demandClock, promiseClock } from './clocks.ts';
import {
  type LegalRequest,
  legalRequestAnswerRow,
  legalRequestAssessmentRow,
  legalRequestPullRow,
  legalRequestRow,
} from './record.ts';
import { answersTo, pullsOf } from './store.ts';

const assessment = legalRequestAssessmentRow
  .omit({ carrierId: true, requestId: true, assessedBy: true })
  .extend({ assessedAt: when });

const pull = legalRequestPullRow
  .pick({ id: true, calls: true, sha256: true, pulledBy: true })
  .extend({ from: when, until: when, pulledAt: when });

const answer = legalRequestAnswerRow
  .omit({ carrierId: true, requestId: true, assessedBy: true, answeredBy: true })
  .extend({ answeredAt: when });

/** A demand with its two clocks, what counsel found, what was read and what was answered. */
export const shownRequest = legalRequestRow
  .omit({
    carrierId: true,
    salt: true,
    enteredBy: true,
    enteredAt: true,
    fromAt: true,
    untilAt: true,
    receivedAt: true,
    closedAt: true,
  })
  .extend({
    from: when.nullable(),
    until: when.nullable(),
    receivedAt: when,
    closedAt: when.nullable(),
    promise: z.strictObject({ ...shownClock.shape, dueAt: when, met: when.nullable() }),
    demand: shownClock,
    assessments: z.array(assessment),
    pulls: z.array(pull),
    answers: z.array(answer),
  });
export const requestById = z.strictObject({ requestId: id });

/** The two clocks of a demand as people read them, each with its days. */
export const clocksOf = (
  ctx: Ctx,
  row: LegalRequest,
  answers: Parameters<typeof promiseClock>[2],
): Pick<z.input<typeof shownRequest>, 'promise' | 'demand'> => {
  const { due, cite, steps, met } = promiseClock(ctx, row, answers);
  const promised = toldClock({ due: steps.at(-1)?.day ?? null, cite, steps });
  return {
    promise: { ...promised, dueAt: told(ctx, due), met: toldOrNull(ctx, met) },
    demand: toldClock(demandClock(ctx, row, answers)),
  };
};

/** The whole file of a demand. */
export const showing = async (ctx: Ctx, row: LegalRequest): Promise<z.input<typeof shownRequest>> => {
  const { carrierId: _carrier, salt: _salt, enteredBy: _by, enteredAt: _at, fromAt, untilAt, ...rest } = row;
  const assessed = await ctx.tx
    .selectFrom('legalRequestAssessment')
    .selectAll()
    .where('requestId', '=', row.id)
    .orderBy('id')
    .execute();
  const answered = await answersTo(ctx, [row.id]);
  const pulled = await pullsOf(ctx, row.id);
  return {
    ...rest,
    from: toldOrNull(ctx, fromAt),
    until: toldOrNull(ctx, untilAt),
    receivedAt: told(ctx, row.receivedAt),
    closedAt: toldOrNull(ctx, row.closedAt),
    ...clocksOf(ctx, row, answered),
    assessments: assessed.map(({ carrierId: _c, requestId: _r, assessedBy: _b, assessedAt, ...one }) => ({
      ...one,
      assessedAt: told(ctx, assessedAt),
    })),
    pulls: pulled.map(({ id: pullId, calls, sha256, pulledBy, ...one }) => ({
      id: pullId,
      calls,
      sha256,
      pulledBy,
      from: told(ctx, one.fromAt),
      until: told(ctx, one.untilAt),
      pulledAt: told(ctx, one.pulledAt),
    })),
    answers: answered.map(({ carrierId: _c, requestId: _r, assessedBy: _a, answeredBy: _b, answeredAt, ...one }) => ({
      ...one,
      answeredAt: told(ctx, answeredAt),
    })),
  };
};
