import { sql } from 'kysely';
import { dayNumber, startOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { Problem } from '../../kernel/problem.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { heldAs } from '../breaches/held-as.ts';
import { firstHold, type Held, mayWriteToCustomersAbout, untoldBreaches } from '../breaches/hold.ts';
import { tellsOfBreach } from '../breaches/words.ts';

/** What a sending says of a breach: the one it tells of, or why its words tell of none. */
export type OfBreach = {
  readonly groupId: string;
  readonly breachId: string | null;
  readonly notOfBreach: string | null;
};

type Worded = { readonly language: 'en' | 'es'; readonly words: string };

/** The approved words of a notice in every language and form. */
const wordsOf = async (ctx: Ctx, groupId: string): Promise<readonly Worded[]> => {
  const { rows } = await sql<Worded>`
    select language, concat_ws(E'\n\n', subject, body) as words from notice_version
    where group_id = ${groupId} and approved_at is not null`.execute(ctx.tx);
  return rows;
};

/** The words of a notice that tell of a breach, or null. */
const tellingWords = async (ctx: Ctx, groupId: string): Promise<string | null> => {
  for (const { language, words } of await wordsOf(ctx, groupId)) {
    const told = tellsOfBreach(language, words);
    if (told !== null) return told;
  }
  return null;
};

/**
 * What holds the messages of a sending at an instant (epoch ms), 64.2011(b): the hold of the breach it names; or, where its words tell of
 * a breach and it names none, any hold that stands, until compliance says that they tell of something else. Null where nothing does.
 */
export const holdAt = async (
  ctx: Ctx,
  { groupId, breachId, notOfBreach }: OfBreach,
  at: number,
): Promise<Held | null> => {
  if (breachId !== null) {
    const answer = await mayWriteToCustomersAbout(ctx, breachId, at);
    return answer.may === 'no' ? answer : null;
  }
  if (notOfBreach !== null) return null;
  // mostly there is no breach at all; the days of each are counted last, where the words make it matter
  const untold = await untoldBreaches(ctx, at);
  const told = untold.length === 0 ? null : await tellingWords(ctx, groupId);
  const held = told === null ? null : await firstHold(ctx, untold, at);
  if (held === null) return null;
  const detail = `Its words tell of a breach (“${told}”), and it names none. ${held.detail}`;
  const named = `Compliance prepares it again with 'breachId', or with 'notOfBreach' and the reason.`;
  return { ...held, detail, fix: `${held.fix} ${named}` };
};

/** The same now. */
export const holdOn = (ctx: Ctx, sending: OfBreach): Promise<Held | null> => holdAt(ctx, sending, ctx.at);

/** Refuses while a hold keeps the messages of a sending: nothing of it is prepared, printed, handed over or sent. */
export const demandNoHold = async (ctx: Ctx, sending: OfBreach): Promise<void> => {
  const held = await holdOn(ctx, sending);
  if (held !== null) throw new Problem('wrong-state', heldAs(ctx, held, 'the messages of this sending'));
};

const ofRun = (ctx: Ctx, runId: string): Promise<OfBreach> =>
  ctx.tx
    .selectFrom('sendingRun')
    .select(['groupId', 'breachId', 'notOfBreach'])
    .where('id', '=', runId)
    .executeTakeFirstOrThrow();

/** The same for a sending by its id. */
export const demandRunNotHeld = async (ctx: Ctx, runId: string): Promise<void> =>
  demandNoHold(ctx, await ofRun(ctx, runId));

/** Refuses to record as gone on a day what was held on it and is held still: what went before a hold stood is a fact. */
export const demandRunWasNotHeld = async (ctx: Ctx, runId: string, day: string): Promise<void> => {
  const sending = await ofRun(ctx, runId);
  const endOfDay = startOf(ctx, dateOfDay(dayNumber(day) + 1)) - 1;
  if ((await holdAt(ctx, sending, Math.min(ctx.at, endOfDay))) !== null) await demandNoHold(ctx, sending);
};
