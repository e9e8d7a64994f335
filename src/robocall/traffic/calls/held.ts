import type { NotNull } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { DAY, HOUR, MINUTE } from '../../../kernel/time.ts';
import type { callFileRow } from './record.ts';

/** A time, epoch ms. */
export type Span = { readonly from: number; readonly until: number };

/** A file of call records, as it bears on what is held. */
export type HeldFile = Pick<
  z.output<typeof callFileRow>,
  'sha256' | 'state' | 'calls' | 'quarantined' | 'firstAt' | 'lastAt' | 'takenAt'
>;

/** An import that nobody has finished in this time was broken off, and another may take its place. */
const longestImport = HOUR;

/** Whether the taking in of a file was broken off, whether or not anybody wrote that down. */
export const brokenOff = ({ state, takenAt }: Pick<HeldFile, 'state' | 'takenAt'>, now: number): boolean =>
  state === 'broken' || (state === 'arriving' && now - takenAt >= longestImport);

/** Whether no row of a file could be read: nobody knows of what time it is. */
const unreadable = ({ firstAt, quarantined }: Pick<HeldFile, 'firstAt' | 'quarantined'>): boolean =>
  firstAt === null && quarantined > 0;

type Kept = Span & { readonly calls: number };

const keptOf = ({ calls, firstAt, lastAt }: HeldFile): readonly Kept[] =>
  firstAt === null || lastAt === null ? [] : [{ from: firstAt, until: lastAt, calls }];

/** However quiet a switch is, after so long without a call a file may be missing. */
const longestSilence = 6 * HOUR;
/** And however busy, between two files it may be silent so long. */
const leastSilence = 5 * MINUTE;
/** Of fewer calls no mean distance is taken: two that are an hour apart say nothing of the next. */
const fewest = 20;

/**
 * How long a switch may be silent between two files: ten times the mean distance of the calls in the quieter of them, which calls that come by
 * chance leave empty once in twenty thousand times; files of few calls allow the least.
 */
const silenceBetween = (before: Kept, after: Kept): number => {
  const mean = ({ from, until, calls }: Kept): number => (calls < fewest ? 0 : (until - from) / (calls - 1));
  return Math.min(longestSilence, Math.max(leastSilence, 10 * Math.max(mean(before), mean(after))));
};

/** The first stretch of a time over which no file reaches, or null where they reach over the whole of it. */
const holeIn = ({ from, until }: Span, files: readonly HeldFile[]): Span | null => {
  const spans = files.flatMap(keptOf).toSorted((a, b) => a.from - b.from);
  let last: Kept | null = null;
  for (const span of spans) {
    const reached = last?.until ?? Number.NEGATIVE_INFINITY;
    const silence = last === null ? 0 : silenceBetween(last, span);
    const start = Math.max(reached, from);
    if (span.from > reached + silence && span.from > from && start < until)
      return { from: start, until: Math.min(span.from, until) };
    if (span.until > reached) last = span;
  }
  const reached = last?.until ?? Number.NEGATIVE_INFINITY;
  return reached >= until ? null : { from: Math.max(reached, from), until };
};

/** A switch hands its files over within days of their calls. */
const handedOver = 7 * DAY;

/** Whether a file that is not in may hold calls of a time: none of after it came, nor of long before where it was not taken in, or no row of it was read. */
const mayHold = ({ state, takenAt }: HeldFile, { from, until }: Span): boolean =>
  takenAt >= from && (state !== 'broken' || takenAt - handedOver < until);

const toTold = ({ from, until }: Span) => {
  const [text, start] = until - from > DAY ? [16, 0] : [16, 11];
  return (at: number): string => new Date(at).toISOString().slice(start, text).replace('T', ' ');
};

