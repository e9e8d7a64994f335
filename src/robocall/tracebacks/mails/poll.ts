import { z } from 'zod';
import { type Asking, askingOf, noteKept, noteMarked } from '../../../carriers/mailbox/fetched.ts';
import { mailboxIn } from '../../../carriers/mailbox/setting.ts';
import { settleTask } from '../../../carriers/tasks/end.ts';
import { openTask } from '../../../carriers/tasks/open.ts';
import type { Ctx } from '../../../db/context.ts';
import { later } from '../../../db/later.ts';
import { outward } from '../../../kernel/operation.ts';
import { MINUTE } from '../../../kernel/time.ts';
import type { Fetched } from '../../../outside/mail-in.ts';
import type { Outside } from '../../../outside/outside.ts';
import { tracebackLaw } from '../clock.ts';
import { keepMail } from './keep.ts';
import { mailSettingsOf, secretName } from './settings.ts';

/** A mailbox that has not answered for this long keeps requests from us while their clock runs. */
const longestSilence = 30 * MINUTE;

const silent = 'traceback-mailbox-silent';

const heard = (ctx: Ctx, note: string): Promise<void> =>
  settleTask(ctx, { kind: silent, key: ctx.carrier.id, outcome: 'not-needed', note });

/** Has somebody look where the traceback mailbox does not answer. */
export const watchSilence = async (ctx: Ctx): Promise<void> => {
  const row = await mailSettingsOf(ctx);
  if (row === undefined || mailboxIn(row) === null) return heard(ctx, 'No mailbox is fetched any more');
  const since = row.reachedAt ?? row.setAt;
  if (ctx.at - since <= longestSilence) return;
  await openTask(ctx, {
    kind: silent,
    subject: `carrier:${ctx.carrier.id}`,
    why: 'The mailbox of the traceback desk has not answered for half an hour: look into it by its own program, and mend its settings',
    role: 'network',
    dueAt: since + longestSilence,
    key: ctx.carrier.id,
  });
};

export const pollTracebackMail = outward<Ctx, Outside, z.ZodType<Record<string, never>>, Asking, Fetched>({
  says: 'Fetch mails to the traceback desk from the mailbox; a message is marked as seen there only after it is kept here',
  law: tracebackLaw,
  takes: z.strictObject({}),
  async prepare(ctx) {
    const row = await mailSettingsOf(ctx);
    const mailbox = row === undefined ? null : mailboxIn(row);
    return mailbox === null ? null : askingOf(ctx, mailbox, secretName);
  },
  reach: (outside, { mailbox, marks }) => outside.fetchMail(mailbox, marks),
  async run(ctx, asking, { uidValidity, messages }) {
    await noteMarked(ctx, asking);
    await ctx.tx.updateTable('tracebackMailSettings').set({ reachedAt: ctx.at }).execute();
    await heard(ctx, 'The mailbox answers again');
    for (const { raw, at, uid } of messages) {
      const kept = await keepMail(ctx, { raw, via: 'mailbox', receivedAt: at });
      await noteKept(ctx, asking, { uidValidity, uid, as: { returnedId: null, tracebackMailId: kept.id } });
    }
    // the next one marks these, and fetches what is left
    if (messages.length > 0) await later(ctx, { does: 'tracebackMails.poll', input: {}, from: ctx.at, key: ctx.id() });
  },
});
