import { z } from 'zod';
import { pastDate, pastInstant } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { readIncident, shownIncident } from './incidents.ts';

const held = async (ctx: Ctx, incidentId: string) =>
  found(
    await ctx.tx.selectFrom('channelIncident').selectAll().where('id', '=', incidentId).forUpdate().executeTakeFirst(),
    'incident',
  );

export const closeIncident = operation({
  http: 'POST /v1/channel-incidents/{incidentId}:close',
  says: 'Close an incident: when the channel worked again, the remedy, what became of the lost choices, and whether it was more than an anomaly',
  law: ['47 CFR 64.2009(f)'],
  may: ['compliance'],
  by: 'person',
  takes: z.strictObject({
    incidentId: id,
    lostUntil: when,
    remedy: z.string().min(1),
    repair: z.enum(['nothing-lost', 'recovered', 'noticed-again', 'not-recovered']),
    extent: z.enum(['more-than-anomaly', 'anomaly']),
  }),
  gives: shownIncident,
  async run(ctx: Ctx, { incidentId, lostUntil, remedy, repair, extent }) {
    const incident = await held(ctx, incidentId);
    if (incident.closedAt !== null) refuse('wrong-state', 'It is closed already.', 'Open a new incident.');
    const until = pastInstant(ctx, 'lostUntil', lostUntil);
    if (until <= incident.lostFrom)
      refuse('invalid-input', "'lostUntil' lies before the failure began.", 'Give the instant it worked again.');
    await ctx.tx
      .updateTable('channelIncident')
      .set({ lostUntil: until, closedAt: ctx.at, remedy, repair, extent })
      .where('id', '=', incidentId)
      .execute();
    await record(ctx, {
      kind: 'channel-incident.closed',
      subject: `channel-incident:${incidentId}`,
      happenedAt: ctx.at,
      facts: { lostUntil, remedy, repair, extent },
    });
    return readIncident(ctx, incidentId);
  },
});

export const sendLetter = operation({
  http: 'POST /v1/channel-incidents/{incidentId}:letter',
  says: 'Record that the letter about an incident went to the FCC, with its reference',
  law: ['47 CFR 64.2009(f)(1)'],
  may: ['compliance', 'counsel', 'officer'],
  by: 'person',
  takes: z.strictObject({ incidentId: id, sentOn: date, reference: z.string().min(1) }),
  gives: shownIncident,
  async run(ctx: Ctx, { incidentId, sentOn, reference }) {
    const incident = await held(ctx, incidentId);
    if (incident.letterSentOn !== null)
      refuse('wrong-state', `The letter went on ${incident.letterSentOn}.`, 'A correction is a new letter: counsel.');
    pastDate(ctx, 'sentOn', sentOn);
    await ctx.tx
      .updateTable('channelIncident')
      .set({ letterSentOn: sentOn, letterReference: reference })
      .where('id', '=', incidentId)
      .execute();
    const facts = { sentOn, reference };
    const subject = `channel-incident:${incidentId}`;
    await record(ctx, { kind: 'channel-incident.letter-sent', subject, happenedAt: ctx.at, facts });
    return readIncident(ctx, incidentId);
  },
});
