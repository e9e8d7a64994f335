import { z } from 'zod';
import { mailSettingOf, serverOf } from '../../carriers/mail/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import type { Mail, MailServer } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { receiverOf, settleDispatch, subjectOf, textOf } from './dispatch.ts';
import type { DeskDispatch } from './record.ts';

type Task = { readonly dispatchId: string; readonly server: MailServer; readonly mail: Mail };

const dispatchOf = (ctx: Ctx, dispatchId: string): Promise<DeskDispatch> =>
  ctx.tx.selectFrom('deskDispatch').selectAll().where('id', '=', dispatchId).forUpdate().executeTakeFirstOrThrow();

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Sends call detail to an e-mail address of record. What may have gone out is not sent again. */
export const mailCalls = outward({
  says: 'Send the calls that were asked for at the desk to the e-mail address of record',
  law: ['47 CFR 64.2010(b)'],
  takes: z.strictObject({ dispatchId: id }),
  async prepare(ctx: Ctx, { dispatchId }): Promise<Task | null> {
    const dispatch = await dispatchOf(ctx, dispatchId);
    if (dispatch.state === 'sending') await settleDispatch(ctx, dispatch, 'unknown');
    if (dispatch.state !== 'wanted') return null;
    const setting = await mailSettingOf(ctx);
    const receiver = await receiverOf(ctx, dispatch);
    if (setting === null || receiver === undefined) {
      await settleDispatch(ctx, dispatch, 'failed');
      return null;
    }
    await ctx.tx.updateTable('deskDispatch').set({ state: 'sending' }).where('id', '=', dispatchId).execute();
    const { language, value: to } = receiver;
    const text = await textOf(ctx, dispatch, language);
    const mail: Mail = {
      from: { name: setting.fromName, address: setting.fromAddress },
      replyTo: setting.fromAddress,
      writer: 'machine',
      returnPath: `n-${dispatchId}@${setting.returnDomain}`,
      to,
      messageId: `<${dispatchId}@${setting.returnDomain}>`,
      subject: subjectOf(language),
      text,
      html: `<pre>${escaped(text)}</pre>`,
      language,
    };
    return { dispatchId, server: await serverOf(ctx, setting), mail };
  },
  async reach(outside: Outside, { server, mail }) {
    const [sent] = await outside.sendMail(server, [mail]);
    return sent?.outcome ?? 'unknown';
  },
  async run(ctx: Ctx, { dispatchId }, outcome) {
    const dispatch = await dispatchOf(ctx, dispatchId);
    if (dispatch.state !== 'sending') return;
    await settleDispatch(ctx, dispatch, outcome === 'accepted' ? 'sent' : outcome === 'unknown' ? 'unknown' : 'failed');
  },
});
