import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, sha256Hex, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { groundToTell, mayWriteToCustomersAbout } from './hold.ts';
import { breachMessageRow } from './record.ts';
import { mayKnow } from './show.ts';

const law = ['47 CFR 64.2011(b)(1)', '47 CFR 64.2011(b)(3)', '47 CFR 64.2011(c)'];
const { ground } = breachMessageRow.shape;

export const askToWrite = operation({
  http: 'GET /v1/breaches/{breachId}/may-write',
  says: 'Whether customers may be written to about a breach now, and if not, why not and from when',
  law,
  may: mayKnow,
  by: 'anyone',
  takes: z.strictObject({ breachId: id }),
  gives: z.strictObject({
    may: z.enum(['yes', 'no']),
    ground: ground.nullable(),
    detail: z.string().nullable(),
    fix: z.string().nullable(),
    cite: z.string().nullable(),
  }),
  async run(ctx: Ctx, { breachId }) {
    const answer = await mayWriteToCustomersAbout(ctx, breachId, ctx.at);
    return answer.may === 'yes'
      ? { may: 'yes' as const, ground: answer.ground, detail: null, fix: null, cite: null }
      : { may: 'no' as const, ground: null, detail: answer.detail, fix: answer.fix, cite: answer.cite };
  },
});

export const writeToCustomers = operation({
  http: 'POST /v1/breaches/{breachId}/messages',
  says: 'Release a message to customers about a breach, by the hash of its text; refused while the hold or an agency’s delay runs',
  law,
  may: ['compliance', 'officer'],
  by: 'person-fresh',
  takes: z.strictObject({ breachId: id, textHash: sha256Hex, customers: breachMessageRow.shape.customers }),
  gives: z.strictObject({ id, breachId: id, ground, releasedAt: when }),
  async run(ctx: Ctx, { breachId, textHash, customers }) {
    const why = groundToTell(await mayWriteToCustomersAbout(ctx, breachId, ctx.at));
    const messageId = ctx.id();
    await ctx.tx
      .insertInto('breachMessage')
      .values({
        id: messageId,
        breachId,
        textHash,
        customers,
        releasedAt: ctx.at,
        releasedBy: ctx.actor.id,
        ground: why,
      })
      .execute();
    await record(ctx, {
      kind: 'breach.message-released',
      subject: `breach:${breachId}`,
      happenedAt: ctx.at,
      facts: { messageId, textHash, customers, ground: why },
    });
    return { id: messageId, breachId, ground: why, releasedAt: told(ctx, ctx.at) };
  },
});
