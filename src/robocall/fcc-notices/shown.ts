import { z } from 'zod';
import { toldClock } from '../../carriers/obligations/office-closures.ts';
import { shownClock } from '../../carriers/obligations/shown-clock.ts';
import { told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { when } from '../../kernel/columns.ts';
import type { Role } from '../../kernel/operation.ts';
import { dutiesOf, inTime } from './duties.ts';
import { type FccNotice, type FccNoticeAction, fccNoticeActionRow, fccNoticeRow } from './record.ts';
import { actionsOn } from './store.ts';

export const mayReadNotices: readonly Role[] = ['network', 'compliance', 'officer', 'counsel', 'auditor'];
export const noticeLaw = ['47 CFR 64.1200(n)(2)', '47 CFR 64.1200(n)(3)', '47 CFR 64.1200(k)(4)'] as const;

const duty = z.strictObject({
  ...shownClock.shape,
  duty: z.enum(['investigate', 'block', 'report', 'block-provider', 'mitigate', 'measures']),
  what: z.string(),
  dueAt: when.nullable(),
  done: when.nullable(),
  inTime: z.enum(['yes', 'no', 'open']),
});

const action = fccNoticeActionRow
  .omit({ carrierId: true, noticeId: true, doneBy: true, recordedAt: true })
  .extend({ doneAt: when });

/** A notice with each thing that it wants, its clock, and what was done. */
export const shownNotice = fccNoticeRow
  .omit({
    carrierId: true,
    salt: true,
    enteredBy: true,
    enteredAt: true,
    receivedAt: true,
    investigatedAt: true,
    reportedAt: true,
    closedAt: true,
  })
  .extend({
    receivedAt: when,
    investigatedAt: when.nullable(),
    reportedAt: when.nullable(),
    closedAt: when.nullable(),
    duties: z.array(duty),
    actions: z.array(action),
  });

/** A notice as it is shown; `actions`: what was done on it, the first first. */
export const shownWith = (
  ctx: Ctx,
  row: FccNotice,
  actions: readonly FccNoticeAction[],
): z.input<typeof shownNotice> => {
  const { carrierId: _carrier, salt: _salt, enteredBy: _by, enteredAt: _at, ...rest } = row;
  return {
    ...rest,
    receivedAt: told(ctx, row.receivedAt),
    investigatedAt: toldOrNull(ctx, row.investigatedAt),
    reportedAt: toldOrNull(ctx, row.reportedAt),
    closedAt: toldOrNull(ctx, row.closedAt),
    duties: dutiesOf(ctx, row, actions).map((one) => ({
      duty: one.duty,
      what: one.what,
      ...toldClock(one),
      dueAt: toldOrNull(ctx, one.dueAt),
      done: toldOrNull(ctx, one.done),
      inTime: inTime(one, ctx.at),
    })),
    actions: actions.map(({ carrierId: _c, noticeId: _n, doneBy: _b, recordedAt: _r, doneAt, ...one }) => ({
      ...one,
      doneAt: told(ctx, doneAt),
    })),
  };
};

/** A notice as it is shown. */
export const showing = async (ctx: Ctx, row: FccNotice): Promise<z.input<typeof shownNotice>> =>
  shownWith(ctx, row, await actionsOn(ctx, [row.id]));
