import { z } from 'zod';
import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { rosterLaw } from './clock.ts';
import { wantPages } from './page.ts';
import { tracebackOf } from './store.ts';

const called = z.enum(['backup', 'everyone']);

export const passOnTraceback = operation({
  http: 'POST /v1/tracebacks/{tracebackId}:pass-on',
  says: 'Say that one cannot take a traceback request: the backup is called now and not after fifteen minutes, and where he was called already, everybody',
  law: rosterLaw,
  may: ['network', 'compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({ tracebackId: id }),
  gives: z.strictObject({ id, called, persons: z.int() }),
  async run(ctx: Ctx, { tracebackId }) {
    const { state, acknowledgedAt, receivedAt } = await tracebackOf(ctx, tracebackId);
    if (state === 'answered' || acknowledgedAt !== null)
      refuse('wrong-state', 'Somebody has taken it.', 'Show the request.');
    const closures = await closuresOf(ctx);
    const asked = { id: tracebackId, receivedAt };
    const backups = await wantPages(ctx, asked, 'backup', closures);
    const step: z.output<typeof called> = backups > 0 ? 'backup' : 'everyone';
    const persons = backups > 0 ? backups : await wantPages(ctx, asked, 'everyone', closures);
    if (persons === 0)
      refuse('wrong-state', 'Everybody who could take it is called already.', 'Telephone one of them, or take it.');
    await record(ctx, {
      kind: 'traceback.passed-on',
      subject: `traceback:${tracebackId}`,
      happenedAt: ctx.at,
      facts: { called: step, persons },
    });
    return { id: tracebackId, called: step, persons };
  },
});
