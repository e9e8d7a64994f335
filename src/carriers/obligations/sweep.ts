import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { recordAlongside } from '../../ledger/record.ts';
import { dateAt, dayNumber } from '../promises/local-time.ts';
import { bindingDay, type Due, type DueSource, openDues } from './due.ts';
import { lastTold } from './list-clocks.ts';
import { closuresOf } from './office-closures.ts';
import type { ReminderStep } from './record.ts';
import { escalates, stepOf } from './reminder-steps.ts';

type Told = { readonly dueOn: string | null };

/** What is newly told of a clock: `before` are the words it had. */
type Telling = {
  readonly key: string;
  readonly dueOn: string | null;
  readonly why: string;
  readonly before: Told | undefined;
};

const kindOf = ({ dueOn, before }: Telling): string => {
  if (dueOn === null) return 'clock.ended';
  return before === undefined || before.dueOn === null ? 'clock.began' : 'clock.moved';
};

// a carrier that brings ten thousand accounts has as many clocks begin at once
const piece = 1000;

const tellAll = async (ctx: Ctx, all: readonly Telling[]): Promise<void> => {
  for (let from = 0; from < all.length; from += piece) {
    const some = all.slice(from, from + piece);
    const rows = some.map(({ key, dueOn, why }) => ({ id: ctx.id(), key, dueOn, why, toldAt: ctx.at }));
    const evidence = some.map((telling) => ({
      kind: kindOf(telling),
      subject: `clock:${telling.key}`,
      happenedAt: ctx.at,
      facts: { from: telling.before?.dueOn ?? null, to: telling.dueOn, why: telling.why },
    }));
    await recordAlongside(ctx, evidence, () => ctx.tx.insertInto('clockTold').values(rows).execute());
  }
};

/** Whom a clock is about, where that is a person of the staff: his own course, say. */
const personOf = ({ subject }: Due): string | null => (subject.startsWith('person:') ? subject.slice(7) : null);

const staffOf = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('membership')
    .select(['personId', 'name', 'roles'])
    .where('untilAt', 'is', null)
    .orderBy('personId')
    .execute();

type Staff = Awaited<ReturnType<typeof staffOf>>;

/** A reminder that a day calls for. */
type Call = { readonly due: Due; readonly dueOn: string; readonly step: ReminderStep };

/** A row for each who is reminded: the staff with one of the roles, and whom it is about. */
const rowsOf = (ctx: Ctx, staff: Staff, { due, dueOn, step }: Call) => {
  // the officers too where it escalates
  const told: readonly Role[] = escalates(step) ? [...due.roles, 'officer'] : due.roles;
  const about = personOf(due);
  const persons = staff.filter(({ personId, roles }) => personId === about || told.some((one) => roles.includes(one)));
  return persons.map(({ personId, name, roles }) => ({
    id: ctx.id(),
    key: due.key,
    dueOn,
    step,
    day: step === 'late' ? dateAt(ctx, ctx.at) : dueOn,
    what: due.what,
    personId,
    personName: name,
    role: told.find((one) => roles.includes(one)) ?? told[0] ?? 'compliance',
    wantedAt: ctx.at,
    state: 'wanted' as const,
    reference: null,
    endedAt: null,
  }));
};

const remindAll = async (ctx: Ctx, calls: readonly Call[]): Promise<number> => {
  const staff = await staffOf(ctx);
  const rows = calls.flatMap((call) => rowsOf(ctx, staff, call));
  let reminders = 0;
  for (let from = 0; from < rows.length; from += piece) {
    const added = await ctx.tx
      .insertInto('clockReminder')
      .values(rows.slice(from, from + piece))
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute();
    for (const { id } of added)
      await later(ctx, { does: 'clocks.remind', input: { reminderId: id }, from: ctx.at, key: id });
    reminders += added.length;
  }
  return reminders;
};

/** A clock's words where they are new or have changed, and the reminders that the day calls for. */
const see = (
  today: number,
  due: Due,
  before: Told | undefined,
): { telling: Telling | null; calls: readonly Call[] } => {
  const day = bindingDay(due);
  const dueOn = dateOfDay(day);
  const began = before === undefined || before.dueOn === null;
  const changed: ReminderStep | null = began ? 'began' : before.dueOn === dueOn ? null : 'moved';
  const why = due.steps.at(-1)?.why ?? due.cite;
  const ahead = due.bound === 'not-before' ? null : stepOf(day - today);
  // nobody need act on a day before which nothing may happen, unless it moved
  const first = due.bound === 'not-before' && changed === 'began' ? null : changed;
  const steps = [first, ahead].filter((step) => step !== null);
  return {
    telling: changed === null ? null : { key: due.key, dueOn, why, before },
    calls: steps.map((step) => ({ due, dueOn, step })),
  };
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
      const today = dayNumber(dateAt(ctx, ctx.at));
      const seen = dues.map((due) => see(today, due, before.get(due.key)));
      await tellAll(
        ctx,
        seen.flatMap(({ telling }) => telling ?? []),
      );
      const reminders = await remindAll(
        ctx,
        seen.flatMap(({ calls }) => calls),
      );
      const open = new Set(dues.map(({ key }) => key));
      const gone = [...before].filter(([key, words]) => words.dueOn !== null && !open.has(key));
      const why = 'done, or nothing is due any more';
      await tellAll(
        ctx,
        gone.map(([key, words]) => ({ key, dueOn: null, why, before: words })),
      );
      return { open: dues.length, ended: gone.length, reminders };
    },
  });
