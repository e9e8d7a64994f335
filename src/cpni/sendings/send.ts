import { z } from 'zod';
import { mailSettings, serverOf } from '../../carriers/mail/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import type { Mail, MailServer, Sent } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { issueCodes } from '../choices/issue.ts';
import { deliver, factOf, type Version } from '../notices/deliver.ts';
import { batchSize, wantBatch } from './approve-run.ts';
import { mailOf } from './compose.ts';
import { type Reachable, reachables } from './reachable.ts';
import type { Message } from './record.ts';

type Tried = { readonly message: Message; readonly mail: Mail };
type Task = {
  readonly runId: string;
  readonly lane: number;
  readonly server: MailServer;
  readonly tried: readonly Tried[];
};

const twoYears = 731 * 86_400_000;
const tries = 5;
const rest = 15 * 60_000;

const toLetter = async (ctx: Ctx, ids: readonly string[], why: string): Promise<void> => {
  if (ids.length === 0) return;
  await ctx.tx
    .updateTable('message')
    .set({ state: 'letter', why, lane: null, changedAt: ctx.at })
    .where('id', 'in', [...ids])
    .where('state', 'in', ['queued', 'trying'])
    .execute();
  await record(ctx, {
    kind: 'messages.to-letter',
    subject: 'sendings',
    happenedAt: ctx.at,
    facts: { messages: [...ids], why },
  });
};

/** What an earlier try of this lane left behind: it may have gone out, so it never goes by e-mail again. */
const giveUpCrashed = async (ctx: Ctx, runId: string, lane: number): Promise<void> => {
  const crashed = await ctx.tx
    .selectFrom('message')
    .select('id')
    .where('runId', '=', runId)
    .where('lane', '=', lane)
    .where('state', '=', 'trying')
    .forUpdate()
    .execute();
  await toLetter(
    ctx,
    crashed.map((row) => row.id),
    'it is not known whether the e-mail went out',
  );
};

const nextBatch = (ctx: Ctx, runId: string): Promise<Message[]> =>
  ctx.tx
    .selectFrom('message')
    .selectAll()
    .where('runId', '=', runId)
    .where('state', '=', 'queued')
    .orderBy('id')
    .limit(batchSize)
    .forUpdate()
    .skipLocked()
    .execute();

const composed = async (ctx: Ctx, batch: readonly Reachable[]): Promise<readonly Tried[]> => {
  const setting = await mailSettings(ctx);
  const codes = await issueCodes(
    ctx,
    batch.map(({ message: { customerId, versionId } }) => ({ customerId, versionId, expiresAt: ctx.at + twoYears })),
  );
  const tried: Tried[] = [];
  for (const [n, { message, version, to }] of batch.entries()) {
    const words = { language: version.language, subject: version.subject ?? '', body: version.body };
    const mail = await mailOf(setting, { ...words, code: codes[n] ?? '', token: message.token, to });
    tried.push({ message, mail });
  }
  return tried;
};

const markTrying = async (ctx: Ctx, lane: number, tried: readonly Tried[]): Promise<void> => {
  await ctx.tx
    .updateTable('message')
    .set((eb) => ({ state: 'trying', lane, tries: eb('tries', '+', 1), changedAt: ctx.at }))
    .where(
      'id',
      'in',
      tried.map(({ message }) => message.id),
    )
    .execute();
};

const takeBatch = async (ctx: Ctx, runId: string, lane: number): Promise<readonly Tried[]> => {
  for (;;) {
    const batch = await nextBatch(ctx, runId);
    if (batch.length === 0) return [];
    const { reachable, others } = await reachables(ctx, batch);
    for (const [why, ids] of others) await toLetter(ctx, ids, why);
    if (reachable.length === 0) continue;
    const tried = await composed(ctx, reachable);
    await markTrying(ctx, lane, tried);
    return tried;
  }
};

