import { type Control, type Finding, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { DAY } from '../../kernel/time.ts';
import type { Provider, ProviderCheck } from './record.ts';
import { listingOf, mayBeTaken } from './standing.ts';

const none = (because: string, samples: readonly string[]): Finding => ({
  status: 'untested',
  because,
  counts: {},
  samples,
});

/**
 * From the first look at which its calls might not be taken, a day to stop them; then whoever still took them broke the rule, also where
 * it was listed again later. `checks` stand with the latest first.
 */
const takenTooLong = (provider: Provider, checks: readonly ProviderCheck[], { from }: Period, now: number): boolean => {
  if (provider.direction === 'downstream') return false;
  const end = Math.min(now, provider.endedAt ?? now);
  // what was found in each look, with those before it, the first first
  const looks = checks
    .map((check, n) => ({
      at: check.checkedAt,
      barred: !mayBeTaken(provider, listingOf(checks.slice(n)), check.checkedAt).allowed,
    }))
    .toReversed();
  let since: number | null = null;
  for (const { at, barred } of looks) {
    if (barred) since ??= at;
    else {
      if (since !== null && at - since > DAY && at > from) return true;
      since = null;
    }
  }
  return since !== null && end - since > DAY && end > from;
};

/** Days of the period on which a provider was not looked up, and on which it was but could not be checked. */
const daysWithout = (
  ctx: Ctx,
  provider: Provider,
  checks: readonly ProviderCheck[],
  { from, until }: Period,
): { readonly missed: number; readonly unchecked: number } => {
  const day = (at: number): number => dayNumber(dateAt(ctx, at));
  // the day on which it was added, and the one on which it ended or that still runs, may have none
  const first = provider.addedAt < from ? day(from) : day(provider.addedAt) + 1;
  const end = Math.min(provider.endedAt ?? ctx.at, ctx.at);
  const last = end < until ? day(end) - 1 : day(until - 1);
  const best = new Map<number, 'checked' | 'unchecked'>();
  for (const { checkedAt, answer } of checks)
    if (answer !== 'could-not-check') best.set(day(checkedAt), 'checked');
    else if (!best.has(day(checkedAt))) best.set(day(checkedAt), 'unchecked');
  let [missed, unchecked] = [0, 0];
  for (let at = first; at <= last; at += 1) {
    const found = best.get(at);
    if (found === undefined) missed += 1;
    else if (found === 'unchecked') unchecked += 1;
  }
  return { missed, unchecked };
};

const weigh = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const providers = await ctx.tx
    .selectFrom('provider')
    .selectAll()
    .where('addedAt', '<', period.until)
    .where((eb) => eb.or([eb('endedAt', 'is', null), eb('endedAt', '>=', period.from)]))
    .execute();
  if (providers.length === 0) return none('no provider hands us calls or takes ours', []);
  const checks = await ctx.tx
    .selectFrom('providerCheck')
    .selectAll()
    .where('checkedAt', '<', period.until)
    .where(
      'providerId',
      'in',
      providers.map(({ id }) => id),
    )
    .orderBy('checkedAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const own = (id: string) => checks.filter(({ providerId }) => providerId === id);
  const now = Math.min(ctx.at, period.until);
  const taken = providers.filter((one) => takenTooLong(one, own(one.id), period, now));
  const gaps = providers.map((one) => ({ one, ...daysWithout(ctx, one, own(one.id), period) }));
  const missed = gaps.reduce((sum, gap) => sum + gap.missed, 0);
  const unchecked = gaps.reduce((sum, gap) => sum + gap.unchecked, 0);
  const counts = { providers: providers.length, looks: checks.length, taken: taken.length, missed, unchecked };
  if (taken.length > 0)
    return {
      status: 'not kept',
      because: `calls of ${taken.length} providers were taken a day and more after the database did not list them`,
      counts,
      samples: samplesOf('provider', taken),
    };
  const without = gaps.filter((gap) => gap.missed + gap.unchecked > 0).map(({ one }) => one);
  if (without.length > 0) {
    const days = `on ${missed} days there was no look, and on ${unchecked} none that could be made`;
    const words = `${without.length} providers were not looked up on every day: ${days}`;
    return { ...none(words, samplesOf('provider', without)), counts };
  }
  const because = `each of ${providers.length} providers was looked up every day, and none was taken that is not listed`;
  return { status: 'kept', because, counts, samples: samplesOf('provider', providers) };
};

/** The control of the providers next to us: the upstream procedure that a plan describes today (64.6305(d)(2)(ii)); R13 asks at onboarding. */
export const providerControls: readonly Control[] = [
  {
    id: 'provider-checks',
    says: 'Every provider that hands us calls is looked up in the Robocall Mitigation Database each day, and its calls are stopped within a day when it is not listed',
    law: '47 CFR 64.6305(g)',
    check: weigh,
  },
];
