import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { refuse } from '../../kernel/problem.ts';
import { tableViewRow, viewWords } from './record.ts';

/** More than a person tells apart. */
const mostOfTable = 20;

const { ofTable, name, hidden, used } = tableViewRow.shape;
const order = z.strictObject({ by: viewWords, direction: z.enum(['up', 'down']) }).nullable();
const shown = z.strictObject({ id, ofTable, name, hidden, order, used });

const mineOf = (ctx: Ctx) =>
  ctx.tx.selectFrom('tableView').selectAll().where('personId', '=', personOf(ctx).id).orderBy('name');

export const listViews = operation({
  http: 'GET /v1/views',
  says: 'How the person who asks wants the tables of the console at this carrier: columns and order, never what was sought in them',
  law: [],
  may: everyone,
  by: 'person',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(shown) }),
  async run(ctx: Ctx) {
    const rows = await mineOf(ctx).execute();
    return {
      items: rows.map(({ id: viewId, orderBy, direction, ...row }) => ({
        ...{ id: viewId, ofTable: row.ofTable, name: row.name, hidden: row.hidden, used: row.used },
        order: orderBy === null || direction === null ? null : { by: orderBy, direction },
      })),
    };
  },
});

/** Refuses words that may be a customer's number or address: a view is shown unasked at each visit, and lies in each backup. */
const mustTellOfNobody = ({
  ofTable: table,
  name: called,
  hidden: columns,
  order: by,
}: z.output<typeof taken>): void => {
  const fields = { ofTable: [table], name: [called], hidden: columns, order: by === null ? [] : [by.by] };
  for (const [field, words] of Object.entries(fields))
    if (words.some((text) => /\d{4}|[@\n]/.test(text)))
      refuse(
        'invalid-input',
        `'${field}' has four digits in a row, or an address: it may be a customer’s.`,
        'Name what the view shows, not of whom.',
      );
};

/** Makes room for a view: the one of that name goes, and another with which the table opened is one that is chosen. */
const makeRoom = async (ctx: Ctx, view: z.output<typeof taken>): Promise<void> => {
  const others = await mineOf(ctx).where('ofTable', '=', view.ofTable).where('name', '!=', view.name).execute();
  if (others.length >= mostOfTable)
    refuse('wrong-state', `This table has ${mostOfTable} views.`, 'Drop one that you do not need any more.');
  await ctx.tx
    .deleteFrom('tableView')
    .where('personId', '=', personOf(ctx).id)
    .where('ofTable', '=', view.ofTable)
    .where('name', '=', view.name)
    .execute();
  if (view.used === 'opening')
    await ctx.tx
      .updateTable('tableView')
      .set({ used: 'chosen' })
      .where('personId', '=', personOf(ctx).id)
      .where('ofTable', '=', view.ofTable)
      .where('used', '=', 'opening')
      .execute();
};

const taken = z.strictObject({ ofTable, name, hidden, order, used });

export const keepView = operation({
  http: 'PUT /v1/views',
  says: 'Keep how one wants a table of the console, for oneself at this carrier; one of that name gives way',
  law: [],
  may: everyone,
  by: 'person',
  takes: taken,
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, view) {
    mustTellOfNobody(view);
    await makeRoom(ctx, view);
    const { order: by, ...rest } = view;
    const viewId = ctx.id();
    await ctx.tx
      .insertInto('tableView')
      .values({
        ...{ id: viewId, personId: personOf(ctx).id, ...rest, keptAt: ctx.at },
        ...{ orderBy: by?.by ?? null, direction: by?.direction ?? null },
      })
      .execute();
    return { id: viewId };
  },
});

export const dropView = operation({
  http: 'POST /v1/views/{viewId}:drop',
  says: 'Drop such a view of one’s own; one that is not there is dropped already',
  law: [],
  may: everyone,
  by: 'person',
  takes: z.strictObject({ viewId: id }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { viewId }) {
    await ctx.tx.deleteFrom('tableView').where('personId', '=', personOf(ctx).id).where('id', '=', viewId).execute();
    return { id: viewId };
  },
});
