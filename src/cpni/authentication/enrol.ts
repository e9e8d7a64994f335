import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { local } from '../customers/dates.ts';
import { lockedAnswer } from './answers.ts';
import { askCode } from './ask-code.ts';
import { origin } from './origin.ts';
import { codeWay } from './record.ts';

export const enrol = operation({
  http: 'POST /v1/online/codes',
  says: 'Have a one-time code sent to the number or address of record, to set a first password or one in place of a lost; the answer never tells whether there is such an account',
  law: ['47 CFR 64.2010(c)', '47 CFR 64.2010(e)'],
  may: ['portal'],
  by: 'machine',
  takes: z.strictObject({ account: z.string().trim().min(1).max(100), way: codeWay, origin }),
  gives: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('asked'), codeId: id, expiresAt: when }),
    z.strictObject({ outcome: z.literal('locked'), until: when }),
  ]),
  async run(ctx: Ctx, { account, way, origin: from }) {
    const customer = await ctx.tx
      .selectFrom('customer')
      .select('id')
      .where('account', '=', account)
      .where('leftAt', 'is', null)
      .executeTakeFirst();
    const asked = await askCode(ctx, {
      ...{ account, way, origin: from, serves: 'online' },
      customerId: customer?.id ?? null,
    });
    if (asked.outcome === 'locked') return lockedAnswer(ctx, asked.until);
    return { ...asked, expiresAt: local(ctx.carrier.zone, asked.expiresAt) };
  },
});
