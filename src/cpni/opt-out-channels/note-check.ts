import type { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { openIncident } from './open-incident.ts';
import type { channelCheckRow, choiceChannelRow } from './record.ts';
import { triedMeanwhile } from './tried.ts';

/** One look at whether a channel works. Instants in epoch ms. */
export type Check = Omit<z.output<typeof channelCheckRow>, 'carrierId' | 'id'>;

type Channel = Pick<z.output<typeof choiceChannelRow>, 'id' | 'name' | 'kind' | 'watchFailures'>;
type Mechanism = Check['mechanism'];

const latest = (ctx: Ctx, channelId: string, mechanism: Mechanism, count: number) =>
  ctx.tx
    .selectFrom('channelCheck')
    .select(['at', 'outcome', 'why'])
    .where('channelId', '=', channelId)
    .where('mechanism', '=', mechanism)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(count)
    .execute();

const lastWorked = (ctx: Ctx, channelId: string, mechanism: Mechanism) =>
  ctx.tx
    .selectFrom('channelCheck')
    .select('at')
    .where('channelId', '=', channelId)
    .where('mechanism', '=', mechanism)
    .where('outcome', '=', 'works')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();

const open = async (ctx: Ctx, channel: Channel, mechanism: Mechanism): Promise<void> => {
  const checks = await latest(ctx, channel.id, mechanism, channel.watchFailures);
  const [last] = checks;
  const first = checks.at(-1);
  const failing = checks.length === channel.watchFailures && checks.every(({ outcome }) => outcome === 'failed');
  if (!failing || last === undefined || first === undefined) return;
  // what came in since it was last seen to work may be lost, not only since it was seen to fail
  const worked = await lastWorked(ctx, channel.id, mechanism);
  const lostFrom = worked?.at ?? first.at;
  const seen = worked === undefined ? 'never seen to work before' : `last seen to work ${told(ctx, worked.at)}`;
  const incident = await openIncident.run(ctx, {
    channelId: channel.id,
    mechanism,
    problem: `${checks.length} checks in a row failed, the latest: ${last.why} (${seen})`,
    lostFrom: told(ctx, lostFrom),
    detectedAt: told(ctx, last.at),
    attempts: await triedMeanwhile(ctx, { channel: channel.kind, mechanism, lostFrom, lostUntil: null }),
  });
  await openTask(ctx, {
    kind: 'channel-failure',
    subject: `channel-incident:${incident.id}`,
    why: `The ${channel.kind} channel lost what customers chose (${mechanism}): repair it, say what became of the lost choices, and send the FCC the letter or close it as an anomaly with its reason.`,
    role: 'compliance',
    dueAt: null,
    key: incident.id,
  });
};

const onFailure = async (ctx: Ctx, channel: Channel, mechanism: Mechanism): Promise<void> => {
  const standing = await ctx.tx
    .selectFrom('channelIncident')
    .select('id')
    .where('channelId', '=', channel.id)
    .where('mechanism', '=', mechanism)
    .where('closedAt', 'is', null)
    .executeTakeFirst();
  if (standing === undefined) await open(ctx, channel, mechanism);
};

/**
 * Keeps a look at a channel. As many failures in a row as the channel's setting says open an incident, whose clock for the FCC's
 * letter begins with the last of them. A channel that works again closes nothing:
 * a person says what became of the lost choices.
 */
export const noteCheck = async (ctx: Ctx, check: Check): Promise<void> => {
  // one at a time a channel: two failures at once open one incident
  const channel = await ctx.tx
    .selectFrom('choiceChannel')
    .select(['id', 'name', 'kind', 'watchFailures'])
    .where('id', '=', check.channelId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  await ctx.tx
    .insertInto('channelCheck')
    .values({ id: ctx.id(), ...check })
    .execute();
  if (check.outcome === 'failed') await onFailure(ctx, channel, check.mechanism);
};

/** The same for every channel of a kind that customers use now. */
export const noteCheckOfKind = async (
  ctx: Ctx,
  kind: Channel['kind'],
  check: Omit<Check, 'channelId'>,
): Promise<void> => {
  const channels = await ctx.tx
    .selectFrom('choiceChannel')
    .select('id')
    .where('kind', '=', kind)
    .where('untilAt', 'is', null)
    .orderBy('id')
    .execute();
  for (const { id } of channels) await noteCheck(ctx, { ...check, channelId: id });
};
