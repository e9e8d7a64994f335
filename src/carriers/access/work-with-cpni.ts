import type { Ctx } from '../../db/context.ts';
import type { Actor, Role } from '../../kernel/operation.ts';
import { Problem } from '../../kernel/problem.ts';
import { dateAt } from '../promises/local-time.ts';
import { type CpniAccess, type Duty, mayWorkWithCpni } from './lapse.ts';
import { standingsOf } from './standing.ts';

/** Who looks in from outside: their own houses train them. */
export const outsideRoles: readonly Role[] = ['auditor', 'counsel'];

const isStaff = (actor: Actor): boolean =>
  actor.kind === 'person' && actor.roles.some((role) => !outsideRoles.includes(role));

/** Whether a person who has a role here may work with CPNI now; `null` for one who has none. */
export const accessOf = async (ctx: Ctx, personId: string): Promise<CpniAccess | null> => {
  const standing = (await standingsOf(ctx, [personId])).get(personId);
  return standing === undefined ? null : mayWorkWithCpni(standing, dateAt(ctx, ctx.at));
};

const fixes: Readonly<Record<Duty, string>> = {
  course: 'Renew the course: take it yourself, or let a colleague record where you passed it.',
  manual: 'Read the newest manual and acknowledge it.',
};

/**
 * Asked before a person sees customers or releases to them: `not-allowed` once his training has lapsed beyond its grace. Machines,
 * and carriers that published neither course nor manual, pass.
 */
export const workWithCpni = async (ctx: Ctx): Promise<void> => {
  const { actor } = ctx;
  if (actor.id === null || !isStaff(actor)) return;
  const access = await accessOf(ctx, actor.id);
  if (access?.state !== 'closed') return;
  const { since, duty } = access;
  throw new Problem('not-allowed', {
    detail: `Your work with CPNI is closed since ${since}: the ${duty} is overdue beyond its grace.`,
    fix: fixes[duty],
    cite: '47 CFR 64.2009(b)',
  });
};
