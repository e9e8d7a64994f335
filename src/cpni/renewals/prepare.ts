import { z } from 'zod';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { id, instant } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { dateOfDay, dayOfDate } from '../../kernel/time.ts';
import { biennialNotice } from '../../law/clocks/biennial-notice.ts';
import { localDate, startOfDate } from '../customers/dates.ts';
import { holdOn } from '../sendings/breach-hold.ts';
import { beginRun, beyondApproval } from '../sendings/prepare-run.ts';
import { approvalTask } from '../sendings/runs.ts';
import { type After, type Ending, endingNotices, lastSentEndingBy } from './ending.ts';
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

/** Says in a task why two-year notices that end prepare themselves no more. */
const toldKept = async (ctx: Ctx, groupId: string, kind: 'renewal-held' | 'renewal-unapproved', why: string) => {
  const role = kind === 'renewal-held' ? ('compliance' as const) : ('marketing' as const);
  await openTask(ctx, { kind, subject: `notice:${groupId}`, why, role, dueAt: ctx.at, key: groupId });
  return null;
};

// tasks are read by those who may not know of breaches
const held =
  "Two-year notices end, and a hold keeps their words: prepare the sending yourself, with 'notOfBreach' and the reason.";
const unapproved = (why: string): string =>
  `Two-year notices end, and their sending goes beyond what a supervisor approved. ${why} Propose the request again, have it approved, and order the renewal under it.`;

/** The last day of sending whose notice is renewed today: it ends within its wait and the slack ordered. */
const lastRenewed = async (ctx: Ctx, groupId: string, slackDays: number): Promise<number> =>
  lastSentEndingBy(today(ctx) + (await waitOf(ctx, groupId)) + slackDays);

const startAfter = (ctx: Ctx, day: number): number => startOfDate(ctx.carrier.zone, dateOfDay(day + 1));

/** Since when (epoch ms) the notice has not reached those whom today's renewal asks. */
export const renewedSince = async (ctx: Ctx, groupId: string, slackDays: number): Promise<number> =>
  startAfter(ctx, await lastRenewed(ctx, groupId, slackDays));

/** Has those after the last of a full sending prepared, too, on the same day: however many end, none waits for tomorrow. */
const wantNext = (ctx: Ctx, groupId: string, last: Ending): Promise<void> =>
  later(ctx, {
    does: 'renewals.prepare',
    input: { groupId, after: { sentAt: last.sentAt, deliveryId: last.deliveryId } },
    from: ctx.at,
    key: `${groupId}:${last.deliveryId}`,
  });

const prepareOne = async (
  ctx: Ctx,
  { groupId, solicitationId, slackDays, atOnce, setBy }: RenewalSetting,
  after: After,
) => {
  const now = today(ctx);
  const upTo = await lastRenewed(ctx, groupId, slackDays);
  const ending = await endingNotices(ctx, {
    groupId,
    from: now - looksBack,
    upTo,
    after,
    limit: atOnce,
    except: 'on its way',
  });
  const [first] = ending;
  const last = ending.at(-1);
  if (first === undefined || last === undefined) return null;
  if (ending.length === atOnce) await wantNext(ctx, groupId, last);
  if ((await holdOn(ctx, { groupId, ...ofNoBreach })) !== null) return toldKept(ctx, groupId, 'renewal-held', held);
  const wanted = {
    groupId,
    solicitationId,
    since: startAfter(ctx, upTo),
    accounts: ending.map(({ account }) => account),
  };
  const beyond = await beyondApproval(ctx, wanted);
  if (beyond !== null) return toldKept(ctx, groupId, 'renewal-unapproved', unapproved(beyond));
  const run = await beginRun(ctx, { ...wanted, ...ofNoBreach, preparedBy: setBy });
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
  takes: z.strictObject({
    /** One notice only, after a sending that was full; else all that are on order. */
    groupId: id.nullable().default(null),
    after: z.strictObject({ sentAt: instant, deliveryId: id }).nullable().default(null),
  }),
  gives: z.strictObject({
    prepared: z.array(z.strictObject({ groupId: id, runId: id, customers: z.int() })),
  }),
  async run(ctx: Ctx, { groupId, after }) {
    if (after !== null && groupId === null)
      refuse('invalid-input', "'after' is given without 'groupId'.", 'Name the notice whose sending was full.');
    const settings = await ctx.tx
      .selectFrom('renewalSetting')
      .selectAll()
      .where('state', '=', 'on')
      .$if(groupId !== null, (on) => on.where('groupId', '=', groupId ?? ''))
      .orderBy('groupId')
      // two at once prepare one after the other, and the second finds them on their way
      .forUpdate()
      .execute();
    const prepared: { groupId: string; runId: string; customers: number }[] = [];
    for (const setting of settings) {
      const one = await prepareOne(ctx, setting, after);
      if (one !== null) prepared.push(one);
    }
    return { prepared };
  },
});
