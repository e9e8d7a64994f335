import { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { id } from '../../../kernel/columns.ts';
import { outward } from '../../../kernel/operation.ts';
import { record } from '../../../ledger/record.ts';
import type { MailServer, Sent } from '../../../outside/mail-out.ts';
import type { Outside } from '../../../outside/outside.ts';
import { plainMail } from '../../mail/plain-mail.ts';
import type { MailSetting } from '../../mail/record.ts';
import { mailSettingOf, serverOf } from '../../mail/settings.ts';
import { newSecret, secretHash } from '../../staff/passwords.ts';
import { openTask } from '../../tasks/open.ts';
import { realNow } from './clock.ts';
import { linkWords, placeOf } from './words.ts';

// the secret is only in memory and on its way: what is stored is its hash
type Task = {
  readonly linkId: string;
  readonly kind: 'invitation' | 'password';
  readonly to: string;
  readonly madeBy: string;
  readonly carrier: string;
  readonly secret: string;
  readonly setting: MailSetting;
  readonly server: MailServer;
};

const open = (ctx: Ctx, linkId: string) =>
  ctx.tx
    .selectFrom('accessLink')
    .select(['kind', 'email', 'madeBy'])
    .where('id', '=', linkId)
    .where('sentAt', 'is', null)
    .where('usedAt', 'is', null)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', realNow)
    .executeTakeFirst();

const failed = async (ctx: Ctx, { linkId, kind }: Pick<Task, 'linkId' | 'kind'>): Promise<void> => {
  await record(ctx, { kind: `${kind}-link.unsent`, subject: `link:${linkId}`, happenedAt: ctx.at, facts: {} });
  if (kind !== 'invitation') return;
  await openTask(ctx, {
    kind: 'invitation-unsent',
    subject: `invitation:${linkId}`,
    why: 'An invitation could not be sent: the mail server did not take it. Look at its address, and invite again.',
    role: 'administrator',
    dueAt: null,
    key: linkId,
  });
};

const mayComeLater: readonly Sent['outcome'][] = ['later', 'hung-up', 'unsent'];

/** Sends the mail with a link; each try has a secret of its own, and only the last one's opens anything. */
export const sendLink = outward({
  says: 'Send a person the link by which he accepts an invitation or sets a new password',
  law: ['47 CFR 64.2010(a)'],
  takes: z.strictObject({ linkId: id }),
  async prepare(ctx: Ctx, { linkId }): Promise<Task | null> {
    const link = await open(ctx, linkId);
    const setting = await mailSettingOf(ctx);
    if (link === undefined || link.kind === 'first' || link.email === null) return null;
    const { kind, email: to, madeBy } = link;
    if (setting === null) {
      await failed(ctx, { linkId, kind });
      return null;
    }
    const secret = newSecret();
    await ctx.tx
      .updateTable('accessLink')
      .set({ secretHash: secretHash(secret) })
      .where('id', '=', linkId)
      .execute();
    return {
      linkId,
      kind,
      to,
      madeBy,
      carrier: ctx.carrier.name,
      secret,
      setting,
      server: await serverOf(ctx, setting),
    };
  },
  async reach({ sendMail, publicUrl }: Outside, task) {
    if (publicUrl === null) throw new Error('COMPLINE_PUBLIC_URL is not set, and a link begins with it');
    const address = `${publicUrl}${placeOf[task.kind]}#${task.secret}`;
    const mail = plainMail(task.setting, task.linkId, task.to, linkWords(task, task.carrier, address));
    const [sent] = await sendMail(task.server, [mail]);
    if (sent !== undefined && mayComeLater.includes(sent.outcome)) throw new Error(`the mail server: ${sent.code}`);
    return sent?.outcome ?? 'unknown';
  },
  async run(ctx: Ctx, task, outcome) {
    if (outcome === 'refused') return failed(ctx, task);
    await ctx.tx.updateTable('accessLink').set({ sentAt: realNow }).where('id', '=', task.linkId).execute();
    const subject = `link:${task.linkId}`;
    await record(ctx, { kind: `${task.kind}-link.sent`, subject, happenedAt: ctx.at, facts: { outcome } });
  },
});
