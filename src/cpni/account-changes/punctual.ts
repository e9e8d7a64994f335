import type { Ctx } from '../../db/context.ts';
import { type Closures, rollForward } from '../../law/calendar.ts';
import { dayNumber, localDate } from '../customers/dates.ts';

/** What "immediately" is here; the rule has no number. A text or e-mail leaves within it, a letter on the same business day. */
const electronicMs = 15 * 60_000;

export type Told = {
  readonly way: 'text' | 'call' | 'email' | 'mail';
  readonly state: string;
  readonly sentAt: number | null;
};
type Timed = { readonly changedAt: number; readonly changedOn: string };

/** The last day (day number) on which a letter about a change is at once: the day itself, or the next business day. */
export const letterDay = (changedOn: string, closures: Closures): number =>
  rollForward(dayNumber(changedOn), closures).day;

/**
 * Whether the customer was told at once. `waiting`: there is time left, or a letter may still go today. What bounced told nobody.
 */
export const punctuality = (
  ctx: Ctx,
  { changedAt, changedOn }: Timed,
  notices: readonly Told[],
  closures: Closures,
): 'at-once' | 'late' | 'waiting' | 'never' => {
  const last = letterDay(changedOn, closures);
  const dayOf = (at: number): number => dayNumber(localDate(ctx.carrier.zone, at));
  const reached = notices.filter(({ state }) => state === 'sent' || state === 'posted');
  const inTime = ({ way, sentAt }: Told): boolean =>
    sentAt !== null && (way === 'mail' ? dayOf(sentAt) <= last : sentAt <= changedAt + electronicMs);
  if (reached.some(inTime)) return 'at-once';
  if (reached.length > 0) return 'late';
  const byLetter = notices.some(({ state }) => state === 'letter');
  if (byLetter ? dayOf(ctx.at) <= last : ctx.at <= changedAt + electronicMs) return 'waiting';
  return 'never';
};
