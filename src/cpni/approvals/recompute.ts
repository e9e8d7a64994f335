import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import type { Zone } from '../../kernel/time.ts';
import { type Coverage, everything, nothing, type Scope } from '../../law/coverage.ts';
import type { Events } from '../../law/events.ts';
import { approvalBoundaries, approvalState } from '../../law/questions/approval-state.ts';
import { classesOfProfile, keepClasses, type PermissionClass, type Profile } from './classes.ts';
import { eventsOf, historyOf, zoneOf } from './history.ts';
import type { PermissionEvent } from './record.ts';
import { codeOf, noNotice } from './verdict-codes.ts';

/** The end of a row that no event or date ends. */
export const forever = 9007199254740991;

const anyScope: Scope = { asked: 1, touched: everything };

const distinct = (coverages: Iterable<Coverage>): readonly Coverage[] => [...new Set(coverages)].sort((a, b) => a - b);

const profileOf = (events: Events): Profile => ({
  notices: distinct(events.notices.map((notice) => notice.covers)),
  refusals: distinct(events.refusals.map((refusal) => refusal.covers)),
});

/** The history as a use of the class sees it: what covers it covers all, what does not covers nothing. */
const seenBy = (events: Events, { covering, touching }: PermissionClass): Events => ({
  ...events,
  notices: events.notices.map((notice) => ({
    ...notice,
    covers: covering.includes(notice.covers) ? everything : nothing,
  })),
  refusals: events.refusals.map((refusal) => ({
    ...refusal,
    covers: touching.includes(refusal.covers) ? everything : nothing,
  })),
});

type Span = { fromAt: number; untilAt: number; silence: number; consent: number; loneChannel: string | null };

/** What silence and consent permit over time, in spans that touch; equal neighbours are one. */
const timeline = (events: Events, here: Zone, channels: ReadonlyMap<string, readonly string[]>): Span[] => {
  const { instants, days } = approvalBoundaries(events, anyScope);
  const first = Math.min(
    ...events.notices.map((e) => e.at),
    ...events.refusals.map((e) => e.at),
    ...events.approvals.map((e) => e.at),
  );
  const starts = [...new Set([...instants, ...days.map((day) => here.startOf(day))])]
    .filter((at) => at >= first)
    .sort((a, b) => a - b);
  const spans: Span[] = [];
  for (const at of starts) {
    const state = approvalState(events, anyScope, at, here.dayOf(at));
    const offered = state.silence.allowed ? (channels.get(state.silence.notice) ?? []) : [];
    const loneChannel = offered.length === 1 ? (offered[0] ?? null) : null;
    const now = { silence: codeOf(state.silence), consent: codeOf(state.consent), loneChannel };
    const last = spans.at(-1);
    if (
      last !== undefined &&
      last.silence === now.silence &&
      last.consent === now.consent &&
      last.loneChannel === loneChannel
    )
      continue;
    if (last !== undefined) last.untilAt = at;
    spans.push({ fromAt: at, untilAt: forever, ...now });
  }
  return spans.filter((span) => span.silence !== noNotice || span.consent !== noNotice);
};

type Row = Span & { customerId: string; classId: number };

const rowsOf = (
  customerId: string,
  history: readonly PermissionEvent[],
  here: Zone,
  into: Map<number, PermissionClass>,
): Row[] => {
  const events = eventsOf(history, here);
  if (events.notices.length === 0 && events.refusals.length === 0 && events.approvals.length === 0) return [];
  const channels = new Map(
    history.filter((event) => event.type === 'notice').map((event) => [event.id, event.channels]),
  );
  const rows: Row[] = [];
  for (const one of classesOfProfile(profileOf(events))) {
    into.set(one.id, one);
    for (const span of timeline(seenBy(events, one), here, channels))
      rows.push({ customerId, classId: one.id, ...span });
  }
  return rows;
};

const insert = async (ctx: Ctx, rows: readonly Row[]): Promise<void> => {
  for (let from = 0; from < rows.length; from += 5000) {
    const part = rows.slice(from, from + 5000);
    await sql`
      insert into permission (customer_id, class_id, from_at, until_at, silence, consent, lone_channel)
      select * from unnest(${part.map((r) => r.customerId)}::uuid[], ${part.map((r) => r.classId)}::bigint[],
        ${part.map((r) => r.fromAt)}::bigint[], ${part.map((r) => r.untilAt)}::bigint[],
        ${part.map((r) => r.silence)}::smallint[], ${part.map((r) => r.consent)}::smallint[],
        ${part.map((r) => r.loneChannel)}::text[])`.execute(ctx.tx);
  }
};

/** Writes anew what these customers' events permit, by the rule of src/law; nothing else ever writes it. */
export const recompute = async (ctx: Ctx, customers: readonly string[]): Promise<void> => {
  const here = zoneOf(ctx);
  for (let from = 0; from < customers.length; from += 1000) {
    const part = customers.slice(from, from + 1000);
    const histories = await historyOf(ctx, part, forever);
    const classes = new Map<number, PermissionClass>();
    const rows = [...histories].flatMap(([customerId, history]) => rowsOf(customerId, history, here, classes));
    await keepClasses(ctx, [...classes.values()]);
    await ctx.tx.deleteFrom('permission').where('customerId', 'in', part).execute();
    await insert(ctx, rows);
  }
};
