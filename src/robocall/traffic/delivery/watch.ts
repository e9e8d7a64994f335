import { dateAt } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { DAY } from '../../../kernel/time.ts';
import { raise } from '../days/raise.ts';
import { judged, messagesOf } from './series.ts';

const daysBack = 7;

const percent = (share: number | null): string => `${Math.round((share ?? 0) * 1000) / 10} %`;

/**
 * Puts before a person every account whose delivery rate of messages fell on one of the last days: networks and people reject what is
 * unwanted before anybody complains. Returns how many alerts are new. Calls are judged by the score.
 */
export const watchMessages = async (ctx: Ctx): Promise<number> => {
  const [from, until] = [dateAt(ctx, ctx.at - daysBack * DAY), dateAt(ctx, ctx.at - DAY)];
  const accounts = await ctx.tx
    .selectFrom('messageDelivery')
    .select('accountId')
    .distinct()
    .where('day', '>=', from)
    .where('day', '<=', until)
    .orderBy('accountId')
    .execute();
  let raised = 0;
  for (const { accountId } of accounts) {
    const rows = await messagesOf(ctx, accountId, from, until);
    for (const channel of new Set(rows.map((row) => row.channel))) {
      const series = rows
        .filter((row) => row.channel === channel)
        .map(({ day, sent, delivered }) => ({ day, delivered: Number(delivered), of: Number(sent) }));
      for (const { day, change, rate, usual, of } of judged(series, from, until)) {
        if (change !== 'fell' || rate === null || usual === null) continue;
        const why = `${percent(rate)} of ${of} messages (${channel}) were delivered, ${percent(usual)} on the 28 days before`;
        const reason = { code: 'message-delivery-fell', value: rate, threshold: usual, why, points: 0.5, calls: [] };
        const alert = {
          accountRef: accountId,
          accountId,
          day,
          kind: `${channel}-delivery` as const,
          score: 0.5,
          reasons: [reason],
        };
        if ((await raise(ctx, alert)) !== null) raised += 1;
      }
    }
  }
  return raised;
};
