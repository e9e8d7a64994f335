import { type Control, type Finding, firstGap, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { needed, owedFrom, staleAt } from './lists/freshness.ts';

/** Calls that the gate decided in a period: without any, nobody asked the records that a control reads. */
export const decided = async (ctx: Ctx, { from, until }: Period): Promise<number> => {
  const { calls } = await ctx.tx
    .selectFrom('gateGroup')
    .select(({ fn }) => fn.sum<number | null>('calls').as('calls'))
    .where('fromAt', '>=', from)
    .where('fromAt', '<', until)
    .executeTakeFirstOrThrow();
  return Number(calls ?? 0);
};

const refusedBy = async (ctx: Ctx, { from, until }: Period, cite: string): Promise<number> => {
  const { count } = await ctx.tx
    .selectFrom('gateRefusal')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('at', '>=', from)
    .where('at', '<', until)
    .where('cite', '=', cite)
    .executeTakeFirstOrThrow();
  return Number(count);
};

const accountsOf = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('voiceAccount')
    .select(['id', 'callerIdPolicy'])
    .where('openedAt', '<', until)
    .where((eb) => eb.or([eb('endedAt', 'is', null), eb('endedAt', '>', from)]))
    .orderBy('id')
    .execute();

/** Rights that held in the period and that nobody has verified. */
const unverified = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('numberRight')
    .select('id')
    .where('verifiedAt', 'is', null)
    .where('fromAt', '<', until)
    .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', from)]))
    .whereRef('untilAt', 'is distinct from', 'fromAt')
    .orderBy('id')
    .limit(1000)
    .execute();

/** Calls of a period that were carried past the caller-ID rule of an account in shadow mode. */
const shadowedIn = async (ctx: Ctx, { from, until }: Period): Promise<number> => {
  const { count } = await ctx.tx
    .selectFrom('gateShadowCall')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('at', '>=', from)
    .where('at', '<', until)
    .where('code', '=', 'caller-id-not-authorized')
    .executeTakeFirstOrThrow();
  return Number(count);
};

const authorized = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const accounts = await accountsOf(ctx, period);
  const calls = await decided(ctx, period);
  const open = await unverified(ctx, period);
  const counts = { accounts: accounts.length, calls, unverified: open.length };
  const others = accounts.filter(({ callerIdPolicy }) => callerIdPolicy !== 'own-only');
  if (accounts.length === 0)
    return { status: 'untested', because: 'no account carried calls in the period', counts, samples: [] };
  if (others.length > 0) {
    const because = `${others.length} accounts may show numbers to which they have no right: those are signed B, not refused`;
    return { status: 'not kept', because, counts, samples: samplesOf('account', others) };
  }
  const shadowed = await shadowedIn(ctx, period);
  if (shadowed > 0) {
    const because = `${shadowed} calls of accounts in shadow mode showed numbers to which those have no right, and were carried`;
    return { status: 'not kept', because, counts, samples: samplesOf('account', accounts) };
  }
  if (calls === 0)
    return { status: 'untested', because: 'the gate decided no call in the period', counts, samples: [] };
  if (open.length > 0) {
    const because = `nobody verified ${open.length} rights that were relied on`;
    return { status: 'untested', because, counts, samples: samplesOf('number-right', open) };
  }
  return {
    status: 'kept',
    because: `each of ${calls} calls was held against verified rights of its account`,
    counts,
    samples: samplesOf('account', accounts),
  };
};

/** Versions of lists that were in force in a period, each as long as it counts as current. */
const versionsIn = async (ctx: Ctx, { from, until }: Period) => {
  const rows = await ctx.tx
    .selectFrom('numberList')
    .select(['id', 'kind', 'versionOn', 'inForceAt', 'replacedAt'])
    .where('inForceAt', '<', until)
    .where((eb) => eb.or([eb('replacedAt', 'is', null), eb('replacedAt', '>', from)]))
    .orderBy('inForceAt')
    .execute();
  return rows.map((row) => ({
    ...row,
    from: row.inForceAt ?? until,
    until: Math.min(row.replacedAt ?? Number.MAX_SAFE_INTEGER, staleAt(ctx, row)),
  }));
};

const screened = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const owed = await owedFrom(ctx);
  const span = { from: Math.max(period.from, owed ?? period.until), until: Math.min(period.until, ctx.at) };
  const versions = await versionsIn(ctx, span);
  const calls = await decided(ctx, period);
  const counts = { versions: versions.length, calls, refused: await refusedBy(ctx, period, '47 CFR 64.1200(o)') };
  const samples = samplesOf('number-list', versions);
  if (span.from >= span.until)
    return { status: 'untested', because: 'no calls of accounts were carried under the rule', counts, samples };
  for (const kind of needed) {
    const gap = firstGap(
      span,
      versions.filter((version) => version.kind === kind),
    );
    if (gap === null) continue;
    const because = `on ${dateAt(ctx, gap)} no current list of kind ${kind} was in force`;
    return { status: 'not kept', because, counts, samples };
  }
  if (calls === 0) return { status: 'untested', because: 'the gate decided no call in the period', counts, samples };
  return { status: 'kept', because: `current lists of all kinds screened each of ${calls} calls`, counts, samples };
};

/** The controls of numbers: that accounts show their own only, and that nobody shows what no call may show. */
export const numberControls: readonly Control[] = [
  {
    id: 'number-authorization',
    says: 'Accounts show only numbers to which they have a verified right, each call of the gate held against it',
    law: '47 CFR 64.6301',
    check: authorized,
  },
  {
    id: 'do-not-originate',
    says: 'Lists of do-not-originate, unallocated and held numbers were in force and current at every moment, and calls were screened',
    law: '47 CFR 64.1200(o)',
    check: screened,
  },
];
