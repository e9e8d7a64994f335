import { createHash } from 'node:crypto';
import type { Ctx } from '../../db/context.ts';
import { proofsOfSessions } from '../authentication/proof-in-force.ts';
import type { Proof } from '../authentication/record.ts';
import type { FactRef } from './facts.ts';
import type { Question } from './record.ts';

/** A question with the authentication that stands behind it, and the proof that was read for it. */
export type Bound = { readonly question: Question; readonly proof: FactRef | null };

const proves = (proof: Proof, { customerId, sessionId, use }: Question, at: number): boolean =>
  proof.sessionId === sessionId &&
  proof.customerId === customerId &&
  proof.method === use.authentication &&
  proof.channel === use.channel &&
  proof.provedAt <= at &&
  at < Math.min(proof.untilAt, proof.endedAt ?? Number.MAX_SAFE_INTEGER);

const refOf = (proof: Proof): FactRef => {
  const { endedAt: _end, ...kept } = proof;
  return { id: proof.id, hash: createHash('sha256').update(JSON.stringify(kept)).digest('hex').slice(0, 32) };
};

/**
 * Holds each question that names a session to what was proved in it: what no proof of that customer, method and channel carries at the
 * instant asked for counts as not authenticated at all, whatever the asker says. Online that is so without a session too: nobody is there who
 * could have seen the customer. At the desk, in a store and in systems of the carrier's own the asker's word stands.
 */
export const bindSessions = async (ctx: Ctx, questions: readonly Question[]): Promise<readonly Bound[]> => {
  const named = new Set(questions.flatMap(({ sessionId }) => (sessionId === undefined ? [] : [sessionId])));
  const proofs = named.size === 0 ? [] : await proofsOfSessions(ctx, [...named]);
  return questions.map((question) => {
    if (question.sessionId === undefined && question.use.channel !== 'online') return { question, proof: null };
    const at = question.at === undefined ? ctx.at : Date.parse(question.at);
    const proof = proofs.find((one) => proves(one, question, at));
    if (proof !== undefined) return { question, proof: refOf(proof) };
    return { question: { ...question, use: { ...question.use, authentication: 'none' as const } }, proof: null };
  });
};
