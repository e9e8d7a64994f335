import { sql } from 'kysely';
import { z } from 'zod';
import { datesOf, yearPeriod } from '../../carriers/promises/local-time.ts';
import { ofCustomers } from '../../cpni/approvals/of-customers.ts';
import { countComplaints } from '../../cpni/complaints/count.ts';
import { standingNil } from '../../cpni/complaints/nil-report.ts';
import { complaintCategory } from '../../cpni/complaints/record.ts';
import { actionsOfYear } from '../../cpni/pretexting/actions.ts';
import type { Ctx } from '../../db/context.ts';

/** A covered year in counts, each from its own register. */
export const figures = z.strictObject({
  decisions: z.int(),
  denied: z.int(),
  deniedShare: z.number(),
  campaigns: z.int(),
  released: z.int(),
  approached: z.int(),
  leftOut: z.int(),
  notices: z.int(),
  approvals: z.int(),
  refusals: z.int(),
  disclosures: z.int(),
  incidents: z.int(),
  breaches: z.int(),
  complaints: z.int(),
  complaintsByCategory: z.record(complaintCategory, z.int()),
  dataBrokerActions: z.int(),
  /** registers of which somebody signed "none" for the year */
  nilReports: z.array(z.enum(['complaints', 'data-brokers', 'pretexters'])),
  staff: z.int(),
  trained: z.int(),
  discipline: z.int(),
  /** one-time approvals on a call: the exceptions that the rule knows */
  exceptions: z.int(),
  evidence: z.int(),
});
export type Figures = z.output<typeof figures>;

type Counts = Omit<Figures, 'deniedShare' | 'complaints' | 'complaintsByCategory' | 'dataBrokerActions' | 'nilReports'>;

const counts = async (ctx: Ctx, year: number): Promise<Counts> => {
  const { from, until } = yearPeriod(ctx, year);
  const { first, last } = datesOf(ctx, { from, until });
  const { rows } = await sql<Counts>`
    with d as (select count(*) as n, count(*) filter (where not allowed) as denied,
        count(*) filter (where allowed and use->>'recipient' not in ('self', 'customer')) as outside
        from decision where recorded_at >= ${from} and recorded_at < ${until}),
      r as (select count(*) as n, coalesce(sum(included), 0) as included, coalesce(sum(leavers), 0) as leavers from release
        where released_at >= ${from} and released_at < ${until}),
      p as (select count(*) filter (where type = 'approved') as approvals, count(*) filter (where type = 'refused') as refusals,
        count(*) filter (where type = 'one-time') as once from permission_event e where at >= ${from} and at < ${until}
        and ${ofCustomers}),
      m as (select distinct person_id from membership where from_at < ${until} and (until_at is null or until_at >= ${until})
        and not roles <@ array['counsel', 'auditor'])
    select d.n as decisions, d.denied, d.outside as disclosures, r.n as released, r.included as approached,
      p.approvals, p.refusals, p.once as exceptions,
      (select count(*) from campaign where created_at >= ${from} and created_at < ${until}) as campaigns,
      r.leavers + (select coalesce(sum(excluded), 0) from audience where frozen_at >= ${from} and frozen_at < ${until}) as "leftOut",
      (select count(*) from delivery where sent_at >= ${from} and sent_at < ${until}) as notices,
      (select count(*) from channel_incident where detected_at >= ${from} and detected_at < ${until}) as incidents,
      (select count(*) from breach where discovered_at >= ${from} and discovered_at < ${until} and intentional <> 'no') as breaches,
      (select count(*) from discipline_case where happened_on >= ${first} and happened_on <= ${last}) as discipline,
      (select count(*) from m) as staff,
      (select count(distinct c.person_id) from completion c join m on m.person_id = c.person_id
        where c.passed and c.completed_on >= ${first} and c.completed_on <= ${last}) as trained,
      (select count(*) from ledger_entry where recorded_at >= ${from} and recorded_at < ${until}) as evidence
    from d, r, p`.execute(ctx.tx);
  const row = rows[0];
  if (row === undefined) throw new Error('counting gave no row');
  return row;
};

/** The figures of a calendar year in the carrier's zone. */
export const figuresOf = async (ctx: Ctx, year: number): Promise<Figures> => {
  const counted = await counts(ctx, year);
  const complaints = await countComplaints.run(ctx, { year });
  const nilReports: Figures['nilReports'] = [];
  for (const register of ['complaints', 'data-brokers', 'pretexters'] as const)
    if ((await standingNil(ctx, register, year)) !== undefined) nilReports.push(register);
  return {
    ...counted,
    deniedShare: counted.decisions === 0 ? 0 : counted.denied / counted.decisions,
    complaints: complaints.total,
    complaintsByCategory: complaints.byCategory,
    dataBrokerActions: (await actionsOfYear(ctx, year)).length,
    nilReports,
  };
};
