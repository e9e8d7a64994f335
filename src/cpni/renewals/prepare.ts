import { z } from 'zod';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { dateOfDay, dayOfDate } from '../../kernel/time.ts';
import { biennialNotice } from '../../law/clocks/biennial-notice.ts';
import { localDate, startOfDate } from '../customers/dates.ts';
import { holdOn } from '../sendings/breach-hold.ts';
import { beginRun } from '../sendings/prepare-run.ts';
import { approvalTask } from '../sendings/runs.ts';
import { endingNotices, lastSentEndingBy } from './ending.ts';
import type { RenewalSetting } from './record.ts';

/** Two years and a little: what ended before that is no renewal, and begins anew by hand. */
export const looksBack = 731 + 30;

export const today = (ctx: Ctx): number => dayOfDate(localDate(ctx.carrier.zone, ctx.at)) ?? 0;

/** The longest wait that an approved version of the notice prints, days. */
export const waitOf = async (ctx: Ctx, groupId: string): Promise<number> => {
  const { days } = await ctx.tx
    .selectFrom('noticeVersion')
    .select((eb) => eb.fn.max('waitDays').as('days'))
    .where('groupId', '=', groupId)
    .where('approvedAt', 'is not', null)
    .executeTakeFirstOrThrow();
  return days ?? 0;
};

const ofNoBreach = { breachId: null, notOfBreach: null };

const toldHeld = async (ctx: Ctx, groupId: string): Promise<null> => {
  // tasks are read by those who may not know of breaches
  const why =
    "Two-year notices end, and a hold keeps their words: prepare the sending yourself, with 'notOfBreach' and the reason.";
  const task = { kind: 'renewal-held', subject: `notice:${groupId}`, why, role: 'compliance' as const };
  await openTask(ctx, { ...task, dueAt: ctx.at, key: groupId });
  return null;
};

const prepareOne = async (ctx: Ctx, { groupId, solicitationId, slackDays, atOnce, setBy }: RenewalSetting) => {
  const now = today(ctx);
  const upTo = lastSentEndingBy(now + (await waitOf(ctx, groupId)) + slackDays);
  const ending = await endingNotices(ctx, {
    groupId,
    from: now - looksBack,
    upTo,
    limit: atOnce,
    except: 'on its way',
  });
  const [first] = ending;
  if (first === undefined) return null;
  const since = startOfDate(ctx.carrier.zone, dateOfDay(upTo + 1));
  if ((await holdOn(ctx, { groupId, ...ofNoBreach })) !== null) return toldHeld(ctx, groupId);
  const accounts = ending.map(({ account }) => account);
  const run = await beginRun(ctx, { groupId, solicitationId, since, accounts, ...ofNoBreach, preparedBy: setBy });
  const { due } = biennialNotice({ sent: dayOfDate(localDate(ctx.carrier.zone, first.sentAt)) ?? now });
  const ends = dateOfDay(due ?? now);
  await openTask(ctx, {
    kind: approvalTask,
    subject: `sending:${run.id}`,
    why: `Notices to ${run.customers} customers end from ${ends} on: read the sending that renews them and approve it, or their silence lapses.`,
    role: 'supervisor',
    dueAt: startOfDate(ctx.carrier.zone, ends),
    key: run.id,
  });
  return { groupId, runId: run.id, customers: run.customers };
};

export const prepareRenewals = operation({
  http: 'POST /v1/renewals:prepare',
  says: 'Prepare sendings to those whose two-year notice ends within its wait and the slack ordered; recurs by itself every day',
  law: ['47 CFR 64.2008(d)(2)'],
  may: ['marketing', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({
    prepared: z.array(z.strictObject({ groupId: id, runId: id, customers: z.int() })),
  }),
  async run(ctx: Ctx) {
    const settings = await ctx.tx
      .selectFrom('renewalSetting')
      .selectAll()
      .where('state', '=', 'on')
      .orderBy('groupId')
      // two at once prepare one after the other, and the second finds them on their way
      .forUpdate()
      .execute();
    const prepared: { groupId: string; runId: string; customers: number }[] = [];
    for (const setting of settings) {
      const one = await prepareOne(ctx, setting);
      if (one !== null) prepared.push(one);
    }
    return { prepared };
  },
});
