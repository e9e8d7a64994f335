import { sql } from 'kysely';
import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import { type Control, type Finding, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import { dateAt, dayNumber, easternDay } from '../../carriers/promises/local-time.ts';
import { purgedTooEarly } from '../../carriers/retention/floor-kept.ts';
import type { Ctx } from '../../db/context.ts';
import { type Breach, customerClock, directionsOf, reached, reportClock } from './clocks.ts';
import { breachesKept } from './retention.ts';

/** Breaches discovered in the period; an inadvertent slip is none under 64.2011(e). */
const breachesOf = (ctx: Ctx, { from, until }: Period): Promise<Breach[]> =>
  ctx.tx
    .selectFrom('breach')
    .selectAll()
    .where('discoveredAt', '>=', from)
    .where('discoveredAt', '<', until)
    .where('intentional', '<>', 'no')
    .orderBy('discoveredAt')
    .execute();

type Judged = { readonly breach: Breach; readonly verdict: 'good' | 'bad' | 'waiting' };

const finding = (judged: readonly Judged[], good: string, bad: string): Finding => {
  const of = (verdict: Judged['verdict']) =>
    judged.filter((one) => one.verdict === verdict).map(({ breach }) => breach);
  const [fine, wrong, waiting] = [of('good'), of('bad'), of('waiting')];
  const counts = { breaches: judged.length, good: fine.length, bad: wrong.length, waiting: waiting.length };
  if (wrong.length > 0)
    return { status: 'not kept', because: `${bad}: ${wrong.length}`, counts, samples: samplesOf('breach', wrong) };
  const samples = samplesOf('breach', [...fine, ...waiting]);
  if (judged.length === 0) return { status: 'untested', because: 'no breach was recorded', counts, samples };
  if (fine.length === 0) return { status: 'untested', because: 'nothing was due yet', counts, samples };
  return { status: 'kept', because: good, counts, samples };
};

const reports = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const closures = await closuresOf(ctx);
  const judged: Judged[] = [];
  for (const breach of await breachesOf(ctx, period)) {
    const due = await reportClock(ctx, breach, closures);
    const day = breach.reportedAt === null ? dayNumber(dateAt(ctx, ctx.at)) : easternDay(breach.reportedAt);
    const last = due === null ? null : Math.min(...[due.due, due.promisedDay].filter((one) => one !== null));
    const open = breach.reportedAt === null ? 'waiting' : 'good';
    judged.push({ breach, verdict: last !== null && day > last ? 'bad' : open });
  }
  return finding(judged, 'every report went in time', 'reports late or missing');
};

const holds = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const closures = await closuresOf(ctx);
  const judged: Judged[] = [];
  for (const breach of await breachesOf(ctx, period)) {
    const told = breach.customersNotifiedAt;
    const allowed = customerClock(breach, await directionsOf(ctx, breach.id), closures)?.due ?? null;
    const urgent = breach.urgentHarm !== null && breach.consulted !== null;
    const early = told !== null && !urgent && (allowed === null || !reached(ctx, told, allowed));
    judged.push({ breach, verdict: told === null ? 'waiting' : early ? 'bad' : 'good' });
  }
  return finding(judged, 'customers were told after the hold', 'customers told too early');
};

const urgentOnes = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const urgent = (await breachesOf(ctx, period)).filter(({ urgentHarm }) => urgentHarm !== null);
  const counts = { urgent: urgent.length };
  const samples = samplesOf('breach', urgent);
  const unconsulted = urgent.filter(({ consulted }) => consulted === null);
  if (urgent.length === 0) return { status: 'untested', because: 'no report claimed urgent harm', counts, samples };
  return unconsulted.length > 0
    ? { status: 'not kept', because: 'an agency was not consulted', counts, samples: samplesOf('breach', unconsulted) }
    : { status: 'kept', because: 'the agency was consulted each time', counts, samples };
};

const cooperations = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const urgent = (await breachesOf(ctx, period)).filter(({ urgentHarm }) => urgentHarm !== null);
  const helped = await ctx.tx.selectFrom('breachCooperation').select('breachId').execute();
  const judged = urgent.map((breach): Judged => {
    const stands = helped.some(({ breachId }) => breachId === breach.id);
    const told = breach.customersNotifiedAt !== null;
    return { breach, verdict: stands ? 'good' : told ? 'bad' : 'waiting' };
  });
  return finding(judged, 'agencies were helped each time', 'customers told early, no help to an agency recorded');
};

/** The controls of the breach register. */
export const breachControls: readonly Control[] = [
  {
    id: 'breach-reports',
    says: 'Each breach was reported within seven business days of determination, or seven days where that was promised',
    law: '47 CFR 64.2011(b)',
    check: reports,
  },
  {
    id: 'breach-holds',
    says: 'Customers were told only after the hold and any agency’s delay',
    law: '47 CFR 64.2011(b)(1)',
    check: holds,
  },
  {
    id: 'breach-urgent',
    says: 'Urgent harm was stated in the report and the agency consulted',
    law: '47 CFR 64.2011(b)(2)',
    check: urgentOnes,
  },
  {
    id: 'breach-cooperation',
    says: 'Where customers were told early, what was done for the agency is on record',
    law: '47 CFR 64.2011(b)(2)',
    check: cooperations,
  },
  {
    id: 'breach-records',
    says: 'Each breach is on record with discovery, CPNI and circumstances',
    law: '47 CFR 64.2011(d)',
    async check(ctx, period) {
      const all = (await breachesOf(ctx, period)).map((breach): Judged => ({ breach, verdict: 'good' }));
      return finding(all, 'each breach stands in the register', 'records incomplete');
    },
  },
  {
    id: 'retention-breaches',
    says: 'Each breach that was ever recorded is still in the register, and nothing of one went before two years after its end',
    law: '47 CFR 64.2011(d)',
    async check(ctx, { until }) {
      // by the ledger, which forgets nothing: a row that vanished from the register is missed here
      const { rows } = await sql<{ id: string; there: boolean }>`
        select distinct substr(e.subject, 8) as id,
          exists (select from breach b where b.id = substr(e.subject, 8)::uuid) as there
        from ledger_entry e where e.kind = 'breach.recorded' and e.recorded_at < ${until} order by id`.execute(ctx.tx);
      const missing = rows.filter(({ there }) => !there);
      const early = await purgedTooEarly(ctx, breachesKept);
      const counts = { recorded: rows.length, missing: missing.length, early: early.length };
      const lost = samplesOf('breach', [...missing, ...early]);
      if (rows.length === 0) return { status: 'untested', because: 'no breach was recorded', counts, samples: [] };
      return lost.length > 0
        ? { status: 'not kept', because: 'records of breaches went before their time', counts, samples: lost }
        : {
            status: 'kept',
            because: 'every breach ever recorded is there',
            counts,
            samples: samplesOf('breach', rows),
          };
    },
  },
];
