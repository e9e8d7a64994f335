import { z } from 'zod';
import { pastInstant } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { HOUR } from '../../kernel/time.ts';
import { act, type Case, cannot, caseOf, signature, strikeAnswer, strikeLaw, told } from './act.ts';
import { deliveryProof } from './record.ts';
import { unsigned } from './write.ts';

/** Calls of the finding after an instant. */
const callsAfter = async (ctx: Ctx, { finding }: Case, at: number): Promise<number> => {
  const { count } = await ctx.tx
    .selectFrom('strikeCall')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('findingId', '=', finding.id)
    .where('at', '>', at)
    .executeTakeFirstOrThrow();
  return Number(count);
};

export const deliverWarning = operation({
  http: 'POST /v1/strikes/{findingId}:deliver',
  says: 'Record the proof that a warning reached the customer: 24 hours from then a wrong caller ID is another infraction',
  law: strikeLaw,
  may: ['network', 'compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({
    findingId: id,
    deliveredAt: when,
    /** his answer, a signed receipt, a courier, handed over, or read to him on the telephone; that a mail server took it is no proof */
    how: deliveryProof,
    /** where the proof is, and what it says */
    evidence: z.string().trim().min(1).max(2000),
  }),
  gives: strikeAnswer,
  async run(ctx: Ctx, { findingId, deliveredAt, how, evidence }) {
    const at = pastInstant(ctx, 'deliveredAt', deliveredAt);
    const opened = await caseOf(ctx, findingId);
    const { finding, known } = opened;
    if (finding.voidedSeq !== null) cannot('This finding is void.', 'Nobody need be warned of it.');
    if (finding.warnedSeq !== null) cannot('The delivery of its warning is proven already.', 'Show the strikes.');
    if (known.state.closedAt !== null) cannot('Service of this account has ended by its strikes.', 'Show its strikes.');
    if (at < finding.openedAt)
      refuse(
        'invalid-input',
        "'deliveredAt' lies before the finding.",
        'Give the instant at which the warning arrived.',
      );
    const until = at + 24 * HOUR;
    // what came over a day after the customer was warned is another finding's (doubt D-41)
    const moved = await callsAfter(ctx, opened, until);
    const event = { kind: 'warning-delivered', at, finding: finding.number } as const;
    const detail = { ...unsigned, ...signature(ctx, evidence), reason: null, how, evidence };
    // beside another finding nothing moves
    const only = known.rows.filter(({ voidedSeq }) => voidedSeq === null).length === 1;
    const next = known.rows.length + 1;
    const calls = new Map(
      only && moved > 0
        ? [
            [finding.number, -moved],
            [next, moved],
          ]
        : [],
    );
    const done = await act(ctx, opened, { event, detail, calls }, ['delivery-noted', 'order-termination']);
    const fresh = done.after.rows[next - 1];
    if (fresh !== undefined)
      await ctx.tx
        .updateTable('strikeCall')
        .set({ findingId: fresh.id })
        .where('findingId', '=', finding.id)
        .where('at', '>', until)
        .execute();
    return told(finding, done);
  },
});
