import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { told, toldOrNull } from '../promises/local-time.ts';
import { counselBundleRow } from './record.ts';

const law = ['47 USC 222(c)(1)', '47 CFR 64.2010(a)'];
const mayOpen: readonly Role[] = ['compliance', 'officer'];
const day = 86_400_000;

const { why, subjects } = counselBundleRow.shape;
const shown = z.strictObject({
  ...{ id, why, subjects, openerName: z.string(), openedAt: when, until: when, endedAt: when.nullable() },
});

const columns = ['id', 'why', 'subjects', 'openerName', 'openedAt', 'untilAt', 'endedAt'] as const;

type Row = Pick<z.output<typeof counselBundleRow>, (typeof columns)[number]>;

const show = (ctx: Ctx, { openedAt, untilAt, endedAt, ...row }: Row) => ({
  ...{ ...row, openedAt: told(ctx, openedAt), until: told(ctx, untilAt), endedAt: toldOrNull(ctx, endedAt) },
});

export const openBundle = operation({
  http: 'POST /v1/counsel-bundles',
  says: 'Open records of customers, by their ids, for counsel for so many days, and why: without it counsel sees documents and evidence, and nobody’s calls',
  law,
  may: mayOpen,
  by: 'person-fresh',
  takes: z.strictObject({ why, subjects, days: z.int().min(1).max(90) }),
  gives: shown,
  async run(ctx: Ctx, { days, ...given }) {
    const { actor } = ctx;
    if (actor.kind !== 'person') return refuse('person-needed', 'A bundle is opened by a person.', 'Sign in.');
    const row = await ctx.tx
      .insertInto('counselBundle')
      .values({
        ...{ id: ctx.id(), ...given, openedBy: actor.id, openerName: actor.name, openedAt: ctx.at },
        ...{ untilAt: ctx.at + days * day, endedAt: null },
      })
      .returning([...columns])
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: 'counsel-bundle.opened',
      subject: `counsel-bundle:${row.id}`,
      happenedAt: ctx.at,
      facts: { subjects: given.subjects, days },
    });
    return show(ctx, row);
  },
});

export const endBundle = operation({
  http: 'POST /v1/counsel-bundles/{bundleId}:end',
  says: 'Close a bundle of counsel’s now',
  law,
  may: mayOpen,
  by: 'person',
  takes: z.strictObject({ bundleId: id }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { bundleId }) {
    const row = await ctx.tx
      .updateTable('counselBundle')
      .set({ endedAt: ctx.at })
      .where('id', '=', bundleId)
      .where('endedAt', 'is', null)
      .returning('id')
      .executeTakeFirst();
    const ended = found(row, 'bundle that is open');
    const subject = `counsel-bundle:${ended.id}`;
    await record(ctx, { kind: 'counsel-bundle.ended', subject, happenedAt: ctx.at, facts: {} });
    return ended;
  },
});

export const listBundles = operation({
  http: 'GET /v1/counsel-bundles',
  says: 'The bundles that were opened for counsel, the newest first: of what, why, by whom and until when',
  law,
  may: [...mayOpen, 'counsel', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(shown) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('counselBundle')
      .select([...columns])
      .orderBy('openedAt', 'desc')
      .limit(1000)
      .execute();
    return { items: rows.map((row) => show(ctx, row)) };
  },
});
