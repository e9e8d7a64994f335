import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { fill } from './fill.ts';
import { sendingRunRow } from './record.ts';
import { dropRest, heldRun } from './runs.ts';

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
