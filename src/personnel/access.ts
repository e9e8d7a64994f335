import { z } from 'zod';
import { type CpniAccess, type CpniStanding, mayWorkWithCpni, owedBy } from '../carriers/access/lapse.ts';
import { personnelSettingRow } from '../carriers/access/record.ts';
import { programmeOf, standingsOf } from '../carriers/access/standing.ts';
import { dateAt } from '../carriers/promises/local-time.ts';
import type { Ctx } from '../db/context.ts';
import { date, id } from '../kernel/columns.ts';
import { everyone, operation } from '../kernel/operation.ts';
import { found } from '../kernel/problem.ts';
import { record } from '../ledger/record.ts';
import { staffAt } from './staff.ts';

const law = ['47 CFR 64.2009(b)'];
const access = z.strictObject({
  personId: id,
  name: z.string(),
  state: z.enum(['open', 'grace', 'closed']),
  /** the last day of grace, or the first day closed */
  until: date.nullable(),
  since: date.nullable(),
  owes: z.array(z.strictObject({ duty: z.enum(['course', 'manual']), dueOn: date })),
});

const shown = (person: { readonly personId: string; readonly name: string }, standing: CpniStanding, day: string) => {
  const now: CpniAccess = mayWorkWithCpni(standing, day);
  return {
    personId: person.personId,
    name: person.name,
    state: now.state,
    until: now.state === 'grace' ? now.until : null,
    since: now.state === 'closed' ? now.since : null,
    owes: [...owedBy(standing)],
  };
};

/** The staff now with what each owes by when and whether he may work with CPNI. */
export const assignmentsNow = async (ctx: Ctx): Promise<z.output<typeof access>[]> => {
  const staff = await staffAt(ctx, ctx.at);
  const standings = await standingsOf(
    ctx,
    staff.map(({ personId }) => personId),
  );
  const day = dateAt(ctx, ctx.at);
  return staff.flatMap((person) => {
    const standing = standings.get(person.personId);
    return standing === undefined ? [] : [shown(person, standing, day)];
  });
};

export const showAccess = operation({
  http: 'GET /v1/personnel/{personId}/access',
  says: 'Whether a person of the staff may work with CPNI today: open, in grace until a day, or closed since one; and what he owes by when',
  law,
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ personId: id }),
  gives: access,
  async run(ctx: Ctx, { personId }) {
    return found(
      (await assignmentsNow(ctx)).find((one) => one.personId === personId),
      'person of the staff',
    );
  },
});

export const listAssignments = operation({
  http: 'GET /v1/personnel/assignments',
  says: 'What each of the staff must do next, the course or the newest manual, by when, and who is in grace or closed out',
  law,
  may: ['people', 'compliance', 'supervisor', 'officer', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(access) }),
  run: async (ctx: Ctx) => ({ items: await assignmentsNow(ctx) }),
});

const programme = z.strictObject(personnelSettingRow.pick({ months: true, startDays: true, graceDays: true }).shape);

export const setProgramme = operation({
  http: 'PUT /v1/personnel/programme',
  says: 'Set how many months a course holds, how many days after hire or a new manual it is due, and how long a lapse is overlooked',
  law,
  may: ['people', 'compliance'],
  by: 'person',
  takes: programme,
  gives: programme,
  async run(ctx: Ctx, input) {
    const before = await programmeOf(ctx);
    await ctx.tx
      .insertInto('personnelSetting')
      .values({ id: ctx.id(), ...input, setAt: ctx.at })
      .execute();
    await record(ctx, {
      kind: 'personnel.programme-set',
      subject: `carrier:${ctx.carrier.id}`,
      happenedAt: ctx.at,
      facts: { before, after: input },
    });
    return input;
  },
});