/** What the files of one source say of a time at an instant: whether they hold every call of it, and why not. */
export const heldBy = (
  all: readonly HeldFile[],
  span: Span,
  now: number,
): { readonly state: 'held' | 'gap'; readonly why: string } => {
  const told = toTold(span);
  const files = all.map((file) =>
    brokenOff(file, now) || unreadable(file) ? { ...file, state: 'broken' as const } : file,
  );
  const awaited = files.filter((file) => mayHold(file, span));
  if (awaited.some(({ state }) => state === 'arriving'))
    return { state: 'gap', why: 'a file of it is still being taken in' };
  const lost = awaited.find(({ state }) => state === 'broken');
  if (lost !== undefined)
    return {
      state: 'gap',
      why: unreadable(lost)
        ? 'no row of a file of it could be read'
        : 'a file of it could not be taken in: bring it again',
    };
  const reaching = files.filter(
    ({ firstAt, lastAt }) => (firstAt ?? span.until) < span.until && (lastAt ?? 0) >= span.from,
  );
  if (reaching.some(({ state }) => state === 'purged'))
    return { state: 'gap', why: 'its calls of that time were purged' };
  const unread = reaching.reduce((n, { quarantined }) => n + quarantined, 0);
  if (unread > 0) return { state: 'gap', why: `${unread} rows of its files of that time could not be read` };
  const hole = holeIn(
    span,
    files.filter(({ state }) => state === 'kept'),
  );
  return hole === null
    ? { state: 'held', why: 'its files reach over the whole of that time' }
    : { state: 'gap', why: `no file of it reaches from ${told(hole.from)} to ${told(hole.until)} UTC` };
};

/** The instant of the first call of the files that are kept (epoch ms); null where none is. */
export const firstHeld = async ({ tx }: Ctx): Promise<number | null> =>
  (
    await tx
      .selectFrom('callFile')
      .select(({ fn }) => fn.min('firstAt').as('first'))
      .where('state', '=', 'kept')
      .executeTakeFirstOrThrow()
  ).first;

/** The files of every source that reach into a time: from which call to which, and when they were taken in (epoch ms). */
export const reachingInto = async ({ tx }: Ctx, { from, until }: Span) =>
  tx
    .selectFrom('callFile')
    .select(['id', 'state', 'firstAt', 'lastAt', 'takenAt'])
    .where('firstAt', '<', until)
    .where('lastAt', '>=', from)
    .$narrowType<{ firstAt: NotNull; lastAt: NotNull }>()
    .execute();

/** What one switch holds of a time. */
export type HeldSource = ReturnType<typeof heldBy> & { readonly name: string; readonly files: readonly string[] };

/** What each switch holds of a time; the gate's calls are read where the gate keeps them, and its days among the files are copies. */
export const heldIn = async (ctx: Ctx, span: Span): Promise<readonly HeldSource[]> => {
  const sources = await ctx.tx
    .selectFrom('callSource')
    .select(['id', 'name'])
    .where((eb) => eb.or([eb('endedAt', 'is', null), eb('endedAt', '>', span.from)]))
    .where('format', '!=', 'gate')
    .orderBy('name')
    .execute();
  const files = await ctx.tx
    .selectFrom('callFile')
    .select(['sourceId', 'sha256', 'state', 'calls', 'quarantined', 'firstAt', 'lastAt', 'takenAt'])
    // what is being taken in may hold any hour, and the file before may be a silence away
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['arriving', 'broken']),
        eb.and([eb('firstAt', 'is', null), eb('quarantined', '>', 0)]),
        eb.and([eb('firstAt', '<', span.until + longestSilence), eb('lastAt', '>=', span.from - longestSilence)]),
      ]),
    )
    .execute();
  return sources.map(({ id, name }) => {
    const own = files.filter(({ sourceId }) => sourceId === id);
    const reaching = own.filter(({ firstAt, lastAt }) => (firstAt ?? 0) < span.until && (lastAt ?? 0) >= span.from);
    return { name, ...heldBy(own, span, ctx.at), files: reaching.map(({ sha256 }) => sha256) };
  });
};
