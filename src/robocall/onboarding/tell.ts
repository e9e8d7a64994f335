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
import { claimsNow } from '../accounts/claims-now.ts';
import { wantLetter } from '../customer-letters/want.ts';
import { lapseWords } from './lapse-words.ts';
import type { onboardingNoticeRow } from './record.ts';
import { lockedCase } from './store.ts';
import { lapseTask, takeBackLapse } from './take-back.ts';

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

type Ended = 'accepted' | 'letter' | 'dropped';

const end = async (ctx: Ctx, notice: Notice, state: Ended, reference: string | null): Promise<void> => {
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

/** Whether a later step or a decision came after it. */
const isOvertaken = async (ctx: Ctx, { caseId, decisionId, step, wantedAt }: Notice): Promise<boolean> => {
  const later = await ctx.tx
    .selectFrom('onboardingNotice')
    .select('id')
    .where('decisionId', '=', decisionId)
    .where('step', '>', step)
    .limit(1)
    .executeTakeFirst();
  const decided = await ctx.tx
    .selectFrom('onboardingDecision')
    .select('id')
    .where('caseId', '=', caseId)
    .where('id', '!=', decisionId)
    .where('decidedAt', '>=', wantedAt)
    .limit(1)
    .executeTakeFirst();
  return later !== undefined || decided !== undefined;
};

/** A notice that is still to be told, its case locked so that nobody decides meanwhile; one that was overtaken is dropped. */
const stillTrue = async (ctx: Ctx, noticeId: string): Promise<Notice | null> => {
  const notice = await open(ctx, noticeId);
  if (notice === undefined) return null;
  await lockedCase(ctx, notice.caseId);
  if (!(await isOvertaken(ctx, notice))) return notice;
  await end(ctx, notice, 'dropped', null);
  return null;
};

/** What no e-mail carried goes by letter; where the case has no postal address either, a person finds a way. */
const letterInstead = async (ctx: Ctx, notice: Notice, because: string): Promise<void> => {
  const { id: sourceId, caseId, step } = notice;
  const of = { caseId, concerns: 'review', sourceId, about: `onboarding:${caseId}` } as const;
  const letterId = await wantLetter(ctx, { ...of, ...lapseWords(step, ctx.carrier.name) });
  if (letterId !== null) return end(ctx, notice, 'letter', letterId);
  const taskId = await openTask(ctx, {
    kind: lapseTask,
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
    const notice = await stillTrue(ctx, noticeId);
    if (notice === null) return null;
    await takeBackLapse(ctx, notice.caseId);
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
    const again = await stillTrue(ctx, notice.id);
    if (again !== null) await letterInstead(ctx, again, 'the mail server did not take the message');
  },
});
