import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { type Zone, zone } from '../../kernel/time.ts';
import { classesMask, everything } from '../../law/coverage.ts';
import { answerMethods, type Events, noticeMethods, orderMethods } from '../../law/events.ts';
import type { PermissionEvent } from './record.ts';

type Growing = { -readonly [K in keyof Events]: Events[K][number][] };

const empty = (): Growing => ({
  consents: [],
  notices: [],
  bounces: [],
  approvals: [],
  refusals: [],
  orders: [],
  oneTimes: [],
  callEnds: [],
});

const one = <T extends string>(words: readonly T[], word: string | null): T => {
  const known = words.find((w) => w === word);
  if (known === undefined) throw new Error(`a stored event names the unknown word '${word}'`);
  return known;
};

const put = (into: Growing, e: PermissionEvent, here: Zone): void => {
  const { at, id } = e;
  const notice = e.notice ?? '';
  const callId = e.callId ?? '';
  switch (e.type) {
    case 'email-consent':
      return void into.consents.push({ at, said: 'given', address: e.contactId });
    case 'email-consent-withdrawn':
      return void into.consents.push({ at, said: 'withdrawn', address: null });
    case 'notice': {
      const approval = e.approval ?? 'opt-in';
      const sent = { method: one(noticeMethods, e.method), waitDays: e.waitDays ?? 0, covers: e.covers ?? 0 };
      return void into.notices.push({ at, day: here.dayOf(at), id, approval, address: e.contactId, ...sent });
    }
    case 'bounced':
      return void into.bounces.push({ at, notice });
    case 'approved':
      return void into.approvals.push({ at, notice, method: one(answerMethods, e.method), proof: e.proof === true });
    case 'refused':
      return void into.refusals.push({ at, covers: e.covers ?? everything });
    case 'ordered': {
      const to = { recipient: e.recipient ?? 'third-party', to: e.toName, cpni: classesMask(e.cpni ?? []) };
      return void into.orders.push({
        at,
        ...to,
        method: one(orderMethods, e.method),
        authenticated: e.authenticated === true,
      });
    }
    case 'one-time':
      return void into.oneTimes.push({ at, callId, covers: e.covers ?? 0 });
    case 'call-ended':
      return void into.callEnds.push({ at, callId });
  }
};

/** One customer's rows as the law reads them. */
export const eventsOf = (rows: readonly PermissionEvent[], here: Zone): Events => {
  const events = empty();
  for (const row of rows) put(events, row, here);
  return events;
};

/** The carrier's legal zone. */
export const zoneOf = (ctx: Ctx): Zone => {
  const here = zone(ctx.carrier.zone);
  if (here === null) throw new Error(`the carrier's zone '${ctx.carrier.zone}' is unknown`);
  return here;
};

/** The permission events of customers, by customer, in order of time; only those recorded until then (epoch ms). */
export const historyOf = async (
  ctx: Ctx,
  customers: readonly string[],
  recordedUntil: number,
): Promise<Map<string, PermissionEvent[]>> => {
  const rows = await ctx.tx
    .selectFrom('permissionEvent')
    .selectAll()
    .where(sql<boolean>`customer_id = any(${customers}::uuid[])`)
    .where('recordedAt', '<=', recordedUntil)
    // what happened at one instant stands in one order, whatever the database found first: evidence names these rows
    .orderBy('at')
    .orderBy('id')
    .execute();
  const histories = new Map<string, PermissionEvent[]>(customers.map((id) => [id, []]));
  for (const row of rows) histories.get(row.customerId)?.push(row);
  return histories;
};
