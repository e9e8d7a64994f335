import { amongIds } from '../../../db/among.ts';
import type { Ctx } from '../../../db/context.ts';
import {
  approvedEvent,
  bouncedEvent,
  emailConsentEvent,
  type NewPermissionEvent,
  noticeEvent,
  refusedEvent,
} from '../../approvals/events.ts';
import { type EmailLink, emailLinksOf, nameOfAddress } from '../email-addresses.ts';
import { insertMany } from './insert-many.ts';
import type { Legacy } from './legacy.ts';
import type { Placed } from './write.ts';

type LegacyWritten = {
  readonly events: readonly NewPermissionEvent[];
  readonly touched: readonly string[];
  /** For evidence: customer, word, state, events. */
  readonly facts: readonly (readonly string[])[];
};

const sendingKey = (customerId: string, { text, method, at }: NonNullable<Legacy['sending']>): string =>
  `${customerId} ${text.id} ${method} ${at}`;

/** The address that a row tells of; where it gives none it is the newest. */
const addressOf = (links: readonly EmailLink[], key: string): string | null =>
  nameOfAddress(links, key === '' ? (links.findLast(({ untilAt }) => untilAt === null)?.key ?? '') : key);

const keyIn = ({ contacts }: Placed['row']): string => contacts.find(({ kind }) => kind === 'email')?.key ?? '';

/** What was said and is not yet known, one a customer and fingerprint. A blank says nothing: the report counts it. */
const insertNew = async (
  ctx: Ctx,
  placed: readonly Placed[],
): Promise<readonly (Placed & { readonly legacy: Legacy; readonly legacyId: string })[]> => {
  const wanted = placed.flatMap((one) =>
    one.row.legacy === null || one.row.legacy.word === 'blank'
      ? []
      : [{ ...one, legacy: one.row.legacy, legacyId: ctx.id() }],
  );
  if (wanted.length === 0) return [];
  const known = await ctx.tx
    .selectFrom('legacyApproval')
    .select(['customerId', 'fingerprint'])
    .innerJoin(amongIds(wanted.map(({ id }) => id)), 'among.wanted', 'customerId')
    .execute();
  const seen = new Set(known.map(({ customerId, fingerprint }) => customerId + fingerprint));
  return wanted.filter(({ id, legacy }) => !seen.has(id + legacy.fingerprint));
};

/** Notices that went out, each recorded once, by customer, text, method and instant. */
const sendings = async (ctx: Ctx, rows: readonly (Placed & { readonly legacy: Legacy })[]) => {
  const wanted = rows.flatMap(({ id, row, legacy }) =>
    legacy.sending === null ? [] : [{ id, key: keyIn(row), sending: legacy.sending }],
  );
  const ids = new Map<string, string>();
  const fresh: NewPermissionEvent[] = [];
  if (wanted.length === 0) return { ids, fresh };
  const known = await ctx.tx
    .selectFrom('delivery')
    .select(['id', 'customerId', 'versionId', 'method', 'sentAt'])
    .innerJoin(amongIds(wanted.map(({ id }) => id)), 'among.wanted', 'customerId')
    .execute();
  for (const { id, customerId, versionId, method, sentAt } of known)
    ids.set(`${customerId} ${versionId} ${method} ${sentAt}`, id);
  const emails = wanted.filter(({ sending }) => sending.method === 'email');
  const links = await emailLinksOf(
    ctx,
    emails.map(({ id }) => id),
  );
  const deliveries = [];
  for (const { id, key: address, sending } of wanted) {
    const key = sendingKey(id, sending);
    if (ids.has(key)) continue;
    const { text, method, at } = sending;
    const deliveryId = ctx.id();
    ids.set(key, deliveryId);
    deliveries.push({
      id: deliveryId,
      versionId: text.id,
      customerId: id,
      method: method,
      sentAt: at,
      reference: null,
      recordedAt: ctx.at,
    });
    fresh.push(
      noticeEvent({
        id: deliveryId,
        customerId: id,
        at,
        approval: text.kind,
        method,
        waitDays: text.waitDays,
        covers: text.covers,
        channels: [...text.channels],
        contactId: method === 'email' ? addressOf(links.get(id) ?? [], address) : null,
      }),
    );
  }
  await insertMany(ctx, 'delivery', deliveries, ['id']);
  return { ids, fresh };
};

