import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { fill } from './fill.ts';
import { sendingRunRow } from './record.ts';
import { heldRun, wantSlice } from './runs.ts';

const slice = 5000;

/** Drops what a stopped run has not sent, a slice at a time. */
export const dropRest = async (ctx: Ctx, runId: string): Promise<void> => {
  const { numAffectedRows } = await sql`
    update message set state = 'dropped', why = 'the sending was stopped', changed_at = ${ctx.at}
    where id in (select id from message where run_id = ${runId} and state in ('queued', 'letter') order by id limit ${slice})
      and state in ('queued', 'letter')`.execute(ctx.tx);
  if (Number(numAffectedRows ?? 0) === slice) await wantSlice(ctx, runId);
};

export const goOn = operation({
  http: 'POST /v1/sendings/{runId}:go-on',
  says: 'Go on with what a sending has begun, its preparation or its stop, by some thousand customers; runs by itself until it is done',
  law: ['47 CFR 64.2008(d)(2)'],
  may: ['marketing', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({ runId: id }),
  gives: sendingRunRow.pick({ id: true, state: true, customers: true }),
  async run(ctx: Ctx, { runId }) {
    const run = await heldRun(ctx, runId);
    if (run.state === 'stopped') await dropRest(ctx, runId);
    const { state, customers } = run.state === 'preparing' ? await fill(ctx, run) : run;
    return { id: runId, state, customers };
  },
});
