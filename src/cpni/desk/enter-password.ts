import { z } from 'zod';
import { telephoneNumber } from '../../carriers/telephone/record.ts';
import { telephoneOf } from '../../carriers/telephone/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { hashOfToken, token } from '../../kernel/token.ts';
import { checkPassword } from '../authentication/check-password.ts';
import { originKey } from '../authentication/origin.ts';
import { proveCustomer } from '../authentication/prove.ts';
import { languageOfCustomer } from '../customers/find.ts';
import { language } from '../customers/record.ts';
import type { DeskPrompt, DeskSession } from './record.ts';
import { goesOn, heldSession, proofEnds } from './store.ts';

const law = ['47 CFR 64.2010(b)', '47 CFR 64.2010(c)', '47 CFR 64.2010(e)'];

const promptOf = async (ctx: Ctx, given: string): Promise<DeskPrompt> =>
  found(
    await ctx.tx.selectFrom('deskPrompt').selectAll().where('tokenHash', '=', hashOfToken(given)).executeTakeFirst(),
    'page',
  );

const takes: ReadonlySet<DeskPrompt['state']> = new Set(['sending', 'waiting', 'unknown']);

/** Whether a password may still be entered: the prompt waits, and its session goes on. */
const waits = ({ state, expiresAt }: DeskPrompt, session: DeskSession, at: number): boolean =>
  takes.has(state) && at < expiresAt && goesOn(session, at);

const place = z.strictObject({
  stage: z.enum(['ask', 'wrong', 'right', 'locked', 'over']),
  language,
  carrier: z.string(),
  demo: z.boolean(),
  staffNumber: telephoneNumber.nullable(),
});
type Place = z.output<typeof place>;

const placeOf = async (ctx: Ctx, session: DeskSession, stage: Place['stage']): Promise<Place> => {
  const language = await languageOfCustomer(ctx, session.customerId);
  const { name: carrier, demo } = ctx.carrier;
  const staffNumber = (await telephoneOf(ctx))?.staffNumber ?? null;
  return { stage, language, carrier, demo, staffNumber };
};

export const lookPrompt = operation({
  // the token stands in the body: an address is logged in too many places
  http: 'POST /v1/desk-prompts:look',
  says: 'What the page of a prompt shows: whether it still takes a password; records nothing',
  law,
  may: ['network'],
  by: 'anyone',
  takes: z.strictObject({ token }),
  gives: place,
  async run(ctx: Ctx, { token: given }) {
    const prompt = await promptOf(ctx, given);
    const session = await ctx.tx
      .selectFrom('deskSession')
      .selectAll()
      .where('id', '=', prompt.sessionId)
      .executeTakeFirstOrThrow();
    return placeOf(ctx, session, waits(prompt, session, ctx.at) ? 'ask' : 'over');
  },
});

const proved = async (ctx: Ctx, prompt: DeskPrompt, session: DeskSession, passwordId: string): Promise<void> => {
  const { id: sessionId, customerId, channel } = session;
  const done = { state: 'proved', settledAt: ctx.at } as const;
  await ctx.tx.updateTable('deskPrompt').set(done).where('id', '=', prompt.id).execute();
  await proveCustomer(ctx, {
    customerId,
    method: 'password',
    channel,
    sessionId,
    byWhat: `password:${passwordId}`,
    untilAt: proofEnds(ctx, session),
  });
};

export const enterPassword = operation({
  http: 'POST /v1/desk-prompts:enter',
  says: 'Take the password that a customer entered on his page or by his keys: right, wrong, or locked. For the page and the telephone line; no person of the staff may hand one in',
  law,
  may: ['network'],
  by: 'anyone',
  takes: z.strictObject({ token, password: z.string().max(128), origin: z.string().max(64) }),
  gives: place,
  async run(ctx: Ctx, { token: given, password, origin: from }) {
    const session = await heldSession(ctx, (await promptOf(ctx, given)).sessionId);
    const prompt = await promptOf(ctx, given);
    if (!waits(prompt, session, ctx.at)) return placeOf(ctx, session, 'over');
    const checked = await checkPassword(ctx, {
      of: { telephone: session.customerId },
      password,
      origin: originKey(from) ?? 'unknown',
    });
    if (checked.outcome === 'right') {
      await proved(ctx, prompt, session, checked.passwordId);
      return placeOf(ctx, session, 'right');
    }
    const locked = checked.outcome === 'locked' || checked.tries >= checked.of;
    const after = locked ? ({ state: 'locked', settledAt: ctx.at } as const) : {};
    const wrong = prompt.wrong + 1;
    await ctx.tx
      .updateTable('deskPrompt')
      .set({ wrong, ...after })
      .where('id', '=', prompt.id)
      .execute();
    return placeOf(ctx, session, locked ? 'locked' : 'wrong');
  },
});
