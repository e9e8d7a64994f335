import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import type { Zone } from '../../kernel/time.ts';
import { type Coverage, everything, nothing, type Scope } from '../../law/coverage.ts';
import type { Events } from '../../law/events.ts';
import { approvalBoundaries, approvalState } from '../../law/questions/approval-state.ts';
import { classesOfProfile, keepClasses, type PermissionClass, type Profile } from './classes.ts';
import { eventsOf, historyOf, zoneOf } from './history.ts';
import { loneNotices, lossSets, whileLost } from './lost-channels.ts';
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

type Lone = ReturnType<typeof loneNotices>[number];

type Span = {
  fromAt: number;
  untilAt: number;
  silence: number;
  consent: number;
  /** The code of silence for each set of lost channels; null where no notice offered one way to say no alone. */
  silenceByLoss: readonly number[] | null;
};

/** What silence says for each set of lost channels: asked once for each set of those that matter to this customer. */
const silencesAt = (events: Events, lone: readonly Lone[], at: number, day: number): readonly number[] => {
  const matters = lone.reduce((all, { loss }) => all | loss, 0);
  const codes = new Map<number, number>();
  return Array.from({ length: lossSets }, (_, loss) => {
    const known = codes.get(loss & matters);
    if (known !== undefined) return known;
    const code = codeOf(approvalState(whileLost(events, lone, loss), anyScope, at, day).silence);
    codes.set(loss & matters, code);
    return code;
  });
};

const isSame = (one: Span, other: Span): boolean =>
  one.silence === other.silence &&
  one.consent === other.consent &&
  (one.silenceByLoss ?? []).every((code, loss) => code === other.silenceByLoss?.[loss]);

/** What silence and consent permit over time, in spans that touch; equal neighbours are one. */
const timeline = (events: Events, here: Zone, lone: readonly Lone[]): Span[] => {
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
    const day = here.dayOf(at);
    const state = approvalState(events, anyScope, at, day);
    const codes = { silence: codeOf(state.silence), consent: codeOf(state.consent) };
    const silenceByLoss = lone.length === 0 ? null : silencesAt(events, lone, at, day);
    const now = { fromAt: at, untilAt: forever, ...codes, silenceByLoss };
    const last = spans.at(-1);
    if (last !== undefined && isSame(last, now)) continue;
    if (last !== undefined) last.untilAt = at;
    spans.push(now);
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
  const lone = loneNotices(history);
  const rows: Row[] = [];
  for (const one of classesOfProfile(profileOf(events))) {
    into.set(one.id, one);
    for (const span of timeline(seenBy(events, one), here, lone)) rows.push({ customerId, classId: one.id, ...span });
  }
  return rows;
};

const insert = async (ctx: Ctx, rows: readonly Row[]): Promise<void> => {
  for (let from = 0; from < rows.length; from += 5000) {
    const part = rows.slice(from, from + 5000);
    await sql`
      insert into permission (customer_id, class_id, from_at, until_at, silence, consent, silence_by_loss)
      select customer_id, class_id, from_at, until_at, silence, consent, by_loss::smallint[] from unnest(${part.map((r) => r.customerId)}::uuid[], ${part.map((r) => r.classId)}::bigint[],
        ${part.map((r) => r.fromAt)}::bigint[], ${part.map((r) => r.untilAt)}::bigint[],
        ${part.map((r) => r.silence)}::smallint[], ${part.map((r) => r.consent)}::smallint[],
        ${part.map((r) => (r.silenceByLoss === null ? null : `{${r.silenceByLoss.join(',')}}`))}::text[])
        as span (customer_id, class_id, from_at, until_at, silence, consent, by_loss)`.execute(ctx.tx);
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
