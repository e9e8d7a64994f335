import { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { id, passwordAgain } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { found } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';

export const retireSigningCredential = operation({
  http: 'POST /v1/signing-credentials/{credentialId}:retire',
  says: 'Stop signing with a certificate: replaced, lost, or revoked',
  law: ['47 CFR 64.6301(a)'],
  may: ['network'],
  by: 'person-again',
  takes: z.strictObject({ credentialId: id, reason: z.string().trim().min(1), password: passwordAgain }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { credentialId, reason }) {
    const row = await ctx.tx
      .updateTable('signingCredential')
      .set({ retiredAt: ctx.at, retiredWhy: reason })
      .where('id', '=', credentialId)
      .where('retiredAt', 'is', null)
      .returning('fingerprint')
      .executeTakeFirst();
    const { fingerprint } = found(row, 'signing credential in force');
    await record(ctx, {
      kind: 'signing.credential-retired',
      subject: `signing-credential:${credentialId}`,
      happenedAt: ctx.at,
      facts: { fingerprint, reason },
    });
    return { id: credentialId };
  },
});
