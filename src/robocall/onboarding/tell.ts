import { z } from 'zod';
import { plainMail } from '../../carriers/mail/plain-mail.ts';
import { mailSettingOf, serverOf } from '../../carriers/mail/settings.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import type { Mail, MailServer } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { wantLetter } from '../customer-letters/want.ts';
import { claimsNow } from './claims-now.ts';
import { lapseWords } from './lapse-words.ts';
import type { onboardingNoticeRow } from './record.ts';

type Notice = z.output<typeof onboardingNoticeRow>;
type Task = { readonly notice: Notice; readonly server: MailServer; readonly mail: Mail };

const open = (ctx: Ctx, noticeId: string): Promise<Notice | undefined> =>
  ctx.tx
    .selectFrom('onboardingNotice')
    .selectAll()
    .where('id', '=', noticeId)
    .where('endedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();

const end = async (ctx: Ctx, notice: Notice, state: 'accepted' | 'letter', reference: string): Promise<void> => {
  await ctx.tx
    .updateTable('onboardingNotice')
    .set({ state, reference, endedAt: ctx.at })
    .where('id', '=', notice.id)
    .execute();
  const { id: noticeId, decisionId, step } = notice;
  await record(ctx, {
    kind: 'onboarding.lapse-told',
    subject: `onboarding:${notice.caseId}`,
    happenedAt: ctx.at,
    facts: { notice: noticeId, decision: decisionId, step, state, reference },
  });
};

/** What no e-mail carried goes by letter; where the case has no postal address either, a person finds a way. */
const letterInstead = async (ctx: Ctx, notice: Notice, because: string): Promise<void> => {
  const { id: sourceId, caseId, step } = notice;
  const of = { caseId, concerns: 'review', sourceId, about: `onboarding:${caseId}` } as const;
  const letterId = await wantLetter(ctx, { ...of, ...lapseWords(step, ctx.carrier.name) });
  if (letterId !== null) return end(ctx, notice, 'letter', letterId);
  const taskId = await openTask(ctx, {
    kind: 'lapse-letter',
    subject: `onboarding:${notice.caseId}`,
    why: `Tell the customer that his review is ${notice.step} days overdue and what follows: ${because}, and it has no postal address that fits an envelope.`,
    role: 'onboarding',
    dueAt: ctx.at,
    key: notice.id,
  });
  await end(ctx, notice, 'letter', taskId);
};

/** Tells a customer one step of a lapse by e-mail, once; one that a crash left in doubt goes again: told twice harms nobody. */
export const tellLapse = outward({
  says: 'Tell a customer by e-mail that his review is overdue and what follows; where none can be sent a letter waits for the printer, or a task where no address is known',
  law: ['47 CFR 64.1200(n)(4)'],
  takes: z.strictObject({ noticeId: id }),
  async prepare(ctx: Ctx, { noticeId }): Promise<Task | null> {
    const notice = await open(ctx, noticeId);
    if (notice === undefined) return null;
    const setting = await mailSettingOf(ctx);
    const to = (await claimsNow(ctx, notice.caseId)).get('contact-email');
    if (setting === null || to === undefined) {
      await letterInstead(
        ctx,
        notice,
        setting === null ? 'no mail server is entered' : 'his case has no e-mail address',
      );
      return null;
    }
    await ctx.tx.updateTable('onboardingNotice').set({ state: 'trying' }).where('id', '=', noticeId).execute();
    return {
      notice,
      server: await serverOf(ctx, setting),
      mail: plainMail(setting, noticeId, to, lapseWords(notice.step, ctx.carrier.name)),
    };
  },
  reach: ({ sendMail }: Outside, { server, mail }) => sendMail(server, [mail]),
  async run(ctx: Ctx, { notice, mail }, [sent]) {
    // another try of it may have ended first
    if ((await open(ctx, notice.id)) === undefined) return;
    if (sent?.outcome === 'accepted') return end(ctx, notice, 'accepted', mail.messageId);
    return letterInstead(ctx, notice, 'the mail server did not take the message');
  },
});
