import type { Due, DueSource } from '../carriers/obligations/due.ts';
import { dateAt, dayNumber } from '../carriers/promises/local-time.ts';
import { assignmentsNow } from './access.ts';

/** Days ahead at which a person's next course comes into view: a year of it would hide what presses. */
const ahead = 30;
const words = { course: 'the CPNI course', manual: 'the newest CPNI manual' } as const;

/** What each of the staff must learn or read within thirty days, or should have. */
export const personnelDues: DueSource = async (ctx) => {
  const horizon = dayNumber(dateAt(ctx, ctx.at)) + ahead;
  const staff = await assignmentsNow(ctx);
  return staff.flatMap(({ personId, name, owes }) =>
    owes
      .filter(({ dueOn }) => dayNumber(dueOn) <= horizon)
      .map(
        ({ duty, dueOn }): Due => ({
          key: `personnel-${duty}:${personId}`,
          what: `${name} has ${words[duty]} to do; after the grace the work with CPNI closes`,
          subject: `person:${personId}`,
          cite: '47 CFR 64.2009(b)',
          bound: 'by',
          day: dayNumber(dueOn),
          promisedDay: null,
          steps: [
            { day: dayNumber(dueOn), counted: true, why: `${words[duty]} is due by the carrier's own programme` },
          ],
          roles: ['people', 'supervisor'],
        }),
      ),
  );
};
