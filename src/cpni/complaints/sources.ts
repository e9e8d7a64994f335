import { z } from 'zod';
import { dateAt, pastInstant, told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { intakeSourceRow } from './record.ts';

const law = ['47 CFR 64.2009(e)'];
const source = z.strictObject(intakeSourceRow.omit({ carrierId: true }).shape);
const outage = z.strictObject({ id, sourceId: id, from: when, until: when.nullable(), why: z.string() });

const columns = ['id', 'name', 'kind', 'feeds', 'fromDay', 'untilDay'] as const;

export const addSource = operation({
  http: 'POST /v1/intake-sources',
  says: 'Name a way by which complaints, or word of data brokers and pretexters, come in, and since when it is watched',
  law,
  may: ['compliance', 'supervisor', 'administrator'],
  by: 'person',
  takes: source.omit({ id: true, untilDay: true }),
  gives: source,
  async run(ctx: Ctx, input) {
    const row = await ctx.tx
      .insertInto('intakeSource')
      .values({ id: ctx.id(), ...input, untilDay: null })
      .onConflict((conflict) => conflict.doNothing())
      .returning([...columns])
      .executeTakeFirst();
    const stored =
      row ??
      refuse('already-exists', `A source '${input.name}' from ${input.fromDay} exists.`, 'Give it another name.');
    await record(ctx, { kind: 'source.added', subject: `source:${stored.id}`, happenedAt: ctx.at, facts: input });
    return stored;
  },
});

export const endSource = operation({
  http: 'POST /v1/intake-sources/{sourceId}:end',
  says: 'Say that a source is no longer watched after a day',
  law,
  may: ['compliance', 'supervisor', 'administrator'],
  by: 'person',
  takes: z.strictObject({ sourceId: id, untilDay: date }),
  gives: source,
  async run(ctx: Ctx, { sourceId, untilDay }) {
    const row = await ctx.tx
      .selectFrom('intakeSource')
      .select([...columns])
      .where('id', '=', sourceId)
      .forUpdate()
      .executeTakeFirst();
    const known = found(row, 'source');
    if (known.untilDay !== null || untilDay < known.fromDay || untilDay > dateAt(ctx, ctx.at))
      refuse('wrong-state', `'untilDay' must lie between ${known.fromDay} and today, once.`, 'List the sources.');
    await ctx.tx.updateTable('intakeSource').set({ untilDay }).where('id', '=', sourceId).execute();
    await record(ctx, {
      kind: 'source.ended',
      subject: `source:${sourceId}`,
      happenedAt: ctx.at,
      facts: { name: known.name, untilDay },
    });
    return { ...known, untilDay };
  },
});

export const sourceDown = operation({
  http: 'POST /v1/intake-sources/{sourceId}:down',
  says: 'Say that a source brings nothing in since an instant; nil reports will name the hole',
  law,
  may: ['compliance', 'supervisor', 'network', 'administrator'],
  by: 'anyone',
  takes: z.strictObject({ sourceId: id, from: when, why: z.string().min(1) }),
  gives: outage,
  async run(ctx: Ctx, { sourceId, from, why }) {
    const known = await ctx.tx.selectFrom('intakeSource').select('name').where('id', '=', sourceId).executeTakeFirst();
    const { name } = found(known, 'source');
    const fromAt = pastInstant(ctx, 'from', from);
    const row = await ctx.tx
      .insertInto('sourceOutage')
      .values({ id: ctx.id(), sourceId, fromAt, untilAt: null, why })
      .onConflict((conflict) => conflict.columns(['carrierId', 'sourceId']).where('untilAt', 'is', null).doNothing())
      .returning(['id'])
      .executeTakeFirst();
    const { id: outageId } = row ?? refuse('wrong-state', `'${name}' is down already.`, 'Say first that it is up.');
    await record(ctx, {
      kind: 'source.down',
      subject: `source:${sourceId}`,
      happenedAt: fromAt,
      facts: { name, why },
    });
    return { id: outageId, sourceId, from: told(ctx, fromAt), until: null, why };
  },
});

export const sourceUp = operation({
  http: 'POST /v1/intake-sources/{sourceId}:up',
  says: 'Say that a source brings in again since an instant',
  law,
  may: ['compliance', 'supervisor', 'network', 'administrator'],
  by: 'anyone',
  takes: z.strictObject({ sourceId: id, until: when }),
  gives: outage,
  async run(ctx: Ctx, { sourceId, until }) {
    const row = await ctx.tx
      .selectFrom('sourceOutage')
      .selectAll()
      .where('sourceId', '=', sourceId)
      .where('untilAt', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    const down = row ?? refuse('wrong-state', 'This source is not down.', 'List the sources to see their outages.');
    const untilAt = pastInstant(ctx, 'until', until);
    if (untilAt <= down.fromAt) refuse('invalid-input', "'until' lies before the outage.", 'Give a later instant.');
    await ctx.tx.updateTable('sourceOutage').set({ untilAt }).where('id', '=', down.id).execute();
    const facts = { outage: down.id, why: down.why };
    await record(ctx, { kind: 'source.up', subject: `source:${sourceId}`, happenedAt: untilAt, facts });
    return { id: down.id, sourceId, from: told(ctx, down.fromAt), until: told(ctx, untilAt), why: down.why };
  },
});

export const listSources = operation({
  http: 'GET /v1/intake-sources',
  says: 'The sources of the registers and when they were down',
  law,
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(source), outages: z.array(outage) }),
  async run(ctx: Ctx) {
    const items = await ctx.tx
      .selectFrom('intakeSource')
      .select([...columns])
      .orderBy('name')
      .execute();
    const rows = await ctx.tx.selectFrom('sourceOutage').selectAll().orderBy('fromAt').execute();
    const outages = rows.map(({ id: outageId, sourceId, fromAt, untilAt, why }) => ({
      id: outageId,
      sourceId,
      from: told(ctx, fromAt),
      until: toldOrNull(ctx, untilAt),
      why,
    }));
    return { items, outages };
  },
});
