import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { lockedAnswer } from '../authentication/answers.ts';
import { askCode } from '../authentication/ask-code.ts';
import { originKey } from '../authentication/origin.ts';
import { codeServes, codeWay } from '../authentication/record.ts';
import { local } from '../customers/dates.ts';
import { holderOf } from './store.ts';

export const askChoiceCode = operation({
  http: 'POST /v1/choices:askCode',
  says: 'Have a one-time code sent to the number or address of record of whoever holds the code of a notice, to say yes or see his record, or to set a password or back-up question; the answer never tells whether there is such a number or address',
  law: ['47 CFR 64.2010(a)', '47 CFR 64.2007(a)'],
  may: ['network'],
  by: 'anyone',
  takes: z.strictObject({
    code: z.string().min(1).max(64),
    way: codeWay,
    origin: z.string().max(64),
    serves: codeServes.default('choice'),
  }),
  gives: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('asked'), expiresAt: when }),
    z.strictObject({ outcome: z.literal('locked'), until: when }),
  ]),
  async run(ctx: Ctx, { code, way, origin, serves }) {
    const { customerId } = await holderOf(ctx, code);
    const { account } = await ctx.tx
      .selectFrom('customer')
      .select('account')
      .where('id', '=', customerId)
      .executeTakeFirstOrThrow();
    const from = originKey(origin) ?? 'unknown';
    const asked = await askCode(ctx, { account, customerId, way, serves, origin: from });
    if (asked.outcome === 'locked') return lockedAnswer(ctx, asked.until);
    return { outcome: asked.outcome, expiresAt: local(ctx.carrier.zone, asked.expiresAt) };
  },
});
