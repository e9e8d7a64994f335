import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { language } from '../customers/record.ts';
import { lockedAnswer, refusedAnswer } from './answers.ts';
import { knownOf } from './known.ts';
import { limits } from './limits.ts';
import { type Counted, countWrong, lock, lockedUntil } from './locks.ts';
import { loginKey } from './login.ts';
import { origin } from './origin.ts';
import { answerKey, suggestedPrompts } from './prompts.ts';
import { newPassword, setting, untilWhen } from './secrets.ts';
import { setPassword } from './set-password.ts';
import { keysOf } from './store.ts';
import { trySecret } from './try-secret.ts';
import { lawfulRefusal, passwordFault } from './unsuitable.ts';

const methodOf = (ctx: Ctx, key: string) =>
  ctx.tx
    .selectFrom('backupMethod')
    .innerJoin('onlineAccount', 'onlineAccount.id', 'backupMethod.onlineAccountId')
    .innerJoin('customer', 'customer.id', 'onlineAccount.customerId')
    .select(['backupMethod.prompt', 'backupMethod.answerHash', 'backupMethod.customerId'])
    .select('backupMethod.onlineAccountId')
    .where('onlineAccount.loginKey', '=', key)
    .where('onlineAccount.endedAt', 'is', null)
    .where('backupMethod.endedAt', 'is', null)
    .where('customer.leftAt', 'is', null)
    .executeTakeFirst();

/** The question shown where there is none: always the same for one login, so that asking twice tells nothing. */
const decoy = (key: Buffer, spoken: 'en' | 'es'): string => {
  const list = suggestedPrompts[spoken];
  return list[createHash('sha256').update(key).digest().readUInt32BE(0) % list.length] ?? '';
};

/** Until when an origin reads no more questions, or null: whoever reads those of many logins looks for one he can answer. */
const looksUntil = async (ctx: Ctx, reader: Counted): Promise<number | null> => {
  const { wrong, rest } = limits.origin;
  const looks = await countWrong(ctx, reader, 1);
  const locked = await lockedUntil(ctx, [reader]);
  if (locked !== null || looks <= wrong) return locked;
  return (await lock(ctx, reader, { reason: 'many-accounts', rest })).untilAt;
};

export const askPrompt = operation({
  http: 'POST /v1/online/prompts',
  says: 'The back-up question of a login; a login that has none, or that does not exist, is answered with one of ours, and no answer to it is right',
  law: ['47 CFR 64.2010(e)'],
  may: ['portal'],
  by: 'machine',
  takes: z.strictObject({ login: z.string().min(1).max(254), language, origin }),
  gives: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('asked'), prompt: z.string() }),
    untilWhen,
  ]),
  async run(ctx: Ctx, { login, language: spoken, origin: from }) {
    const key = loginKey(login);
    const keyed = await keysOf(ctx);
    const until = await looksUntil(ctx, {
      subject: 'origin',
      key: keyed(`prompt:${from}`),
      customerId: null,
      named: from,
    });
    if (until !== null) return lockedAnswer(ctx, until);
    const method = await methodOf(ctx, key);
    return { outcome: 'asked' as const, prompt: method?.prompt ?? decoy(keyed(`prompt:${key}`), spoken) };
  },
});

export const resetByBackup = operation({
  http: 'POST /v1/online/passwords:reset',
  says: 'Set a new password in place of a lost one by the answer to the back-up question; where that fails too, a code must be asked for',
  law: ['47 CFR 64.2010(e)'],
  may: ['portal'],
  by: 'machine',
  takes: z.strictObject({
    login: z.string().min(1).max(254),
    secretAnswer: z.string().min(1).max(100),
    newPassword,
    origin,
  }),
  gives: setting,
  async run(ctx: Ctx, { login, secretAnswer, newPassword: password, origin: from }) {
    const key = loginKey(login);
    const method = await methodOf(ctx, key);
    const given = await trySecret(ctx, {
      what: 'backup-method',
      account: key,
      customerId: method?.customerId ?? null,
      hash: method?.answerHash ?? null,
      secret: answerKey(secretAnswer),
      origin: from,
    });
    if (given.outcome !== 'right') return refusedAnswer(ctx, given);
    if (method === undefined) throw new Error('an answer to no question was right');
    const { customerId, onlineAccountId, prompt } = method;
    // a question that passed once may be one that is refused today: then only a code serves
    const refused = lawfulRefusal('backup-answer', { prompt: prompt ?? '', secretAnswer });
    if (refused !== null) return refused;
    const fault = passwordFault(password, await knownOf(ctx, customerId, login));
    if (fault !== null) return fault;
    await setPassword(ctx, { customerId, onlineAccountId, setBy: 'backup-method', codeId: null }, password, key);
    return { outcome: 'set' as const, onlineAccountId };
  },
});
