import { serverOf } from '../../../carriers/mail/settings.ts';
import type { Ctx } from '../../../db/context.ts';
import { secretOf } from '../../../db/secrets.ts';
import type { Mail, MailServer } from '../../../outside/mail-out.ts';
import { publicUrl } from '../../../outside/public-url.ts';
import { noteCheck } from '../../opt-out-channels/note-check.ts';
import type { ChoiceChannel } from '../../opt-out-channels/record.ts';
import { keypadOf } from '../code.ts';
import { issueCodes } from '../issue.ts';
import { secretNameOf } from '../telephone/lines.ts';
import { probeCustomer } from './probe-customer.ts';
import { type ReplyMeans, replyMeans, settleReplies, writeReply } from './replies.ts';

const minute = 60_000;

/** A try that is about to be made by the monitor's own customer. */
export type Probe = { readonly channelId: string; readonly customerId: string } & (
  | { readonly way: 'page'; readonly code: string }
  | {
      readonly way: 'line';
      readonly lineId: string;
      readonly dialect: 'twilio' | 'jambonz';
      readonly secret: string;
      readonly callId: string;
      readonly keys: string;
    }
  | { readonly way: 'reply'; readonly contactId: string; readonly server: MailServer; readonly mail: Mail }
);
export type Plan = { readonly begunAt: number; readonly probes: readonly Probe[] };

type Due = Pick<ChoiceChannel, 'id' | 'kind' | 'address'> & { readonly everyMs: number };

/** What the monitor can try itself: replies that come in here, the page that we serve, the lines whose service asks us what to say. */
type Means = {
  readonly replies: ReplyMeans | null;
  /** The hosts of our page; none where nobody has said them. */
  readonly hosts: readonly string[];
  /** The channels that have a line. */
  readonly withLine: ReadonlySet<string>;
};

const hostIn = (address: string): string | null =>
  /^(?:https?:\/\/)?([^/?#:\s]+\.[^/?#:\s]+)/.exec(address.trim().toLowerCase())?.[1] ?? null;

const meansNow = async (ctx: Ctx): Promise<Means> => {
  const replies = await replyMeans(ctx);
  const lines = await ctx.tx.selectFrom('ivrLine').select('channelId').where('untilAt', 'is', null).execute();
  const urls = [replies?.setting.choiceAddress ?? null, publicUrl()];
  const hosts = urls.flatMap((url) => (url === null ? [] : (hostIn(url) ?? [])));
  return { replies, hosts, withLine: new Set(lines.map(({ channelId }) => channelId)) };
};

type Kept = Pick<Due, 'id' | 'kind' | 'address'>;

/** Whether a page is another than ours: what works here says nothing of it. */
const isElsewhere = (address: string | null, hosts: readonly string[]): boolean => {
  const host = address === null ? null : hostIn(address);
  return host !== null && hosts.length > 0 && !hosts.includes(host);
};

/** Whether only people see what comes by a channel: the post, and what answers elsewhere, be it a mailbox, a page or the people at a telephone. */
const isSeenByStaff = ({ id, kind, address }: Kept, { replies, hosts, withLine }: Means): boolean => {
  if (kind === 'email-reply') return replies?.comesIn(address) !== true;
  if (kind === 'phone') return !withLine.has(id);
  return kind === 'mail' || isElsewhere(address, hosts);
};

/** How often the monitor tries by itself what nobody has said how often to watch. */
const hour = 60 * minute;

/** Channels whose last look, other than a customer's own failure, lies as long ago as their setting says. */
const dueChannels = async (ctx: Ctx, means: Means): Promise<readonly Due[]> => {
  const rows = await ctx.tx
    .selectFrom('choiceChannel')
    .select(['id', 'kind', 'address', 'watchMinutes', 'fromAt'])
    .select((eb) =>
      eb
        .selectFrom('channelCheck')
        .select((at) => at.fn.max('at').as('at'))
        .whereRef('channelCheck.channelId', '=', 'choiceChannel.id')
        .where('source', '<>', 'customer')
        .as('lookedAt'),
    )
    .where('untilAt', 'is', null)
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id, kind, address, watchMinutes, fromAt, lookedAt }) => {
    const byPeople = isSeenByStaff({ id, kind, address }, means);
    // nobody is asked for a word that nobody ordered
    if (watchMinutes === null && byPeople) return [];
    const everyMs = watchMinutes === null ? hour : watchMinutes * minute;
    // a page is tried at once, a person gets his first term
    const last = lookedAt ?? (byPeople ? fromAt : Number.NEGATIVE_INFINITY);
    return last + everyMs <= ctx.at ? [{ id, kind, address, everyMs }] : [];
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
    why: `nobody acknowledged within ${everyMs / minute} minutes that what comes by ${kind} is worked on`,
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
const codedProbes = async (ctx: Ctx, due: readonly Due[]): Promise<readonly Probe[]> => {
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
    if (kind !== 'web' && kind !== 'phone') continue;
    const customerId = await probeCustomer(ctx, channelId);
    const of = { channelId, customerId };
    if (kind === 'web') probes.push({ way: 'page', ...of, code: await codeFor(ctx, customerId, version.id) });
    else
      for (const { id: lineId, dialect } of await linesOf(ctx, channelId)) {
        const secret = (await secretOf(ctx.dataFolder, ctx.carrier.id, secretNameOf(lineId))) ?? '';
        const keys = keypadOf(await codeFor(ctx, customerId, version.id));
        probes.push({ way: 'line', ...of, lineId, dialect, secret, callId: `monitor-${ctx.id()}`, keys });
      }
  }
  return probes;
};

const replyProbes = async (ctx: Ctx, due: readonly Due[], { setting }: ReplyMeans): Promise<readonly Probe[]> => {
  const probes: Probe[] = [];
  for (const { id: channelId, address } of due.filter(({ kind }) => kind === 'email-reply')) {
    const customerId = await probeCustomer(ctx, channelId);
    const reply = await writeReply(ctx, setting, { customerId, address });
    probes.push({ way: 'reply', channelId, customerId, server: await serverOf(ctx, setting), ...reply });
  }
  return probes;
};

/** What to try now; null where nothing is due that can be tried. */
export const planProbes = async (ctx: Ctx): Promise<Plan | null> => {
  const onTheirWay = await settleReplies(ctx);
  const means = await meansNow(ctx);
  const due = (await dueChannels(ctx, means)).filter(({ id }) => !onTheirWay.has(id));
  for (const one of due.filter((each) => isSeenByStaff(each, means))) await missAcknowledgement(ctx, one);
  const reachable = due.filter((each) => !isSeenByStaff(each, means));
  const coded = await codedProbes(ctx, reachable);
  const replies = means.replies === null ? [] : await replyProbes(ctx, reachable, means.replies);
  const probes = [...coded, ...replies];
  return probes.length === 0 ? null : { begunAt: ctx.at, probes };
};
