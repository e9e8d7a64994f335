import type { Ctx, Work } from '../../db/context.ts';
import { DAY, dateOfDay } from '../../kernel/time.ts';
import { importCalls } from '../traffic/calls/import.ts';
import type { Outcome } from '../traffic/canonical.ts';
import { type GateLine, readLines } from './line.ts';

/** How many days (UTC) back the calls of the gate are handed over, when some of them were put on record late. */
const daysBack = 7;

/** A group that waits on the disk while the database is away is mostly back by then; what comes later has the day taken again. */
const grace = 600_000;

const limits: readonly (string | null)[] = ['rate-limit', 'session-limit'];

const outcomeOf = (refused: string | null): Outcome => {
  if (refused === null) return 'unknown';
  return limits.includes(refused) ? 'limit_rejected' : 'rejected';
};

/** A call of the gate as a canonical call; what the gate does not hear of is left out. */
const recordOf = ({ at, call, account, from, to, ip, refused, attest }: GateLine): string =>
  JSON.stringify({
    call_key: call,
    leg: 'a',
    account_ref: account,
    from_raw: from,
    to_raw: to[0] ?? null,
    start: new Date(at).toISOString(),
    outcome: outcomeOf(refused),
    released_by: refused === null ? null : 'system',
    disposition_raw: refused,
    attest,
    src_ip: ip,
    end_missing: refused === null,
  });

const sourceOf = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('callSource')
    .select('id')
    .where('format', '=', 'gate')
    .where('endedAt', 'is', null)
    .orderBy('fromAt')
    .executeTakeFirst();

/** Calls of the gate on record of a day. */
const answeredOn = async (ctx: Ctx, day: number): Promise<number> => {
  const { calls } = await ctx.tx
    .selectFrom('gateGroup')
    .select(({ fn }) => fn.sum<string | null>('calls').as('calls'))
    .where('fromAt', '>=', day * DAY)
    .where('fromAt', '<', (day + 1) * DAY)
    .where('lines', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(calls ?? 0);
};

const nameOf = (day: number): string => `gate ${dateOfDay(day)}`;

/** How many calls were handed over of each day, by the name of its file. */
const handedOver = async (
  ctx: Ctx,
  sourceId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const files = await ctx.tx
    .selectFrom('callFile')
    .select(['name', 'calls', 'doubles', 'quarantined'])
    .where('sourceId', '=', sourceId)
    .where('state', 'in', ['kept', 'purged'])
    .where('name', 'in', [...names])
    .execute();
  const most = new Map<string, number>();
  for (const { name, calls, doubles, quarantined } of files)
    most.set(name, Math.max(most.get(name) ?? 0, calls + doubles + quarantined));
  return most;
};

type Due = { readonly sourceId: string; readonly days: readonly number[] };

const dueOf = async (ctx: Ctx): Promise<Due | null> => {
  const source = await sourceOf(ctx);
  if (source === undefined) return null;
  const today = Math.floor((ctx.at - grace) / DAY);
  const last = Array.from({ length: daysBack }, (_, n) => today - daysBack + n);
  const taken = await handedOver(ctx, source.id, last.map(nameOf));
  const days: number[] = [];
  for (const day of last) if ((await answeredOn(ctx, day)) > (taken.get(nameOf(day)) ?? 0)) days.push(day);
  return { sourceId: source.id, days };
};

const groupsAtOnce = 100;

/** The calls of a day as lines of canonical calls, some groups a transaction. */
async function* linesOf(work: Work, day: number): AsyncGenerator<Uint8Array> {
  let [at, after] = [day * DAY, '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const groups = await work.transaction((ctx) =>
      ctx.tx
        .selectFrom('gateGroup')
        .select(['id', 'fromAt', 'lines'])
        .where('fromAt', '>=', at)
        .where('fromAt', '<', (day + 1) * DAY)
        .where(({ eb, or }) => or([eb('fromAt', '>', at), eb('id', '>', after)]))
        .where('lines', 'is not', null)
        .orderBy('fromAt')
        .orderBy('id')
        .limit(groupsAtOnce)
        .execute(),
    );
    const lines = groups.flatMap((group) => (group.lines === null ? [] : readLines(group.lines)));
    if (lines.length > 0) yield Buffer.from(`${lines.map(recordOf).join('\n')}\n`);
    const end = groups.at(-1);
    if (end === undefined || groups.length < groupsAtOnce) return;
    [at, after] = [end.fromAt, end.id];
  }
}

/**
 * Takes the gate's own calls in as call records, a day that is over at a time, where the carrier has a source of the format `gate`; gives
 * the days. Where nothing new is on record it does nothing.
 */
export const takeGateCalls = async (work: Work): Promise<readonly string[]> => {
  const due = await work.transaction(dueOf);
  if (due === null) return [];
  for (const day of due.days) {
    const told = importCalls.stream(work, { sourceId: due.sourceId, name: nameOf(day) }, linesOf(work, day));
    for await (const _line of told);
  }
  return due.days.map(dateOfDay);
};
