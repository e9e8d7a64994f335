import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { serverOf } from '../../carriers/mail/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import { hashOfToken, newToken } from '../../kernel/token.ts';
import type { Mail, MailServer } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { placeCall, sendText, type TelephoneService } from '../../outside/telephone-service.ts';
import type { Target } from '../account-changes/target.ts';
import { languageOfCustomer } from '../customers/find.ts';
import { lineTo, targetOf } from './code-target.ts';
import { makeCode, settleCode } from './make-code.ts';
import type { OneTimeCode } from './record.ts';
import { codeSubjects, codeWords } from './words.ts';

// the code itself is only in memory and on its way: what is stored is its hash; one that is spoken is made when it is
type Task = { readonly codeId: string } & (
  | { readonly way: 'text'; readonly service: TelephoneService; readonly to: string; readonly words: string }
  | { readonly way: 'call'; readonly service: TelephoneService; readonly to: string; readonly path: string }
  | { readonly way: 'email'; readonly server: MailServer; readonly mail: Mail }
);

const end = async (ctx: Ctx, code: OneTimeCode, state: OneTimeCode['state']): Promise<null> => {
  await settleCode(ctx, code, state);
  return null;
};

type Addressed = { readonly code: OneTimeCode; readonly customerId: string; readonly target: Target };

/** That it is on its way, and where to, before anything leaves. */
const trying = (ctx: Ctx, { code, target }: Addressed, call: Partial<Pick<OneTimeCode, 'tokenHash' | 'expects'>>) => {
  const { serviceId, contactId, heldOn } = target;
  return ctx.tx
    .updateTable('oneTimeCode')
    .set({ serviceId, contactId, heldOn, state: 'trying', ...call })
    .where('id', '=', code.id)
    .execute();
};

/** What goes out with a code that is made now, in the customer's language. */
const wordsFor = async (ctx: Ctx, addressed: Addressed) => {
  const { code, customerId, target } = addressed;
  await trying(ctx, addressed, {});
  const secret = await makeCode(ctx, code, target);
  const language = await languageOfCustomer(ctx, customerId);
  return { language, words: codeWords(language, ctx.carrier.name, { ...code, secret }) };
};

const textTask = async (ctx: Ctx, addressed: Addressed): Promise<Task | null> => {
  const line = await lineTo(ctx, addressed.target);
  if (line === null) return end(ctx, addressed.code, 'failed');
  const { words } = await wordsFor(ctx, addressed);
  return { codeId: addressed.code.id, way: 'text', ...line, words };
};

const callTask = async (ctx: Ctx, addressed: Addressed): Promise<Task | null> => {
  const line = await lineTo(ctx, addressed.target);
  if (line === null) return end(ctx, addressed.code, 'failed');
  const token = newToken();
  await trying(ctx, addressed, { tokenHash: hashOfToken(token), expects: String(randomInt(2, 10)) });
  const path = `/code-calls/${ctx.carrier.id}/${token}/${line.service.dialect}`;
  return { codeId: addressed.code.id, way: 'call', ...line, path };
};

const emailTask = async (ctx: Ctx, addressed: Addressed): Promise<Task | null> => {
  const { code, target } = addressed;
  const setting = await ctx.tx.selectFrom('mailSetting').selectAll().executeTakeFirst();
  const contact = await ctx.tx
    .selectFrom('customerContact')
    .select('value')
    .where('id', '=', target.contactId)
    .executeTakeFirst();
  if (setting === undefined || contact === undefined) return end(ctx, code, 'failed');
  const { language, words } = await wordsFor(ctx, addressed);
  const mail: Mail = {
    from: { name: setting.fromName, address: setting.fromAddress },
    replyTo: setting.fromAddress,
    writer: 'machine',
    returnPath: `n-${code.id}@${setting.returnDomain}`,
    to: contact.value,
    messageId: `<${code.id}@${setting.returnDomain}>`,
    subject: codeSubjects[code.serves][language],
    text: `${words}\n`,
    html: `<p>${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`,
    language,
  };
  return { codeId: code.id, way: 'email', server: await serverOf(ctx, setting), mail };
};

const tasks = { text: textTask, call: callTask, email: emailTask } as const;

/** Sends a code that was asked for. What may have gone out once is not sent again: the customer asks for another. */
export const sendCode = outward({
  says: 'Send a one-time code to the number or address of record, or call the number to speak it',
  law: ['47 CFR 64.2010(c)', '47 CFR 64.2010(e)'],
  takes: z.strictObject({ codeId: id }),
  async prepare(ctx: Ctx, { codeId }): Promise<Task | null> {
    const code = await ctx.tx
      .selectFrom('oneTimeCode')
      .selectAll()
      .where('id', '=', codeId)
      .forUpdate()
      .executeTakeFirst();
    if (code === undefined || code.endedAt !== null) return null;
    if (code.state !== 'waiting') return code.state === 'trying' ? end(ctx, code, 'failed') : null;
    const { customerId, way } = code;
    const target = customerId === null ? undefined : await targetOf(ctx, code, customerId);
    if (customerId === null || target === undefined) return end(ctx, code, 'nowhere');
    if (way !== 'letter') return tasks[way](ctx, { code, customerId, target });
    const { contactId, heldOn } = target;
    await ctx.tx.updateTable('oneTimeCode').set({ contactId, heldOn }).where('id', '=', codeId).execute();
    return end(ctx, code, 'letter');
  },
  async reach(outside: Outside, task: Task) {
    if (task.way === 'email') {
      const [sent] = await outside.sendMail(task.server, [task.mail]);
      return { outcome: sent?.outcome ?? 'unknown', reference: task.mail.messageId };
    }
    const { service, to } = task;
    if (task.way === 'text') return sendText(outside.visit, service, { to, words: task.words, report: null });
    // without an address that the service can ask, nobody would hear what key to press
    if (outside.publicUrl === null) return { outcome: 'refused', reference: null };
    const answerUrl = `${outside.publicUrl}${task.path}`;
    return placeCall(outside.visit, service, { to, answerUrl, report: `${answerUrl}/over`, mailbox: 'hears nothing' });
  },
  async run(ctx: Ctx, { codeId, way }, { outcome, reference }) {
    const code = await ctx.tx
      .selectFrom('oneTimeCode')
      .selectAll()
      .where('id', '=', codeId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    // a call may have been answered before the service's own answer came back
    if (code.state !== 'trying') return;
    // what is unknown may have arrived, and the code then serves; what may ring may be answered
    const gone = outcome === 'accepted' || outcome === 'unknown';
    const kept = gone ? {} : { codeHash: null };
    await ctx.tx
      .updateTable('oneTimeCode')
      .set({ ...kept, reference })
      .where('id', '=', codeId)
      .execute();
    const arrived = way === 'call' ? gone : outcome === 'accepted';
    await settleCode(ctx, code, arrived ? (way === 'call' ? 'ringing' : 'sent') : 'failed');
  },
});
