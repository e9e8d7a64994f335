import { z } from 'zod';
import { told, toldOrNull } from '../../../carriers/promises/local-time.ts';
import type { Db } from '../../../db/connect.ts';
import type { Ctx } from '../../../db/context.ts';
import { keepSecret } from '../../../db/secrets.ts';
import { id, when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { found, refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { ivrLineRow } from './record.ts';

const law = ['47 CFR 64.2008(d)(3)(v)'];
const may = ['compliance', 'network', 'administrator'] as const;

const shown = z.strictObject({
  ...ivrLineRow.pick({ id: true, channelId: true, dialect: true, people: true }).shape,
  /** Where the telephone service sends its webhooks. */
  path: z.string(),
  from: when,
  until: when.nullable(),
});

type Row = Omit<z.output<typeof ivrLineRow>, 'carrierId'>;

const showing = (ctx: Ctx, { fromAt, untilAt, ...row }: Row): z.input<typeof shown> => ({
  ...row,
  path: `/ivr/${row.id}/${row.dialect}`,
  from: told(ctx, fromAt),
  until: toldOrNull(ctx, untilAt),
});

const columns = ['id', 'channelId', 'dialect', 'people', 'fromAt', 'untilAt'] as const;

/** The name under which a line's webhook secret is kept. */
export const secretNameOf = (lineId: string): string => `line-${lineId}`;

export const openLine = operation({
  http: 'POST /v1/telephone-lines',
  says: 'Let a telephone service ask what to say on the toll-free line: its dialect, the secret that signs its webhooks, and the number of a person',
  law,
  may,
  by: 'person',
  takes: z.strictObject({
    channelId: id,
    dialect: ivrLineRow.shape.dialect,
    people: ivrLineRow.shape.people,
    secret: z.string().min(16).max(200),
  }),
  gives: shown,
  async run(ctx: Ctx, { secret, ...input }) {
    const channel = await ctx.tx
      .selectFrom('choiceChannel')
      .select('kind')
      .where('id', '=', input.channelId)
      .where('untilAt', 'is', null)
      .executeTakeFirst();
    if (found(channel, 'channel').kind !== 'phone')
      refuse('invalid-input', "'channelId' is no telephone channel.", 'Add a channel of the kind phone first.');
    const row = await ctx.tx
      .insertInto('ivrLine')
      .values({ id: ctx.id(), ...input, fromAt: ctx.at, untilAt: null })
      .returning([...columns])
      .executeTakeFirstOrThrow();
    await keepSecret(ctx.dataFolder, ctx.carrier.id, secretNameOf(row.id), secret);
    await record(ctx, { kind: 'telephone-line.opened', subject: `line:${row.id}`, happenedAt: ctx.at, facts: input });
    return showing(ctx, row);
  },
});

export const endLine = operation({
  http: 'POST /v1/telephone-lines/{lineId}:end',
  says: 'Stop answering the webhooks of a line',
  law,
  may,
  by: 'person',
  takes: z.strictObject({ lineId: id, reason: z.string().min(1) }),
  gives: shown,
  async run(ctx: Ctx, { lineId, reason }) {
    const row = await ctx.tx
      .updateTable('ivrLine')
      .set({ untilAt: ctx.at })
      .where('id', '=', lineId)
      .where('untilAt', 'is', null)
      .returning([...columns])
      .executeTakeFirst();
    const ended = found(row, 'line');
    const subject = `line:${lineId}`;
    await record(ctx, { kind: 'telephone-line.ended', subject, happenedAt: ctx.at, facts: { reason } });
    return showing(ctx, ended);
  },
});

/** A line by its id, before the carrier is known; null when there is none or it has ended. */
export type Line = {
  readonly carrierId: string;
  readonly id: string;
  readonly dialect: 'twilio' | 'jambonz';
  readonly people: string;
};
export const lineOf = async (platform: Db, lineId: string): Promise<Line | null> => {
  if (!z.uuid().safeParse(lineId).success) return null;
  const row = await platform
    .selectFrom('ivrLine')
    .select(['carrierId', 'id', 'dialect', 'people'])
    .where('id', '=', lineId)
    .where('untilAt', 'is', null)
    .executeTakeFirst();
  return row ?? null;
};
