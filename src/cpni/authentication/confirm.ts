import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { origin } from './origin.ts';
import type { OneTimeCode } from './record.ts';
import { setting, wanted } from './secrets.ts';
import { setByCode } from './set-by-code.ts';

const expired = (code: OneTimeCode | undefined, at: number): boolean => code !== undefined && code.expiresAt <= at;

export const confirm = operation({
  http: 'POST /v1/online/codes/{codeId}:confirm',
  says: 'Set a login with its password, or the password for the telephone, by a one-time code that came to the number or address of record',
  law: ['47 CFR 64.2010(c)', '47 CFR 64.2010(e)'],
  may: ['portal'],
  by: 'machine',
  takes: z.strictObject({ codeId: id, oneTimeCode: z.string().min(1).max(40), origin, sets: wanted }),
  gives: setting,
  async run(ctx: Ctx, { codeId, oneTimeCode, origin: from, sets }) {
    const code = await ctx.tx
      .selectFrom('oneTimeCode')
      .selectAll()
      .where('id', '=', codeId)
      .where('serves', '=', 'online')
      .forUpdate()
      .executeTakeFirst();
    if (expired(code, ctx.at)) return { outcome: 'expired' as const };
    return setByCode(ctx, code, { named: codeId, typed: oneTimeCode, origin: from }, sets);
  },
});
