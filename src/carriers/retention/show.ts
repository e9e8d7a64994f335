import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { told, toldOrNull } from '../promises/local-time.ts';
import { purgeRow } from './record.ts';

/** A signed head of the ledger: how many entries, and the root over them in hex. */
const head = z.strictObject({ size: z.int(), root: z.string() });

export const shownPurge = z.strictObject({
  ...purgeRow.pick({ id: true, class: true, why: true, state: true, expected: true, months: true, records: true })
    .shape,
  asker: z.string(),
  askedAt: when,
  decider: z.string().nullable(),
  decidedAt: when.nullable(),
  /** the days from which the oldest and the newest of what went had counted */
  oldestOn: date.nullable(),
  newestOn: date.nullable(),
  before: head.nullable(),
  after: head.nullable(),
  endedAt: when.nullable(),
});

const headOf = (size: number | null, root: Buffer | null) =>
  size === null || root === null ? null : { size, root: root.toString('hex') };

/** A purge as people read it. */
export const showing = (ctx: Ctx, row: z.output<typeof purgeRow>): z.input<typeof shownPurge> => ({
  id: row.id,
  class: row.class,
  why: row.why,
  state: row.state,
  expected: row.expected,
  months: row.months,
  records: row.records,
  asker: row.askerName,
  askedAt: told(ctx, row.askedAt),
  decider: row.deciderName,
  decidedAt: toldOrNull(ctx, row.decidedAt),
  oldestOn: row.oldestOn,
  newestOn: row.newestOn,
  before: headOf(row.beforeSize, row.beforeRoot),
  after: headOf(row.afterSize, row.afterRoot),
  endedAt: toldOrNull(ctx, row.endedAt),
});

const law = ['47 CFR 64.2007(a)(3)', '47 CFR 64.2011(d)'];

export const showPurge = operation({
  http: 'GET /v1/purges/{purgeId}',
  says: 'A purge and its proof: what went, the oldest and newest day, the signed heads of the ledger before and after',
  law,
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ purgeId: id }),
  gives: shownPurge,
  async run(ctx: Ctx, { purgeId }) {
    const row = await ctx.tx.selectFrom('purge').selectAll().where('id', '=', purgeId).executeTakeFirst();
    return showing(ctx, found(row, 'purge'));
  },
});

export const listPurges = operation({
  http: 'GET /v1/purges',
  says: 'The purges, newest first',
  law,
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(shownPurge) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx.selectFrom('purge').selectAll().orderBy('askedAt', 'desc').limit(1000).execute();
    return { items: rows.map((row) => showing(ctx, row)) };
  },
});
