import { sql } from 'kysely';
import { type Control, type Finding, samplesOf } from '../../carriers/promises/controls.ts';
import { datesOf } from '../../carriers/promises/local-time.ts';
import { unacknowledged } from '../third-parties/acknowledgments.ts';

const partners = ['agent', 'joint-venture', 'independent-contractor', 'third-party'] as const;

const wrong = (because: string, counts: Finding['counts'], samples: readonly string[]): Finding => ({
  status: 'not kept',
  because,
  counts,
  samples,
});

// an order by the portal is the customer’s too, but no written one
const signedBefore = sql<boolean>`exists (
  select from permission_event ordered where ordered.customer_id = decision.customer_id and ordered.type = 'ordered'
    and ordered.recipient = 'new-carrier' and ordered.method = 'signed' and ordered.at <= decision.at)`;

/** The controls of disclosures to others. */
export const disclosureControls: readonly Control[] = [
  {
    id: 'third-party-agreements',
    says: 'Nothing went to an agent, partner or contractor but under an accepted agreement with its three clauses, and each signed its yearly writing',
    law: '47 CFR 64.2007(b)(2)',
    async check(ctx, period) {
      const rows = await ctx.tx
        .selectFrom('disclosure')
        .select(['id', 'agreementId', 'state', 'given'])
        .where('startedAt', '>=', period.from)
        .where('startedAt', '<', period.until)
        .where('recipient', 'in', [...partners])
        .where('partyId', 'is not', null)
        .orderBy('startedAt')
        .execute();
      const { last } = datesOf(ctx, period);
      const owed = await unacknowledged(ctx, last, last);
      const accepted = await ctx.tx
        .selectFrom('agreement')
        .select('id')
        .where('acceptedAt', '<', period.until)
        .where((eb) => eb.or([eb('untilDay', 'is', null), eb('untilDay', '>=', last)]))
        .execute();
      const bare = rows.filter(({ given, agreementId }) => given > 0 && agreementId === null);
      const stopped = rows.filter(({ state }) => state === 'stopped').length;
      const counts = { disclosures: rows.length, stopped, agreements: accepted.length, owed: owed.length };
      if (bare.length > 0)
        return wrong(`${bare.length} disclosures had no agreement`, counts, samplesOf('disclosure', bare));
      if (owed.length > 0)
        return wrong(`${owed.length} parties owe their yearly writing`, counts, samplesOf('third-party', owed));
      if (accepted.length === 0)
        return { status: 'untested', because: 'no agreement with anybody is accepted', counts, samples: [] };
      const samples = [...samplesOf('agreement', accepted), ...samplesOf('disclosure', rows)].slice(0, 3);
      return {
        status: 'kept',
        because: 'every disclosure had its agreement, and every writing is signed',
        counts,
        samples,
      };
    },
  },
  {
    id: 'new-carrier-authorization',
    says: 'Nothing beyond a port went to a new carrier but by the order that the customer signed',
    law: '47 USC 222(c)(2)',
    async check(ctx, { from, until }) {
      const rows = await ctx.tx
        .selectFrom('decision')
        .select(['id', 'allowed', 'basis', 'recordedAt'])
        .select(signedBefore.as('signed'))
        .where('recordedAt', '>=', from)
        .where('recordedAt', '<', until)
        .where((eb) => eb(eb.ref('use', '->>').key('recipient'), '=', 'new-carrier'))
        .where((eb) => eb(eb.ref('use', '->>').key('purpose'), 'not in', ['port', 'legal-process']))
        .orderBy('recordedAt')
        .limit(10_000)
        .execute();
      const bad = rows.filter(({ allowed, basis, signed }) => allowed && !(basis === 'customer-request' && signed));
      const counts = { asked: rows.length, given: rows.filter(({ allowed }) => allowed).length };
      if (bad.length > 0)
        return wrong(
          `${bad.length} went without an order that the customer signed`,
          counts,
          samplesOf('decision', bad),
        );
      if (rows.length === 0)
        return { status: 'untested', because: 'nobody asked to give anything to a new carrier', counts, samples: [] };
      return {
        status: 'kept',
        because: 'each had the customer’s signed order, or was refused',
        counts,
        samples: samplesOf('decision', rows),
      };
    },
  },
];
