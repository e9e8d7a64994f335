import { z } from 'zod';
import { pastInstant } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { readIncident, shownIncident } from './incidents.ts';
import { channelIncidentRow } from './record.ts';

export const openIncident = operation({
  http: 'POST /v1/channel-incidents',
  says: 'Say that a channel lost refusals (or yeses) since an instant; until it is closed, silence on notices that offered that channel alone does not count',
  law: ['47 CFR 64.2009(f)', '47 CFR 64.2008(d)(3)(v)'],
  may: ['agent', 'supervisor', 'compliance', 'network'],
  by: 'anyone',
  takes: z.strictObject({
    channelId: id,
    mechanism: channelIncidentRow.shape.mechanism,
    problem: z.string().min(1),
    lostFrom: when,
    detectedAt: when,
    attempts: z.int().min(0).nullable(),
  }),
  gives: shownIncident,
  async run(ctx: Ctx, { channelId, mechanism, problem, attempts, ...given }) {
    const known = await ctx.tx
      .selectFrom('choiceChannel')
      .select('name')
      .where('id', '=', channelId)
      .executeTakeFirst();
    const { name } = found(known, 'channel');
    const lostFrom = pastInstant(ctx, 'lostFrom', given.lostFrom);
    const detectedAt = pastInstant(ctx, 'detectedAt', given.detectedAt);
    if (detectedAt < lostFrom)
      refuse('invalid-input', "'detectedAt' lies before 'lostFrom'.", 'A failure is detected at or after its start.');
    const later = { lostUntil: null, closedAt: null, remedy: null, repair: null, extent: null };
    const letter = { letterSentOn: null, letterReference: null };
    const what = { channelId, mechanism, problem, attempts, lostFrom, detectedAt };
    const row = await ctx.tx
      .insertInto('channelIncident')
      .values({ id: ctx.id(), ...what, openedAt: ctx.at, ...later, ...letter })
      .onConflict((conflict) =>
        conflict.columns(['carrierId', 'channelId', 'mechanism']).where('closedAt', 'is', null).doNothing(),
      )
      .returning('id')
      .executeTakeFirst();
    const opened = row ?? refuse('already-exists', `An incident of '${name}' is open.`, 'Close it first.');
    await record(ctx, {
      kind: 'channel-incident.opened',
      subject: `channel-incident:${opened.id}`,
      happenedAt: detectedAt,
      facts: { channelId, channel: name, mechanism, problem, attempts, lostFrom: given.lostFrom },
    });
    return readIncident(ctx, opened.id);
  },
});
