import { sql } from 'kysely';
import { type Control, type Finding, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import type { Ctx } from '../../db/context.ts';
import { promptFault } from './prompts.ts';

type Release = { readonly id: string; readonly actor: string; readonly proved: boolean };

/** Answers that let a customer be told something, and whether a proof of him stood behind each at that instant. */
const releasesOf = async (ctx: Ctx, { from, until }: Period) => {
  const { rows } = await sql<{ releases: number; unproved: number }>`
    select count(*)::int as releases, (count(*) filter (where not proved))::int as unproved from ${released(from, until)}`.execute(
    ctx.tx,
  );
  return rows[0] ?? { releases: 0, unproved: 0 };
};

const released = (from: number, until: number) => sql<Release>`(
  select d.id, d.actor, exists (
    select 1 from customer_proof p
    where p.customer_id = d.customer_id and p.method = d.use->>'authentication' and p.channel = d.use->>'channel'
      and p.proved_at <= d.at and p.until_at > d.at and (p.ended_at is null or p.ended_at >= d.at)) as proved
  from decision d
  where d.recorded_at >= ${from} and d.recorded_at < ${until} and d.allowed and not d.historical
    and d.use->>'recipient' = 'customer') released`;

/** Releases that rest on the word of whoever asked, and who that was: they have to name the session in which the customer was proved. */
const onTheirWord = async (ctx: Ctx, { from, until }: Period) => {
  const { rows } = await sql<Release>`
    select id, actor, proved from ${released(from, until)} where not proved order by id limit 1000`.execute(ctx.tx);
  return { rows, askers: [...new Set(rows.map(({ actor }) => actor))].toSorted() };
};

const triesOf = async (ctx: Ctx, { from, until }: Period): Promise<Readonly<Record<string, number>>> => {
  const rows = await ctx.tx
    .selectFrom('authenticationTry')
    .select(({ fn }) => ['outcome', fn.countAll<string>().as('tries')])
    .where('at', '>=', from)
    .where('at', '<', until)
    .groupBy('outcome')
    .execute();
  return Object.fromEntries(rows.map(({ outcome, tries }) => [outcome, Number(tries)]));
};

/** Right secrets that were let in while their account, their origin (a number or address) or who asked was at rest: there must be none. */
const letInWhileLocked = async (ctx: Ctx, { from, until }: Period): Promise<readonly { readonly id: string }[]> => {
  const { rows } = await sql<{ id: string }>`
    select t.id from authentication_try t
    where t.at >= ${from} and t.at < ${until} and t.outcome = 'right' and exists (
      select 1 from authentication_lock l
      where l.from_at < t.at and l.until_at > t.at and (l.lifted_at is null or l.lifted_at > t.at)
        and ((l.subject = 'account' and l.key = t.lock_key) or (l.subject = 'origin' and l.key = t.origin_key)
          or (l.subject in ('person', 'machine') and l.key = t.asker_key)))
    order by t.id`.execute(ctx.tx);
  return rows;
};

const proofsOf = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('customerProof')
    .select('id')
    .where('provedAt', '>=', from)
    .where('provedAt', '<', until)
    .orderBy('id')
    .execute();

const authentication = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const { releases, unproved } = await releasesOf(ctx, period);
  const proofs = await proofsOf(ctx, period);
  const breached = await letInWhileLocked(ctx, period);
  const tries = await triesOf(ctx, period);
  const counts = { proofs: proofs.length, releases, unproved, wrong: tries.wrong ?? 0, locked: tries.locked ?? 0 };
  const samples = samplesOf('customer-proof', proofs);
  if (breached.length > 0)
    return {
      status: 'not kept',
      because: `${breached.length} secrets were let in though their account, their origin or who asked was at rest`,
      counts,
      samples: samplesOf('authentication-try', breached),
    };
  if (unproved > 0) {
    const { rows, askers } = await onTheirWord(ctx, period);
    return {
      status: 'untested',
      because: `${unproved} of ${releases} releases to customers rest on the word of whoever asked (${askers.join(', ')}), not on a proof on record: name the session in which he was proved`,
      counts,
      samples: samplesOf('decision', rows),
    };
  }
  if (proofs.length === 0)
    return { status: 'untested', because: 'no customer was authenticated here', counts, samples };
  return { status: 'kept', because: 'every release to a customer had a proof of him behind it', counts, samples };
};

const passwordsOf = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('customerPassword')
    .select('id')
    .where('setAt', '>=', from)
    .where('setAt', '<', until)
    .orderBy('id')
    .execute();

/** First passwords said to be of the start of service of customers who were served on a day before. */
const setTooLate = async (ctx: Ctx, { from, until }: Period): Promise<readonly { readonly id: string }[]> => {
  const { rows } = await sql<{ id: string }>`
    select p.id from customer_password p
    where p.set_by = 'start-of-service' and p.set_at >= ${from} and p.set_at < ${until} and exists (
      select 1 from customer_service s
      where s.customer_id = p.customer_id and s.provider is null
        and (to_timestamp(s.from_at / 1000.0) at time zone ${ctx.carrier.zone})::date
          < (to_timestamp(p.set_at / 1000.0) at time zone ${ctx.carrier.zone})::date)
    order by p.id`.execute(ctx.tx);
  return rows;
};

// a page keeps the questions of a large carrier out of memory
const page = 5000;

/** Back-up questions in force that today's list of what others know would refuse, and how many were looked at. */
const questionsOf = async (ctx: Ctx) => {
  const refused: { readonly id: string }[] = [];
  let seen = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await ctx.tx
      .selectFrom('backupMethod')
      .select(['id', 'prompt'])
      .where('endedAt', 'is', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(page)
      .execute();
    refused.push(...rows.filter(({ prompt }) => promptFault(prompt ?? '', '')?.why === 'asks-for'));
    seen += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) return { refused, seen };
    after = last.id;
  }
};

const passwords = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const set = await passwordsOf(ctx, period);
  const late = await setTooLate(ctx, period);
  const { refused, seen } = await questionsOf(ctx);
  const counts = { passwords: set.length, late: late.length, questions: seen, refused: refused.length };
  if (late.length > 0)
    return {
      status: 'not kept',
      because: `${late.length} first passwords were set without a code after service had begun`,
      counts,
      samples: samplesOf('password', late),
    };
  if (refused.length > 0)
    return {
      status: 'not kept',
      because: `${refused.length} of ${seen} back-up questions ask for what others can know`,
      counts,
      samples: samplesOf('backup-method', refused),
    };
  const samples = samplesOf('password', set);
  if (set.length === 0) return { status: 'untested', because: 'no customer set a password', counts, samples };
  return {
    status: 'kept',
    because: 'every password was set by a code to what is of record, by a secret in force, or when service began',
    counts,
    samples,
  };
};

/** The controls of authentication: releases have proofs behind them, and passwords were set without known data. */
export const authenticationControls: readonly Control[] = [
  {
    id: 'authentication',
    says: 'Customers are told nothing without a proof of them, and nobody gets in while an account, a number or address, or one of the staff rests after too many wrong tries',
    law: '47 CFR 64.2010(a)',
    check: authentication,
  },
  {
    id: 'passwords',
    says: 'Passwords are set, and lost ones replaced, without biographical or account information, and no question asks for any',
    law: '47 CFR 64.2010(e)',
    check: passwords,
  },
];
