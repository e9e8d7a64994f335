import { z } from 'zod';
import { closuresOf, toldClock } from '../../carriers/obligations/office-closures.ts';
import { shownClock } from '../../carriers/obligations/shown-clock.ts';
import { dayNumber, easternDay, told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { holdSevenFullDays, reportInSevenDays } from '../../law/47cfr/64.2011.ts';
import type { Closures } from '../../law/calendar.ts';
import { pendingBreach } from '../../law/clocks/pending-breach.ts';
import { type Breach, customerClock, directionsOf, reportClock } from './clocks.ts';
import { lastAssessment } from './harm.ts';
import { type HeldBy, mayTellBy } from './hold.ts';
import { agencyDirectionRow, breachRow } from './record.ts';

/** Who may read of breaches before customers and the public may know: 64.2011(a). */
export const mayKnow: readonly Role[] = ['compliance', 'officer', 'counsel', 'auditor', 'network', 'supervisor'];

const kept = breachRow.pick({
  id: true,
  determinedOn: true,
  intentional: true,
  cpni: true,
  customers: true,
  circumstances: true,
  reportReference: true,
  urgentHarm: true,
  consulted: true,
  customersNotified: true,
  knownLines: true,
  assumedLines: true,
});

const duty = z.strictObject({ cite: z.string(), duty: z.string() });

export const shownBreach = z.strictObject({
  ...kept.shape,
  state: z.enum(['not-determined', 'report-due', 'report-late', 'held', 'may-tell', 'told']),
  /** what the rule in force wants of the report and of whoever would tell customers; null for an inadvertent slip, of which it wants nothing */
  duties: z.strictObject({ report: duty, hold: duty }).nullable(),
  discoveredAt: when,
  reportedAt: when.nullable(),
  customersNotifiedAt: when.nullable(),
  directions: z.array(agencyDirectionRow.omit({ carrierId: true, breachId: true, recordedAt: true })),
  reportDue: shownClock.extend({ promisedDue: date.nullable() }).nullable(),
  customersFrom: shownClock.nullable(),
  /** what the text that is adopted and not in force would want; binds nobody */
  pending: z
    .strictObject({
      notInForce: z.literal(true),
      version: z.string(),
      cite: z.string(),
      reportTo: z.array(z.string()),
      reportDue: date.nullable(),
      customersDue: date.nullable(),
      steps: shownClock.shape.steps,
    })
    .nullable(),
});

type Harm = 'not-likely' | 'likely' | 'unknown';

const pendingOf = (breach: Breach, harm: Harm, closures: Closures) => {
  if (breach.determinedOn === null) return null;
  const determined = dayNumber(breach.determinedOn);
  const would = pendingBreach({ determined, affected: breach.customers, harm, closures });
  const { notInForce, version, reportTo, reportDue, customersDue } = would;
  const { cite, steps } = toldClock({ due: reportDue, cite: would.cite, steps: would.steps });
  const dated = (day: number | null) => (day === null ? null : dateOfDay(day));
  return {
    notInForce,
    version,
    cite,
    reportTo: [...reportTo],
    reportDue: dated(reportDue),
    customersDue: dated(customersDue),
    steps,
  };
};

/** What the last assessment says; without one unknown, so that no yearly summary would do. */
const harmOf = async (ctx: Ctx, breachId: string): Promise<Harm> => {
  const judged = (await lastAssessment(ctx, breachId))?.harm ?? 'unknown';
  return judged === 'immediate-and-irreparable' ? 'likely' : judged;
};

export const heldBreach = async (ctx: Ctx, breachId: string): Promise<Breach> =>
  found(
    await ctx.tx.selectFrom('breach').selectAll().where('id', '=', breachId).forUpdate().executeTakeFirst(),
    'breach',
  );

const dutyOf = ({ cite, duty: says }: { readonly cite: string; readonly duty: string }) => ({ cite, duty: says });
const duties = { report: dutyOf(reportInSevenDays), hold: dutyOf(holdSevenFullDays) };

type State = z.output<typeof shownBreach>['state'];

/** Where a breach stands now. An inadvertent slip wants no report and has no hold. */
const stateOf = (ctx: Ctx, breach: Breach, reportDue: number | null, heldBy: HeldBy): State => {
  if (breach.customersNotifiedAt !== null) return 'told';
  if (breach.reportedAt === null && breach.intentional !== 'no') {
    if (breach.determinedOn === null) return 'not-determined';
    return reportDue !== null && easternDay(ctx.at) > reportDue ? 'report-late' : 'report-due';
  }
  return mayTellBy(ctx, breach, ctx.at, heldBy).may === 'yes' ? 'may-tell' : 'held';
};

const shown = async (ctx: Ctx, breach: Breach, closures: Closures): Promise<z.input<typeof shownBreach>> => {
  const { carrierId: _carrier, salt: _salt, recordedAt: _recorded, ...row } = breach;
  const directions = await directionsOf(ctx, breach.id);
  const report = await reportClock(ctx, breach, closures);
  const customers = customerClock(breach, directions, closures);
  return {
    ...row,
    state: stateOf(ctx, breach, report?.due ?? null, { directions, closures }),
    duties: breach.intentional === 'no' ? null : duties,
    discoveredAt: told(ctx, row.discoveredAt),
    reportedAt: toldOrNull(ctx, row.reportedAt),
    customersNotifiedAt: toldOrNull(ctx, row.customersNotifiedAt),
    directions: directions.map(({ carrierId: _c, breachId: _b, recordedAt: _r, ...direction }) => direction),
    reportDue: report === null ? null : { ...toldClock(report), promisedDue: report.promisedDue },
    customersFrom: customers === null ? null : toldClock(customers),
    pending: pendingOf(breach, await harmOf(ctx, breach.id), closures),
  };
};

export const readBreach = async (ctx: Ctx, breachId: string): Promise<z.input<typeof shownBreach>> =>
  shown(ctx, await heldBreach(ctx, breachId), await closuresOf(ctx));

export const showBreach = operation({
  http: 'GET /v1/breaches/{breachId}',
  says: 'One breach with its clocks: when the report is due, and from when customers may be told',
  law: ['47 CFR 64.2011'],
  may: mayKnow,
  by: 'anyone',
  takes: z.strictObject({ breachId: id }),
  gives: shownBreach,
  async run(ctx: Ctx, { breachId }) {
    const row = await ctx.tx.selectFrom('breach').selectAll().where('id', '=', breachId).executeTakeFirst();
    return shown(ctx, found(row, 'breach'), await closuresOf(ctx));
  },
});

export const listBreaches = operation({
  http: 'GET /v1/breaches',
  says: 'All recorded breaches with their clocks, latest first',
  law: ['47 CFR 64.2011(d)'],
  may: mayKnow,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(shownBreach) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx.selectFrom('breach').selectAll().orderBy('discoveredAt', 'desc').limit(1000).execute();
    const closures = await closuresOf(ctx);
    const items = [];
    for (const row of rows) items.push(await shown(ctx, row, closures));
    return { items };
  },
});
