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

/** From its first look at which its calls might not be taken, a day to stop them; then whoever still takes them breaks the rule. */
const takenTooLong = (provider: Provider, checks: readonly ProviderCheck[], now: number): boolean => {
  if (provider.direction === 'downstream') return false;
  // what was found in each look, with those before it
  const standing = checks.map((check, n) => ({
    at: check.checkedAt,
    barred: !mayBeTaken(provider, listingOf(checks.slice(n)), check.checkedAt).allowed,
  }));
  const lastGood = standing.findIndex(({ barred }) => !barred);
  const since = (lastGood === -1 ? standing : standing.slice(0, lastGood)).at(-1)?.at;
  return since !== undefined && (provider.endedAt ?? now) - since > DAY;
};

/** Days of the period on which a provider with which calls were exchanged was not looked up. */
const missedDays = (
  ctx: Ctx,
  provider: Provider,
  checks: readonly ProviderCheck[],
  { from, until }: Period,
): number => {
  const [first, end] = [Math.max(from, provider.addedAt), Math.min(until, provider.endedAt ?? ctx.at, ctx.at)];
  const days = new Set(checks.map(({ checkedAt }) => dateAt(ctx, checkedAt)));
  const [begin, last] = [dayNumber(dateAt(ctx, first)), dayNumber(dateAt(ctx, end))];
  const looked = [...days].filter((day) => dayNumber(day) >= begin && dayNumber(day) <= last).length;
  // the day on which it was added and today may still come
  return Math.max(0, last - begin - 1 - looked);
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
  const taken = providers.filter((one) => takenTooLong(one, own(one.id), now));
  const counts = { providers: providers.length, looks: checks.length, taken: taken.length };
  if (taken.length > 0)
    return {
      status: 'not kept',
      because: `calls of ${taken.length} providers were taken a day and more after the database did not list them`,
      counts,
      samples: samplesOf('provider', taken),
    };
  const missed = providers.filter((one) => missedDays(ctx, one, own(one.id), period) > 0);
  if (missed.length > 0)
    return {
      ...none(`${missed.length} providers were not looked up on every day`, samplesOf('provider', missed)),
      counts,
    };
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
