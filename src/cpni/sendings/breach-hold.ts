import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { Problem } from '../../kernel/problem.ts';
import { anyHold, type Held, mayWriteToCustomersAbout } from '../breaches/hold.ts';
import { mayKnow } from '../breaches/show.ts';
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

/**
 * What holds the messages of a sending now, 64.2011(b): the hold of the breach it names; or, where its words tell of a breach and it
 * names none, any hold that stands, until compliance says that they tell of something else. Null where nothing does.
 */
export const holdOn = async (ctx: Ctx, { groupId, breachId, notOfBreach }: OfBreach): Promise<Held | null> => {
  if (breachId !== null) {
    const answer = await mayWriteToCustomersAbout(ctx, breachId);
    return answer.may === 'no' ? answer : null;
  }
  if (notOfBreach !== null) return null;
  const held = await anyHold(ctx);
  if (held === null) return null;
  for (const { language, words } of await wordsOf(ctx, groupId)) {
    const told = tellsOfBreach(language, words);
    if (told === null) continue;
    const detail = `Its words tell of a breach (“${told}”), and it names none. ${held.detail}`;
    const named = `Compliance prepares it again with 'breachId', or with 'notOfBreach' and the reason.`;
    return { ...held, detail, fix: `${held.fix} ${named}` };
  }
  return null;
};

/** Who may not know of breaches learns that and until when it is held, and whom to ask. */
const toldTo = (ctx: Ctx, { from, detail, fix, cite }: Held) => {
  if (ctx.actor.roles.some((role) => mayKnow.includes(role))) return { detail, fix, cite };
  const until = from === null ? 'until they lift it' : `until ${from}`;
  const ask = 'Ask compliance, counsel or an officer: nobody else can lift it.';
  return { detail: `Compliance holds the messages of this sending ${until}.`, fix: ask, cite: null };
};

/** Refuses while a hold keeps the messages of a sending: nothing of it is prepared, printed, handed over or sent. */
export const demandNoHold = async (ctx: Ctx, sending: OfBreach): Promise<void> => {
  const held = await holdOn(ctx, sending);
  if (held !== null) throw new Problem('wrong-state', toldTo(ctx, held));
};

/** The same for a sending by its id. */
export const demandRunNotHeld = async (ctx: Ctx, runId: string): Promise<void> =>
  demandNoHold(
    ctx,
    await ctx.tx
      .selectFrom('sendingRun')
      .select(['groupId', 'breachId', 'notOfBreach'])
      .where('id', '=', runId)
      .executeTakeFirstOrThrow(),
  );
