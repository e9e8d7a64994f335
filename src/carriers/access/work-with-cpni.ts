import type { Ctx } from '../../db/context.ts';
import type { Actor, Role } from '../../kernel/operation.ts';
import { Problem } from '../../kernel/problem.ts';
import { dateAt } from '../promises/local-time.ts';
import { type CpniStanding, type Duty, mayWorkWithCpni } from './lapse.ts';
import { standingsOf } from './standing.ts';

/** Who looks in from outside: their own houses train them. */
export const outsideRoles: readonly Role[] = ['auditor', 'counsel'];

const isStaff = (actor: Actor): boolean =>
  actor.kind === 'person' && actor.roles.some((role) => !outsideRoles.includes(role));

/** How long the newest course takes, where that was said. */
const courseMinutes = async (ctx: Ctx): Promise<number | null> =>
  (await ctx.tx.selectFrom('course').select('minutes').orderBy('publishedAt', 'desc').limit(1).executeTakeFirst())
    ?.minutes ?? null;

const whatEnded = (duty: Duty, { trainedOn }: CpniStanding): string => {
  if (duty === 'manual') return 'Your time to read the CPNI manual ended';
  return trainedOn === null ? 'Your time to take the CPNI course ended' : 'Your CPNI course ended';
};

const fixOf = async (ctx: Ctx, duty: Duty): Promise<string> => {
  if (duty === 'manual') return 'Read the newest manual and acknowledge it.';
  const minutes = await courseMinutes(ctx);
  const takes = minutes === null ? '' : `: ${minutes} minutes`;
  return `Renew the course${takes}. Take it yourself, or let a colleague record where you passed it.`;
};

/**
 * Asked before a person sees customers or releases to them: `not-allowed` once his training has lapsed beyond its grace. Machines,
 * and carriers that published neither course nor manual, pass.
 */
export const workWithCpni = async (ctx: Ctx): Promise<void> => {
  const { actor } = ctx;
  if (actor.id === null || !isStaff(actor)) return;
  const standing = (await standingsOf(ctx, [actor.id])).get(actor.id);
  if (standing === undefined) return;
  const access = mayWorkWithCpni(standing, dateAt(ctx, ctx.at));
  if (access.state !== 'closed') return;
  const { since, ended, duty } = access;
  throw new Problem('not-allowed', {
    detail: `${whatEnded(duty, standing)} on ${ended}. The desk and lists of customers are closed since ${since}.`,
    fix: await fixOf(ctx, duty),
    cite: '47 CFR 64.2009(b)',
  });
};
