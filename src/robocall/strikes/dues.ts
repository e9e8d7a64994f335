import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { strikeLaw } from './act.ts';
import { ordersOf } from './close.ts';

const cite = strikeLaw[0];

/** Days in which a warning is to reach the customer: until it has, whatever he does belongs to the first finding. */
export const daysToWarn = 2;

/** Findings whose account serves on and whose warning is not proven to have arrived. */
const unwarned = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('strikeFinding')
    .innerJoin('strikeAccount', 'strikeAccount.accountId', 'strikeFinding.accountId')
    .innerJoin('voiceAccount', 'voiceAccount.id', 'strikeFinding.accountId')
    .innerJoin('strikeNotice', (join) =>
      join.onRef('strikeNotice.findingId', '=', 'strikeFinding.id').on('strikeNotice.kind', '=', 'warning'),
    )
    .select(['strikeFinding.id', 'strikeNotice.wantedAt'])
    .where('warnedSeq', 'is', null)
    .where('voidedSeq', 'is', null)
    .where('closedSeq', 'is', null)
    .where('voiceAccount.endedAt', 'is', null)
    .orderBy('strikeFinding.openedAt')
    .limit(1000)
    .execute();

/** Warnings to be delivered and proven, and orders of termination that carry themselves out. */
export const strikeDues: DueSource = async (ctx) => {
  const warnings = (await unwarned(ctx)).map(({ id, wantedAt }): Due => {
    const first = dateAt(ctx, wantedAt);
    const day = dayNumber(first) + daysToWarn;
    return {
      key: `strike-warning:${id}`,
      what: 'See that the warning reaches the customer and enter the proof: until then every wrong caller ID belongs to his first finding',
      subject: `strike:${id}`,
      cite,
      bound: 'by',
      day,
      promisedDay: null,
      steps: [{ day, counted: true, why: `${daysToWarn} days after the warning was due on ${first}` }],
      roles: ['network', 'compliance'],
    };
  });
  const closings = (await ordersOf(ctx, 'all')).map(({ id, orderedAt, closesAt }): Due => {
    const day = dayNumber(dateAt(ctx, closesAt));
    return {
      key: `strike-order:${id}`,
      what: 'Carry out the termination or let an officer sign an exception: service is suspended, and on this day the order carries itself out',
      subject: `strike:${id}`,
      cite,
      bound: 'by',
      day,
      promisedDay: null,
      steps: [{ day, counted: true, why: `seven days after it was ordered on ${dateAt(ctx, orderedAt)}` }],
      roles: ['compliance', 'officer'],
    };
  });
  return [...warnings, ...closings];
};
