import { zoneOf } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import type { Zone } from '../../../kernel/time.ts';
import { partsBySource } from '../calls/parts.ts';
import type { Parts } from '../columnar/stored-calls.ts';

/** A day (since 1970) in the carrier's zone, its time in epoch ms, and where its calls lie. */
export type DayOfCalls = {
  readonly day: number;
  readonly zone: Zone;
  readonly from: number;
  readonly until: number;
  readonly parts: Parts;
  readonly dataFolder: string;
};

/** Finds the calls of a day, and those of so many ms before it; they are counted without a transaction. */
export const callsOfDay = async (ctx: Ctx, day: number, beforeMs = 0): Promise<DayOfCalls> => {
  const zone = zoneOf(ctx);
  const [from, until] = [zone.startOf(day), zone.startOf(day + 1)];
  const parts = await partsBySource(ctx, from - beforeMs, until);
  return { day, zone, from, until, parts, dataFolder: ctx.dataFolder };
};
