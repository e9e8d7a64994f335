import { z } from 'zod';
import { closuresOf, toldClock } from '../../carriers/obligations/office-closures.ts';
import { shownClock } from '../../carriers/obligations/shown-clock.ts';
import { promisedConcepts } from '../../carriers/promises/in-force.ts';
import { easternDay, told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { clock } from '../../law/clocks/clocks.ts';
import { channelIncidentRow, channelKind } from './record.ts';
import { triedMeanwhile } from './tried.ts';

const kept = channelIncidentRow.pick({
  id: true,
  channelId: true,
  mechanism: true,
  problem: true,
  attempts: true,
  remedy: true,
  repair: true,
  extent: true,
  letterSentOn: true,
  letterReference: true,
});

/** An incident as it is told, with the letter's clock; for opt-in the rule sets none and only a promise may. */
export const shownIncident = z.strictObject({
  ...kept.shape,
  channel: channelKind,
  lostFrom: when,
  lostUntil: when.nullable(),
  detectedAt: when,
  closedAt: when.nullable(),
  letter: shownClock,
  /** whether the way still fails, and whether the letter about it is still owed */
  state: z.enum(['failing', 'letter-owed', 'closed']),
});

const rowsOf = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('channelIncident')
    .innerJoin('choiceChannel', 'choiceChannel.id', 'channelIncident.channelId')
    .selectAll('channelIncident')
    .select('choiceChannel.kind as channel');

type Row = z.output<typeof channelIncidentRow> & { readonly channel: z.output<typeof channelKind> };

type Owed = (incident: Pick<Row, 'mechanism' | 'extent' | 'letterSentOn'>) => boolean;

/** Which failures still owe the FCC a letter at this carrier now; an anomaly owes none, one of opt-in only where the carrier promised it. */
export const letterOwed = async (ctx: Ctx): Promise<Owed> => {
  const optInToo = (await promisedConcepts(ctx, ctx.at)).includes('P46');
  return ({ mechanism, extent, letterSentOn }) =>
    letterSentOn === null && extent !== 'anomaly' && (mechanism === 'opt-out' || optInToo);
};

const stateOf = (row: Row, owed: Owed): 'failing' | 'letter-owed' | 'closed' => {
  if (row.closedAt === null) return 'failing';
  return owed(row) ? 'letter-owed' : 'closed';
};

const shown = async (ctx: Ctx, row: Row, owed: Owed): Promise<z.input<typeof shownIncident>> => {
  const { carrierId: _carrier, openedAt: _opened, lostFrom, lostUntil, detectedAt, closedAt, ...rest } = row;
  const detected = easternDay(detectedAt);
  const letter = clock('opt-out-failure-letter', { detected, closures: await closuresOf(ctx) });
  const tried = await triedMeanwhile(ctx, row);
  return {
    ...rest,
    // who opened it may know of more than left a trace here
    attempts: tried === 0 ? rest.attempts : Math.max(tried, rest.attempts ?? 0),
    lostFrom: told(ctx, lostFrom),
    lostUntil: toldOrNull(ctx, lostUntil),
    detectedAt: told(ctx, detectedAt),
    closedAt: toldOrNull(ctx, closedAt),
    letter: toldClock(letter),
    state: stateOf(row, owed),
  };
};

/** One incident of this carrier as it is told. */
export const readIncident = async (ctx: Ctx, incidentId: string): Promise<z.input<typeof shownIncident>> =>
  shown(
    ctx,
    await rowsOf(ctx).where('channelIncident.id', '=', incidentId).executeTakeFirstOrThrow(),
    await letterOwed(ctx),
  );

export const listIncidents = operation({
  http: 'GET /v1/channel-incidents',
  says: 'Failures of the ways to choose, open ones first, each with the date its letter is due and why',
  law: ['47 CFR 64.2009(f)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ channelId: id.optional() }),
  gives: z.strictObject({ items: z.array(shownIncident) }),
  async run(ctx: Ctx, { channelId }) {
    let query = rowsOf(ctx).orderBy('channelIncident.detectedAt', 'desc').limit(1000);
    if (channelId !== undefined) query = query.where('channelIncident.channelId', '=', channelId);
    const rows = await query.execute();
    const open = rows.filter((row) => row.closedAt === null);
    const closed = rows.filter((row) => row.closedAt !== null);
    const owed = await letterOwed(ctx);
    const items = [];
    for (const row of [...open, ...closed]) items.push(await shown(ctx, row, owed));
    return { items };
  },
});
