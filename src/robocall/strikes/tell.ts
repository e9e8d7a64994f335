import { z } from 'zod';
import type { MailSetting } from '../../carriers/mail/record.ts';
import { mailSettingOf, serverOf } from '../../carriers/mail/settings.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import type { Mail, MailServer } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { strikeLaw } from './act.ts';
import { type StrikeNotice, wordsOf } from './notice.ts';

type Task = { readonly notice: StrikeNotice; readonly server: MailServer; readonly mail: Mail };

const open = (ctx: Ctx, noticeId: string): Promise<StrikeNotice | undefined> =>
  ctx.tx
    .selectFrom('strikeNotice')
    .selectAll()
    .where('id', '=', noticeId)
    .where('endedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();

const end = async (ctx: Ctx, notice: StrikeNotice, state: 'accepted' | 'letter', reference: string): Promise<void> => {
  await ctx.tx
    .updateTable('strikeNotice')
    .set({ state, reference, endedAt: ctx.at })
    .where('id', '=', notice.id)
    .execute();
  const { id: noticeId, accountId, findingId, kind } = notice;
  await record(ctx, {
    kind: 'strikes.told',
    subject: `voice-account:${accountId}`,
    happenedAt: ctx.at,
    facts: { notice: noticeId, finding: findingId, kind, state, reference },
  });
};

const kinds = {
  warning: 'the warning',
  suspension: 'that his service is suspended',
  closing: 'that his service is ended',
  withdrawal: 'that we withdraw our notice',
  exception: 'that his service stays on by exception',
} as const;

/** What no e-mail carried, a person writes as a letter. */
const letterInstead = async (ctx: Ctx, notice: StrikeNotice, because: string): Promise<void> => {
  const taskId = await openTask(ctx, {
    kind: 'strike-letter',
    subject: `voice-account:${notice.accountId}`,
    why: `Send the customer ${kinds[notice.kind]} by letter, in the words that the strikes of his account show: ${because}.`,
    role: 'compliance',
    dueAt: ctx.at,
    key: notice.id,
  });
  await end(ctx, notice, 'letter', taskId);
};

/** The address for contacts of the case behind the account, as it was claimed last. */
const addressOf = async (ctx: Ctx, accountId: string): Promise<string | undefined> => {
  const row = await ctx.tx
    .selectFrom('onboardingField')
    .innerJoin('voiceAccount', 'voiceAccount.caseId', 'onboardingField.caseId')
    .select('claimed')
    .where('voiceAccount.id', '=', accountId)
    .where('onboardingField.name', '=', 'contact-email')
    .where('claimed', '!=', '(purged)')
    .orderBy('enteredAt', 'desc')
    .orderBy('onboardingField.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.claimed;
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const mailOf = async (ctx: Ctx, setting: MailSetting, notice: StrikeNotice, to: string): Promise<Mail> => {
  const { subject, text } = await wordsOf(ctx, notice);
  return {
    from: { name: setting.fromName, address: setting.fromAddress },
    replyTo: setting.fromAddress,
    returnPath: `o-${notice.id}@${setting.returnDomain}`,
    to,
    messageId: `<${notice.id}@${setting.returnDomain}>`,
    subject,
    text,
    html: `<p>${escaped(text.trim()).replaceAll('\n\n', '</p><p>')}</p>`,
    language: 'en',
  };
};

/** Tells a customer of a finding by e-mail, once; one that a crash left in doubt goes again: told twice harms nobody. */
export const tellOfStrike = outward({
  says: 'Tell a customer by e-mail of a wrong caller ID and what follows; where none can be sent, a task to write a letter stands instead',
  law: strikeLaw,
  takes: z.strictObject({ noticeId: id }),
  async prepare(ctx: Ctx, { noticeId }): Promise<Task | null> {
    const notice = await open(ctx, noticeId);
    if (notice === undefined) return null;
    const setting = await mailSettingOf(ctx);
    const to = await addressOf(ctx, notice.accountId);
    if (setting === null || to === undefined) {
      const because = setting === null ? 'no mail server is entered' : 'his case has no e-mail address';
      await letterInstead(ctx, notice, because);
      return null;
    }
    await ctx.tx.updateTable('strikeNotice').set({ state: 'trying' }).where('id', '=', noticeId).execute();
    return { notice, server: await serverOf(ctx, setting), mail: await mailOf(ctx, setting, notice, to) };
  },
  reach: ({ sendMail }: Outside, { server, mail }) => sendMail(server, [mail]),
  async run(ctx: Ctx, { notice, mail }, [sent]) {
    // another try of it may have ended first
    if ((await open(ctx, notice.id)) === undefined) return;
    if (sent?.outcome === 'accepted') return end(ctx, notice, 'accepted', mail.messageId);
    return letterInstead(ctx, notice, 'the mail server did not take the message');
  },
});
