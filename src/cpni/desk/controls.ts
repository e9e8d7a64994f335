import { sql } from 'kysely';
import { type Control, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import type { Ctx } from '../../db/context.ts';
import { DAY } from '../../kernel/time.ts';
import { standingOf } from './contracts.ts';
import { mostFailures } from './store.ts';

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

type Tried = { readonly id: string; readonly late: boolean };

/** Tries that held, and whether the way had failed as often as it may within a day. */
const heldTries = async (ctx: Ctx, { from, until }: Period): Promise<readonly Tried[]> => {
  const { rows } = await sql<Tried>`
    select a.id, (a.way <> 'contract' and ${mostFailures} <= (
        select count(*) from desk_attempt f
        where f.customer_id = a.customer_id and f.way = a.way and not f.held and f.at < a.at and f.at > a.at - ${DAY}))
      as late
    from desk_attempt a where a.held and a.at >= ${from} and a.at < ${until} order by a.id`.execute(ctx.tx);
  return rows;
};

const lockouts: Control = {
  id: 'desk-lockouts',
  says: 'No caller was let in by a way that had failed five times for the account within a day',
  law: '47 CFR 64.2010(a)',
  async check(ctx, period) {
    const held = await heldTries(ctx, period);
    const late = held.filter((one) => one.late);
    const counts = { held: held.length, late: late.length };
    if (late.length > 0)
      return {
        status: 'not kept',
        because: `${late.length} callers were let in by a way that was closed for the account`,
        counts,
        samples: samplesOf('desk-attempt', late),
      };
    if (held.length === 0)
      return { status: 'untested', because: 'nobody showed at the desk who he is', counts, samples: [] };
    return {
      status: 'kept',
      because: 'no way was open that had failed five times',
      counts,
      samples: samplesOf('desk-attempt', held),
    };
  },
};

/** The controls of the desk: a way that failed too often stayed closed; who was known by a contract was so under one that held at that moment. */
export const deskControls: readonly Control[] = [
  lockouts,
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
