import { z } from 'zod';
import { dayNumber } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { date, id } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { found, refuse } from '../../../kernel/problem.ts';
import { readFor, recordReading } from '../calls/purpose.ts';
import { messageDeliveryRow } from '../days/record.ts';
import { refsOf } from '../days/refs.ts';
import { mayReadTraffic, timeOf } from '../days/shown.ts';
import { thresholdKinds } from '../thresholds/kind.ts';
import { messagesBeyond } from './presets.ts';
import { judged, messagesOf, voiceOf } from './series.ts';

const rate = z.strictObject({
  day: date,
  delivered: z.int(),
  of: z.int(),
  rate: z.number().nullable(),
  /** the ends of its interval at two standard deviations */
  low: z.number(),
  high: z.number(),
  /** the rate of the 28 days before together */
  usual: z.number().nullable(),
  change: z.enum(['fell', 'rose', 'steady', 'too-few']),
});

const beyond = z.array(
  z.strictObject({ name: z.string(), kind: z.enum(thresholdKinds), source: z.string(), says: z.string() }),
);

const longestDays = 92;

export const readDelivery = operation({
  http: 'POST /v1/voice-accounts/{accountId}/delivery:read',
  says: 'Read the delivery rate of an account by day: calls answered and messages delivered, each beside its own 28 days before, and the published thresholds it is beyond; who asked and why goes on record',
  law: ['47 CFR 64.6305(a)(2)', '47 U.S.C. 222(d)(2)'],
  may: mayReadTraffic,
  by: 'anyone',
  takes: readFor.extend({ accountId: id, from: date, until: date }),
  gives: z.strictObject({
    voice: z.array(rate),
    messages: z.array(rate.extend({ channel: messageDeliveryRow.shape.channel, beyond })),
  }),
  async run(ctx: Ctx, { accountId, from, until, purpose, reason }) {
    const days = dayNumber(until) - dayNumber(from);
    if (days < 0) refuse('invalid-input', "'until' is before 'from'.", 'Give a time that begins before it ends.');
    if (days > longestDays) refuse('invalid-input', 'That is more than 92 days.', 'Read a quarter at a time.');
    const refs = found((await refsOf(ctx)).get(accountId), 'voice account');
    const voice = judged(await voiceOf(ctx, refs, from, until), from, until);
    const messages = (await messagesOf(ctx, accountId, from, until)).map((row) => ({
      channel: row.channel,
      day: row.day,
      of: Number(row.sent),
      sent: Number(row.sent),
      delivered: Number(row.delivered),
      failed: Number(row.failed),
      optedOut: Number(row.optedOut),
      complaints: Number(row.complaints),
    }));
    const shown = messageDeliveryRow.shape.channel.options.flatMap((channel) => {
      const series = messages.filter((one) => one.channel === channel);
      return judged(series, from, until).map((one) => {
        const counts = series.find(({ day }) => day === one.day);
        const { day, delivered, of, rate: share, low, high, usual, change } = one;
        return {
          channel,
          day,
          delivered,
          of,
          rate: share,
          low,
          high,
          usual,
          change,
          beyond: counts === undefined ? [] : messagesBeyond(counts),
        };
      });
    });
    const calls = voice.reduce((sum, { of }) => sum + of, 0);
    const times = timeOf(ctx, from, until);
    await recordReading(ctx, { purpose, reason }, { subject: `voice-account:${accountId}`, calls, ...times });
    return { voice: voice.map((one) => ({ ...one })), messages: shown };
  },
});
