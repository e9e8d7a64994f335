import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import type { Proof } from './record.ts';

export type ProofAsked = { readonly customerId: string; readonly sessionId: string; readonly at: number };

/**
 * What proves this customer in this session at an instant (epoch ms), the latest first; none: nothing may be told. Which of them
 * opens what is the law's question, asked with the method of one.
 */
export const proofsInForce = async (ctx: Ctx, { customerId, sessionId, at }: ProofAsked): Promise<readonly Proof[]> => {
  const rows = await ctx.tx
    .selectFrom('customerProof')
    .selectAll()
    .where('sessionId', '=', sessionId)
    .where('customerId', '=', customerId)
    .where('provedAt', '<=', at)
    .where('untilAt', '>', at)
    .orderBy('provedAt', 'desc')
    .execute();
  return rows.filter(({ endedAt }) => endedAt === null || at < endedAt);
};

/** Everything that was ever proved in these sessions. */
export const proofsOfSessions = (ctx: Ctx, sessions: readonly string[]): Promise<Proof[]> =>
  ctx.tx
    .selectFrom('customerProof')
    .selectAll()
    // one text for any number of sessions
    .where(sql<boolean>`session_id = any(${sessions}::uuid[])`)
    .execute();
