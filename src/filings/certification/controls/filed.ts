import { closuresOf } from '../../../carriers/obligations/office-closures.ts';
import type { Control, Finding, Period } from '../../../carriers/promises/controls.ts';
import { dateAt, datesOf, easternDay } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { dateOfDay } from '../../../kernel/time.ts';
import { certificationClock } from '../due.ts';
import { filedElsewhereIn } from '../elsewhere.ts';

/** The certification of the year in which a period ends, once an officer signed it; its amendments are others. */
const signedFor = async (ctx: Ctx, period: Period) => {
  const year = Number(datesOf(ctx, period).last.slice(0, 4));
  const { due } = (await certificationClock(ctx, await closuresOf(ctx)))(year);
  const filing = await ctx.tx
    .selectFrom('filing')
    .innerJoin('filingSignature', 'filingSignature.filingId', 'filing.id')
    .leftJoin('filingReceipt', 'filingReceipt.filingId', 'filing.id')
    .select(['filing.id', 'filing.round', 'filingSignature.officerName', 'filingSignature.signedAt'])
    .select(['filingReceipt.lateDays', 'filingReceipt.receivedAt'])
    .where('filing.kind', '=', 'certification')
    .where('filing.year', '=', year)
    .where('filing.amendsId', 'is', null)
    .executeTakeFirst();
  return { year, due, filing, apart: (await jointlyFor(ctx, year)) ?? (await elsewhereFor(ctx, year)) };
};

/** What was signed and received without this system, as far as it is known here. */
type Apart = {
  readonly how: string;
  readonly who: string;
  readonly receivedAt: number;
  readonly sample: string;
};

/** The certificate of another carrier that covers this one for the year, once its receipt was noted here. */
const jointlyFor = async (ctx: Ctx, year: number): Promise<Apart | null> => {
  const row = await ctx.tx
    .selectFrom('filingJointReceipt')
    .innerJoin('filing', 'filing.id', 'filingJointReceipt.filingId')
    .select(['filingJointReceipt.filingId', 'filingJointReceipt.under', 'filingJointReceipt.receivedAt'])
    .where('filing.year', '=', year)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { filingId, under, receivedAt } = row;
  return { how: `covered by the certificate of ${under}`, who: under, receivedAt, sample: `filing:${filingId}` };
};

/** A certificate that was filed before this system was in use, or by somebody else. */
const elsewhereFor = async (ctx: Ctx, year: number): Promise<Apart | null> => {
  const [row] = await filedElsewhereIn(ctx, year);
  if (row === undefined) return null;
  const { signedBy: who, receivedAt } = row;
  return { how: `signed by ${who} and filed without this system`, who, receivedAt, sample: `year:${year}` };
};

/** Signed and received elsewhere: what is known here is the day. */
const receivedApart = ({ how, receivedAt, sample }: Apart, due: number | null): Finding => ({
  status: due !== null && easternDay(receivedAt) > due ? 'not kept' : 'kept',
  because: `${how}, received on ${dateOfDay(easternDay(receivedAt))}`,
  counts: { filings: 1 },
  samples: [sample],
});

/** Nothing to show yet: untested until the day on which the filing was due, broken after it. */
const notYet = (ctx: Ctx, due: number | null, year: number, what: string): Finding => {
  const late = due !== null && easternDay(ctx.at) > due;
  const until = due === null ? '' : `; due by ${dateOfDay(due)}`;
  return {
    status: late ? 'not kept' : 'untested',
    because: `no certification for ${year} is ${what}${until}`,
    counts: { filings: 0 },
    samples: [],
  };
};

/** What the filing of the year became: signed, received, and with all that was promised to be in it. */
export const filedControls: readonly Control[] = [
  {
    id: 'certified',
    says: 'An officer signed the certificate of the year on personal knowledge, by the day it was due',
    law: '47 CFR 64.2009(e)',
    async check(ctx, period) {
      const { year, due, filing, apart } = await signedFor(ctx, period);
      if (apart !== null) return receivedApart(apart, due);
      if (filing === undefined) return notYet(ctx, due, year, 'signed');
      const late = due !== null && easternDay(filing.signedAt) > due;
      const because = `signed by ${filing.officerName} on ${dateAt(ctx, filing.signedAt)}`;
      const samples = [`filing:${filing.id}`];
      return { status: late ? 'not kept' : 'kept', because, counts: { filings: 1 }, samples };
    },
  },
  {
    id: 'certificate-filed',
    says: 'The certificate of the year and its statement were received at the FCC by the day they were due',
    law: '47 CFR 64.2009(e)',
    async check(ctx, period) {
      const { year, due, filing, apart } = await signedFor(ctx, period);
      if (apart !== null) return receivedApart(apart, due);
      if (filing === undefined || filing.receivedAt === null || filing.lateDays === null)
        return notYet(ctx, due, year, 'received');
      const because = `received on ${dateOfDay(easternDay(filing.receivedAt))}`;
      const samples = [`filing:${filing.id}`];
      return { status: filing.lateDays > 0 ? 'not kept' : 'kept', because, counts: { filings: 1 }, samples };
    },
  },
  {
    id: 'certificate-contents',
    says: 'The signed filing speaks of complaints and of actions against data brokers',
    law: '47 CFR 64.2009(e)',
    async check(ctx, period) {
      const { year, due, filing, apart } = await signedFor(ctx, period);
      if (apart !== null)
        return {
          ...receivedApart(apart, due),
          status: 'untested',
          because: `what ${apart.who} filed lies elsewhere`,
        };
      if (filing === undefined) return notYet(ctx, due, year, 'signed');
      const rows = await ctx.tx
        .selectFrom('filingSentence')
        .select('code')
        .where('filingId', '=', filing.id)
        .where('round', '=', filing.round)
        .execute();
      const missing = ['complaints', 'brokers'].filter(
        (part) => !rows.some(({ code }) => code === part || code === `${part}-none`),
      );
      const counts = { sentences: rows.length, missing: missing.length };
      const samples = [`filing:${filing.id}`];
      return missing.length === 0
        ? { status: 'kept', because: 'it speaks of both', counts, samples }
        : { status: 'not kept', because: `it says nothing of ${missing.join(' and ')}`, counts, samples };
    },
  },
];
