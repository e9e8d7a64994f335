import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { local, localOrNull } from '../customers/dates.ts';
import { type DeskSession, deskSessionRow } from './record.ts';

/** A session in answers. */
export const session = z.strictObject({
  sessionId: id,
  ...deskSessionRow.pick({
    customerId: true,
    channel: true,
    callId: true,
    opener: true,
    endedHow: true,
    endedReason: true,
  }).shape,
  opened: when,
  /** Ends by itself then. */
  until: when,
  ended: when.nullable(),
});

/** A stored session as answers show it. */
export const shownSession = (ctx: Ctx, row: DeskSession): z.output<typeof session> => {
  const { zone } = ctx.carrier;
  const { id: sessionId, customerId, channel, callId, opener, endedHow, endedReason } = row;
  return {
    ...{ sessionId, customerId, channel, callId, opener, endedHow, endedReason },
    opened: local(zone, row.openedAt),
    until: local(zone, row.untilAt),
    ended: localOrNull(zone, row.endedAt),
  };
};
