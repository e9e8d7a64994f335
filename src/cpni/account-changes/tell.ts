import { z } from 'zod';
import { serverOf } from '../../carriers/mail/settings.ts';
import { telephoneOf } from '../../carriers/telephone/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import type { Mail, MailServer, Sent } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { sendText, type TelephoneService } from '../../outside/telephone-service.ts';
import type { AccountNotice } from './record.ts';
import { addNotice, type Change, changeOf, noticesOf, nowhereToTell, recordNotice, waysLeft } from './store.ts';
import type { Target } from './target.ts';
import { subjects, wordsOf } from './words.ts';

type Task = { readonly changeId: string; readonly noticeId: string } & (
  | {
      readonly way: 'text';
      readonly service: TelephoneService;
      readonly to: string;
      readonly words: string;
      readonly report: string;
    }
  | { readonly way: 'email'; readonly server: MailServer; readonly mail: Mail }
);

const asTold = async (ctx: Ctx, { customerId, what }: Change) => {
  const { language } = await ctx.tx
    .selectFrom('customer')
    .select('language')
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  return { language, words: wordsOf(language, ctx.carrier.name, what) };
};

const textTask = async (ctx: Ctx, change: Change, notice: AccountNotice): Promise<Task | null> => {
  const service = await telephoneOf(ctx);
  if (service === null || notice.serviceId === null) return null;
  const { number } = await ctx.tx
    .selectFrom('customerService')
    .select('number')
    .where('id', '=', notice.serviceId)
    .executeTakeFirstOrThrow();
  const { words } = await asTold(ctx, change);
  const report = `/webhooks/texts/${ctx.carrier.id}`;
  return number === null
    ? null
    : { changeId: change.id, noticeId: notice.id, way: 'text', service, to: number, words, report };
};

const emailTask = async (ctx: Ctx, change: Change, notice: AccountNotice): Promise<Task | null> => {
  const setting = await ctx.tx.selectFrom('mailSetting').selectAll().executeTakeFirst();
  if (setting === undefined || notice.contactId === null) return null;
  const contact = await ctx.tx
    .selectFrom('customerContact')
    .select('value')
    .where('id', '=', notice.contactId)
    .executeTakeFirstOrThrow();
  const { language, words } = await asTold(ctx, change);
  const mail: Mail = {
    from: { name: setting.fromName, address: setting.fromAddress },
    replyTo: setting.fromAddress,
    writer: 'machine',
    returnPath: `n-${notice.id}@${setting.returnDomain}`,
    to: contact.value,
    messageId: `<${notice.id}@${setting.returnDomain}>`,
    subject: subjects[language],
    text: `${words}\n`,
    html: `<p>${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`,
    language,
  };
  return { changeId: change.id, noticeId: notice.id, way: 'email', server: await serverOf(ctx, setting), mail };
};

const usable = async (ctx: Ctx, targets: readonly Target[]): Promise<Target | undefined> => {
  const texts = (await telephoneOf(ctx)) !== null;
  const mails = (await ctx.tx.selectFrom('mailSetting').select('host').executeTakeFirst()) !== undefined;
  return targets.find(({ way }) => way === 'mail' || (way === 'text' ? texts : mails));
};

/** What an earlier try of this job left open may have gone out: it is not repeated, the next way is taken. */
const giveUpCrashed = async (ctx: Ctx, changeId: string): Promise<void> => {
  await ctx.tx
    .updateTable('accountNotice')
    .set({ state: 'unknown' })
    .where('changeId', '=', changeId)
    .where('state', '=', 'trying')
    .execute();
};

const nextTask = async (ctx: Ctx, change: Change): Promise<Task | null> => {
  const target = await usable(ctx, await waysLeft(ctx, change));
  if (target === undefined) {
    await nowhereToTell(ctx, change);
    return null;
  }
  const notice = await addNotice(ctx, change, target);
  if (notice.way === 'mail') return null;
  return notice.way === 'text' ? textTask(ctx, change, notice) : emailTask(ctx, change, notice);
};

const told = new Set(['sent', 'letter', 'posted']);

type Came = { readonly outcome: Sent['outcome']; readonly reference: string | null };

const reachBy = async (outside: Outside, task: Task): Promise<Came> => {
  if (task.way === 'text') {
    const { to, words, report } = task;
    const url = outside.publicUrl === null ? null : `${outside.publicUrl}${report}`;
    return sendText(outside.visit, task.service, { to, words, report: url });
  }
  const [sent] = await outside.sendMail(task.server, [task.mail]);
  return { outcome: sent?.outcome ?? 'unknown', reference: task.mail.messageId };
};

/** Has the next way tried: a job of its own, for this one ends with what it tried. */
export const tellAgain = (ctx: Ctx, changeId: string, after: number): Promise<void> =>
  later(ctx, { does: 'accountChanges.tell', input: { changeId }, from: ctx.at, key: `${changeId}/${after}` });

/** Tells a customer that his account was changed. What does not go one way is tried the next. */
export const tellChange = outward({
  says: 'Tell the customer of a change of his account, at the number or address held before it, without saying what it is now',
  law: ['47 CFR 64.2010(f)'],
  takes: z.strictObject({ changeId: id }),
  async prepare(ctx: Ctx, { changeId }): Promise<Task | null> {
    const change = await changeOf(ctx, changeId);
    if (change?.during !== 'service') return null;
    await giveUpCrashed(ctx, changeId);
    if ((await noticesOf(ctx, changeId)).some(({ state }) => told.has(state))) return null;
    return nextTask(ctx, change);
  },
  reach: reachBy,
  async run(ctx: Ctx, { changeId, noticeId }, { outcome, reference }) {
    const change = await changeOf(ctx, changeId);
    if (change === undefined) return;
    const state = (
      {
        accepted: 'sent',
        unknown: 'unknown',
        refused: 'failed',
        later: 'failed',
        'hung-up': 'failed',
        unsent: 'failed',
      } as const
    )[outcome];
    const notice = await ctx.tx
      .updateTable('accountNotice')
      .set({ state, reference, sentAt: state === 'sent' ? ctx.at : null })
      .where('id', '=', noticeId)
      .where('state', '=', 'trying')
      .returningAll()
      .executeTakeFirst();
    if (notice === undefined) return;
    await recordNotice(ctx, change, notice);
    if (state !== 'sent') await tellAgain(ctx, changeId, notice.try);
  },
});
