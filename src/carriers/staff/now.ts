import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import type { Role } from '../../kernel/operation.ts';

/** A person of the staff as he is now; undefined where he has left or never was of it. */
export const memberNow = (ctx: Ctx, personId: string) =>
  ctx.tx
    .selectFrom('membership')
    .select(['personId', 'name', 'email', 'roles'])
    .where('personId', '=', personId)
    .where('untilAt', 'is', null)
    .executeTakeFirst();

/** The staff who have one of these roles now. */
export const staffWith = (ctx: Ctx, roles: readonly Role[]) =>
  ctx.tx
    .selectFrom('membership')
    .select(['personId', 'name'])
    .where('untilAt', 'is', null)
    .where(sql<boolean>`roles && ${[...roles]}::text[]`)
    .orderBy('personId')
    .execute();
