import { z } from 'zod';
import { plainMail } from '../../carriers/mail/plain-mail.ts';
import { mailSettingOf, serverOf } from '../../carriers/mail/settings.ts';
import { memberNow } from '../../carriers/staff/now.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import type { Mail, MailServer } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { rosterLaw } from './clock.ts';
import type { TracebackPage } from './record.ts';

type Task = { readonly page: TracebackPage; readonly server: MailServer; readonly mail: Mail };

const open = (ctx: Ctx, pageId: string): Promise<TracebackPage | undefined> =>
  ctx.tx
    .selectFrom('tracebackPage')
    .selectAll()
    .where('id', '=', pageId)
    .where('endedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();

type Ended = 'accepted' | 'refused' | 'unknown' | 'task';

const end = async (ctx: Ctx, page: TracebackPage, state: Ended, reference: string | null): Promise<void> => {
  await ctx.tx
    .updateTable('tracebackPage')
    .set({ state, reference, endedAt: ctx.at })
    .where('id', '=', page.id)
    .execute();
  const { tracebackId, step, personId, personName } = page;
  await record(ctx, {
    kind: 'traceback.paged',
    subject: `traceback:${tracebackId}`,
    happenedAt: ctx.at,
    facts: { page: page.id, step, personId, personName, state, reference },
  });
};

/** Where no e-mail reaches him, a task stands for everybody who could answer. */
const taskInstead = async (ctx: Ctx, page: TracebackPage, state: Exclude<Ended, 'accepted'>, because: string) => {
  await openTask(ctx, {
    kind: 'traceback-page',
    subject: `traceback:${page.tracebackId}`,
    why: `A traceback request waits, and whoever is on call could not be told: ${because}. Telephone him, or take it.`,
    role: 'network',
    dueAt: ctx.at,
    key: page.tracebackId,
  });
  await end(ctx, page, state, null);
};

/** Calls a person to a request by e-mail; one that a crash left in doubt goes again: called twice harms nobody. */
export const sendPage = outward({
  says: 'Call a person of the staff to a traceback request by e-mail; where none can be sent, a task stands instead',
  law: rosterLaw,
  takes: z.strictObject({ pageId: id }),
  async prepare(ctx: Ctx, { pageId }): Promise<Task | null> {
    const page = await open(ctx, pageId);
    if (page === undefined) return null;
    const setting = await mailSettingOf(ctx);
    const to = (await memberNow(ctx, page.personId))?.email ?? null;
    if (setting === null || to === null) {
      await taskInstead(ctx, page, 'task', setting === null ? 'no mail server is entered' : 'he has left');
      return null;
    }
    await ctx.tx.updateTable('tracebackPage').set({ state: 'trying' }).where('id', '=', pageId).execute();
    const subject = page.words.split('\n', 1)[0] ?? '';
    return {
      page,
      server: await serverOf(ctx, setting),
      mail: plainMail(setting, pageId, to, { subject, text: page.words }),
    };
  },
  reach: ({ sendMail }: Outside, { server, mail }) => sendMail(server, [mail]),
  async run(ctx: Ctx, { page, mail }, [sent]) {
    // another try of it may have ended first
    if ((await open(ctx, page.id)) === undefined) return;
    if (sent?.outcome === 'accepted') return end(ctx, page, 'accepted', mail.messageId);
    const state = sent?.outcome === 'unknown' ? 'unknown' : 'refused';
    return taskInstead(ctx, page, state, 'the mail server did not take the message');
  },
});
