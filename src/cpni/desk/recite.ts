import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { dateOfDay, HOUR, MINUTE } from '../../kernel/time.ts';
import { callRecited } from '../../law/questions/recited-call.ts';
import { proveCustomer } from '../authentication/prove.ts';
import type { CallDetail } from '../call-detail/record.ts';
import { dayNumber, instantsOfClock, localDate, startOfDate } from '../customers/dates.ts';
import { e164 } from '../customers/normalise.ts';
import type { DeskSession } from './record.ts';
import { itemsOf } from './release.ts';
import { atTheDesk, failuresOf, keepAttempt, mostFailures, proofEnds, sessionOn } from './store.ts';
import { suspect } from './suspect.ts';

/** A call as a customer tells it. */
export type Recited = {
  readonly number: string;
  readonly day: string;
  /** Minutes after midnight, or null where he does not say. */
  readonly minute: number | null;
  readonly minutes: number | null;
};

/** Minutes between when a call began and the nearest instant at which the clocks showed the time that was told. */
const timeApart = (zone: string, startAt: number, { day, minute }: Recited): number | 'not-said' => {
  if (minute === null) return 'not-said';
  const told = instantsOfClock(zone, day, minute * MINUTE);
  return Math.min(...told.map((at) => Math.abs(startAt - at))) / MINUTE;
};

/** Whether a call is the one that was told, in a zone where the clocks may change that day. */
export const isRecited = (
  zone: string,
  { otherNumber, startAt, talkMs }: Pick<CallDetail, 'otherNumber' | 'startAt' | 'talkMs'>,
  recited: Recited,
): boolean =>
  callRecited({
    number: otherNumber === recited.number ? 'matches' : 'differs',
    day: localDate(zone, startAt) === recited.day ? 'matches' : 'differs',
    timeApart: timeApart(zone, startAt, recited),
    lengthApart: recited.minutes === null ? 'not-said' : Math.abs(talkMs / MINUTE - recited.minutes),
  }).recited;

const callsTold = async (ctx: Ctx, { customerId }: DeskSession, recited: Recited): Promise<readonly CallDetail[]> => {
  const { zone } = ctx.carrier;
  const rows = await ctx.tx
    .selectFrom('callDetail')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('startAt', '>=', startOfDate(zone, recited.day))
    .where('startAt', '<', startOfDate(zone, dateOfDay(dayNumber(recited.day) + 1)))
    .execute();
  return rows.filter((row) => isRecited(zone, row, recited));
};

const openRow = async (ctx: Ctx, session: DeskSession, call: CallDetail, attemptId: string): Promise<void> => {
  await ctx.tx
    .insertInto('recitedCall')
    .values({ sessionId: session.id, callDetailId: call.id, at: ctx.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await proveCustomer(ctx, {
    customerId: session.customerId,
    method: 'customer-recited',
    channel: session.channel,
    sessionId: session.id,
    byWhat: `desk-attempt:${attemptId}`,
    untilAt: proofEnds(ctx, session),
  });
};

const clock = /^([01]\d|2[0-3]):([0-5]\d)$/;
const minuteOf = (time: string | null): number | null => {
  const [, hours, minutes] = clock.exec(time ?? '') ?? [];
  return hours === undefined ? null : Number(hours) * (HOUR / MINUTE) + Number(minutes);
};

export const reciteCall = operation({
  http: 'POST /v1/desk-sessions/{sessionId}/recitals',
  says: 'Enter a call that the customer tells without help: its number and day, and time and length if he says them. Where exactly one call is so, that row opens and no other; five tries a day, then none',
  law: ['47 CFR 64.2010(b)'],
  may: atTheDesk,
  by: 'anyone',
  takes: z.strictObject({
    sessionId: id,
    number: z.string().min(1).max(40),
    day: date,
    time: z.string().regex(clock, 'write it HH:MM').nullable().default(null),
    minutes: z.int().min(0).max(10_000).nullable().default(null),
  }),
  gives: z.strictObject({
    /** `several`: more must be said. `closed`: this way opens nothing here. */
    outcome: z.enum(['opened', 'no-match', 'several', 'closed']),
    triesLeft: z.int(),
  }),
  async run(ctx: Ctx, { sessionId, number, day, time, minutes }) {
    const session = await sessionOn(ctx, sessionId);
    if (day > localDate(ctx.carrier.zone, ctx.at))
      refuse('invalid-input', "'day' lies in the future.", 'Enter the day that the customer says.');
    const failures = await failuresOf(ctx, session.customerId, 'customer-recited');
    const left = Math.max(0, mostFailures - failures);
    const item = (await itemsOf(ctx, session)).find(({ cpni }) => cpni === 'call-detail');
    if (left === 0 || item?.opensBy.includes('customer-recited') !== true)
      return { outcome: 'closed' as const, triesLeft: left };
    const told = { number: e164(number) ?? '', day, minute: minuteOf(time), minutes };
    const [call, ...others] = await callsTold(ctx, session, told);
    const held = call !== undefined && others.length === 0;
    const attemptId = await keepAttempt(ctx, session, 'customer-recited', held);
    if (held) {
      await openRow(ctx, session, call, attemptId);
      return { outcome: 'opened' as const, triesLeft: left };
    }
    if (left === 1) await suspect(ctx, session, 'customer-recited');
    const outcome = call === undefined ? ('no-match' as const) : ('several' as const);
    return { outcome, triesLeft: left - 1 };
  },
});
