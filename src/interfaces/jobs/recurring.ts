import { sql } from 'kysely';
import type { Connections } from '../../db/connect.ts';
import type { Work } from '../../db/context.ts';
import { turnOf } from '../../db/turns.ts';
import { recurring } from '../../operations.ts';
import { eachCarrier } from './each-carrier.ts';

const minute = 60_000;

/** A demo carrier has none: its year is played, and the same seed must give the same ledger. */
const ensure = async (work: Work): Promise<void> => {
  if (work.carrier.demo) return;
  await work.transaction(async (ctx) => {
    for (const [kind, minutes] of Object.entries(recurring))
      await sql`
        insert into job (id, kind, turn, payload, run_at, key, every_ms)
        values (${ctx.id()}, ${kind}, ${turnOf(kind)}, '{}', ${ctx.at}, 'recurring', ${minutes * minute})
        on conflict (carrier_id, kind, key) where done_at is null do update set every_ms = excluded.every_ms, turn = excluded.turn
        where (job.every_ms, job.turn) is distinct from (excluded.every_ms, excluded.turn)`.execute(ctx.tx);
  });
};

/** Sees to it that every real carrier has its recurring work waiting, each once. */
export const ensureRecurring = (
  connections: Connections,
  now: number,
  complain: (line: string) => void,
): Promise<void> => eachCarrier(connections, { name: 'recurring work', now, complain }, ensure);
