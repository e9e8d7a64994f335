import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { noteCheck } from './note-check.ts';
import { channelCheckRow, choiceChannelRow } from './record.ts';

const law = ['47 CFR 64.2008(d)(3)(v)', '47 CFR 64.2009(f)'];
const setting = choiceChannelRow.pick({ watchMinutes: true, watchFailures: true });

export const watchChannel = operation({
  http: 'POST /v1/choice-channels/{channelId}:watch',
  says: 'Say how often the health monitor tries a channel (for the post and what is answered elsewhere: how often a person must say that it is worked on), and how many failures in a row open an incident',
  law,
  may: ['compliance', 'network', 'administrator'],
  by: 'person',
  takes: z.strictObject({ channelId: id, ...setting.shape }),
  gives: z.strictObject({ channelId: id, ...setting.shape }),
  async run(ctx: Ctx, { channelId, watchMinutes, watchFailures }) {
    const row = await ctx.tx
      .updateTable('choiceChannel')
      .set({ watchMinutes, watchFailures })
      .where('id', '=', channelId)
      .where('untilAt', 'is', null)
      .returning('id')
      .executeTakeFirst();
    found(row, 'channel');
    const facts = { watchMinutes, watchFailures };
    await record(ctx, { kind: 'channel.watched', subject: `channel:${channelId}`, happenedAt: ctx.at, facts });
    return { channelId, watchMinutes, watchFailures };
  },
});

export const acknowledgeChannel = operation({
  http: 'POST /v1/choice-channels/{channelId}:acknowledge',
  says: 'Say as a person that what comes by a channel was looked through and worked on, or that it failed and why',
  law,
  may: ['agent', 'supervisor', 'compliance', 'network'],
  by: 'person',
  takes: z.strictObject({
    channelId: id,
    mechanism: channelCheckRow.shape.mechanism,
    outcome: channelCheckRow.shape.outcome,
    why: z.string().trim().min(1).max(500),
  }),
  gives: z.strictObject({ channelId: id, at: when }),
  async run(ctx: Ctx, { channelId, mechanism, outcome, why }) {
    const row = await ctx.tx
      .selectFrom('choiceChannel')
      .select('id')
      .where('id', '=', channelId)
      .where('untilAt', 'is', null)
      .executeTakeFirst();
    found(row, 'channel');
    const facts = { mechanism, outcome };
    await record(ctx, { kind: 'channel.acknowledged', subject: `channel:${channelId}`, happenedAt: ctx.at, facts });
    await noteCheck(ctx, { channelId, mechanism, source: 'staff', at: ctx.at, outcome, why, tookMs: null });
    return { channelId, at: told(ctx, ctx.at) };
  },
});

const check = z.strictObject({
  ...channelCheckRow.pick({ mechanism: true, source: true, outcome: true, why: true, tookMs: true }).shape,
  at: when,
});

export const listChecks = operation({
  http: 'GET /v1/choice-channels/{channelId}/checks',
  says: 'The latest looks at a channel: by the monitor, by people, and customers who tried and could not be saved',
  law,
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ channelId: id }),
  gives: z.strictObject({ items: z.array(check) }),
  async run(ctx: Ctx, { channelId }) {
    const rows = await ctx.tx
      .selectFrom('channelCheck')
      .select(['mechanism', 'source', 'outcome', 'why', 'tookMs', 'at'])
      .where('channelId', '=', channelId)
      .orderBy('at', 'desc')
      .limit(200)
      .execute();
    return { items: rows.map(({ at, ...row }) => ({ ...row, at: told(ctx, at) })) };
  },
});
