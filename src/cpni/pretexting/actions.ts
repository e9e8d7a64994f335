import { z } from 'zod';
import { pastDate } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { yearDates } from '../complaints/year.ts';
import { dataBrokerActionRow } from './record.ts';

const law = ['47 CFR 64.2009(e)'];
const action = z.strictObject(dataBrokerActionRow.omit({ carrierId: true, recordedAt: true }).shape);
const columns = ['id', 'forum', 'forumName', 'matter', 'filedOn', 'status', 'statusOn'] as const;

/** The actions begun in a year: what the certification explains. */
export const actionsOfYear = (ctx: Ctx, year: number) => {
  const { first, last } = yearDates(year);
  return ctx.tx
    .selectFrom('dataBrokerAction')
    .select([...columns])
    .where('filedOn', '>=', first)
    .where('filedOn', '<=', last)
    .orderBy('filedOn')
    .orderBy('id')
    .execute();
};

export const recordAction = operation({
  http: 'POST /v1/data-broker-actions',
  says: 'Record a proceeding begun against a data broker: forum, matter, date and status',
  law,
  may: ['compliance', 'counsel'],
  by: 'person',
  takes: action.omit({ id: true, status: true, statusOn: true }),
  gives: action,
  async run(ctx: Ctx, input) {
    pastDate(ctx, 'filedOn', input.filedOn);
    const row = { id: ctx.id(), ...input, status: 'pending' as const, statusOn: input.filedOn };
    await ctx.tx
      .insertInto('dataBrokerAction')
      .values({ ...row, recordedAt: ctx.at })
      .execute();
    const subject = `data-broker-action:${row.id}`;
    await record(ctx, { kind: 'data-broker-action.recorded', subject, happenedAt: ctx.at, facts: input });
    return row;
  },
});

export const changeAction = operation({
  http: 'POST /v1/data-broker-actions/{actionId}:status',
  says: 'Record how a proceeding against a data broker stands now',
  law,
  may: ['compliance', 'counsel'],
  by: 'person',
  takes: z.strictObject({ actionId: id, status: action.shape.status, statusOn: date }),
  gives: action,
  async run(ctx: Ctx, { actionId, status, statusOn }) {
    const row = await ctx.tx
      .selectFrom('dataBrokerAction')
      .select([...columns])
      .where('id', '=', actionId)
      .forUpdate()
      .executeTakeFirst();
    const known = found(row, 'data broker action');
    pastDate(ctx, 'statusOn', statusOn);
    if (statusOn < known.statusOn)
      refuse('wrong-state', `'statusOn' lies before ${known.statusOn}, its last status.`, 'Give a later date.');
    await ctx.tx.updateTable('dataBrokerAction').set({ status, statusOn }).where('id', '=', actionId).execute();
    await record(ctx, {
      kind: 'data-broker-action.changed',
      subject: `data-broker-action:${actionId}`,
      happenedAt: ctx.at,
      facts: { before: known.status, status, statusOn },
    });
    return { ...known, status, statusOn };
  },
});

export const listActions = operation({
  http: 'GET /v1/data-broker-actions',
  says: 'The proceedings begun against data brokers in a year',
  law,
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ year: z.coerce.number().int().min(1996).max(9999) }),
  gives: z.strictObject({ items: z.array(action) }),
  run: async (ctx: Ctx, { year }) => ({ items: await actionsOfYear(ctx, year) }),
});
