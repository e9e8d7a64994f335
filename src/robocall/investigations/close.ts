import { z } from 'zod';
import { underSeal } from '../../carriers/under-seal.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { endHold } from '../accounts/hold.ts';
import { unblockNumbers } from './block.ts';
import { type Investigation, investigationRow } from './record.ts';
import { investigationLaw, showing, shownInvestigation } from './shown.ts';
import { openCase } from './store.ts';
import { unwrite } from './write-to.ts';

const { outcome, closing } = investigationRow.shape;
type Outcome = NonNullable<Investigation['outcome']>;

/** An outcome is what was done: none but `cleared` without its action, and a termination stands whatever is written. */
const isTrue = async (ctx: Ctx, investigationId: string, wanted: Outcome): Promise<void> => {
  const actions = await ctx.tx
    .selectFrom('investigationAction')
    .select('kind')
    .where('investigationId', '=', investigationId)
    .execute();
  const done = new Set(actions.map(({ kind }) => kind));
  if (done.has('terminated') && wanted !== 'terminated')
    refuse(
      'wrong-state',
      "'outcome': the account was terminated.",
      'Close it as terminated; an officer may open the account anew.',
    );
  if (wanted !== 'cleared' && !done.has(wanted))
    refuse(
      'wrong-state',
      `'outcome': nobody ${wanted} the account here.`,
      'Do that first, or close it as what was done.',
    );
};

export const closeInvestigation = operation({
  http: 'POST /v1/investigations/{investigationId}:close',
  says: 'Close an investigation with its outcome and the reason; a suspension by it ends unless that is the outcome, and so does a block unless the outcome is that or graver',
  law: [...investigationLaw],
  may: ['compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({ investigationId: id, outcome: outcome.unwrap(), closing: closing.unwrap() }),
  gives: shownInvestigation,
  async run(ctx: Ctx, { investigationId, outcome: wanted, closing: said }) {
    const row = await openCase(ctx, investigationId);
    if (row.foundAt === null)
      refuse('wrong-state', 'Nothing is on record of what was found.', 'Record what was found first.');
    await isTrue(ctx, investigationId, wanted);
    const held = wanted === 'suspended' || wanted === 'terminated';
    if (row.accountId !== null && !held) {
      const of = { accountId: row.accountId, source: 'investigation', sourceId: investigationId } as const;
      await endHold(ctx, { ...of, reason: `The investigation was closed as ${wanted}.` });
      await unwrite(ctx, investigationId, ['suspended']);
    }
    if (!held && wanted !== 'blocked') {
      await unblockNumbers(ctx, row);
      await unwrite(ctx, investigationId, ['blocked']);
    }
    const closed = await ctx.tx
      .updateTable('investigation')
      .set({ outcome: wanted, closing: said, closedAt: ctx.at, closerName: ctx.actor.name })
      .where('id', '=', investigationId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(underSeal(ctx, row.secrecy), {
      kind: 'investigation.closed',
      subject: `investigation:${investigationId}`,
      happenedAt: ctx.at,
      facts: { outcome: wanted, closing: sealed(row.salt, said) },
    });
    return showing(ctx, closed);
  },
});

export const releaseSuspended = operation({
  http: 'POST /v1/investigations/{investigationId}:release',
  says: 'End the suspension or the block that a closed investigation left in force, with the reason: the customer mended what was found',
  law: [...investigationLaw],
  may: ['officer'],
  by: 'person-fresh',
  takes: z.strictObject({ investigationId: id, reason: z.string().trim().min(1).max(1000) }),
  gives: shownInvestigation,
  async run(ctx: Ctx, { investigationId, reason }) {
    const row = found(
      await ctx.tx.selectFrom('investigation').selectAll().where('id', '=', investigationId).executeTakeFirst(),
      'investigation',
    );
    if ((row.outcome !== 'suspended' && row.outcome !== 'blocked') || row.accountId === null)
      return refuse(
        'wrong-state',
        'It was not closed as suspended or blocked.',
        'Close an open investigation; open a terminated account anew.',
      );
    const ended = await endHold(ctx, {
      accountId: row.accountId,
      source: 'investigation',
      sourceId: investigationId,
      reason,
    });
    const unblocked = await unblockNumbers(ctx, row);
    if (ended.length + unblocked === 0)
      refuse('wrong-state', 'What it stopped has ended already.', 'Show the account to see its standing.');
    await unwrite(ctx, investigationId, ['suspended', 'blocked']);
    return showing(ctx, row);
  },
});