const answers = (ctx: Ctx, customerId: string, legacy: Legacy, notice: string | null): NewPermissionEvent[] => {
  const events: NewPermissionEvent[] = [];
  if (legacy.yes !== null && notice !== null)
    events.push(approvedEvent({ id: ctx.id(), customerId, notice, ...legacy.yes }));
  if (legacy.bouncedAt !== null && notice !== null)
    events.push(bouncedEvent({ id: ctx.id(), customerId, at: legacy.bouncedAt }, notice));
  if (legacy.refusedAt !== null)
    events.push(refusedEvent({ id: ctx.id(), customerId, at: legacy.refusedAt, method: 'imported', covers: null }));
  return events;
};

const consents = async (ctx: Ctx, placed: readonly Placed[]): Promise<readonly NewPermissionEvent[]> => {
  const wanted = placed.flatMap(({ row, id }) =>
    row.emailConsentAt === null ? [] : [{ customerId: id, at: row.emailConsentAt, key: keyIn(row) }],
  );
  if (wanted.length === 0) return [];
  const said = await ctx.tx
    .selectFrom('permissionEvent')
    .select(['customerId', 'at'])
    .where('type', '=', 'email-consent')
    .innerJoin(amongIds(wanted.map(({ customerId }) => customerId)), 'among.wanted', 'customerId')
    .execute();
  const seen = new Set(said.map(({ customerId, at }) => `${customerId} ${at}`));
  const links = await emailLinksOf(
    ctx,
    wanted.map(({ customerId }) => customerId),
  );
  return wanted
    .filter(({ customerId, at }) => !seen.has(`${customerId} ${at}`))
    .map(({ customerId, at, key }) => {
      return emailConsentEvent({
        id: ctx.id(),
        customerId,
        at,
        contactId: addressOf(links.get(customerId) ?? [], key),
      });
    });
};

/** Keeps what older systems said, word for word, and gives the permission events that follow from it: each once, however often the file comes. */
export const writeLegacy = async (ctx: Ctx, placed: readonly Placed[]): Promise<LegacyWritten> => {
  const rows = await insertNew(ctx, placed);
  const { ids, fresh } = await sendings(ctx, rows);
  const sent = new Map(fresh.map((event) => [event.id, event]));
  const events: NewPermissionEvent[] = [];
  const kept = rows.map(({ id, legacy, legacyId }) => {
    const notice = legacy.sending === null ? null : (ids.get(sendingKey(id, legacy.sending)) ?? null);
    const notices = notice === null ? undefined : sent.get(notice);
    const own = [...(notices === undefined ? [] : [notices]), ...answers(ctx, id, legacy, notice)];
    events.push(...own);
    const { word, state, lacks, fingerprint } = legacy;
    return {
      id: legacyId,
      customerId: id,
      word,
      state,
      lacks: [...lacks],
      fingerprint,
      events: own.map((event) => event.id),
      recordedAt: ctx.at,
    };
  });
  await insertMany(ctx, 'legacyApproval', kept, ['id']);
  events.push(...(await consents(ctx, placed)));
  return {
    events,
    touched: [...kept.map(({ customerId }) => customerId), ...events.map(({ customerId }) => customerId)],
    facts: [
      ...kept.map(({ customerId, word, state, events: own }) => [customerId, word, state, ...own]),
      ...events
        .filter(({ type }) => type === 'email-consent')
        .map(({ id, customerId }) => [customerId, 'email-consent', id]),
    ],
  };
};
