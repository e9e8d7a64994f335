import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { token } from '../../kernel/token.ts';
import { checkPassword } from '../authentication/check-password.ts';
import { originKey } from '../authentication/origin.ts';
import { proveCustomer } from '../authentication/prove.ts';
import { countAtPrompt, place, placeOf, promptOf, waits } from './prompt-of.ts';
import type { DeskPrompt, DeskSession } from './record.ts';
import { heldSession, proofEnds } from './store.ts';

const law = ['47 CFR 64.2010(b)', '47 CFR 64.2010(c)', '47 CFR 64.2010(e)'];

export const lookPrompt = operation({
  // the token stands in the body: an address is logged in too many places
  http: 'POST /v1/desk-prompts:look',
  says: 'What the page of a prompt shows: what it takes, and whether it still does; records nothing',
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
    return placeOf(ctx, prompt, session, waits(prompt, session, ctx.at) ? 'ask' : 'over');
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
    if (prompt.serves !== 'password' || !waits(prompt, session, ctx.at)) return placeOf(ctx, prompt, session, 'over');
    const checked = await checkPassword(ctx, {
      of: { telephone: session.customerId },
      password,
      origin: originKey(from) ?? 'unknown',
    });
    if (checked.outcome === 'right') {
      await proved(ctx, prompt, session, checked.passwordId);
      return placeOf(ctx, prompt, session, 'right');
    }
    const locked = checked.outcome === 'locked' || checked.tries >= checked.of;
    await countAtPrompt(ctx, prompt, locked);
    return placeOf(ctx, prompt, session, locked ? 'locked' : 'wrong');
  },
});
