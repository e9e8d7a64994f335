import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { found, Problem } from '../../kernel/problem.ts';
import { dateOfDay } from '../../kernel/time.ts';
import type { Closures } from '../../law/calendar.ts';
import { type Breach, customerClock, type Direction, directionsOf, reached } from './clocks.ts';

export type Held = {
  readonly may: 'no';
  /** The first day on which customers may be told, as far as the clock runs already. */
  readonly from: string | null;
  readonly detail: string;
  readonly fix: string;
  readonly cite: string;
};
export type MayWrite = { readonly may: 'yes'; readonly ground: 'no-hold' | 'urgent' | 'after-hold' } | Held;

const keeps = (breachId: string): string => `The hold of breach ${breachId} keeps every message about it.`;
const unlocks = 'compliance, counsel or an officer';

/** What the hold of a breach rests on beside it: what agencies directed, and the days on which offices are closed. */
export type HeldBy = { readonly directions: readonly Direction[]; readonly closures: Closures };

/** Whether customers might be told of a breach at an instant; an inadvertent slip is none under 64.2011(e) and has no hold. */
export const mayTellBy = (ctx: Ctx, breach: Breach, at: number, { directions, closures }: HeldBy): MayWrite => {
  if (breach.intentional === 'no') return { may: 'yes', ground: 'no-hold' };
  if (breach.reportedAt === null || at < breach.reportedAt)
    return {
      may: 'no',
      from: null,
      detail: `${keeps(breach.id)} Customers may not be told before law enforcement was.`,
      fix: `Report the breach through the central facility first, clock 'breach-report:${breach.id}': ${unlocks} records it.`,
      cite: '47 CFR 64.2011(a)',
    };
  if (breach.urgentHarm !== null && breach.consulted !== null) return { may: 'yes', ground: 'urgent' };
  // a delay written after that instant held nothing then
  const directed = directions.filter(({ directedOn }) => directedOn <= dateAt(ctx, at));
  const allowed = customerClock(breach, directed, closures);
  if (allowed === null || allowed.due === null || reached(ctx, at, allowed.due))
    return { may: 'yes', ground: 'after-hold' };
  const from = dateOfDay(allowed.due);
  const urgent = 'where harm is immediate and irreparable by saying so in the report after consulting the agency';
  return {
    may: 'no',
    from,
    detail: `${keeps(breach.id)} Customers may be told from ${from}.`,
    fix: `Clock 'breach-customers:${breach.id}' lifts it on that day; show the breach to see each day counted. Before that only ${unlocks} can: by recording an agency's release of a delay, or ${urgent}.`,
    cite: allowed.cite,
  };
};

/** The same of what is on record. */
export const mayTellAt = async (ctx: Ctx, breach: Breach, at: number): Promise<MayWrite> => {
  const [directions, closures] = [await directionsOf(ctx, breach.id), await closuresOf(ctx)];
  return mayTellBy(ctx, breach, at, { directions, closures });
};

/** Whether a message to customers about a breach may go out at an instant; whatever sends one asks. */
export const mayWriteToCustomersAbout = async (ctx: Ctx, breachId: string, at: number): Promise<MayWrite> => {
  const row = await ctx.tx.selectFrom('breach').selectAll().where('id', '=', breachId).executeTakeFirst();
  return mayTellAt(ctx, found(row, 'breach'), at);
};

/** The breaches found by an instant whose customers had not been told by then, the first found first. */
export const untoldBreaches = (ctx: Ctx, at: number): Promise<Breach[]> =>
  ctx.tx
    .selectFrom('breach')
    .selectAll()
    .where('intentional', '<>', 'no')
    .where('discoveredAt', '<=', at)
    .where((eb) => eb.or([eb('customersNotifiedAt', 'is', null), eb('customersNotifiedAt', '>', at)]))
    .orderBy('discoveredAt')
    .execute();

/** The first hold of these breaches that stands at an instant; null while none does. */
export const firstHold = async (ctx: Ctx, breaches: readonly Breach[], at: number): Promise<Held | null> => {
  for (const breach of breaches) {
    const answer = await mayTellAt(ctx, breach, at);
    if (answer.may === 'no') return answer;
  }
  return null;
};

/** The ground on which customers may be told; `wrong-state` while law enforcement comes first. */
export const groundToTell = (answer: MayWrite): 'no-hold' | 'urgent' | 'after-hold' => {
  if (answer.may === 'yes') return answer.ground;
  const { detail, fix, cite } = answer;
  throw new Problem('wrong-state', { detail, fix, cite });
};
