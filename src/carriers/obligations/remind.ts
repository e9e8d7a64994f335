import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import type { Mail, MailServer } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { plainMail } from '../mail/plain-mail.ts';
import { mailSettingOf, serverOf } from '../mail/settings.ts';
import { dayNumber, startOf } from '../promises/local-time.ts';
import { memberNow } from '../staff/now.ts';
import { openTask } from '../tasks/open.ts';
import type { ClockReminder } from './record.ts';
import { reminderWords } from './reminder-words.ts';

type Task = { readonly reminder: ClockReminder; readonly server: MailServer; readonly mail: Mail };

const hour = 3_600_000;
const rest = 10 * 60_000;

const end = async (ctx: Ctx, reminder: ClockReminder, state: ClockReminder['state'], reference: string | null) => {
  await ctx.tx
    .updateTable('clockReminder')
    .set({ state, reference, endedAt: ctx.at })
    .where('id', '=', reminder.id)
    .execute();
  const { key, step, dueOn, personId, personName } = reminder;
  const facts = { reminder: reminder.id, step, dueOn, personId, personName, state, reference };
  await record(ctx, { kind: 'clock.reminded', subject: `clock:${key}`, happenedAt: ctx.at, facts });
};

/** A reminder that no e-mail has carried waits as a task: one open task a clock and role, whoever was to be told. */
const taskInstead = async (ctx: Ctx, reminder: ClockReminder, state: 'task' | 'refused' | 'unknown', why: string) => {
  await end(ctx, reminder, state, null);
  await openTask(ctx, {
    kind: 'clock-reminder',
    // everybody sees tasks, and a breach may not be known of yet: what is due stands in the list of clocks alone
    subject: `clock-reminder:${reminder.id}`,
    why: `Something is due on ${reminder.dueOn} and ${why}: look at the list of clocks.`,
    role: reminder.role,
    dueAt: startOf(ctx, dateOfDay(dayNumber(reminder.dueOn) + 1)),
    key: `${reminder.key} ${reminder.role}`,
  });
};

const wanted = async (ctx: Ctx, reminderId: string): Promise<ClockReminder | undefined> =>
  ctx.tx
    .selectFrom('clockReminder')
    .selectAll()
    .where('id', '=', reminderId)
    .where('endedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();

/**
 * Reminds one person of one clock. One that a crash left in doubt goes out again: told twice harms nobody, not told might. What has
 * not gone out within the hour, or never will, becomes a task.
 */
export const remind = outward({
  says: 'Remind a person by e-mail of what is due; where none can be sent, a task stands instead',
  law: ['47 CFR 1.4'],
  takes: z.strictObject({ reminderId: id }),
  async prepare(ctx: Ctx, { reminderId }): Promise<Task | null> {
    const reminder = await wanted(ctx, reminderId);
    if (reminder === undefined) return null;
    const setting = await mailSettingOf(ctx);
    const to = (await memberNow(ctx, reminder.personId))?.email ?? null;
    if (setting === null || to === null) {
      const why = setting === null ? 'no mail server is entered to remind by' : 'who was to be reminded has left';
      await taskInstead(ctx, reminder, 'task', why);
      return null;
    }
    await ctx.tx.updateTable('clockReminder').set({ state: 'trying' }).where('id', '=', reminderId).execute();
    return {
      reminder,
      server: await serverOf(ctx, setting),
      mail: plainMail(setting, reminderId, to, reminderWords(reminder, ctx.carrier.name)),
    };
  },
  reach: ({ sendMail }: Outside, { server, mail }) => sendMail(server, [mail]),
  async run(ctx: Ctx, { reminder, mail }, [sent]) {
    // another try of it may have ended first
    if ((await wanted(ctx, reminder.id)) === undefined) return;
    const outcome = sent?.outcome ?? 'unknown';
    if (outcome === 'accepted') return end(ctx, reminder, 'accepted', mail.messageId);
    if (outcome === 'refused') return taskInstead(ctx, reminder, 'refused', 'the mail server refused its reminder');
    if (outcome === 'unknown')
      return taskInstead(ctx, reminder, 'unknown', 'it is not known whether its reminder went out');
    if (ctx.at - reminder.wantedAt >= hour)
      return taskInstead(ctx, reminder, 'task', 'the mail server has not taken its reminder within an hour');
    await ctx.tx.updateTable('clockReminder').set({ state: 'wanted' }).where('id', '=', reminder.id).execute();
    const from = ctx.at + rest;
    await later(ctx, {
      does: 'clocks.remind',
      input: { reminderId: reminder.id },
      from,
      key: `${reminder.id} ${from}`,
    });
  },
});
