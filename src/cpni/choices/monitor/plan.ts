import type { MailSetting } from '../../../carriers/mail/record.ts';
import { serverOf } from '../../../carriers/mail/settings.ts';
import type { Ctx } from '../../../db/context.ts';
import { secretOf } from '../../../db/secrets.ts';
import type { Mail, MailServer } from '../../../outside/mail-out.ts';
import { noteCheck } from '../../opt-out-channels/note-check.ts';
import { keypadOf } from '../code.ts';
import { issueCodes } from '../issue.ts';
import { secretNameOf } from '../telephone/lines.ts';
import { probeCustomer } from './probe-customer.ts';
import { replyMeans, settleReplies, writeReply } from './replies.ts';

const minute = 60_000;

/** A try that is about to be made by the monitor's own customer. */
export type Probe =
  | { readonly way: 'page'; readonly channelId: string; readonly code: string }
  | {
      readonly way: 'line';
      readonly channelId: string;
      readonly lineId: string;
      readonly dialect: 'twilio' | 'jambonz';
      readonly secret: string;
      readonly callId: string;
      readonly keys: string;
    }
  | {
      readonly way: 'reply';
      readonly channelId: string;
      readonly contactId: string;
      readonly server: MailServer;
      readonly mail: Mail;
    };
export type Plan = { readonly customerId: string; readonly begunAt: number; readonly probes: readonly Probe[] };

type Due = { readonly id: string; readonly kind: 'phone' | 'web' | 'email-reply' | 'mail'; readonly everyMs: number };

/** Watched channels whose last look, other than a customer's own failure, lies as long ago as their setting says. */
const dueChannels = async (ctx: Ctx, byStaff: ReadonlySet<Due['kind']>): Promise<readonly Due[]> => {
  const rows = await ctx.tx
    .selectFrom('choiceChannel')
    .select(['id', 'kind', 'watchMinutes', 'fromAt'])
    .select((eb) =>
      eb
        .selectFrom('channelCheck')
        .select((at) => at.fn.max('at').as('at'))
        .whereRef('channelCheck.channelId', '=', 'choiceChannel.id')
        .where('source', '<>', 'customer')
        .as('lookedAt'),
    )
    .where('untilAt', 'is', null)
    .where('watchMinutes', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id, kind, watchMinutes, fromAt, lookedAt }) => {
    const everyMs = (watchMinutes ?? 0) * minute;
    // a page is tried at once, a person gets his first term
    const last = lookedAt ?? (byStaff.has(kind) ? fromAt : Number.NEGATIVE_INFINITY);
    return last + everyMs <= ctx.at ? [{ id, kind, everyMs }] : [];
  });
};

/** What only people can see: who has not said within the term that it works, has not looked. */
const missAcknowledgement = (ctx: Ctx, { id: channelId, kind, everyMs }: Due) =>
  noteCheck(ctx, {
    channelId,
    mechanism: 'opt-out',
    source: 'staff',
    at: ctx.at,
    outcome: 'failed',
    why: `nobody acknowledged within ${everyMs / minute} minutes that what comes by ${kind} is read`,
    tookMs: null,
  });

const codeFor = async (ctx: Ctx, customerId: string, versionId: string): Promise<string> => {
  const [code = ''] = await issueCodes(ctx, [{ customerId, versionId, expiresAt: ctx.at + 15 * minute }]);
  return code;
};

const linesOf = (ctx: Ctx, channelId: string) =>
  ctx.tx
    .selectFrom('ivrLine')
    .select(['id', 'dialect'])
    .where('channelId', '=', channelId)
    .where('untilAt', 'is', null)
    .execute();

/** The tries of the page and of each line of a channel; none where no notice was ever approved that a code could belong to. */
const codedProbes = async (ctx: Ctx, due: readonly Due[], customerId: string): Promise<readonly Probe[]> => {
  const version = await ctx.tx
    .selectFrom('noticeVersion')
    .select('id')
    .where('approvedAt', 'is not', null)
    .orderBy('approvedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (version === undefined) return [];
  const probes: Probe[] = [];
  for (const { id: channelId, kind } of due) {
    if (kind === 'web') probes.push({ way: 'page', channelId, code: await codeFor(ctx, customerId, version.id) });
    if (kind !== 'phone') continue;
    for (const { id: lineId, dialect } of await linesOf(ctx, channelId)) {
      const secret = (await secretOf(ctx.dataFolder, ctx.carrier.id, secretNameOf(lineId))) ?? '';
      const keys = keypadOf(await codeFor(ctx, customerId, version.id));
      probes.push({ way: 'line', channelId, lineId, dialect, secret, callId: `monitor-${ctx.id()}`, keys });
    }
  }
  return probes;
};

const replyProbes = async (
  ctx: Ctx,
  due: readonly Due[],
  customerId: string,
  setting: MailSetting,
): Promise<readonly Probe[]> => {
  const probes: Probe[] = [];
  for (const { id: channelId } of due.filter(({ kind }) => kind === 'email-reply')) {
    const reply = await writeReply(ctx, setting, { customerId, channelId });
    probes.push({ way: 'reply', channelId, server: await serverOf(ctx, setting), ...reply });
  }
  return probes;
};

/** What to try now; null where nothing is due that can be tried. */
export const planProbes = async (ctx: Ctx): Promise<Plan | null> => {
  const onTheirWay = await settleReplies(ctx);
  const setting = await replyMeans(ctx);
  const byStaff = new Set<Due['kind']>(setting === null ? ['mail', 'email-reply'] : ['mail']);
  const due = (await dueChannels(ctx, byStaff)).filter(({ id }) => !onTheirWay.has(id));
  for (const one of due.filter(({ kind }) => byStaff.has(kind))) await missAcknowledgement(ctx, one);
  const reachable = due.filter(({ kind }) => !byStaff.has(kind));
  if (reachable.length === 0) return null;
  const customerId = await probeCustomer(ctx);
  const coded = await codedProbes(ctx, reachable, customerId);
  const replies = setting === null ? [] : await replyProbes(ctx, reachable, customerId, setting);
  const probes = [...coded, ...replies];
  return probes.length === 0 ? null : { customerId, begunAt: ctx.at, probes };
};
