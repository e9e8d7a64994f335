import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { recordBreach } from '../breaches/enter.ts';
import { breachRow } from '../breaches/record.ts';
import { atTheDesk, sessionOn } from './store.ts';

export const reportAtDesk = operation({
  http: 'POST /v1/desk-sessions/{sessionId}/incidents',
  says: "Open an incident in the words of a caller who says that somebody got his information: found now, of one customer, whether intentional unknown; compliance's clocks begin with it",
  law: ['47 CFR 64.2010(a)', '47 CFR 64.2011(d)'],
  may: atTheDesk,
  by: 'anyone',
  takes: z.strictObject({ sessionId: id, cpni: breachRow.shape.cpni, words: z.string().trim().min(1).max(4000) }).meta({
    examples: [
      {
        sessionId: '01a1f0c2-7b00-7000-8000-000000000001',
        cpni: ['call-detail'],
        words: 'Somebody read my calls of May to me on the telephone.',
      },
    ],
  }),
  gives: z.strictObject({ breachId: id }),
  async run(ctx: Ctx, { sessionId, cpni, words }) {
    const { customerId } = await sessionOn(ctx, sessionId);
    const { id: breachId } = await recordBreach.run(ctx, {
      discoveredAt: new Date(ctx.at).toISOString(),
      intentional: 'unknown',
      cpni,
      customers: 1,
      circumstances: words,
    });
    await record(ctx, {
      kind: 'desk.incident-opened',
      subject: `customer:${customerId}`,
      happenedAt: ctx.at,
      facts: { session: sessionId, breach: breachId },
    });
    return { breachId };
  },
});
