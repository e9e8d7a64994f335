import { z } from 'zod';
import { serverOf } from '../../carriers/mail/settings.ts';
import { hashPassword } from '../../carriers/staff/passwords.ts';
import { telephoneOf } from '../../carriers/telephone/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import type { Mail, MailServer } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { sendText, type TelephoneService } from '../../outside/telephone-service.ts';
import { heldOf } from '../account-changes/held.ts';
import { type Target, targetsOf } from '../account-changes/target.ts';

import { newOneTimeCode } from './code.ts';
import type { OneTimeCode } from './record.ts';
import { codeSubjects, codeWords } from './words.ts';

// the code itself is only in memory and on its way: what is stored is its hash
type Task = { readonly codeId: string; readonly customerId: string } & (
  | { readonly way: 'text'; readonly service: TelephoneService; readonly to: string; readonly words: string }
  | { readonly way: 'email'; readonly server: MailServer; readonly mail: Mail }
);

const targetWay = { text: 'text', email: 'email', letter: 'mail' } as const;

/** The number or address of record for a code: held before the day it was asked, an address for thirty days, and still held. */
const targetOf = async (ctx: Ctx, { way, askedOn }: OneTimeCode, customerId: string): Promise<Target | undefined> => {
  const held = (await heldOf(ctx, { customerId, changedOn: askedOn })).filter(({ until }) => until === null);
  return targetsOf(held, askedOn).find((target) => target.way === targetWay[way]);
};

const change = async (
  ctx: Ctx,
  codeId: string,
  to: Partial<Pick<OneTimeCode, 'codeHash' | 'sentAt' | 'reference'>> & {
    readonly state: OneTimeCode['state'];
  },
): Promise<void> => {
  await ctx.tx.updateTable('oneTimeCode').set(to).where('id', '=', codeId).execute();
};

/** The evidence of what became of a code: which way, never where to. */
export const recordCode = (ctx: Ctx, customerId: string, codeId: string, state: OneTimeCode['state']) =>
  record(ctx, {
    kind: `code.${state}`,
    subject: `customer:${customerId}`,
    happenedAt: ctx.at,
    facts: { code: codeId },
  });

const end = async (ctx: Ctx, code: OneTimeCode, state: OneTimeCode['state']): Promise<null> => {
  await change(ctx, code.id, { state });
  if (code.customerId !== null) await recordCode(ctx, code.customerId, code.id, state);
  return null;
};

/** Makes a code for its target; only the hash is kept. */
export const makeCode = async (
  ctx: Ctx,
  codeId: string,
  target: Omit<Target, 'way'>,
  state: OneTimeCode['state'],
): Promise<string> => {
  const secret = newOneTimeCode();
  const { serviceId, contactId, heldOn } = target;
  await ctx.tx
    .updateTable('oneTimeCode')
    .set({ serviceId, contactId, heldOn, codeHash: await hashPassword(secret), state })
    .where('id', '=', codeId)
    .execute();
  return secret;
};

type Addressed = { readonly code: OneTimeCode; readonly customerId: string; readonly target: Target };

const languageOf = (ctx: Ctx, customerId: string) =>
  ctx.tx.selectFrom('customer').select('language').where('id', '=', customerId).executeTakeFirstOrThrow();

const textTask = async (ctx: Ctx, { code, customerId, target }: Addressed): Promise<Task | null> => {
  const service = await telephoneOf(ctx);
  const line = await ctx.tx
    .selectFrom('customerService')
    .select('number')
    .where('id', '=', target.serviceId)
    .executeTakeFirst();
  const to = line?.number ?? null;
  if (service === null || to === null) return end(ctx, code, 'failed');
  const secret = await makeCode(ctx, code.id, target, 'trying');
  const { language } = await languageOf(ctx, customerId);
  const words = codeWords(language, ctx.carrier.name, { ...code, secret });
  return { codeId: code.id, customerId, way: 'text', service, to, words };
};

const emailTask = async (ctx: Ctx, { code, customerId, target }: Addressed): Promise<Task | null> => {
  const setting = await ctx.tx.selectFrom('mailSetting').selectAll().executeTakeFirst();
  const contact = await ctx.tx
    .selectFrom('customerContact')
    .select('value')
    .where('id', '=', target.contactId)
    .executeTakeFirst();
  if (setting === undefined || contact === undefined) return end(ctx, code, 'failed');
  const secret = await makeCode(ctx, code.id, target, 'trying');
  const { language } = await languageOf(ctx, customerId);
  const words = codeWords(language, ctx.carrier.name, { ...code, secret });
  const mail: Mail = {
    from: { name: setting.fromName, address: setting.fromAddress },
    replyTo: setting.fromAddress,
    returnPath: `n-${code.id}@${setting.returnDomain}`,
    to: contact.value,
    messageId: `<${code.id}@${setting.returnDomain}>`,
    subject: codeSubjects[code.serves][language],
    text: `${words}\n`,
    html: `<p>${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`,
    language,
  };
  return { codeId: code.id, customerId, way: 'email', server: await serverOf(ctx, setting), mail };
};

/** Sends a code that was asked for. What may have gone out once is not sent again: the customer asks for another. */
export const sendCode = outward({
  says: 'Send a one-time code to the number or address of record',
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
    const { customerId } = code;
    const target = customerId === null ? undefined : await targetOf(ctx, code, customerId);
    if (customerId === null || target === undefined) return end(ctx, code, 'nowhere');
    if (code.way === 'text') return textTask(ctx, { code, customerId, target });
    if (code.way === 'email') return emailTask(ctx, { code, customerId, target });
    const { contactId, heldOn } = target;
    await ctx.tx.updateTable('oneTimeCode').set({ contactId, heldOn }).where('id', '=', codeId).execute();
    return end(ctx, code, 'letter');
  },
  async reach(outside: Outside, task: Task) {
    if (task.way === 'text') {
      const { to, words } = task;
      return sendText(outside.visit, task.service, { to, words, report: null });
    }
    const [sent] = await outside.sendMail(task.server, [task.mail]);
    return { outcome: sent?.outcome ?? 'unknown', reference: task.mail.messageId };
  },
  async run(ctx: Ctx, { codeId, customerId }, { outcome, reference }) {
    const state = outcome === 'accepted' ? 'sent' : 'failed';
    // what is unknown may have arrived, and the code then serves
    const kept = outcome === 'accepted' || outcome === 'unknown' ? {} : { codeHash: null };
    await change(ctx, codeId, { ...kept, state, reference, sentAt: state === 'sent' ? ctx.at : null });
    await recordCode(ctx, customerId, codeId, state);
  },
});
