import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import type { Ctx } from '../../db/context.ts';
import { found, Problem } from '../../kernel/problem.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { type Breach, customerClock, directionsOf, reached } from './clocks.ts';

export type MayWrite =
  | { readonly may: 'yes'; readonly ground: 'no-hold' | 'urgent' | 'after-hold' }
  | { readonly may: 'no'; readonly detail: string; readonly fix: string; readonly cite: string };

/** Whether customers may be told of a breach at an instant; an inadvertent slip is none under 64.2011(e) and has no hold. */
export const mayTellAt = async (ctx: Ctx, breach: Breach, at: number): Promise<MayWrite> => {
  if (breach.intentional === 'no') return { may: 'yes', ground: 'no-hold' };
  if (breach.reportedAt === null || at < breach.reportedAt)
    return {
      may: 'no',
      detail: 'Customers may not be told before law enforcement was.',
      fix: 'Report the breach through the central facility first.',
      cite: '47 CFR 64.2011(a)',
    };
  if (breach.urgentHarm !== null && breach.consulted !== null) return { may: 'yes', ground: 'urgent' };
  const allowed = customerClock(breach, await directionsOf(ctx, breach.id), await closuresOf(ctx));
  if (allowed === null || allowed.due === null || reached(ctx, at, allowed.due))
    return { may: 'yes', ground: 'after-hold' };
  const urgent = 'or, where harm is immediate and irreparable, say so in the report after consulting the agency';
  return {
    may: 'no',
    detail: `Customers may be told from ${dateOfDay(allowed.due)}.`,
    fix: `Wait until then; show the breach to see each day counted; ${urgent}.`,
    cite: allowed.cite,
  };
};

/** Whether a message to customers about a breach may go out now; whatever sends one asks. */
export const mayWriteToCustomersAbout = async (ctx: Ctx, breachId: string): Promise<MayWrite> => {
  const row = await ctx.tx.selectFrom('breach').selectAll().where('id', '=', breachId).executeTakeFirst();
  return mayTellAt(ctx, found(row, 'breach'), ctx.at);
};

/** The ground on which customers may be told; `wrong-state` while law enforcement comes first. */
export const groundToTell = (answer: MayWrite): 'no-hold' | 'urgent' | 'after-hold' => {
  if (answer.may === 'yes') return answer.ground;
  const { detail, fix, cite } = answer;
  throw new Problem('wrong-state', { detail, fix, cite });
};
