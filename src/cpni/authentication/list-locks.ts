import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { local } from '../customers/dates.ts';
import { liftLocks } from './locks.ts';
import { authenticationLockRow, lockSubject } from './record.ts';

const shown = z.strictObject({
  id,
  of: lockSubject,
  reason: authenticationLockRow.shape.reason,
  customerId: id.nullable(),
  /** The number or address of an origin, the name of a person or machine. */
  named: z.string().nullable(),
  from: when,
  until: when,
});

const inForce = (ctx: Ctx) =>
  ctx.tx.selectFrom('authenticationLock').selectAll().where('untilAt', '>', ctx.at).where('liftedAt', 'is', null);

export const listLocks = operation({
  http: 'GET /v1/authentication-locks',
  says: 'The accounts, origins, persons and machines that rest now after wrong secrets, each with its reason and its end',
  law: ['47 CFR 64.2010(a)'],
  may: ['supervisor', 'compliance', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(shown) }),
  async run(ctx: Ctx) {
    await workWithCpni(ctx);
    const rows = await inForce(ctx).orderBy('fromAt', 'desc').limit(1000).execute();
    const items = rows.map(({ id: lockId, subject, reason, customerId, named, fromAt, untilAt }) => ({
      ...{ id: lockId, of: subject, reason, customerId, named },
      from: local(ctx.carrier.zone, fromAt),
      until: local(ctx.carrier.zone, untilAt),
    }));
    return { items };
  },
});

export const liftLock = operation({
  http: 'POST /v1/authentication-locks/{lockId}:lift',
  says: 'Lift a lock of an origin, person or machine for a reason; an account that rests opens by a new password only',
  law: ['47 CFR 64.2010(a)'],
  may: ['supervisor', 'compliance'],
  by: 'person-fresh',
  takes: z.strictObject({ lockId: id, reason: z.enum(['shared-by-many', 'looked-into', 'own-equipment']) }),
  gives: z.strictObject({ lockId: id, lifted: z.literal(true) }),
  async run(ctx: Ctx, { lockId, reason }) {
    // lifting an account would be the override that does not exist
    const row = await inForce(ctx).where('id', '=', lockId).where('subject', '<>', 'account').executeTakeFirst();
    await liftLocks(ctx, found(row, 'lock of an origin, person or machine'), reason);
    return { lockId, lifted: true as const };
  },
});
