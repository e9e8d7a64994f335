import { sql } from 'kysely';

const day = 86_400_000;

/** Now by the database's clock (epoch ms): links and sessions live by it also where a demo carrier plays another time. */
export const realNow = sql<number>`(extract(epoch from now()) * 1000)::bigint`;

/** How long a link serves, in ms: an invitation for seven days, a new password for an hour. */
export const lasts = { invitation: 7 * day, first: 7 * day, password: day / 24 } as const;

/** The instant until which a link of that kind serves. */
export const until = (kind: keyof typeof lasts) =>
  sql<number>`(extract(epoch from now()) * 1000)::bigint + ${lasts[kind]}::bigint`;
