import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { latestCode } from '../authentication/check-code.ts';
import { login } from '../authentication/login.ts';
import { originKey } from '../authentication/origin.ts';
import { codeWay } from '../authentication/record.ts';
import { backup, setting, telephonePassword } from '../authentication/secrets.ts';
import { setBackupByCode, setByCode } from '../authentication/set-by-code.ts';
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
    sets: z.discriminatedUnion('what', [
      z.strictObject({ what: z.literal('telephone'), password: telephonePassword }),
      z.strictObject({ what: z.literal('backup'), login, backup }),
    ]),
  }),
  gives: setting,
  async run(ctx: Ctx, { code, way, oneTimeCode, origin, sets }) {
    const { customerId } = await holderOf(ctx, code);
    const from = originKey(origin) ?? 'unknown';
    // the latest that serves this: one for a yes sets no password
    const latest = await latestCode(ctx, customerId, way, 'online');
    const typed = { named: latest?.id ?? `${customerId}/${way}/online`, typed: oneTimeCode, origin: from };
    return sets.what === 'telephone' ? setByCode(ctx, latest, typed, sets) : setBackupByCode(ctx, latest, typed, sets);
  },
});
