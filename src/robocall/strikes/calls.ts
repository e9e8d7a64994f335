import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { strikeLaw } from './act.ts';
import { findingNamed } from './store.ts';

export const listStrikeCalls = operation({
  http: 'GET /v1/strikes/{findingId}/calls',
  says: 'The refused calls that belong to a finding, in the order in which they were weighed, with the numbers that they showed',
  law: strikeLaw,
  may: ['network', 'compliance', 'officer'],
  by: 'anyone',
  takes: z.strictObject({ findingId: id, ...paging }),
  gives: pageOf(
    z.strictObject({
      refusalId: id,
      /** the group of the gate's record in which it stands */
      groupId: id,
      at: when,
      seq: z.int(),
      callId: z.string(),
      calling: z.string(),
    }),
  ),
  async run(ctx: Ctx, { findingId, cursor, limit = 100 }) {
    const finding = await findingNamed(ctx, findingId);
    const after = cursor === undefined ? 0 : z.coerce.number().int().parse(cursor);
    const rows = await ctx.tx
      .selectFrom('strikeCall')
      .innerJoin('gateRefusal', 'gateRefusal.id', 'strikeCall.refusalId')
      .select(['refusalId', 'groupId', 'strikeCall.at', 'seq', 'callId', 'calling'])
      .where('findingId', '=', finding.id)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(limit + 1)
      .execute();
    const page = rows.slice(0, limit);
    await record(ctx, {
      kind: 'strikes.calls-read',
      subject: `voice-account:${finding.accountId}`,
      happenedAt: ctx.at,
      facts: { finding: finding.id, shown: page.length },
    });
    const last = page.at(-1)?.seq ?? null;
    return {
      items: page.map(({ at, seq, ...row }) => ({ ...row, seq: seq ?? 0, at: told(ctx, at) })),
      next: rows.length > limit && last !== null ? String(last) : null,
    };
  },
});
