import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { token } from '../../kernel/token.ts';
import { lockedAnswer } from '../authentication/answers.ts';
import { askCode } from '../authentication/ask-code.ts';
import { originKey } from '../authentication/origin.ts';
import { codeWay } from '../authentication/record.ts';
import type { Setting } from '../authentication/secrets.ts';
import { ownSecret, setOwn } from '../authentication/set-own.ts';
import { local } from '../customers/dates.ts';
import { countAtPrompt, place, placeOf, promptOf, waits } from './prompt-of.ts';
import type { DeskPrompt } from './record.ts';
import { atTheDesk, heldSession, sessionOn } from './store.ts';

export const sendResetCode = operation({
  http: 'POST /v1/desk-sessions/{sessionId}/codes',
  says: 'Have a code sent to the number or address of record of the customer at the desk, by which he sets a password or a back-up question himself; nobody at the desk sees it, or whether there is such a number or address',
  law: ['47 CFR 64.2010(e)'],
  may: atTheDesk,
  by: 'anyone',
  takes: z.strictObject({ sessionId: id, way: codeWay }),
  gives: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('asked'), expiresAt: when }),
    z.strictObject({ outcome: z.literal('locked'), until: when }),
  ]),
  async run(ctx: Ctx, { sessionId, way }) {
    const { customerId } = await sessionOn(ctx, sessionId);
    const { account } = await ctx.tx
      .selectFrom('customer')
      .select('account')
      .where('id', '=', customerId)
      .executeTakeFirstOrThrow();
    // an account gets three a day in all, whoever asks; a desk is no origin that goes through accounts
    const asked = await askCode(ctx, { account, customerId, way, serves: 'online', origin: `desk:${sessionId}` });
    if (asked.outcome === 'locked') return lockedAnswer(ctx, asked.until);
    return { outcome: asked.outcome, expiresAt: local(ctx.carrier.zone, asked.expiresAt) };
  },
});

const wants = { telephone: 'new-password', backup: 'backup-method' } as const;

/** The field that was wrong: `code` where that was; null where nothing was. */
const field = z.enum(['code', 'login', 'password', 'prompt', 'secretAnswer']).nullable();

type After = { readonly stage: z.output<typeof place>['stage']; readonly at: z.output<typeof field> };

const after = async (ctx: Ctx, prompt: DeskPrompt, answer: Setting): Promise<After> => {
  if (answer.outcome === 'set') {
    const done = { state: 'set', settledAt: ctx.at } as const;
    await ctx.tx.updateTable('deskPrompt').set(done).where('id', '=', prompt.id).execute();
    return { stage: 'set', at: null };
  }
  // the code is still good: he may choose better
  if (answer.outcome === 'unsuitable') return { stage: 'unsuitable', at: answer.field };
  const locked = answer.outcome === 'locked' || (answer.outcome === 'wrong' && answer.tries >= answer.of);
  await countAtPrompt(ctx, prompt, locked);
  return { stage: locked ? 'locked' : 'wrong', at: 'code' };
};

export const setAtDesk = operation({
  http: 'POST /v1/desk-prompts:set',
  says: 'Set a password for the telephone or a back-up question by the code that came to the customer at the desk, as he typed both on his page; it proves nobody on the call. For the page; no person of the staff may hand one in',
  law: ['47 CFR 64.2010(e)'],
  may: ['network'],
  by: 'anyone',
  takes: z.strictObject({
    token,
    oneTimeCode: z.string().min(1).max(40),
    origin: z.string().max(64),
    sets: ownSecret,
  }),
  gives: place.extend({ at: field }),
  async run(ctx: Ctx, { token: given, oneTimeCode, origin: from, sets }) {
    const session = await heldSession(ctx, (await promptOf(ctx, given)).sessionId);
    const prompt = await promptOf(ctx, given);
    if (prompt.serves !== wants[sets.what] || !waits(prompt, session, ctx.at))
      return { ...(await placeOf(ctx, prompt, session, 'over')), at: null };
    const origin = originKey(from) ?? 'unknown';
    const answer = await setOwn(ctx, { customerId: session.customerId, way: null, oneTimeCode, origin }, sets);
    const { stage, at } = await after(ctx, prompt, answer);
    return { ...(await placeOf(ctx, prompt, session, stage)), at };
  },
});
