import { sql } from 'kysely';
import { type Control, type Finding, type Period, samplesOf } from '../../../carriers/promises/controls.ts';
import type { Ctx } from '../../../db/context.ts';

/** Decisions of a period that are wrong by some measure, among those that it is about. */
type Measure = {
  /** which decisions the promise is about */
  readonly about: string;
  /** which of them break it */
  readonly wrong: string;
};

const count = async (ctx: Ctx, { from, until }: Period, { about, wrong }: Measure) => {
  const { rows } = await sql<{ n: number; bad: number; allowed: number }>`
    select count(*) as n, count(*) filter (where ${sql.raw(wrong)}) as bad, count(*) filter (where allowed) as allowed
    from decision where recorded_at >= ${from} and recorded_at < ${until} and ${sql.raw(about)}`.execute(ctx.tx);
  return rows[0] ?? { n: 0, bad: 0, allowed: 0 };
};

const three = async (ctx: Ctx, { from, until }: Period, where: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from decision where recorded_at >= ${from} and recorded_at < ${until} and ${sql.raw(where)}
    order by recorded_at, id limit 3`.execute(ctx.tx);
  return samplesOf('decision', rows);
};

const measured = async (ctx: Ctx, period: Period, measure: Measure, what: string): Promise<Finding> => {
  const { n, bad, allowed } = await count(ctx, period, measure);
  const counts = { decisions: n, allowed, denied: n - allowed, wrong: bad };
  if (n === 0) return { status: 'untested', because: `no ${what} was decided in the period`, counts, samples: [] };
  if (bad > 0)
    return {
      status: 'not kept',
      because: `${bad} of ${n} ${what} decisions break it`,
      counts,
      samples: await three(ctx, period, `${measure.about} and ${measure.wrong}`),
    };
  const samples = await three(ctx, period, measure.about);
  return { status: 'kept', because: `all ${n} ${what} decisions keep it`, counts, samples };
};

const control = (id: string, says: string, law: string, measure: Measure, what: string): Control => ({
  id,
  says,
  law,
  check: (ctx, period) => measured(ctx, period, measure, what),
});

// the law's questions give a paragraph only where it decides: what is shown here is that it was used, and never with something missing
const byParagraph = (id: string, says: string, law: string, paragraphs: readonly string[], what: string): Control => {
  const cites = paragraphs.map((paragraph) => `cite like '${paragraph}%'`).join(' or ');
  return control(id, says, law, { about: `allowed and (${cites})`, wrong: 'cardinality(missing) > 0' }, what);
};

/** The uses that need no approval, each shown by decisions that name its paragraph. */
const exemptions: readonly Control[] = [
  byParagraph(
    'own-categories',
    'Offers within the categories that a customer has were decided by the paragraph that frees them',
    '47 CFR 64.2005(a)',
    ['47 CFR 64.2005(a)'],
    'own-category offer',
  ),
  byParagraph(
    'equipment',
    'Equipment and messaging were offered by the paragraph that frees them',
    '47 CFR 64.2005(b)(1)',
    ['47 CFR 64.2005(b)(1)'],
    'equipment offer',
  ),
  byParagraph(
    'adjunct-services',
    'Adjunct-to-basic services were offered by the paragraph that frees them',
    '47 CFR 64.2005(c)(3)',
    ['47 CFR 64.2005(c)(3)'],
    'adjunct-service offer',
  ),
  byParagraph(
    'protection',
    'CPNI served against fraud and abuse by the paragraph that frees this',
    '47 CFR 64.2005(d)',
    ['47 CFR 64.2005(d)', '47 USC 222(d)(2)'],
    'protective use',
  ),
  byParagraph(
    'statutory-uses',
    'Other uses were decided by a paragraph of section 222',
    '47 USC 222',
    ['47 USC 222('],
    'statutory use',
  ),
];

// a refusal of everything that no later yes lifted
const refusedBefore = `exists (
  select from permission_event no where no.customer_id = decision.customer_id and no.type = 'refused' and no.covers is null
    and no.at < decision.at and no.recorded_at < decision.recorded_at and not exists (
      select from permission_event yes where yes.customer_id = no.customer_id and yes.type = 'approved'
        and yes.at > no.at and yes.at <= decision.at))`;

const choseBefore = `exists (
  select from permission_event choice where choice.customer_id = decision.customer_id
    and choice.type in ('approved', 'refused') and choice.at <= decision.at)`;

/** The controls over recorded answers to "may this CPNI be used?". */
export const decisionControls: readonly Control[] = [
  ...exemptions,
  control(
    'standing-choices',
    'No use was allowed on silence or an older yes after its customer had said no to everything',
    '47 CFR 64.2007(a)(2)',
    { about: choseBefore, wrong: `(allowed and basis in ('opt-out', 'opt-in') and ${refusedBefore})` },
    'use after a choice',
  ),
  control(
    'sharing-within-service',
    'What went to affiliates, agents and others served the customer’s own service, law or his order',
    '47 CFR 64.2005',
    {
      about:
        "use->>'recipient' in ('agent', 'affiliate-communications', 'affiliate-other', 'joint-venture', 'independent-contractor', 'third-party')",
      wrong: `(allowed and basis <> 'customer-request'
        and use->>'purpose' not in ('provide', 'bill', 'protect', 'port', 'legal-process'))`,
    },
    'sharing',
  ),
  control(
    'partner-opt-in-always',
    'CPNI went to partners and contractors, whatever for, only on an express yes or by law',
    '47 CFR 64.2007(b)',
    {
      about: `use->>'recipient' in ('joint-venture', 'independent-contractor') and use->>'purpose' <> 'legal-process'`,
      wrong: "(allowed and basis <> 'opt-in')",
    },
    'partner',
  ),
  control(
    'approval-gate',
    'Each use that was asked about has a recorded answer with its paragraph, and none was allowed that lacked something',
    '47 CFR 64.2009(a)',
    { about: 'true', wrong: '(allowed and (cite is null or cardinality(missing) > 0))' },
    'use',
  ),
  control(
    'opt-in-only',
    'No use was allowed on silence',
    '47 CFR 64.2007(b)',
    { about: 'true', wrong: "(allowed and basis = 'opt-out')" },
    'use',
  ),
  control(
    'no-sale',
    'No sale of CPNI was allowed',
    '47 USC 222(c)(1)',
    { about: 'true', wrong: "(allowed and use->>'purpose' = 'sell')" },
    'use',
  ),
  control(
    'data-classes',
    'Each recorded use names the classes of CPNI it takes',
    '47 CFR 64.2003(g)',
    { about: 'true', wrong: "jsonb_array_length(use->'cpni') = 0" },
    'use',
  ),
  control(
    'disclosure-log',
    'Each disclosure outside the company that was asked about is on record with its ground',
    '47 CFR 64.2009(c)',
    { about: "use->>'recipient' <> 'self'", wrong: '(allowed and cite is null)' },
    'disclosure',
  ),
  control(
    'phone-release-three-ways',
    'By telephone nothing was told but by a password, to the address of record or on a call to the number of record',
    '47 CFR 64.2010(b)',
    {
      about: "use->>'recipient' = 'customer' and use->>'channel' in ('phone-inbound', 'phone-outbound')",
      wrong: `(allowed and use->>'identifiable' <> 'subscriber-list' and use->>'authentication' not in
        ('password', 'sent-to-address-of-record', 'callback-number-of-record'))`,
    },
    'telephone release',
  ),
  control(
    'partner-opt-in',
    'CPNI went to partners and contractors for marketing only on an express yes',
    '47 CFR 64.2007(b)',
    {
      about: "use->>'recipient' in ('joint-venture', 'independent-contractor') and use->>'purpose' = 'market'",
      wrong: "(allowed and basis <> 'opt-in')",
    },
    'partner',
  ),
];

/** No marketing with CPNI: nothing released, no such use allowed; without any record of the year it stays untested. */
export const noMarketing: Control = {
  id: 'no-marketing',
  says: 'No campaign was released and no use of CPNI in marketing was allowed',
  law: '47 CFR 64.2009(e)',
  async check(ctx, period) {
    const releases = await ctx.tx
      .selectFrom('release')
      .select('id')
      .where('releasedAt', '>=', period.from)
      .where('releasedAt', '<', period.until)
      .orderBy('releasedAt')
      .execute();
    if (releases.length > 0) {
      const counts = { releases: releases.length };
      const because = `${releases.length} campaign lists were released`;
      return { status: 'not kept', because, counts, samples: samplesOf('release', releases) };
    }
    return measured(ctx, period, { about: 'true', wrong: "(allowed and use->>'purpose' = 'market')" }, 'use');
  },
};
