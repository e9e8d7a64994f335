import { outsideRoles } from '../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../db/context.ts';
import type { Role } from '../kernel/operation.ts';
import { found } from '../kernel/problem.ts';

export type StaffMember = { readonly personId: string; readonly name: string; readonly roles: readonly Role[] };

/** The staff at an instant (epoch ms): everyone with a role here, but auditors and counsel from outside. */
export const staffAt = async (ctx: Ctx, at: number): Promise<StaffMember[]> => {
  const rows = await ctx.tx
    .selectFrom('membership')
    .select(['personId', 'name', 'roles', 'fromAt'])
    .where('fromAt', '<=', at)
    .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', at)]))
    .orderBy('name')
    .orderBy('personId')
    .execute();
  return rows.filter(({ roles }) => roles.some((role) => !outsideRoles.includes(role)));
};

/** A person who has or had a role here; `not-found` for anybody else. */
export const staffMember = async (ctx: Ctx, personId: string): Promise<{ readonly name: string }> =>
  found(
    await ctx.tx
      .selectFrom('membership')
      .select('name')
      .where('personId', '=', personId)
      .orderBy('fromAt', 'desc')
      .limit(1)
      .executeTakeFirst(),
    'person',
  );
