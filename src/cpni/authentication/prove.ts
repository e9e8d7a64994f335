import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import type { Proof } from './record.ts';

export type ProofGiven = Pick<Proof, 'customerId' | 'method' | 'channel' | 'sessionId' | 'byWhat' | 'untilAt'>;

/**
 * Records that a customer was proved to be himself, with its evidence. `byWhat` names the record behind it (`password:<id>`,
 * `call:<id>`), `untilAt` (epoch ms) its last instant at the latest: with its session it ends sooner.
 */
export const proveCustomer = async (ctx: Ctx, given: ProofGiven): Promise<Proof> => {
  const proof = await ctx.tx
    .insertInto('customerProof')
    .values({ id: ctx.id(), ...given, provedAt: ctx.at, endedAt: null })
    .returningAll()
    .executeTakeFirstOrThrow();
  const { id, customerId, method, channel, sessionId, byWhat, untilAt } = proof;
  await record(ctx, {
    kind: 'customer.proved',
    subject: `customer:${customerId}`,
    happenedAt: ctx.at,
    facts: { proof: id, method, channel, session: sessionId, by: byWhat, until: new Date(untilAt).toISOString() },
  });
  return proof;
};

/** Ends what was proved in a session, at hang-up, sign-out or when the visitor goes. Gives how many proofs ended. */
export const endProofs = async (ctx: Ctx, sessionId: string): Promise<number> => {
  const ended = await ctx.tx
    .updateTable('customerProof')
    .set({ endedAt: ctx.at })
    .where('sessionId', '=', sessionId)
    .where('endedAt', 'is', null)
    .where('untilAt', '>', ctx.at)
    .returning(['id', 'customerId'])
    .execute();
  for (const { id, customerId } of ended)
    await record(ctx, {
      kind: 'customer.proof-ended',
      subject: `customer:${customerId}`,
      happenedAt: ctx.at,
      facts: { proof: id, session: sessionId },
    });
  return ended.length;
};
