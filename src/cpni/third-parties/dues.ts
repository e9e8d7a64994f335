import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { unacknowledged } from './acknowledgments.ts';

const ahead = 60;
const roles = ['compliance', 'counsel'] as const;

/** Agreements that end, and yearly writings of agents and partners that lapse, within sixty days; and writings that are owed. */
export const partyDues: DueSource = async (ctx) => {
  const today = dateAt(ctx, ctx.at);
  const horizon = dateOfDay(dayNumber(today) + ahead);
  const ending = await ctx.tx
    .selectFrom('agreement')
    .innerJoin('thirdParty', 'thirdParty.id', 'agreement.partyId')
    .select(['agreement.id', 'agreement.untilDay', 'thirdParty.name'])
    .where('acceptedAt', 'is not', null)
    .where('thirdParty.untilDay', 'is', null)
    .where('agreement.untilDay', '>=', today)
    .where('agreement.untilDay', '<=', horizon)
    .execute();
  const agreements = ending.map(({ id, untilDay, name }): Due => {
    const day = dayNumber(untilDay ?? today);
    return {
      key: `agreement-ends:${id}`,
      what: `Renew the agreement with ${name}, or nothing is disclosed to it after this day`,
      subject: `agreement:${id}`,
      cite: '47 CFR 64.2007(b)(2)',
      bound: 'by',
      day,
      promisedDay: null,
      steps: [{ day, counted: true, why: 'the last day of the agreement' }],
      roles,
    };
  });
  const owed = (await unacknowledged(ctx, today, horizon)).map(({ id, name, last }): Due => {
    const day = last === null ? dayNumber(today) : dayNumber(last) + 365;
    return {
      key: `party-acknowledgment:${id}`,
      what: `Have ${name} sign again what it may use CPNI for, and for which sub-agents it answers`,
      subject: `third-party:${id}`,
      cite: '47 CFR 64.2009(b)',
      bound: 'by',
      day,
      promisedDay: null,
      steps: [{ day, counted: true, why: last === null ? 'nothing is signed yet' : `twelve months after ${last}` }],
      roles,
    };
  });
  return [...agreements, ...owed];
};
