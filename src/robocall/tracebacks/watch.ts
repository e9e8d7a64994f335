import { z } from 'zod';
import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { rosterLaw, ruleClock, tracebackLaw } from './clock.ts';
import { watchSilence } from './mails/poll.ts';
import { wantPages } from './page.ts';
import { pageSteps } from './page-steps.ts';

export const watchTracebacks = operation({
  http: 'POST /v1/tracebacks:watch',
  says: 'Look at every open traceback request: call the backup after fifteen minutes, everybody after thirty, and remind before each clock ends; a task where the mailbox is silent; runs by itself',
  law: [...tracebackLaw, ...rosterLaw],
  may: ['network', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ open: z.int(), pages: z.int() }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('traceback')
      .select(['id', 'receivedAt', 'recordedAt', 'acknowledgedAt'])
      .where('state', '<>', 'answered')
      .orderBy('receivedAt')
      .limit(1000)
      .execute();
    const closures = await closuresOf(ctx);
    let pages = 0;
    for (const row of rows) {
      const ruleDue = ruleClock(ctx, row.receivedAt, closures).due;
      for (const step of pageSteps({ ...row, ruleDue }, ctx.at)) pages += await wantPages(ctx, row, step, closures);
    }
    await watchSilence(ctx);
    return { open: rows.length, pages };
  },
});
