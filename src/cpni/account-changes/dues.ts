import type { DueSource } from '../../carriers/obligations/due.ts';
import { DAY } from '../../kernel/time.ts';
import { rollForward } from '../../law/calendar.ts';
import { dayNumber } from '../customers/dates.ts';

// older than that, nothing makes the notice one at once: the control counts it
const looksBack = 30 * DAY;

/** Changes of which the customer has not been told: due on the day of the change, by letter on the next business day at most. */
export const accountChangeDues: DueSource = async (ctx, closures) => {
  const rows = await ctx.tx
    .selectFrom('accountChange')
    .select(['id', 'what', 'changedOn'])
    .where('during', '=', 'service')
    .where('changedAt', '>=', ctx.at - looksBack)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('accountNotice')
            .select('accountNotice.id')
            .whereRef('accountNotice.changeId', '=', 'accountChange.id')
            .where('accountNotice.state', 'in', ['sent', 'posted']),
        ),
      ),
    )
    .execute();
  return rows.map(({ id, what, changedOn }) => {
    const { day, skipped } = rollForward(dayNumber(changedOn), closures);
    return {
      key: `account-change-notice:${id}`,
      what: `Tell the customer that his account was changed (${what}): print the letter, or reach him in person`,
      subject: `account-change:${id}`,
      cite: '47 CFR 64.2010(f)',
      bound: 'by' as const,
      day,
      promisedDay: null,
      steps: [
        { day: dayNumber(changedOn), counted: false, why: 'the account was changed: the customer is told at once' },
        ...skipped,
        { day, counted: true, why: 'the last day that a letter is sent at once' },
      ],
      roles: ['compliance', 'supervisor'] as const,
    };
  });
};
