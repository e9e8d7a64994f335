import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { local } from '../customers/dates.ts';
import { refusedAnswer } from './answers.ts';
import { checkPassword } from './check-password.ts';
import { sessionHolds } from './limits.ts';
import { origin } from './origin.ts';
import { proveCustomer } from './prove.ts';
import { refusals } from './secrets.ts';

export const checkOnline = operation({
  http: 'POST /v1/online/sessions',
  says: "Check a login's password and open an online session for an hour; unknown login and wrong password get the same answer, the third wrong one locks",
  law: ['47 CFR 64.2010(c)'],
  may: ['portal'],
  by: 'machine',
  takes: z.strictObject({ login: z.string().min(1).max(254), password: z.string().min(1).max(128), origin }),
  gives: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('authenticated'), sessionId: id, customerId: id, until: when }),
    ...refusals,
  ]),
  async run(ctx: Ctx, { login, password, origin: from }) {
    const checked = await checkPassword(ctx, { of: { login }, password, origin: from });
    if (checked.outcome !== 'right') return refusedAnswer(ctx, checked);
    const { customerId, passwordId } = checked;
    const sessionId = ctx.id();
    const { untilAt } = await proveCustomer(ctx, {
      customerId,
      method: 'password',
      channel: 'online',
      sessionId,
      byWhat: `password:${passwordId}`,
      untilAt: ctx.at + sessionHolds,
    });
    return { outcome: 'authenticated' as const, sessionId, customerId, until: local(ctx.carrier.zone, untilAt) };
  },
});
