import { type Control, type Finding, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import { easternDay } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { finalOrderBlocked, noticeAnswered } from '../../law/47cfr/64.1200.ts';
import { dutiesOf, inTime, isPassedOn } from './duties.ts';
import type { FccNotice, FccNoticeAction } from './record.ts';
import { actionsOn } from './store.ts';

/** What the rule weighs of a notice once its time is over, day numbers in Eastern time. */
const heldBy = (ctx: Ctx, notice: FccNotice, actions: readonly FccNoticeAction[]): boolean => {
  const duties = dutiesOf(ctx, notice, actions);
  const dayOf = (at: number | null) => (at === null ? null : easternDay(at));
  const done = (duty: string) => duties.find((one) => one.duty === duty);
  const [report, order, block, mitigate] = [done('report'), done('block-provider'), done('block'), done('mitigate')];
  if (order !== undefined)
    return finalOrderBlocked.holds({
      blocked: order.done === null ? 'nothing' : 'all-of-the-provider',
      since: dayOf(order.done),
      due: order.due,
    });
  if (report === undefined) return duties.every((one) => inTime(one, ctx.at) !== 'no');
  const inDays = [block, mitigate].every((one) => one === undefined || inTime(one, ctx.at) === 'yes');
  // shown to be lawful, or not found: there is nothing to block, and the report says how it was found
  const lawful = notice.finding === 'not-illegal' || notice.finding === 'none-found';
  return (
    inDays &&
    noticeAnswered.holds({
      role: lawful ? 'other' : (notice.role ?? 'unknown'),
      investigated: notice.investigatedAt === null ? 'no' : 'yes',
      blocked:
        block === undefined ? 'upstream-named-instead' : block.done === null ? 'nothing' : 'identified-and-similar',
      mitigated: !isPassedOn(notice)
        ? 'not-needed'
        : (mitigate?.done ?? null) === null
          ? 'nothing'
          : 'done-or-impossible',
      reported: dayOf(notice.reportedAt),
      due: report.due,
    })
  );
};

const weigh = async (ctx: Ctx, { from, until }: Period): Promise<Finding> => {
  const rows = await ctx.tx
    .selectFrom('fccNotice')
    .selectAll()
    .where('receivedAt', '>=', from)
    .where('receivedAt', '<', until)
    .orderBy('receivedAt')
    .execute();
  if (rows.length === 0)
    return { status: 'untested', because: 'no notice of the Commission came in', counts: { notices: 0 }, samples: [] };
  const all = await actionsOn(
    ctx,
    rows.map(({ id }) => id),
  );
  const own = (id: string) => all.filter(({ noticeId }) => noticeId === id);
  const open = rows.filter((row) => {
    const standing = dutiesOf(ctx, row, own(row.id)).map((one) => inTime(one, ctx.at));
    return standing.includes('open') && !standing.includes('no');
  });
  const broken = rows.filter((row) => !open.includes(row) && !heldBy(ctx, row, own(row.id)));
  const counts = { notices: rows.length, open: open.length, broken: broken.length };
  const [status, because, shown] =
    broken.length > 0
      ? (['not kept', `${broken.length} of ${rows.length} notices were not done in their time`, broken] as const)
      : open.length > 0
        ? (['untested', `${open.length} of ${rows.length} notices are still open, in time`, open] as const)
        : (['kept', `everything that ${rows.length} notices want was done in its time`, rows] as const);
  return { status, because, counts, samples: samplesOf('fcc-notice', shown) };
};

/** The control of the Commission's notices. None of R1 to R34 speaks of them; a carrier without one must not lose R31 for want of it. */
export const fccNoticeControls: readonly Control[] = [
  {
    id: 'fcc-notices',
    says: 'Traffic that a notice of the Commission names is investigated, blocked with what is like it and reported in the time given, and a provider under a final order is blocked within 30 days',
    law: '47 CFR 64.1200(n)(2)',
    check: weigh,
  },
];
