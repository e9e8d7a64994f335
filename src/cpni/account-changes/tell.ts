import { z } from 'zod';
import { serverOf } from '../../carriers/mail/settings.ts';
import { telephoneOf } from '../../carriers/telephone/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import { hashOfToken, newToken } from '../../kernel/token.ts';
import type { Mail, MailServer, Sent } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { placeCall, sendText, type TelephoneService } from '../../outside/telephone-service.ts';
import { languageOfCustomer } from '../customers/find.ts';
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
  | { readonly way: 'call'; readonly service: TelephoneService; readonly to: string; readonly path: string }
  | { readonly way: 'email'; readonly server: MailServer; readonly mail: Mail }
);

/** What a customer is told of a change, in his language. */
export const asTold = async (ctx: Ctx, { customerId, what }: Change) => {
  const language = await languageOfCustomer(ctx, customerId);
  return { language, words: wordsOf(language, ctx.carrier.name, what) };
};

const numberOf = async (ctx: Ctx, { serviceId }: AccountNotice): Promise<string | null> =>
  (await ctx.tx.selectFrom('customerService').select('number').where('id', '=', serviceId).executeTakeFirst())
    ?.number ?? null;

/** A call whose answer the service asks for at an address that only it was given. */
const callTask = async (ctx: Ctx, change: Change, notice: AccountNotice): Promise<Task | null> => {
  const [service, to] = [await telephoneOf(ctx), await numberOf(ctx, notice)];
  if (service === null || to === null) return null;
  const token = newToken();
  await ctx.tx
    .updateTable('accountNotice')
    .set({ tokenHash: hashOfToken(token) })
    .where('id', '=', notice.id)
    .execute();
  const path = `/change-calls/${ctx.carrier.id}/${token}/${service.dialect}`;
  return { changeId: change.id, noticeId: notice.id, way: 'call', service, to, path };
};

const textTask = async (ctx: Ctx, change: Change, notice: AccountNotice): Promise<Task | null> => {
  const [service, number] = [await telephoneOf(ctx), await numberOf(ctx, notice)];
  if (service === null) return null;
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
  const dialect = (await telephoneOf(ctx))?.dialect ?? null;
  const mails = (await ctx.tx.selectFrom('mailSetting').select('host').executeTakeFirst()) !== undefined;
  // jambonz asks what to say as soon as somebody picks up: a mailbox that still greets would pass for the customer
  const usableNow = { text: dialect !== null, call: dialect === 'twilio', email: mails, mail: true };
  return targets.find(({ way }) => usableNow[way]);
};

/** What an earlier try of this job left open may have gone out: it is not repeated, the next way is taken. */
const giveUpCrashed = async (ctx: Ctx, change: Change): Promise<void> => {
  const inDoubt = await ctx.tx
    .updateTable('accountNotice')
    .set({ state: 'unknown' })
    .where('changeId', '=', change.id)
    .where('state', '=', 'trying')
    .returningAll()
    .execute();
  for (const notice of inDoubt) await recordNotice(ctx, change, notice);
};

const nextTask = async (ctx: Ctx, change: Change): Promise<Task | null> => {
  const target = await usable(ctx, await waysLeft(ctx, change));
  if (target === undefined) {
    await nowhereToTell(ctx, change);
    return null;
  }
  const notice = await addNotice(ctx, change, target);
  if (notice.way === 'mail') return null;
  return { text: textTask, call: callTask, email: emailTask }[notice.way](ctx, change, notice);
};

const told = new Set(['sent', 'letter', 'posted']);

type Came = { readonly outcome: Sent['outcome']; readonly reference: string | null };

const reachBy = async (outside: Outside, task: Task): Promise<Came> => {
  if (task.way === 'text') {
    const { to, words, report } = task;
    const url = outside.publicUrl === null ? null : `${outside.publicUrl}${report}`;
    return sendText(outside.visit, task.service, { to, words, report: url });
  }
  if (task.way === 'call') {
    // without an address that the service can ask, nobody would hear a word
    if (outside.publicUrl === null) return { outcome: 'refused', reference: null };
    const answerUrl = `${outside.publicUrl}${task.path}`;
    const call = { to: task.to, answerUrl, report: `${answerUrl}/over`, mailbox: 'takes a message' } as const;
    return placeCall(outside.visit, task.service, call);
  }
  const [sent] = await outside.sendMail(task.server, [task.mail]);
  return { outcome: sent?.outcome ?? 'unknown', reference: task.mail.messageId };
};

/** Has the next way tried: a job of its own, for this one ends with what it tried. */
export const tellAgain = (ctx: Ctx, changeId: string, after: number): Promise<void> =>
  later(ctx, { does: 'accountChanges.tell', input: { changeId }, from: ctx.at, key: `${changeId}/${after}` });

/** A call of which nothing more is heard in this time (ms) told nobody, as far as is known: the next way is tried. */
const longestCall = 10 * 60_000;

/** A call that rings, or may: it has told when its words were spoken. */
const ringing = async (ctx: Ctx, changeId: string, noticeId: string, reference: string | null): Promise<void> => {
  const notice = await ctx.tx
    .updateTable('accountNotice')
    .set({ reference })
    .where('id', '=', noticeId)
    .where('state', '=', 'trying')
    .returning('try')
    .executeTakeFirst();
  if (notice === undefined) return;
  const key = `${changeId}/${notice.try}/call`;
  await later(ctx, { does: 'accountChanges.tell', input: { changeId }, from: ctx.at + longestCall, key });
};

/** Tells a customer that his account was changed. What does not go one way is tried the next. */
export const tellChange = outward({
  says: 'Tell the customer of a change of his account, at the number or address held before it, without saying what it is now',
  law: ['47 CFR 64.2010(f)'],
  takes: z.strictObject({ changeId: id }),
  async prepare(ctx: Ctx, { changeId }): Promise<Task | null> {
    const change = await changeOf(ctx, changeId);
    if (change?.during !== 'service') return null;
    await giveUpCrashed(ctx, change);
    if ((await noticesOf(ctx, changeId)).some(({ state }) => told.has(state))) return null;
    return nextTask(ctx, change);
  },
  reach: reachBy,
  async run(ctx: Ctx, { changeId, noticeId, way }, { outcome, reference }) {
    const change = await changeOf(ctx, changeId);
    if (change === undefined) return;
    if (way === 'call' && (outcome === 'accepted' || outcome === 'unknown'))
      return ringing(ctx, changeId, noticeId, reference);
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
