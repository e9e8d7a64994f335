import { createHash } from 'node:crypto';
import { z } from 'zod';
import { toldClock } from '../../carriers/obligations/office-closures.ts';
import { shownClock } from '../../carriers/obligations/shown-clock.ts';
import { pastInstant, told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { admit, mayBeDesignated, witnessed } from './admit.ts';
import { reportBy, reportClock } from './clocks.ts';
import { interceptionIncidentRow } from './record.ts';
import { seal, unseal } from './sealed.ts';

const law = ['47 CFR 1.20003(c)'];
const text = z.string().trim().min(1);
const subject = z.strictObject({
  what: text.max(4000),
  agencies: z.array(text.max(300)).min(1).max(20),
  reported: z.string(),
});
const line = interceptionIncidentRow.pick({ id: true, kind: true, reporterName: true }).extend({
  discoveredAt: when,
  reportBy: when,
  report: shownClock,
  reportedAt: when.nullable(),
  subject: subject.nullable(),
});

const done = z.strictObject({ id, state: z.enum(['to-be-reported', 'reported']) });

export const enterIncident = operation({
  http: 'POST /v1/interception-incidents',
  says: 'Enter that a lawful interception was compromised, or that somebody surveilled on our premises without a right: the agencies it affects are to be told',
  law,
  may: mayBeDesignated,
  by: 'person',
  takes: z.strictObject({
    kind: interceptionIncidentRow.shape.kind,
    what: subject.shape.what,
    agencies: subject.shape.agencies,
    discoveredAt: when,
  }),
  gives: done,
  async run(ctx: Ctx, { kind, what, agencies, discoveredAt }) {
    await admit(ctx);
    const incidentId = ctx.id();
    const sealed = await seal(ctx.dataFolder, ctx.carrier.id, incidentId, { what, agencies, reported: '' });
    await ctx.tx
      .insertInto('interceptionIncident')
      .values({
        id: incidentId,
        kind,
        sealed,
        discoveredAt: pastInstant(ctx, 'discoveredAt', discoveredAt),
        enteredBy: ctx.actor.id ?? '',
        enteredAt: ctx.at,
        reportedAt: null,
        reporterName: null,
      })
      .execute();
    await witnessed(ctx, 'written', incidentId, { sealed: createHash('sha256').update(sealed).digest('hex') });
    return { id: incidentId, state: 'to-be-reported' as const };
  },
});

export const reportIncident = operation({
  http: 'POST /v1/interception-incidents/{incidentId}:report',
  says: 'Record that the affected law enforcement agencies were told of a compromise or of unlawful surveillance: when, whom and how',
  law,
  may: mayBeDesignated,
  by: 'person',
  takes: z.strictObject({ incidentId: id, reportedAt: when, how: text.max(1000) }),
  gives: done,
  async run(ctx: Ctx, { incidentId, reportedAt, how }) {
    await admit(ctx);
    const row = found(
      await ctx.tx
        .selectFrom('interceptionIncident')
        .selectAll()
        .where('id', '=', incidentId)
        .forUpdate()
        .executeTakeFirst(),
      'incident',
    );
    if (row.reportedAt !== null || row.sealed === null)
      return refuse('wrong-state', 'It was reported.', 'Enter what was found since as another.');
    const at = pastInstant(ctx, 'reportedAt', reportedAt);
    if (at < row.discoveredAt)
      refuse('invalid-input', "'reportedAt' lies before its discovery.", 'Give the time at which they were told.');
    const about = subject.parse(await unseal(ctx.dataFolder, ctx.carrier.id, incidentId, row.sealed));
    const sealed = await seal(ctx.dataFolder, ctx.carrier.id, incidentId, { ...about, reported: how });
    await ctx.tx
      .updateTable('interceptionIncident')
      .set({ sealed, reportedAt: at, reporterName: ctx.actor.name })
      .where('id', '=', incidentId)
      .execute();
    await witnessed(ctx, 'written', incidentId, { sealed: createHash('sha256').update(sealed).digest('hex') });
    return { id: incidentId, state: 'reported' as const };
  },
});

export const listIncidents = operation({
  http: 'GET /v1/interception-incidents',
  says: 'Compromises and unlawful surveillance, the newest first, with the hour by which the agencies are told; for those whom the policies designate, and each look is on record',
  law,
  may: mayBeDesignated,
  by: 'person',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(line) }),
  async run(ctx: Ctx) {
    const { id: policyId } = await admit(ctx);
    const rows = await ctx.tx
      .selectFrom('interceptionIncident')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(1000)
      .execute();
    await witnessed(ctx, 'listed', policyId, {});
    const items: z.input<typeof line>[] = [];
    for (const row of rows) {
      const { id: incidentId, kind, sealed, reporterName, discoveredAt } = row;
      items.push({
        id: incidentId,
        kind,
        reporterName,
        discoveredAt: told(ctx, discoveredAt),
        reportBy: told(ctx, reportBy(discoveredAt)),
        report: toldClock(reportClock(ctx, discoveredAt)),
        reportedAt: toldOrNull(ctx, row.reportedAt),
        subject:
          sealed === null ? null : subject.parse(await unseal(ctx.dataFolder, ctx.carrier.id, incidentId, sealed)),
      });
    }
    return { items };
  },
});
