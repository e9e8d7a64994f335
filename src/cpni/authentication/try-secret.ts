import type { z } from 'zod';
import { passwordMatches } from '../../carriers/staff/passwords.ts';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import { askerCounted, countAsker } from './asker.ts';
import { limits } from './limits.ts';
import { type Counted, countWrong, forget, lock, lockedUntil } from './locks.ts';
import { watchOrigin } from './pretexting.ts';
import type { tried } from './record.ts';
import { type Keyed, keysOf } from './store.ts';

/** A secret given for an account. `hash` and `customerId` are null where there is no such account. */
export type Given = {
  readonly what: z.output<typeof tried>;
  /** The account as it was named; equal texts are one account. */
  readonly account: string;
  readonly customerId: string | null;
  readonly hash: string | null;
  readonly secret: string;
  /** The number or network address at the other end, as `originKey` writes it. */
  readonly origin: string;
};

/** What became of a try. `until` in epoch ms. A lock refuses right and wrong alike, and so tells nothing. */
export type Tried =
  | { readonly outcome: 'right' }
  | { readonly outcome: 'wrong'; readonly tries: number; readonly of: number }
  | { readonly outcome: 'locked'; readonly until: number };

type Sides = { readonly account: Counted; readonly origin: Counted; readonly asker: Counted; readonly whose: Buffer };

/** What is counted of a try at an account, by the account, its origin and who asked. */
const sidesOf = async (
  ctx: Ctx,
  { what, account, customerId, origin }: Omit<Given, 'secret' | 'hash'>,
): Promise<Sides> => {
  const keyed = await keysOf(ctx);
  return {
    account: { ...accountCounted(keyed, what, account), customerId },
    origin: { subject: 'origin', key: keyed(origin), customerId: null, named: origin },
    asker: askerCounted(ctx, keyed),
    whose: keyed(customerId ?? account),
  };
};

/** How the tries at one kind of secret of an account are counted. */
export const accountCounted = (keyed: Keyed, what: Given['what'], account: string): Counted => ({
  subject: 'account',
  key: keyed(`${what}:${account}`),
  customerId: null,
  named: null,
});

const judged = async (ctx: Ctx, { account, origin, asker }: Sides, matches: boolean): Promise<Tried> => {
  // parallel tries at one account wait here, so that none slips past the last one allowed
  await countWrong(ctx, account, 0);
  const until = await lockedUntil(ctx, [account, origin, asker]);
  if (until !== null) return { outcome: 'locked', until };
  if (!matches) {
    const tries = await countWrong(ctx, account, 1);
    return { outcome: 'wrong', tries, of: limits.account.wrong };
  }
  await forget(ctx, account);
  return { outcome: 'right' };
};

const lockAsCounted = async (ctx: Ctx, { account, origin, asker }: Sides, tries: number): Promise<void> => {
  const reason = 'wrong-tries';
  if (tries >= limits.account.wrong) await lock(ctx, account, { reason, rest: limits.account.rest });
  const fromOrigin = await countWrong(ctx, origin, 1);
  if (!(await watchOrigin(ctx, origin)) && fromOrigin >= limits.origin.wrong)
    await lock(ctx, origin, { reason, rest: limits.origin.rest });
  await countAsker(ctx, asker);
};

/** Keeps a try with its evidence; where there is no such account, the evidence names it by its hash. */
const keep = async (ctx: Ctx, given: Given, sides: Sides, outcome: Tried['outcome']): Promise<void> => {
  const { what, customerId } = given;
  const tryId = ctx.id();
  await ctx.tx
    .insertInto('authenticationTry')
    .values({
      id: tryId,
      at: ctx.at,
      what,
      outcome,
      customerId,
      // whatever the secret, one customer is one account
      accountKey: sides.whose,
      lockKey: sides.account.key,
      originKey: sides.origin.key,
      askerKey: sides.asker.key,
    })
    .execute();
  await record(ctx, {
    kind: `authentication.${outcome}`,
    subject: customerId === null ? `authentication-try:${tryId}` : `customer:${customerId}`,
    happenedAt: ctx.at,
    facts: { try: tryId, what, origin: sides.origin.key.toString('hex') },
  });
};

/**
 * Tries a secret, counts it and keeps it with its evidence. The work is the same for a right secret, a wrong one, a locked account and
 * one that does not exist: the secret is hashed before anything is looked at. A wrong try may lock the account, its origin or who asked.
 */
export const trySecret = async (ctx: Ctx, given: Given): Promise<Tried> => {
  const matches = await passwordMatches(given.hash, given.secret);
  const sides = await sidesOf(ctx, given);
  const answer = await judged(ctx, sides, matches);
  await keep(ctx, given, sides, answer.outcome);
  if (answer.outcome === 'wrong') await lockAsCounted(ctx, sides, answer.tries);
  return answer;
};
