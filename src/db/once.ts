import { createHash } from 'node:crypto';
import { refuse } from '../kernel/problem.ts';
import { asJson, type Ctx } from './context.ts';

const actorOf = (ctx: Ctx): string => `${ctx.actor.kind}:${ctx.actor.id ?? ctx.actor.name}`;

const hashOf = (request: string): Buffer => createHash('sha256').update(request).digest();

/** What was answered under a key before; null where nothing was. Another request under the key is refused. */
export const answeredBefore = async (
  ctx: Ctx,
  key: string,
  request: string,
): Promise<{ readonly answer: unknown } | null> => {
  const first = await ctx.tx
    .selectFrom('idempotency')
    .select(['requestHash', 'answer'])
    .where('key', '=', key)
    .where('actor', '=', actorOf(ctx))
    .executeTakeFirst();
  if (first === undefined) return null;
  if (!first.requestHash.equals(hashOf(request)))
    refuse(
      'key-reused',
      'This Idempotency-Key belongs to another request.',
      'Use a new key for a new request; repeat the old one unchanged.',
    );
  return { answer: first.answer };
};

/** The first answer for this Idempotency-Key: an exact repeat gets it again, another request under the key is refused. */
export const once = async <T>(ctx: Ctx, key: string, request: string, run: () => Promise<T>): Promise<T> => {
  const actor = actorOf(ctx);
  // a second request under the key waits here until the first commits
  const claimed = await ctx.tx
    .insertInto('idempotency')
    .values({ key, actor, requestHash: hashOf(request), answer: null, at: ctx.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (claimed === undefined) {
    const first = await answeredBefore(ctx, key, request);
    if (first === null) throw new Error('a key was taken and is not there');
    return first.answer as T;
  }
  const answer = await run();
  await ctx.tx
    .updateTable('idempotency')
    .set({ answer: asJson(answer) })
    .where('key', '=', key)
    .where('actor', '=', actor)
    .execute();
  return answer;
};

/** Days for which an exact repeat gets the first answer; after them its key is a new one, and what the answer held is gone. */
export const repeatDays = 30;

/** Drops answers that were kept for repeats longer than their time, which may hold what a purge takes elsewhere. */
export const dropOldAnswers = async (ctx: Ctx): Promise<void> => {
  await ctx.tx
    .deleteFrom('idempotency')
    .where('at', '<', ctx.at - repeatDays * 86_400_000)
    .execute();
};
