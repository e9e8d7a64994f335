import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { local } from '../customers/dates.ts';
import { findCustomer } from '../customers/find.ts';
import { mayReadCustomers } from '../customers/roles.ts';
import { codeWay, oneTimeCodeRow } from './record.ts';

const asked = z.strictObject({ way: codeWay, state: oneTimeCodeRow.shape.state, askedAt: when, expiresAt: when });

const codesOf = (ctx: Ctx, customerId: string) =>
  ctx.tx
    .selectFrom('oneTimeCode')
    .select(['way', 'state', 'askedAt', 'expiresAt'])
    .where('customerId', '=', customerId)
    .where('expiresAt', '>', ctx.at)
    .where('endedAt', 'is', null)
    .orderBy('askedAt')
    .execute();

export const showSecrets = operation({
  http: 'GET /v1/customers/{customerId}/online',
  says: 'Which secrets a customer has set and which codes are on their way: that they are there, never what they are',
  law: ['47 CFR 64.2010(a)'],
  may: mayReadCustomers,
  by: 'anyone',
  takes: z.strictObject({ customerId: id }),
  gives: z.strictObject({
    customerId: id,
    onlineAccounts: z.int(),
    telephonePassword: z.enum(['set', 'none']),
    backupMethods: z.int(),
    codes: z.array(asked),
  }),
  async run(ctx: Ctx, { customerId }) {
    await workWithCpni(ctx);
    await findCustomer(ctx, customerId);
    const passwords = await ctx.tx
      .selectFrom('customerPassword')
      .select('onlineAccountId')
      .where('customerId', '=', customerId)
      .where('endedAt', 'is', null)
      .execute();
    const methods = await ctx.tx
      .selectFrom('backupMethod')
      .select('id')
      .where('customerId', '=', customerId)
      .where('endedAt', 'is', null)
      .execute();
    const { zone } = ctx.carrier;
    const codes = (await codesOf(ctx, customerId)).map(({ way, state, askedAt, expiresAt }) => ({
      ...{ way, state },
      askedAt: local(zone, askedAt),
      expiresAt: local(zone, expiresAt),
    }));
    return {
      customerId,
      onlineAccounts: passwords.filter(({ onlineAccountId }) => onlineAccountId !== null).length,
      telephonePassword: passwords.some(({ onlineAccountId }) => onlineAccountId === null)
        ? ('set' as const)
        : ('none' as const),
      backupMethods: methods.length,
      codes,
    };
  },
});
