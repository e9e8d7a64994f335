import type { MailSetting } from '../../carriers/mail/record.ts';
import type { Ctx } from '../../db/context.ts';
import type { Mail } from '../../outside/mail-out.ts';
import { issueCodes } from '../choices/issue.ts';
import { endOfNotice } from '../choices/notice-end.ts';
import { mailOf } from './compose.ts';
import { type Reachable, reachables } from './reachable.ts';
import type { Message } from './record.ts';
import { batchSize } from './runs.ts';
import { toLetter } from './turn.ts';

/** A message that is being tried, and what goes out. */
export type Tried = { readonly message: Message; readonly mail: Mail };

// who gets letters is found out in short transactions, too
const mostLookedAt = 25 * batchSize;

const nextMessages = (ctx: Ctx, runId: string, count: number): Promise<Message[]> =>
  ctx.tx
    .selectFrom('message')
    .selectAll()
    .where('runId', '=', runId)
    .where('state', '=', 'queued')
    .where('tryFrom', '<=', ctx.at)
    .orderBy('id')
    .limit(count)
    .forUpdate()
    .skipLocked()
    .execute();

/** What rests because its server hung up, whoever was asked about longest ago: where all rest, the server is asked with one of them. */
const restingMessage = (ctx: Ctx, runId: string): Promise<Message[]> =>
  ctx.tx
    .selectFrom('message')
    .selectAll()
    .where('runId', '=', runId)
    .where('state', '=', 'queued')
    .where('hangUps', '>', 0)
    .orderBy('changedAt')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .execute();

/** What a run sends next: a batch, or one message where that is enough to ask a server whether it is up again. */
const dueMessages = async (ctx: Ctx, runId: string, downSince: number | null): Promise<Message[]> => {
  if (downSince === null) return nextMessages(ctx, runId, batchSize);
  const due = await nextMessages(ctx, runId, 1);
  return due.length > 0 ? due : restingMessage(ctx, runId);
};

const composed = async (ctx: Ctx, setting: MailSetting, batch: readonly Reachable[]): Promise<readonly Tried[]> => {
  const expiresAt = endOfNotice(ctx.carrier.zone, ctx.at);
  const codes = await issueCodes(
    ctx,
    batch.map(({ message: { customerId, versionId } }) => ({ customerId, versionId, expiresAt })),
  );
  return Promise.all(
    batch.map(async ({ message, version, to }, n) => {
      const words = { language: version.language, subject: version.subject ?? '', body: version.body };
      const mail = await mailOf(setting, { ...words, code: codes[n] ?? '', token: message.token, to });
      return { message, mail };
    }),
  );
};

const markTrying = async (ctx: Ctx, lane: number, tried: readonly Tried[]): Promise<void> => {
  const ids = tried.map(({ message }) => message.id);
  await ctx.tx
    .updateTable('message')
    .set({ state: 'trying', lane, changedAt: ctx.at })
    .where('id', 'in', ids)
    .execute();
};

/** Takes the next messages of a run that can go by e-mail, and makes letters of those before them that cannot. */
export const takeBatch = async (
  ctx: Ctx,
  setting: MailSetting,
  runId: string,
  lane: number,
): Promise<readonly Tried[]> => {
  for (let looked = 0; looked < mostLookedAt; ) {
    const batch = await dueMessages(ctx, runId, setting.downSince);
    if (batch.length === 0) return [];
    looked += batch.length;
    const { reachable, others } = await reachables(ctx, batch);
    for (const [why, ids] of others) await toLetter(ctx, ids, why);
    if (reachable.length === 0) continue;
    const tried = await composed(ctx, setting, reachable);
    await markTrying(ctx, lane, tried);
    return tried;
  }
  return [];
};

/** When the next queued message of a run may be tried (epoch ms), a second from now at least; null where none is queued. */
export const nextTryOf = async (ctx: Ctx, runId: string): Promise<number | null> => {
  const row = await ctx.tx
    .selectFrom('message')
    .select((eb) => eb.fn.min('tryFrom').as('from'))
    .where('runId', '=', runId)
    .where('state', '=', 'queued')
    .executeTakeFirst();
  return row === undefined || row.from === null ? null : Math.max(ctx.at + 1000, Number(row.from));
};
