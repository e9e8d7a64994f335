import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import type { Role } from '../../kernel/operation.ts';
import type { accessReviewItemRow } from './record.ts';

type Access = Pick<z.output<typeof accessReviewItemRow>, 'kind' | 'subjectId' | 'personId' | 'name' | 'lastUsedAt'> & {
  readonly roles: Role[];
};

const latest = (instants: readonly (number | null)[]): number | null => {
  const known = instants.filter((at) => at !== null);
  return known.length === 0 ? null : Math.max(...known);
};

/** Everybody who has access here now: members with their last sign-in or use of a key, and keys in force with theirs. */
export const accessNow = async (ctx: Ctx): Promise<readonly Access[]> => {
  const members = await ctx.tx
    .selectFrom('membership')
    .select(['id', 'personId', 'name', 'roles'])
    .where('untilAt', 'is', null)
    .orderBy('name')
    .execute();
  const keys = await ctx.tx
    .selectFrom('apiKey')
    .select(['id', 'personId', 'machine', 'roles', 'lastUsedAt'])
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', ctx.at)
    .orderBy('id')
    .execute();
  const sessions = await ctx.tx
    .selectFrom('session')
    .select('personId')
    .select((eb) => eb.fn.max('createdAt').as('last'))
    .groupBy('personId')
    .execute();
  const signedIn = new Map(sessions.map(({ personId, last }) => [personId, last]));
  const names = new Map(members.map(({ personId, name }) => [personId, name]));
  return [
    ...members.map(({ id, personId, name, roles }) => ({
      kind: 'member' as const,
      subjectId: id,
      personId,
      name,
      roles,
      lastUsedAt: latest([
        signedIn.get(personId) ?? null,
        ...keys.filter((key) => key.personId === personId).map((key) => key.lastUsedAt),
      ]),
    })),
    ...keys.map(({ id, personId, machine, roles, lastUsedAt }) => ({
      kind: 'key' as const,
      subjectId: id,
      personId,
      name: machine ?? names.get(personId ?? '') ?? 'a person who works here no more',
      roles,
      lastUsedAt,
    })),
  ];
};

const usualMonths = 12;

/** Months from one review to the next: a year where the carrier set none. */
export const monthsBetween = async (ctx: Ctx): Promise<number> => {
  const own = await ctx.tx
    .selectFrom('accessReviewSetting')
    .select('months')
    .orderBy('setAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return own?.months ?? usualMonths;
};
