import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import { letterLaw } from './roles.ts';

/** Letters that the post has not got by the day after they were wanted. */
export const customerLetterDues: DueSource = async (ctx) => {
  const rows = await ctx.tx
    .selectFrom('customerLetter')
    .select(['id', 'about', 'wantedAt'])
    .where('state', 'in', ['waiting', 'printed'])
    .orderBy('wantedAt')
    .limit(1000)
    .execute();
  return rows.map(({ id, about, wantedAt }): Due => {
    const wantedOn = dateAt(ctx, wantedAt);
    const day = dayNumber(wantedOn) + 1;
    return {
      key: `customer-letter:${id}`,
      what: 'Print the letter to the customer and hand it to the post',
      subject: about,
      cite: letterLaw[0],
      bound: 'by',
      day,
      promisedDay: null,
      steps: [{ day, counted: true, why: `the day after it was wanted on ${wantedOn}: our own time` }],
      roles: ['compliance', 'network'],
    };
  });
};
