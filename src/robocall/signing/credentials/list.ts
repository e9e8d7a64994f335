import { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { signingCredentialRow } from './record.ts';

const day = 86_400_000;

export const listSigningCredentials = operation({
  http: 'GET /v1/signing-credentials',
  says: 'Show the certificates with which calls are or were signed, the one that signs now first',
  law: ['47 CFR 64.6301(a)'],
  may: ['network', 'compliance', 'officer', 'auditor', 'counsel'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({
    items: z.array(
      signingCredentialRow
        .pick({ id: true, spc: true, x5u: true, fingerprint: true, retiredWhy: true })
        .extend({ from: when, notAfter: when, retired: when.nullable(), daysLeft: z.int() }),
    ),
  }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('signingCredential')
      .select(['id', 'spc', 'x5u', 'fingerprint', 'retiredWhy', 'fromAt', 'notAfter', 'retiredAt'])
      .orderBy('retiredAt', (order) => order.desc().nullsFirst())
      .orderBy('fromAt', 'desc')
      .orderBy('id', 'desc')
      .execute();
    return {
      items: rows.map(({ fromAt, notAfter, retiredAt, ...row }) => ({
        ...row,
        from: new Date(fromAt).toISOString(),
        notAfter: new Date(notAfter).toISOString(),
        retired: retiredAt === null ? null : new Date(retiredAt).toISOString(),
        // certificates live by the clock of those who verify them
        daysLeft: Math.floor((notAfter - Date.now()) / day),
      })),
    };
  },
});
