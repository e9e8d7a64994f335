import type { Ctx } from '../../db/context.ts';
import type { Role } from '../../kernel/operation.ts';
import { Problem } from '../../kernel/problem.ts';
import { type Fact, record } from '../../ledger/record.ts';
import type { InterceptionPolicy } from './record.ts';

/** No role opens the store by itself: these may be designated. */
export const mayBeDesignated: readonly Role[] = ['officer', 'counsel', 'network'];

export const interceptionLaw = ['47 CFR 1.20003', '47 CFR 1.20004'] as const;

/** The policies in force, or undefined before the first. */
export const policyInForce = (ctx: Ctx): Promise<InterceptionPolicy | undefined> =>
  ctx.tx.selectFrom('interceptionPolicy').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();

const outside = (): never => {
  throw new Problem('not-allowed', {
    detail: 'Only the senior officer and the staff whom the policies in force designate open this store.',
    fix: 'Ask the senior officer; the policies name him.',
    cite: '47 CFR 1.20003(a)',
  });
};

/** The policies in force, for a person whom they designate; everybody else, machines, jobs and support too, is refused. */
export const admit = async (ctx: Ctx): Promise<InterceptionPolicy> => {
  const policy = await policyInForce(ctx);
  if (policy === undefined || ctx.actor.kind !== 'person') return outside();
  if (policy.officerId === ctx.actor.id) return policy;
  const designated = await ctx.tx
    .selectFrom('interceptionDesignee')
    .select('personId')
    .where('policyId', '=', policy.id)
    .where('personId', '=', ctx.actor.id)
    .executeTakeFirst();
  return designated === undefined ? outside() : policy;
};

/**
 * Evidence of the store: others read the ledger, so an entry says that a record was written or read, by whom and when, and holds the
 * hash of its sealed form; never what it is about, nor that it is an interception.
 */
export const witnessed = async (ctx: Ctx, kind: string, recordId: string, facts: { readonly [name: string]: Fact }) =>
  record(ctx, { kind: `security-store.${kind}`, subject: `security-store:${recordId}`, happenedAt: ctx.at, facts });
