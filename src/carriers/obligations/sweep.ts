import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { dateAt, dayNumber } from '../promises/local-time.ts';
import { bindingDay, type Due, type DueSource, openDues } from './due.ts';
import { lastTold } from './list-clocks.ts';
import { closuresOf } from './office-closures.ts';
import type { ReminderStep } from './record.ts';
import { escalates, stepOf } from './reminder-steps.ts';

type Told = { readonly dueOn: string | null };

const tell = async (ctx: Ctx, key: string, dueOn: string | null, why: string, before: Told | undefined) => {
  await ctx.tx.insertInto('clockTold').values({ id: ctx.id(), key, dueOn, why, toldAt: ctx.at }).execute();
  const kind =
    dueOn === null ? 'clock.ended' : before === undefined || before.dueOn === null ? 'clock.began' : 'clock.moved';
  await record(ctx, {
    kind,
    subject: `clock:${key}`,
    happenedAt: ctx.at,
    facts: { from: before?.dueOn ?? null, to: dueOn, why },
  });
};

/** Whom a clock is about, where that is a person of the staff: his own course, say. */
const personOf = ({ subject }: Due): string | null => (subject.startsWith('person:') ? subject.slice(7) : null);

/** Who is reminded: the staff with one of the roles, and whom it is about. */
const personsOf = (ctx: Ctx, roles: readonly Role[], about: string | null) =>
  ctx.tx
    .selectFrom('membership')
    .select(['personId', 'name', 'roles'])
    .where('untilAt', 'is', null)
    .where((eb) => eb.or([sql<boolean>`roles && ${[...roles]}::text[]`, eb('personId', '=', about)]))
    .orderBy('personId')
    .execute();

const remind = async (ctx: Ctx, due: Due, dueOn: string, step: ReminderStep): Promise<number> => {
  const day = step === 'late' ? dateAt(ctx, ctx.at) : dueOn;
  // the officers too where it escalates
  const told: readonly Role[] = escalates(step) ? [...due.roles, 'officer'] : due.roles;
  const persons = await personsOf(ctx, told, personOf(due));
  if (persons.length === 0) return 0;
  const rows = persons.map(({ personId, name, roles }) => ({
    id: ctx.id(),
    key: due.key,
    dueOn,
    step,
    day,
    what: due.what,
    personId,
    personName: name,
    role: told.find((one) => roles.includes(one)) ?? told[0] ?? 'compliance',
    wantedAt: ctx.at,
    state: 'wanted' as const,
    reference: null,
    endedAt: null,
  }));
  const added = await ctx.tx
    .insertInto('clockReminder')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  for (const { id } of added)
    await later(ctx, { does: 'clocks.remind', input: { reminderId: id }, from: ctx.at, key: id });
  return added.length;
};

/** A clock's words, told where they are new or have changed, and the reminder that the day calls for. */
const see = async (ctx: Ctx, due: Due, before: Told | undefined): Promise<number> => {
  const day = bindingDay(due);
  const dueOn = dateOfDay(day);
  const why = due.steps.at(-1)?.why ?? due.cite;
  const began = before === undefined || before.dueOn === null;
  const moved = !began && before.dueOn !== dueOn;
  if (began || moved) await tell(ctx, due.key, dueOn, why, before);
  if (due.bound === 'not-before') return moved ? remind(ctx, due, dueOn, 'moved') : 0;
  const step = stepOf(day - dayNumber(dateAt(ctx, ctx.at)));
  const first = began ? await remind(ctx, due, dueOn, 'began') : moved ? await remind(ctx, due, dueOn, 'moved') : 0;
  return first + (step === null ? 0 : await remind(ctx, due, dueOn, step));
};

export const sweepClocks = (sources: readonly DueSource[]) =>
  operation({
    http: 'POST /v1/clocks:sweep',
    says: 'Look at every clock now: tell new and moved due dates, and remind whoever must act; runs by itself every quarter of an hour',
    law: ['47 CFR 1.4'],
    may: ['compliance', 'officer'],
    by: 'anyone',
    takes: z.strictObject({}),
    gives: z.strictObject({ open: z.int(), ended: z.int(), reminders: z.int() }),
    async run(ctx: Ctx) {
      const before = await lastTold(ctx);
      const dues = await openDues(ctx, sources, await closuresOf(ctx));
      let reminders = 0;
      for (const due of dues) reminders += await see(ctx, due, before.get(due.key));
      const open = new Set(dues.map(({ key }) => key));
      const gone = [...before].filter(([key, words]) => words.dueOn !== null && !open.has(key));
      for (const [key, words] of gone) await tell(ctx, key, null, 'done, or nothing is due any more', words);
      return { open: dues.length, ended: gone.length, reminders };
    },
  });
