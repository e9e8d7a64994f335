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

type Ended = 'accepted' | 'letter' | 'dropped';

const end = async (ctx: Ctx, notice: StrikeNotice, state: Ended, reference: string | null): Promise<void> => {
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

/** What no e-mail carried goes by letter; where the case has no postal address either, a person finds a way. */
const letterInstead = async (ctx: Ctx, notice: StrikeNotice, because: string): Promise<void> => {
  const about = `voice-account:${notice.accountId}`;
  const { caseId } = await ctx.tx
    .selectFrom('voiceAccount')
    .select('caseId')
    .where('id', '=', notice.accountId)
    .executeTakeFirstOrThrow();
  const of = { caseId, concerns: 'strike', sourceId: notice.id, about } as const;
  const letterId = await wantLetter(ctx, { ...of, ...(await wordsOf(ctx, notice)) });
  if (letterId !== null) return end(ctx, notice, 'letter', letterId);
  const taskId = await openTask(ctx, {
    kind: 'strike-letter',
    subject: about,
    why: `Tell the customer ${kinds[notice.kind]}, in the words of GET /v1/strike-notices/${notice.id}: ${because}, and it has no postal address that fits an envelope.`,
    role: 'compliance',
    dueAt: ctx.at,
    key: notice.id,
  });
  await end(ctx, notice, 'letter', taskId);
};

type Customer = { readonly address: string | undefined; readonly gone: boolean };

/** The address for contacts of the case behind the account, as it was claimed last, and whether its contract has ended. */
const customerOf = async (ctx: Ctx, accountId: string): Promise<Customer> => {
  const { caseId, endedAt } = await ctx.tx
    .selectFrom('voiceAccount')
    .select(['caseId', 'endedAt'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const address = (await claimsNow(ctx, caseId)).get('contact-email');
  return { address, gone: endedAt !== null };
};

/** Tells a customer of a finding by e-mail, once; one that a crash left in doubt goes again: told twice harms nobody. */
export const tellOfStrike = outward({
  says: 'Tell a customer by e-mail of a wrong caller ID and what follows; where none can be sent a letter waits for the printer, or a task where no address is known',
  law: strikeLaw,
  takes: z.strictObject({ noticeId: id }),
  async prepare(ctx: Ctx, { noticeId }): Promise<Task | null> {
    const notice = await open(ctx, noticeId);
    if (notice === undefined) return null;
    const setting = await mailSettingOf(ctx);
    const { address: to, gone } = await customerOf(ctx, notice.accountId);
    if (gone) {
      await end(ctx, notice, 'dropped', null);
      return null;
    }
    if (setting === null || to === undefined) {
      const because = setting === null ? 'no mail server is entered' : 'his case has no e-mail address';
      await letterInstead(ctx, notice, because);
      return null;
    }
    await ctx.tx.updateTable('strikeNotice').set({ state: 'trying' }).where('id', '=', noticeId).execute();
    return {
      notice,
      server: await serverOf(ctx, setting),
      mail: plainMail(setting, noticeId, to, await wordsOf(ctx, notice)),
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
