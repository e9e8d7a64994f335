import { type Control, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import type { Ctx } from '../../db/context.ts';
import { standingOf } from './contracts.ts';

/** Who was known by a contract in a period, and under which. */
const knownByContract = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('customerProof')
    .select(['id', 'customerId', 'byWhat', 'provedAt'])
    .where('method', '=', 'contract')
    .where('provedAt', '>=', from)
    .where('provedAt', '<', until)
    .orderBy('provedAt')
    .execute();

const contractBehind = (ctx: Ctx, proof: { readonly customerId: string; readonly byWhat: string }) =>
  ctx.tx
    .selectFrom('businessContract')
    .selectAll()
    .where('id', '=', proof.byWhat.replace('business-contract:', ''))
    .where('customerId', '=', proof.customerId)
    .executeTakeFirst();

/** The controls of the desk: who was known by a contract was so under one that held at that moment. */
export const deskControls: readonly Control[] = [
  {
    id: 'business-authentication',
    says: 'Nobody was known by a contract but a customer whose contract ran, speaks of CPNI, and had a representative of its own that day',
    law: '47 CFR 64.2010(g)',
    async check(ctx, period) {
      const proofs = await knownByContract(ctx, period);
      const unfounded = [];
      for (const proof of proofs) {
        const contract = await contractBehind(ctx, proof);
        const standing = await standingOf(ctx, contract ?? null, proof.provedAt);
        if (!standing.holds) unfounded.push(proof);
      }
      const counts = { known: proofs.length, unfounded: unfounded.length };
      if (unfounded.length > 0)
        return {
          status: 'not kept',
          because: `${unfounded.length} customers were known by a contract that did not hold`,
          counts,
          samples: samplesOf('customer-proof', unfounded),
        };
      if (proofs.length === 0)
        return { status: 'untested', because: 'no customer was known by a contract', counts, samples: [] };
      return {
        status: 'kept',
        because: 'every contract held when its customer was known by it',
        counts,
        samples: samplesOf('customer-proof', proofs),
      };
    },
  },
];
