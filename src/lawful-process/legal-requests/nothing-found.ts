import { firstGap } from '../../carriers/promises/controls.ts';
import type { Ctx } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import { sealed } from '../../ledger/record.ts';
import { firstHeld, heldIn, reachingInto, type Span } from '../../robocall/traffic/calls/held.ts';
import type { LegalRequest } from './record.ts';
import { pullsOf } from './store.ts';

/** The time in which a demand wants calls: where it names no beginning, from the first that is on record. */
const wantedIn = async (ctx: Ctx, { fromAt, untilAt, receivedAt }: LegalRequest): Promise<Span> => {
  const until = untilAt ?? receivedAt;
  if (fromAt !== null) return { from: fromAt, until };
  return { from: Math.min((await firstHeld(ctx)) ?? until, until), until };
};

type Pulls = Awaited<ReturnType<typeof pullsOf>>;
type Files = Awaited<ReturnType<typeof reachingInto>>;

/** A pull tells nothing of files that were not whole when it began. */
const readAll = ({ fromAt, untilAt, pulledAt, fileIds }: Pulls[number], files: Files): boolean =>
  files
    .filter(({ firstAt, lastAt }) => firstAt < untilAt && lastAt >= fromAt)
    .every(({ id, takenAt }) => (fileIds === null ? takenAt < pulledAt : fileIds.includes(id)));

/** Refused where the call records of a number were not read over the whole of a time, or where they held calls. */
const lookedFor = ({ salt }: LegalRequest, pulls: Pulls, files: Files, number: string, span: Span): void => {
  const mark = sealed(salt, number);
  const own = pulls.filter(({ numberMark }) => numberMark === mark);
  const calls = own.reduce((sum, pull) => sum + pull.calls, 0);
  const which = `the number ending in ${number.slice(-4)}`;
  if (calls > 0)
    refuse('wrong-state', `Calls of ${which} were found: ${calls}.`, "Give them, or object: 'none-found' is not so.");
  const whole = own.filter((pull) => readAll(pull, files));
  const covers = whole.map(({ fromAt: from, untilAt }) => ({ from, until: untilAt }));
  if (covers.length === 0 || firstGap(span, covers) !== null)
    refuse(
      'wrong-state',
      whole.length < own.length
        ? `Files of call records came in after they were read for ${which}.`
        : `Nobody has looked into the call records of ${which} over all of its time.`,
      'Pull them, for each number: a file of no calls says what was searched.',
    );
};

/**
 * "None" is an answer only after a look: where call records are wanted, for every number that a demand names and over all of its time. Where the
 * records themselves have a gap in it, that none is in them proves nothing, and the answer names the gap.
 */
export const nothingFound = async (
  ctx: Ctx,
  request: LegalRequest,
  { note, gap: named }: { readonly note: string; readonly gap: string | null },
): Promise<void> => {
  if (!request.classes.includes('call-detail')) return;
  if (request.numbers.length === 0 && note === '')
    refuse('invalid-input', "'note': the demand names no number.", 'Say where its records were looked for.');
  const span = await wantedIn(ctx, request);
  const pulls = await pullsOf(ctx, request.id);
  const files = await reachingInto(ctx, span);
  for (const number of request.numbers) lookedFor(request, pulls, files, number, span);
  if (named !== null) return;
  const held = await heldIn(ctx, span);
  const gap = held.find(({ state }) => state === 'gap');
  if (held.length > 0 && gap === undefined) return;
  const why = gap === undefined ? 'no switch hands its call records over' : `${gap.name}: ${gap.why}`;
  refuse(
    'wrong-state',
    `'gap': the call records of that time have a gap (${why}): that nothing is in them proves nothing.`,
    "Bring the missing files and pull again, or name the gap in 'gap'.",
  );
};