const accept = async (ctx: Ctx, accepted: readonly (Tried & { readonly sent: Sent })[]): Promise<void> => {
  if (accepted.length === 0) return;
  const ids = [...new Set(accepted.map(({ message }) => message.versionId))];
  const versions: Version[] = await ctx.tx.selectFrom('noticeVersion').selectAll().where('id', 'in', ids).execute();
  const byId = new Map(versions.map((version) => [version.id, version]));
  const delivered = await deliver(
    ctx,
    accepted.flatMap(({ message, mail, sent }) => {
      const version = byId.get(message.versionId);
      const sentAt = Math.min(ctx.at, sent.at);
      return version === undefined
        ? []
        : [{ customerId: message.customerId, version, method: 'email' as const, sentAt, reference: mail.messageId }];
    }),
  );
  for (const [n, { message, mail }] of accepted.entries())
    await ctx.tx
      .updateTable('message')
      .set({
        state: 'accepted',
        why: null,
        lane: null,
        messageId: mail.messageId,
        deliveryId: delivered[n]?.id ?? null,
        changedAt: ctx.at,
      })
      .where('id', '=', message.id)
      // a letter that another worker thought necessary and that has not gone is not needed any more
      .where('state', 'in', ['trying', 'letter'])
      .execute();
  await record(ctx, {
    kind: 'notices.delivered',
    subject: 'sendings',
    happenedAt: ctx.at,
    facts: { deliveries: delivered.map(factOf) },
  });
};

const tryAgain = async (ctx: Ctx, later: readonly Tried[]): Promise<void> => {
  const spent = later.filter(({ message }) => message.tries + 1 >= tries).map(({ message }) => message.id);
  await toLetter(ctx, spent, 'the mail server put it off too often');
  const again = later.map(({ message }) => message.id).filter((one) => !spent.includes(one));
  if (again.length > 0)
    await ctx.tx
      .updateTable('message')
      .set({ state: 'queued', lane: null, changedAt: ctx.at })
      .where('id', 'in', again)
      .where('state', '=', 'trying')
      .execute();
};

/** Sends the next batch of an approved run: who still agrees to e-mail gets one, everybody else a letter. */
export const sendBatch = outward({
  says: 'Send the next e-mails of a notice; a wait begins only with the mail server’s acceptance, and what is in doubt becomes a letter',
  law: ['47 CFR 64.2008(d)(3)(i)', '47 CFR 64.2008(d)(1)'],
  takes: z.strictObject({ runId: id, lane: z.int().min(0) }),
  async prepare(ctx: Ctx, { runId, lane }): Promise<Task | null> {
    await giveUpCrashed(ctx, runId, lane);
    const run = await ctx.tx.selectFrom('sendingRun').select('state').where('id', '=', runId).executeTakeFirst();
    if (run?.state !== 'approved') return null;
    const tried = await takeBatch(ctx, runId, lane);
    return tried.length === 0 ? null : { runId, lane, server: await serverOf(ctx, await mailSettings(ctx)), tried };
  },
  async reach({ sendMail }: Outside, { server, tried }) {
    return sendMail(
      server,
      tried.map(({ mail }) => mail),
    );
  },
  async run(ctx: Ctx, { runId, lane, tried }, sent) {
    const outcomes = tried.map((one, n) => ({
      ...one,
      sent: sent[n] ?? { outcome: 'unknown' as const, code: '', at: ctx.at },
    }));
    const of = (outcome: Sent['outcome']) => outcomes.filter((one) => one.sent.outcome === outcome);
    await accept(ctx, of('accepted'));
    await toLetter(
      ctx,
      of('refused').map(({ message }) => message.id),
      'the mail server refused it',
    );
    await toLetter(
      ctx,
      of('unknown').map(({ message }) => message.id),
      'it is not known whether the e-mail went out',
    );
    await tryAgain(ctx, of('later'));
    await wantBatch(ctx, runId, lane, ctx.at + (of('later').length > 0 ? rest : 0));
  },
});
