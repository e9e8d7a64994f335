import { sql } from 'kysely';

/**
 * Values to join with instead of listing them: while a table grows faster than its statistics, a long list is looked up by reading
 * all of it; a join goes by the index.
 */
export const amongTexts = (values: readonly string[]) =>
  sql<{ wanted: string }>`(select unnest(${values}::text[]) as wanted)`.as('among');

/** The same for ids. */
export const amongIds = (ids: readonly string[]) =>
  sql<{ wanted: string }>`(select unnest(${ids}::uuid[]) as wanted)`.as('among');
