import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import type { RegimeAnswer } from '../../law/questions/business-regime.ts';
import { proveCustomer } from '../authentication/prove.ts';
import { lettersKey } from '../customers/normalise.ts';
import { contractOf, standingOf } from './contracts.ts';
import { namesOf } from './identify.ts';
import { atTheDesk, keepAttempt, proofEnds, sessionOn } from './store.ts';

const lacks = z.enum(['contract', 'not-begun', 'over', 'clause', 'representative', 'other-representative', 'name']);

/** What is missing for the contract to prove the caller; null where nothing is. */
const lacking = (
  standing: RegimeAnswer,
  { own, named }: { readonly own: boolean; readonly named: boolean },
): z.output<typeof lacks> | null => {
  if (!standing.holds) return standing.missing;
  if (!own) return 'other-representative';
  return named ? null : 'name';
};

export const knowByContract = operation({
  http: 'POST /v1/desk-sessions/{sessionId}/contract',
  says: "The customer's own representative says that he knows the caller by the way of the contract: a person named on the account. Nobody else may say it, and only while the contract holds",
  law: ['47 CFR 64.2010(g)'],
  may: atTheDesk,
  by: 'person',
  takes: z.strictObject({ sessionId: id, name: z.string().trim().min(1).max(200) }),
  gives: z.strictObject({
    held: z.boolean(),
    missing: lacks.nullable(),
    cite: z.string(),
  }),
  async run(ctx: Ctx, { sessionId, name }) {
    const session = await sessionOn(ctx, sessionId);
    const { customerId, channel } = session;
    const contract = await contractOf(ctx, customerId);
    const standing = await standingOf(ctx, contract, ctx.at);
    const { cite } = standing;
    const named = (await namesOf(ctx, customerId)).has(lettersKey(name) ?? '');
    const missing = lacking(standing, { own: contract?.representativeId === ctx.actor.id, named });
    await keepAttempt(ctx, session, 'contract', missing === null);
    if (missing !== null || contract === null) return { held: false, missing, cite };
    const proof = { customerId, method: 'contract', channel, sessionId } as const;
    await proveCustomer(ctx, {
      ...proof,
      byWhat: `business-contract:${contract.id}`,
      untilAt: proofEnds(ctx, session),
    });
    return { held: true, missing, cite };
  },
});
