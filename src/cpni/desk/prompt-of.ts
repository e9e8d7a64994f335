import { z } from 'zod';
import { telephoneNumber } from '../../carriers/telephone/record.ts';
import { telephoneOf } from '../../carriers/telephone/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { found } from '../../kernel/problem.ts';
import { hashOfToken } from '../../kernel/token.ts';
import { languageOfCustomer } from '../customers/find.ts';
import { language } from '../customers/record.ts';
import { type DeskPrompt, type DeskSession, deskPromptRow } from './record.ts';
import { goesOn } from './store.ts';

/** The prompt of a token. */
export const promptOf = async (ctx: Ctx, given: string): Promise<DeskPrompt> =>
  found(
    await ctx.tx.selectFrom('deskPrompt').selectAll().where('tokenHash', '=', hashOfToken(given)).executeTakeFirst(),
    'page',
  );

const takes: ReadonlySet<DeskPrompt['state']> = new Set(['sending', 'waiting', 'unknown']);

/** Whether something may still be entered: the prompt waits, and its session goes on. */
export const waits = ({ state, expiresAt }: DeskPrompt, session: DeskSession, at: number): boolean =>
  takes.has(state) && at < expiresAt && goesOn(session, at);

/** What a page, or the voice of the telephone line, says next. */
export const place = z.strictObject({
  stage: z.enum(['ask', 'wrong', 'unsuitable', 'right', 'set', 'locked', 'over']),
  serves: deskPromptRow.shape.serves,
  language,
  carrier: z.string(),
  demo: z.boolean(),
  staffNumber: telephoneNumber.nullable(),
});
export type Place = z.output<typeof place>;

/** The same with who speaks, in the customer's language. */
export const placeOf = async (
  ctx: Ctx,
  { serves }: DeskPrompt,
  { customerId }: DeskSession,
  stage: Place['stage'],
): Promise<Place> => {
  const language = await languageOfCustomer(ctx, customerId);
  const { name: carrier, demo } = ctx.carrier;
  const staffNumber = (await telephoneOf(ctx))?.staffNumber ?? null;
  return { stage, serves, language, carrier, demo, staffNumber };
};

/** Counts a try that failed at a page; one that locked ends it. */
export const countAtPrompt = async (ctx: Ctx, { id, wrong }: DeskPrompt, locked: boolean): Promise<void> => {
  const after = locked ? ({ state: 'locked', settledAt: ctx.at } as const) : {};
  await ctx.tx
    .updateTable('deskPrompt')
    .set({ wrong: wrong + 1, ...after })
    .where('id', '=', id)
    .execute();
};
