import { z } from 'zod';
import { dateAt, pastDate, pastInstant } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import type { Breach } from './clocks.ts';
import { marksWithout } from './mark-line.ts';
import { breachRow } from './record.ts';
import { heldBreach, readBreach, shownBreach } from './show.ts';

const { intentional, cpni, customers, circumstances } = breachRow.shape;

export const recordBreach = operation({
  http: 'POST /v1/breaches',
  says: 'Record a suspected breach: when it was found, what CPNI, how many customers as far as known, whether intentional',
  law: ['47 CFR 64.2011(d)', '47 CFR 64.2011(e)'],
  may: ['agent', 'supervisor', 'compliance', 'network', 'counsel'],
  by: 'anyone',
  takes: z.strictObject({ discoveredAt: when, intentional, cpni, customers, circumstances }),
  gives: shownBreach,
  async run(ctx: Ctx, { discoveredAt, ...what }) {
    const at = pastInstant(ctx, 'discoveredAt', discoveredAt);
    const breachId = ctx.id();
    const salt = ctx.salt();
    const later = { determinedOn: null, reportedAt: null, reportReference: null, urgentHarm: null, consulted: null };
    const told = { customersNotifiedAt: null, customersNotified: null, knownLines: [], assumedLines: [] };
    await ctx.tx
      .insertInto('breach')
      .values({ id: breachId, discoveredAt: at, ...what, salt, recordedAt: ctx.at, ...later, ...told })
      .execute();
    await record(ctx, {
      kind: 'breach.recorded',
      subject: `breach:${breachId}`,
      happenedAt: at,
      facts: { ...what, circumstances: sealed(salt, what.circumstances) },
    });
    return readBreach(ctx, breachId);
  },
});

type Known = Pick<Breach, 'determinedOn' | 'intentional' | 'cpni' | 'customers'>;

const changedBy = (before: Breach, now: Known) => [
  ...(before.determinedOn === now.determinedOn ? [] : (['determined'] as const)),
  ...(before.intentional === now.intentional ? [] : (['intentional'] as const)),
  ...(before.cpni.toSorted().join() === now.cpni.toSorted().join() ? [] : (['cpni'] as const)),
  ...(before.customers === now.customers ? [] : (['customers'] as const)),
];

export const determineBreach = operation({
  http: 'POST /v1/breaches/{breachId}:determine',
  says: 'Say on which date the breach was reasonably determined, which starts the report clock, and what is known by then',
  law: ['47 CFR 64.2011(b)'],
  may: ['compliance', 'counsel', 'officer'],
  by: 'person',
  takes: z.strictObject({ breachId: id, determinedOn: date, intentional, cpni, customers }),
  gives: shownBreach,
  async run(ctx: Ctx, { breachId, determinedOn, ...known }) {
    const breach = await heldBreach(ctx, breachId);
    if (breach.reportedAt !== null)
      refuse('wrong-state', 'It was reported already; the clock has run.', 'Show the breach to see its record.');
    pastDate(ctx, 'determinedOn', determinedOn);
    if (determinedOn < dateAt(ctx, breach.discoveredAt))
      refuse('invalid-input', "'determinedOn' lies before the discovery.", 'Determination follows discovery.');
    const before = { determinedOn: breach.determinedOn, intentional: breach.intentional };
    await ctx.tx
      .updateTable('breach')
      .set({ determinedOn, ...known, ...marksWithout(breach, changedBy(breach, { determinedOn, ...known })) })
      .where('id', '=', breachId)
      .execute();
    await record(ctx, {
      kind: 'breach.determined',
      subject: `breach:${breachId}`,
      happenedAt: ctx.at,
      facts: { before, determinedOn, ...known },
    });
    return readBreach(ctx, breachId);
  },
});
