import type { Ctx } from '../../db/context.ts';
import { emailConsent } from '../../law/47cfr/64.2008.ts';
import type { Consent } from '../../law/events.ts';
import { appendEvents } from '../approvals/append.ts';
import { noticeEvent } from '../approvals/events.ts';
import { startOfDate } from '../customers/dates.ts';
import type { Method } from './record.ts';
import type { findVersion } from './store.ts';

export type Version = Awaited<ReturnType<typeof findVersion>>;

/** That a version went out to a customer at an instant (epoch ms). */
export type Sending = {
  readonly customerId: string;
  readonly version: Version;
  readonly method: Method;
  readonly sentAt: number;
  readonly reference: string | null;
  /** The address of an e-mail as `sentTo` names it; null of anything else, and where none is known. */
  readonly contactId: string | null;
};

/** A sending as stored. `emailConsent` says whether consent stood when an e-mail went out: what that means the law decides. */
export type Delivered = {
  readonly id: string;
  readonly sending: Sending;
  readonly emailConsent: 'given' | 'none' | 'not-needed';
  readonly outcome: 'recorded' | 'known';
};

/** Why a sending cannot be recorded, or null. */
export const unfit = (version: Version, method: Method, sentAt: number, zone: string, at: number): string | null => {
  if (version.approvedAt === null) return 'the notice version is not approved';
  if (!version.methods.includes(method)) return `the notice version was not checked for the method ${method}`;
  if (sentAt > at) return 'the sending lies in the future';
  const inUse = version.inUseSince === null ? version.approvedAt : startOfDate(zone, version.inUseSince);
  return sentAt < Math.min(inUse, version.approvedAt) ? 'the notice version was not in use yet' : null;
};

const keyOf = (row: { customerId: string; versionId: string; method: string; sentAt: number }): string =>
  `${row.customerId} ${row.versionId} ${row.method} ${row.sentAt}`;

/** The e-mails that consent stood for, at the address they went to and the instant they went at. */
const consents = async (ctx: Ctx, sendings: readonly Sending[]): Promise<ReadonlySet<Sending>> => {
  const emails = sendings.filter(({ method }) => method === 'email');
  if (emails.length === 0) return new Set();
  const words = await ctx.tx
    .selectFrom('permissionEvent')
    .select(['customerId', 'type', 'at', 'contactId as address'])
    .where('customerId', 'in', [...new Set(emails.map(({ customerId }) => customerId))])
    .where('type', 'in', ['email-consent', 'email-consent-withdrawn'])
    .execute();
  const said = new Map<string, Consent[]>();
  for (const { customerId, type, at, address } of words)
    said.set(customerId, [
      ...(said.get(customerId) ?? []),
      { at, address, said: type === 'email-consent' ? ('given' as const) : ('withdrawn' as const) },
    ]);
  const given = ({ customerId, method, sentAt: at, contactId: address }: Sending): boolean =>
    emailConsent.holds({ notice: { at, method, address }, consents: said.get(customerId) ?? [] });
  return new Set(emails.filter(given));
};

/** Stores sendings, each once, as deliveries and notice events. The caller records the evidence. */
export const deliver = async (ctx: Ctx, sendings: readonly Sending[]): Promise<readonly Delivered[]> => {
  if (sendings.length === 0) return [];
  const rows = sendings.map(({ customerId, version, method, sentAt, reference }) => ({
    id: ctx.id(),
    versionId: version.id,
    customerId,
    method,
    sentAt,
    reference,
    recordedAt: ctx.at,
  }));
  const added = await ctx.tx
    .insertInto('delivery')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  const fresh = new Set(added.map(({ id }) => id));
  const ids = fresh.size === rows.length ? new Map<string, string>() : await knownIds(ctx, sendings);
  const given = await consents(ctx, sendings);
  const delivered = sendings.map((sending, i): Delivered => {
    const row = rows[i];
    if (row === undefined) throw new Error('a sending without a row');
    const isNew = fresh.has(row.id);
    return {
      id: isNew ? row.id : (ids.get(keyOf(row)) ?? row.id),
      sending,
      emailConsent: sending.method !== 'email' ? 'not-needed' : given.has(sending) ? 'given' : 'none',
      outcome: isNew ? 'recorded' : 'known',
    };
  });
  await appendEvents(ctx, delivered.filter(({ outcome }) => outcome === 'recorded').map(eventOf));
  return delivered;
};

const knownIds = async (ctx: Ctx, sendings: readonly Sending[]): Promise<ReadonlyMap<string, string>> => {
  const rows = await ctx.tx
    .selectFrom('delivery')
    .select(['id', 'customerId', 'versionId', 'method', 'sentAt'])
    .where('customerId', 'in', [...new Set(sendings.map(({ customerId }) => customerId))])
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row.id]));
};

const eventOf = ({ id, sending: { customerId, version, method, sentAt, contactId } }: Delivered) =>
  noticeEvent({
    id,
    customerId,
    at: sentAt,
    approval: version.kind,
    method,
    contactId,
    waitDays: version.waitDays,
    covers: { cpni: version.cpni, recipients: version.recipients, purposes: version.purposes },
    // one can answer by reply only what came by e-mail
    channels: version.channels.filter((channel) => channel !== 'email-reply' || method === 'email'),
  });

/** A delivery as evidence: references only. */
export const factOf = ({ id, sending, emailConsent }: Delivered): readonly string[] => [
  id,
  sending.customerId,
  sending.version.id,
  sending.method,
  new Date(sending.sentAt).toISOString(),
  emailConsent,
];
