import { sql } from 'kysely';
import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import type { channelIncidentRow, channelKind } from './record.ts';

/** A failure of a way to choose and its time, epoch ms; `lostUntil` null while it goes on. */
export type Failure = Pick<z.output<typeof channelIncidentRow>, 'mechanism' | 'lostFrom' | 'lostUntil'> & {
  readonly channel: z.output<typeof channelKind>;
};

/** What could not be written while a way failed, and what came then and was read late. */
const triesAt = (ctx: Ctx, { channel, mechanism, lostFrom, lostUntil }: Failure) => {
  const until = lostUntil ?? ctx.at + 1;
  return sql`
    select customer_id, id, tried_at as at, receipt, settled_at is not null as settled from choice_attempt
    where kind = ${channel} and mechanism = ${mechanism} and tried_at >= ${lostFrom} and tried_at < ${until}
    union all
    select r.customer_id, r.event_id, r.at, r.number, true from choice_receipt r
    where r.method = ${channel} and r.choice = ${mechanism === 'opt-out' ? 'no' : 'yes'} and r.at >= ${lostFrom} and r.at < ${until}
      -- as long as the monitor lets a reply be on its way
      and r.recorded_at > r.at + 900000
      and not exists (select from probe_customer p where p.customer_id = r.customer_id)
      and not exists (select from choice_attempt a where a.receipt = r.number)`;
};

/** How many customers are known to have tried by a way while it failed; one who tried often counts once. */
export const triedMeanwhile = async (ctx: Ctx, failure: Failure): Promise<number> => {
  const { rows } = await sql<{ people: number }>`
    select count(distinct coalesce(customer_id, id))::int as people from (${triesAt(ctx, failure)}) as tries`.execute(
    ctx.tx,
  );
  return rows[0]?.people ?? 0;
};

const outcome = z.enum(['saved', 'nothing', 'nobody-found', 'waits']);

const tried = z.strictObject({
  at: when,
  /** Null where what he entered names nobody. */
  account: z.string().nullable(),
  /** `saved`: as of the moment of the try; `nothing`: a yes, which nobody makes up; `nobody-found`: a task; `waits`: not worked on yet. */
  outcome,
  receipt: z.string().nullable(),
});

type Row = {
  readonly at: string;
  readonly account: string | null;
  readonly receipt: string | null;
  readonly settled: boolean;
};

const outcomeOf = ({ receipt, settled, account }: Row): z.output<typeof outcome> => {
  if (receipt !== null) return 'saved';
  if (!settled) return 'waits';
  return account === null ? 'nobody-found' : 'nothing';
};

export const listTried = operation({
  http: 'GET /v1/channel-incidents/{incidentId}/tried',
  says: 'Which customers are known to have tried while a way to choose failed, and what became of each try',
  law: ['47 CFR 64.2009(f)'],
  may: ['agent', 'supervisor', 'compliance', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({ incidentId: id }),
  gives: z.strictObject({ items: z.array(tried) }),
  async run(ctx: Ctx, { incidentId }) {
    const failure = found(
      await ctx.tx
        .selectFrom('channelIncident')
        .innerJoin('choiceChannel', 'choiceChannel.id', 'channelIncident.channelId')
        .select(['mechanism', 'lostFrom', 'lostUntil', 'choiceChannel.kind as channel'])
        .where('channelIncident.id', '=', incidentId)
        .executeTakeFirst(),
      'incident',
    );
    const { rows } = await sql<Row>`
      select t.at, c.account, t.receipt, t.settled from (${triesAt(ctx, failure)}) as t
        left join customer c on c.id = t.customer_id
      order by t.at, t.id limit 1000`.execute(ctx.tx);
    return {
      items: rows.map((row) => ({
        at: told(ctx, Number(row.at)),
        account: row.account,
        outcome: outcomeOf(row),
        receipt: row.receipt,
      })),
    };
  },
});
