import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { classNamed, monthsKept, type RetentionClass } from './class.ts';
import { purgeRow } from './record.ts';
import { showing, shownPurge } from './show.ts';
import { countRipe, heldPurge } from './store.ts';

const law = ['47 CFR 64.2007(a)(3)', '47 CFR 64.2011(d)'];

const notYet = {
  decidedBy: null,
  deciderName: null,
  decidedAt: null,
  oldestOn: null,
  newestOn: null,
  lastEntryId: null,
  beforeSize: null,
  beforeRoot: null,
  afterSize: null,
  afterRoot: null,
  endedAt: null,
} as const;

export const askPurge = (classes: readonly RetentionClass[]) =>
  operation({
    http: 'POST /v1/purges',
    says: 'Ask that what has been kept its time in a class be purged; another person decides',
    law,
    may: ['compliance', 'counsel', 'officer'],
    by: 'person',
    takes: z.strictObject({ class: z.string().min(1), why: purgeRow.shape.why }),
    gives: shownPurge,
    async run(ctx: Ctx, { class: named, why }) {
      const kept = classNamed(classes, named);
      const expected = await countRipe(ctx, kept);
      if (expected === 0)
        refuse('wrong-state', `Nothing of ${kept.id} may go today.`, 'GET /v1/retention shows what is kept how long.');
      const row = await ctx.tx
        .insertInto('purge')
        .values({
          id: ctx.id(),
          class: kept.id,
          why,
          state: 'asked',
          expected,
          months: await monthsKept(ctx, kept),
          askedBy: ctx.actor.id ?? '',
          askerName: ctx.actor.name,
          askedAt: ctx.at,
          records: 0,
          ...notYet,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst();
      if (row === undefined)
        return refuse(
          'wrong-state',
          `A purge of ${kept.id} is asked or under way.`,
          'List the purges; decide that one.',
        );
      const facts = { class: kept.id, expected, months: row.months };
      await record(ctx, { kind: 'purge.asked', subject: `purge:${row.id}`, happenedAt: ctx.at, facts });
      return showing(ctx, row);
    },
  });

export const decidePurge = operation({
  http: 'POST /v1/purges/{purgeId}:decide',
  says: 'Approve a purge that another person asked for, which starts it, or refuse it',
  law,
  may: ['compliance', 'counsel', 'officer'],
  by: 'person-fresh',
  takes: z.strictObject({ purgeId: id, verdict: z.enum(['approved', 'refused']) }),
  gives: shownPurge,
  async run(ctx: Ctx, { purgeId, verdict }) {
    const purge = await heldPurge(ctx, purgeId);
    if (purge.state !== 'asked')
      refuse('wrong-state', `This purge is ${purge.state}.`, 'Ask for another one where more may go.');
    if (purge.askedBy === ctx.actor.id)
      refuse('same-person', 'Nobody approves what he asked for himself.', 'Ask a colleague to decide.');
    const row = await ctx.tx
      .updateTable('purge')
      .set({ state: verdict, decidedBy: ctx.actor.id, deciderName: ctx.actor.name, decidedAt: ctx.at })
      .where('id', '=', purgeId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const facts = { class: row.class, expected: row.expected };
    await record(ctx, { kind: `purge.${verdict}`, subject: `purge:${purgeId}`, happenedAt: ctx.at, facts });
    if (verdict === 'approved')
      await later(ctx, { does: 'purges.run', input: { purgeId }, from: ctx.at, key: `${purgeId}:0` });
    return showing(ctx, row);
  },
});
