import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { originKey } from '../authentication/origin.ts';
import { codeWay } from '../authentication/record.ts';
import { setting } from '../authentication/secrets.ts';
import { ownSecret, setOwn } from '../authentication/set-own.ts';
import { holderOf } from './store.ts';

export const setOwnSecret = operation({
  http: 'POST /v1/choices:setSecret',
  says: 'Set the password that a customer keys in on the telephone, or the back-up question of his login, by a one-time code that came to what is of record; for the customer’s own page',
  law: ['47 CFR 64.2010(e)', '47 CFR 64.2010(b)'],
  may: ['portal'],
  by: 'machine',
  takes: z.strictObject({
    code: z.string().min(1).max(64),
    way: codeWay,
    oneTimeCode: z.string().min(1).max(40),
    /** The network address at the other end. */
    origin: z.string().max(64),
    sets: ownSecret,
  }),
  gives: setting,
  async run(ctx: Ctx, { code, way, oneTimeCode, origin, sets }) {
    const { customerId } = await holderOf(ctx, code);
    return setOwn(ctx, { customerId, way, oneTimeCode, origin: originKey(origin) ?? 'unknown' }, sets);
  },
});
