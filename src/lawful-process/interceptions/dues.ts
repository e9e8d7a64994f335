import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { policyInForce } from './admit.ts';
import { refileClock } from './clocks.ts';

/** When the senior officer left the staff, or null while he is of it. Epoch ms. */
export const vacantSince = async (ctx: Ctx, officerId: string): Promise<number | null> => {
  const { last, now } = await ctx.tx
    .selectFrom('membership')
    .select((eb) => [
      eb.fn.max('untilAt').as('last'),
      eb.fn.count<number>('personId').filterWhere('untilAt', 'is', null).as('now'),
    ])
    .where('personId', '=', officerId)
    .executeTakeFirstOrThrow();
  return Number(now) > 0 ? null : Number(last ?? 0);
};

/**
 * When the policies are due at the FCC, and an officer's place that is vacant. What the closed store itself waits for is told to those
 * who open it only: everybody who plans reads these.
 */
export const interceptionDues: DueSource = async (ctx, closures) => {
  const roles = ['officer', 'counsel', 'compliance'] as const;
  const open = await ctx.tx
    .selectFrom('interceptionFiling')
    .select(['id', 'cause', 'happenedOn'])
    .where('filedOn', 'is', null)
    .execute();
  const dues = open.flatMap((filing): Due[] => {
    const { due, cite, steps } = refileClock(filing, closures);
    if (due === null) return [];
    const [key, subject] = [`interception-policy:${filing.id}`, `interception-filing:${filing.id}`];
    const what = 'File the policies on interceptions at the FCC and note its confirmation';
    return [{ key, what, subject, cite, bound: 'by', day: due, promisedDay: null, steps, roles }];
  });
  const policy = await policyInForce(ctx);
  const since = policy === undefined ? null : await vacantSince(ctx, policy.officerId);
  if (policy === undefined || since === null) return dues;
  const day = dayNumber(dateAt(ctx, since));
  const vacant: Due = {
    key: `interception-officer:${policy.id}`,
    what: 'Appoint a senior officer for interceptions and publish the policies anew: the one they name has left',
    subject: `interception-policy:${policy.id}`,
    cite: '47 CFR 1.20003(a)',
    bound: 'by',
    day,
    promisedDay: null,
    steps: [{ day, counted: true, why: 'the senior officer left the staff: the duty has no pause' }],
    roles,
  };
  return [...dues, vacant];
};
