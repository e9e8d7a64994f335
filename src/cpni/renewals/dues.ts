import type { DueSource } from '../../carriers/obligations/due.ts';
import { dayOfDate } from '../../kernel/time.ts';
import { biennialNotice } from '../../law/clocks/biennial-notice.ts';
import { localDate } from '../customers/dates.ts';
import { endingNotices, lastSentEndingBy } from './ending.ts';
import { looksBack, today } from './prepare.ts';

/** Days before the first notice ends that the clock shows it. */
const shownBefore = 60;

/** Notices that end unless they are sent again: one clock a notice, for the customer whose silence lapses first. */
export const renewalDues: DueSource = async (ctx) => {
  const now = today(ctx);
  const groups = await ctx.tx
    .selectFrom('noticeVersion')
    .select('groupId')
    .distinct()
    .where('kind', '=', 'opt-out')
    .where('approvedAt', 'is not', null)
    .orderBy('groupId')
    .execute();
  const upTo = lastSentEndingBy(now + shownBefore);
  const found = await Promise.all(
    groups.map(async ({ groupId }) => {
      const [first] = await endingNotices(ctx, {
        groupId,
        from: now - looksBack,
        upTo,
        after: null,
        limit: 1,
        except: 'nobody',
      });
      return first === undefined
        ? []
        : [{ groupId, sent: dayOfDate(localDate(ctx.carrier.zone, first.sentAt)) ?? now }];
    }),
  );
  return found.flat().flatMap(({ groupId, sent }) => {
    const { due, cite, steps } = biennialNotice({ sent });
    if (due === null) return [];
    return [
      {
        key: `renewal:${groupId}`,
        what: 'Send the notice again to those it reached two years ago: prepare and approve the sending, or their silence counts no more',
        subject: `notice:${groupId}`,
        cite,
        bound: 'by' as const,
        day: due,
        promisedDay: null,
        steps,
        roles: ['marketing', 'supervisor', 'compliance'] as const,
      },
    ];
  });
};
