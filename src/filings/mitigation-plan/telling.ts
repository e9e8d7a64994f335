import { sql } from 'kysely';
import type { z } from 'zod';
import { showCarrier } from '../../carriers/profile.ts';
import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import type { clause } from '../../robocall/acceptable-use/record.ts';
import { listSigningPapers } from '../../robocall/signing/credentials/papers.ts';
import type { RegistrationFacts } from './record.ts';

/** Who the carrier is, from its profile and its signing papers. */
export type PlanProfile = {
  readonly name: string;
  readonly frn: string | null;
  readonly address: string;
  readonly formerNames: readonly string[];
  /** the operating company numbers in force on the day, the newest first */
  readonly operatingCompanyNumbers: readonly string[];
};

/** What the sentences of a plan are written from: profile and registration, and what the records are set to on that day. */
export type PlanTelling = {
  readonly profile: PlanProfile;
  readonly registration: RegistrationFacts;
  /** the highest limits that an account has; null while no account is open */
  readonly limits: { readonly callsPerSecond: number; readonly sessions: number } | null;
  /** accounts whose calls with numbers that are not their own are signed B instead of refused */
  readonly signedB: 'some' | 'none';
  /** accounts in shadow mode: what their limits would refuse is carried and told */
  readonly shadowed: 'some' | 'none';
  readonly acceptableUse: { readonly version: number; readonly clauses: readonly z.output<typeof clause>[] } | null;
  /** lists of numbers that no call may show, in force */
  readonly lists: ReadonlySet<string>;
  /** our own certificate in force, by the service provider code it is for */
  readonly certificate: { readonly code: string } | null;
  readonly upstream: 'some' | 'none';
  readonly wholesale: 'some' | 'none';
};

type Limits = {
  readonly calls: number | null;
  readonly sessions: number | null;
  readonly signedB: string;
  readonly shadowed: string;
};

const limitsOf = async (ctx: Ctx): Promise<Pick<PlanTelling, 'limits' | 'signedB' | 'shadowed'>> => {
  const { rows } = await sql<Limits>`
    select max(l.calls_per_second)::float8 as calls, max(l.sessions)::int as sessions,
      count(*) filter (where a.caller_id_policy = 'signed-b' or m.until_at > ${ctx.at}) as signed_b,
      count(*) filter (where m.until_at > ${ctx.at}) as shadowed
    from voice_account a cross join lateral (
      select calls_per_second, sessions from account_limits o
      where o.carrier_id = a.carrier_id and o.account_id = a.id and o.from_at <= ${ctx.at}
      order by o.from_at desc, o.id desc limit 1) l
    left join lateral (
      select until_at from account_gate_mode g
      where g.carrier_id = a.carrier_id and g.account_id = a.id and g.from_at <= ${ctx.at}
      order by g.from_at desc, g.id desc limit 1) m on true
    where a.ended_at is null`.execute(ctx.tx);
  const [row] = rows;
  const limits =
    row === undefined || row.calls === null || row.sessions === null
      ? null
      : { callsPerSecond: row.calls, sessions: row.sessions };
  const someOf = (count: string | undefined) => (Number(count ?? 0) > 0 ? 'some' : 'none');
  return { limits, signedB: someOf(row?.signedB), shadowed: someOf(row?.shadowed) };
};

const policyOf = async (ctx: Ctx): Promise<PlanTelling['acceptableUse']> =>
  (await ctx.tx
    .selectFrom('acceptableUseVersion')
    .select(['version', 'clauses'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()) ?? null;

const listsOf = async (ctx: Ctx): Promise<ReadonlySet<string>> => {
  const rows = await ctx.tx
    .selectFrom('numberList')
    .select('kind')
    .distinct()
    .where('inForceAt', 'is not', null)
    .where('replacedAt', 'is', null)
    .execute();
  return new Set(rows.map(({ kind }) => kind));
};

const certificateOf = async (ctx: Ctx): Promise<PlanTelling['certificate']> => {
  const row = await ctx.tx
    .selectFrom('signingCredential')
    .select('spc')
    .where('retiredAt', 'is', null)
    .where('notBefore', '<=', ctx.at)
    .where('notAfter', '>', ctx.at)
    .orderBy('fromAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { code: row.spc };
};

const providersOf = async (ctx: Ctx): Promise<Pick<PlanTelling, 'upstream' | 'wholesale'>> => {
  const rows = await ctx.tx
    .selectFrom('provider')
    .select(['direction', 'accountId'])
    .where('endedAt', 'is', null)
    .execute();
  const upstream = rows.filter(({ direction }) => direction !== 'downstream');
  return {
    upstream: upstream.length > 0 ? 'some' : 'none',
    wholesale: upstream.some(({ accountId }) => accountId !== null) ? 'some' : 'none',
  };
};

/** Who the carrier is today. */
export const planProfile = async (ctx: Ctx): Promise<PlanProfile> => {
  const { name, frn, address, formerNames } = await showCarrier.run(ctx, {});
  const today = dateAt(ctx, ctx.at);
  const papers = (await listSigningPapers.run(ctx, {})).items.filter(
    ({ kind, fromDay, untilDay }) => kind === 'ocn' && fromDay <= today && (untilDay === null || untilDay >= today),
  );
  return { name, frn, address, formerNames, operatingCompanyNumbers: papers.map(({ code }) => code) };
};

/** What a plan would be written from now. */
export const planTelling = async (ctx: Ctx, registration: RegistrationFacts): Promise<PlanTelling> => {
  return {
    profile: await planProfile(ctx),
    registration,
    ...(await limitsOf(ctx)),
    acceptableUse: await policyOf(ctx),
    lists: await listsOf(ctx),
    certificate: await certificateOf(ctx),
    ...(await providersOf(ctx)),
  };
};
