import { sql } from 'kysely';
import type { Connections } from '../../db/connect.ts';
import { systemAsks, transact } from '../../db/context.ts';
import { recurring } from '../../operations.ts';

const minute = 60_000;

/**
 * Sees to it that every real carrier has its recurring work waiting, each once. A demo carrier has none: its year is played, and
 * the same seed must give the same ledger.
 */
export const ensureRecurring = async (connections: Connections): Promise<void> => {
  const carriers = await connections.platform.selectFrom('carrier').select('id').where('demo', '=', false).execute();
  for (const { id } of carriers)
    await transact(connections, systemAsks(id, 'jobs', Date.now()), async (ctx) => {
      for (const [kind, minutes] of Object.entries(recurring))
        await sql`
          insert into job (id, kind, payload, run_at, key, every_ms)
          values (${ctx.id()}, ${kind}, '{}', ${ctx.at}, 'recurring', ${minutes * minute})
          on conflict (carrier_id, kind, key) where done_at is null do update set every_ms = excluded.every_ms
          where job.every_ms is distinct from excluded.every_ms`.execute(ctx.tx);
    });
};
