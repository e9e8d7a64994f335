import { z } from 'zod';
import type { Ctx, Work } from '../../db/context.ts';
import { operation, streaming } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { MINUTE } from '../../kernel/time.ts';
import { hashOfToken, token } from '../../kernel/token.ts';
import { languageOfCustomer } from '../customers/find.ts';
import { language } from '../customers/record.ts';
import { makeCode, settleCode } from './make-code.ts';
import { codeServes, type OneTimeCode } from './record.ts';

const law = ['47 CFR 64.2010(c)', '47 CFR 64.2010(e)'];
const mostWrongKeys = 3;

/** From the moment it was asked for to the key pressed; a call that rings longer is no answer to it. */
const answeredWithin = 5 * MINUTE;

/** The code of a call, held. */
const heldCode = async (ctx: Ctx, given: string): Promise<OneTimeCode> =>
  found(
    await ctx.tx
      .selectFrom('oneTimeCode')
      .selectAll()
      .where('tokenHash', '=', hashOfToken(given))
      .forUpdate()
      .executeTakeFirst(),
    'call',
  );

const rings: ReadonlySet<OneTimeCode['state']> = new Set(['trying', 'ringing']);

const wrongKey = async (ctx: Ctx, code: OneTimeCode): Promise<'ask' | 'over'> => {
  const wrongKeys = code.wrongKeys + 1;
  await ctx.tx.updateTable('oneTimeCode').set({ wrongKeys }).where('id', '=', code.id).execute();
  if (wrongKeys < mostWrongKeys) return 'ask';
  await settleCode(ctx, code, 'unanswered');
  return 'over';
};

type Heard = { readonly answeredBy: 'human' | 'machine' | 'unknown'; readonly digits: string };

const stageAfter = async (ctx: Ctx, code: OneTimeCode, heard: Heard): Promise<'ask' | 'speak' | 'over'> => {
  // one that was spoken is not spoken again, whoever asks
  if (!rings.has(code.state)) return 'over';
  if (heard.answeredBy === 'machine') {
    await settleCode(ctx, code, 'mailbox');
    return 'over';
  }
  if (ctx.at >= code.askedAt + answeredWithin) {
    await settleCode(ctx, code, 'unanswered');
    return 'over';
  }
  if (heard.digits === '') return 'ask';
  return heard.digits === code.expects ? 'speak' : wrongKey(ctx, code);
};

const said = z.strictObject({
  stage: z.enum(['ask', 'speak', 'over']),
  language,
  carrier: z.string(),
  serves: codeServes,
  /** The key that a person is asked to press; only where he is asked. */
  key: z.string().nullable(),
  /** The code; only where it is spoken. */
  code: z.string().nullable(),
});

const next = async (ctx: Ctx, given: string, heard: Heard): Promise<z.output<typeof said>> => {
  const code = await heldCode(ctx, given);
  const { customerId, serves, serviceId, heldOn } = code;
  if (customerId === null || heldOn === null) throw new Error('a code of nobody was called');
  const stage = await stageAfter(ctx, code, heard);
  const secret = stage === 'speak' ? await makeCode(ctx, code, { serviceId, contactId: null, heldOn }) : null;
  if (secret !== null) await settleCode(ctx, code, 'sent');
  const language = await languageOfCustomer(ctx, customerId);
  const key = stage === 'ask' ? code.expects : null;
  return { stage, language, carrier: ctx.carrier.name, serves, key, code: secret };
};

/** A stream, as an answer that holds a code is kept nowhere, not even under an Idempotency-Key. */
export const speakCode = streaming({
  http: 'POST /v1/online/codes:speak',
  says: 'Take what the telephone service heard on the call that brings a code and say what comes next: ask for the key, speak the code, once, or hang up. A mailbox hears none',
  law,
  may: ['network'],
  by: 'anyone',
  takes: z.strictObject({
    token,
    answeredBy: z.enum(['human', 'machine', 'unknown']),
    digits: z.string().max(20),
  }),
  reads: null,
  writes: 'application/json',
  async *stream(work: Work, { token: given, ...heard }) {
    yield JSON.stringify(said.parse(await work.transaction((ctx) => next(ctx, given, heard))));
  },
});

export const codeCallOver = operation({
  http: 'POST /v1/online/codes:over',
  says: 'Take the report that the call that brings a code is over; one on which none was spoken brought none',
  law,
  may: ['network'],
  by: 'anyone',
  takes: z.strictObject({ token }),
  gives: z.strictObject({ spoken: z.boolean() }),
  async run(ctx: Ctx, { token: given }) {
    const code = await heldCode(ctx, given);
    if (rings.has(code.state)) await settleCode(ctx, code, 'unanswered');
    return { spoken: code.state === 'sent' };
  },
});
