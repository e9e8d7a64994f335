import { z } from 'zod';
import { told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { choiceChannelRow } from './record.ts';

const law = ['47 CFR 64.2008(d)(3)(v)'];
const channel = z.strictObject({
  ...choiceChannelRow.omit({ carrierId: true, fromAt: true, untilAt: true }).shape,
  from: when,
  until: when.nullable(),
});

type Row = Omit<z.output<typeof choiceChannelRow>, 'carrierId'>;

const shown = (ctx: Ctx, { fromAt, untilAt, ...row }: Row): z.input<typeof channel> => ({
  ...row,
  from: told(ctx, fromAt),
  until: toldOrNull(ctx, untilAt),
});

const columns = [
  'id',
  'kind',
  'name',
  'free',
  'alwaysOpen',
  'hours',
  'address',
  'watchMinutes',
  'watchFailures',
  'fromAt',
  'untilAt',
] as const;

export const addChannel = operation({
  http: 'POST /v1/choice-channels',
  says: 'Register a way in which customers say no or yes: telephone, web, reply to an e-mail, mail; free or not, and its hours',
  law,
  may: ['compliance', 'network', 'administrator'],
  by: 'person',
  takes: channel.omit({ id: true, from: true, until: true }).extend({
    address: choiceChannelRow.shape.address.default(null),
    watchMinutes: choiceChannelRow.shape.watchMinutes.default(null),
    watchFailures: choiceChannelRow.shape.watchFailures.default(2),
  }),
  gives: channel,
  async run(ctx: Ctx, input) {
    const row = await ctx.tx
      .insertInto('choiceChannel')
      .values({ id: ctx.id(), ...input, fromAt: ctx.at, untilAt: null })
      .onConflict((conflict) => conflict.columns(['carrierId', 'name']).where('untilAt', 'is', null).doNothing())
      .returning([...columns])
      .executeTakeFirst();
    const stored =
      row ?? refuse('already-exists', `A channel '${input.name}' exists already.`, 'Give it another name.');
    await record(ctx, { kind: 'channel.added', subject: `channel:${stored.id}`, happenedAt: ctx.at, facts: input });
    return shown(ctx, stored);
  },
});

export const endChannel = operation({
  http: 'POST /v1/choice-channels/{channelId}:end',
  says: 'Say that customers can no longer choose by a channel',
  law,
  may: ['compliance', 'network', 'administrator'],
  by: 'person',
  takes: z.strictObject({ channelId: id, reason: z.string().min(1) }),
  gives: channel,
  async run(ctx: Ctx, { channelId, reason }) {
    const row = await ctx.tx
      .updateTable('choiceChannel')
      .set({ untilAt: ctx.at })
      .where('id', '=', channelId)
      .where('untilAt', 'is', null)
      .returning([...columns])
      .executeTakeFirst();
    const ended = found(row, 'channel');
    const facts = { name: ended.name, reason };
    await record(ctx, { kind: 'channel.ended', subject: `channel:${channelId}`, happenedAt: ctx.at, facts });
    return shown(ctx, ended);
  },
});

export const listChannels = operation({
  http: 'GET /v1/choice-channels',
  says: 'The ways in which customers say no or yes, and whether one that costs nothing is open at all hours',
  law,
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(channel), alwaysFree: z.boolean() }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('choiceChannel')
      .select([...columns])
      .where('untilAt', 'is', null)
      .orderBy('name')
      .execute();
    const alwaysFree = rows.some((row) => row.free && row.alwaysOpen);
    return { items: rows.map((row) => shown(ctx, row)), alwaysFree };
  },
});
