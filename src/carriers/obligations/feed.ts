import { z } from 'zod';
import type { Db } from '../../db/connect.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { type Actor, operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { newSecret, secretHash } from '../staff/passwords.ts';
import { mayPlan } from './list-clocks.ts';

const personOf = ({ actor }: Ctx): string =>
  actor.kind === 'person'
    ? actor.id
    : refuse('person-needed', 'A calendar feed belongs to a person.', 'Sign in, or use your own key.');

export const openFeed = operation({
  http: 'POST /v1/calendar-feeds',
  says: 'Open a calendar feed of the clocks for yourself; its address is a secret, shown once, and replaces an older one of yours',
  law: [],
  may: mayPlan,
  by: 'person',
  takes: z.strictObject({}),
  gives: z.strictObject({ id, path: z.string() }),
  async run(ctx: Ctx) {
    const personId = personOf(ctx);
    const token = newSecret();
    const feedId = ctx.id();
    await ctx.tx
      .updateTable('calendarFeed')
      .set({ endedAt: ctx.at })
      .where('personId', '=', personId)
      .where('endedAt', 'is', null)
      .execute();
    await ctx.tx
      .insertInto('calendarFeed')
      .values({ id: feedId, tokenHash: secretHash(token), personId, createdAt: ctx.at, endedAt: null })
      .execute();
    await record(ctx, { kind: 'calendar-feed.opened', subject: `person:${personId}`, happenedAt: ctx.at, facts: {} });
    return { id: feedId, path: `/calendar/${token}.ics` };
  },
});

export const endFeed = operation({
  http: 'POST /v1/calendar-feeds/{feedId}:end',
  says: 'End a calendar feed of yours at once',
  law: [],
  may: mayPlan,
  by: 'person',
  takes: z.strictObject({ feedId: id }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { feedId }) {
    const personId = personOf(ctx);
    const ended = await ctx.tx
      .updateTable('calendarFeed')
      .set({ endedAt: ctx.at })
      .where('id', '=', feedId)
      .where('personId', '=', personId)
      .where('endedAt', 'is', null)
      .returning('id')
      .executeTakeFirst();
    await record(ctx, { kind: 'calendar-feed.ended', subject: `person:${personId}`, happenedAt: ctx.at, facts: {} });
    return { id: found(ended, 'open feed of yours').id };
  },
});

/** Who reads under a feed's token and for which carrier; null when it was ended or the person has left. */
export const readerOf = async (
  platform: Db,
  token: string,
): Promise<{ readonly carrierId: string; readonly actor: Actor } | null> => {
  const row = await platform
    .selectFrom('calendarFeed')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.carrierId', '=', 'calendarFeed.carrierId')
        .onRef('membership.personId', '=', 'calendarFeed.personId'),
    )
    .select(['calendarFeed.carrierId', 'calendarFeed.personId', 'membership.name', 'membership.roles'])
    .where('tokenHash', '=', secretHash(token))
    .where('endedAt', 'is', null)
    .where('membership.untilAt', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { carrierId, personId, name, roles } = row;
  return { carrierId, actor: { kind: 'person', id: personId, name, roles } };
};
