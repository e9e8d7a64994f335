import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import { type Control, type Finding, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import { dateAt, dayNumber, easternDay } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { clock } from '../../law/clocks/clocks.ts';

const incidentsOf = (ctx: Ctx, { from, until }: Period, mechanism: 'opt-out' | 'opt-in') =>
  ctx.tx
    .selectFrom('channelIncident')
    .select(['id', 'detectedAt', 'extent', 'letterSentOn'])
    .where('mechanism', '=', mechanism)
    .where('detectedAt', '>=', from)
    .where('detectedAt', '<', until)
    .orderBy('detectedAt')
    .execute();

const letters = async (ctx: Ctx, period: Period, mechanism: 'opt-out' | 'opt-in'): Promise<Finding> => {
  const incidents = (await incidentsOf(ctx, period, mechanism)).filter(({ extent }) => extent !== 'anomaly');
  const closures = await closuresOf(ctx);
  const today = dayNumber(dateAt(ctx, ctx.at));
  const late = incidents.filter(({ detectedAt, letterSentOn }) => {
    const { due } = clock('opt-out-failure-letter', { detected: easternDay(detectedAt), closures });
    return due !== null && (letterSentOn === null ? today : dayNumber(letterSentOn)) > due;
  });
  const waiting = incidents.filter((incident) => incident.letterSentOn === null && !late.includes(incident));
  const counts = { failures: incidents.length, late: late.length, waiting: waiting.length };
  if (late.length > 0)
    return {
      status: 'not kept',
      because: `${late.length} of ${incidents.length} letters are late or missing`,
      counts,
      samples: samplesOf('channel-incident', late),
    };
  const samples = samplesOf('channel-incident', incidents);
  if (incidents.length === 0)
    return { status: 'untested', because: `no failure of ${mechanism} was found`, counts, samples };
  if (waiting.length > 0)
    return { status: 'untested', because: `${waiting.length} letters are not yet due`, counts, samples };
  return { status: 'kept', because: 'every letter went within five business days', counts, samples };
};

/** The controls of the channels: letters about their failures, and a free way to refuse at all hours. */
export const channelControls: readonly Control[] = [
  {
    id: 'opt-out-failure-letters',
    says: 'Each failure of opt-out beyond an anomaly was told to the FCC within five business days',
    law: '47 CFR 64.2009(f)',
    check: (ctx, period) => letters(ctx, period, 'opt-out'),
  },
  {
    id: 'opt-in-failure-letters',
    says: 'Each failure of opt-in beyond an anomaly was told to the FCC within five business days, as promised',
    law: '47 CFR 64.2009(f)',
    check: (ctx, period) => letters(ctx, period, 'opt-in'),
  },
  {
    id: 'opt-out-channels',
    says: 'A way to refuse that costs nothing and is open at all hours stood throughout',
    law: '47 CFR 64.2008(d)(3)(v)',
    async check(ctx, { from, until }) {
      const rows = await ctx.tx
        .selectFrom('choiceChannel')
        .select(['id', 'fromAt', 'untilAt'])
        .where('free', '=', true)
        .where('alwaysOpen', '=', true)
        .where('fromAt', '<', until)
        .orderBy('fromAt')
        .execute();
      let covered = from;
      for (const row of rows) if (row.fromAt <= covered) covered = Math.max(covered, row.untilAt ?? until);
      const counts = { channels: rows.length };
      const samples = samplesOf('channel', rows);
      if (rows.length === 0)
        return { status: 'untested', because: 'no free channel open at all hours is registered', counts, samples };
      return covered >= until
        ? { status: 'kept', because: 'a free channel stood open throughout', counts, samples }
        : {
            status: 'not kept',
            because: `no free channel is registered after ${dateAt(ctx, covered)}`,
            counts,
            samples,
          };
    },
  },
];
