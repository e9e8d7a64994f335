import { z } from 'zod';
import { date, id, instant } from '../../../kernel/columns.ts';
import { measure } from '../metrics/measure.ts';

/** Which voice account a name in call records is. */
export const callAccountRow = z.object({
  carrierId: id,
  accountRef: z.string().trim().min(1).max(200),
  accountId: id,
  setBy: z.string(),
  setAt: instant,
});

/** One thing that speaks against a day, in words, with how many points it adds and three calls that show it. */
export const reason = z.strictObject({
  code: z.string(),
  value: z.number(),
  threshold: z.number(),
  why: z.string(),
  points: z.number(),
  calls: z.array(z.string()),
});

/** The calls of an account on a day (of the carrier's zone), counted and judged. */
export const trafficDayRow = z.object({
  carrierId: id,
  id,
  accountRef: z.string().min(1),
  day: date,
  measure,
  score: z.number().min(0).max(1),
  reasons: z.array(reason),
  scoredAt: instant,
  /** its day in epoch ms: under row security no index is used for what a function makes of a day */
  keptFrom: instant,
});

/** A day that was put before a person. */
export const trafficAlertRow = z.object({
  carrierId: id,
  id,
  accountRef: z.string().min(1),
  accountId: id.nullable(),
  day: date,
  /** by its score, or by the channel whose messages fell */
  kind: z.enum(['score', 'sms-delivery', 'mms-delivery', 'voice-message-delivery']),
  score: z.number().min(0).max(1),
  reasons: z.array(reason),
  raisedAt: instant,
  /** its day in epoch ms: under row security no index is used for what a function makes of a day */
  keptFrom: instant,
});

/** That a day was scored: how many attempts were judged, and how many calls were on record then of the parts that reach into it. */
export const trafficScoringRow = z.object({
  carrierId: id,
  day: date,
  calls: z.int(),
  attempts: z.int(),
  accounts: z.int(),
  flagged: z.int(),
  scoredAt: instant,
});

/** What became of the messages of a campaign on a day. */
export const messageDeliveryRow = z.object({
  carrierId: id,
  id,
  accountId: id,
  channel: z.enum(['sms', 'mms', 'voice-message']),
  campaign: z.string().trim().max(100),
  day: date,
  sent: z.int().min(0),
  delivered: z.int().min(0),
  failed: z.int().min(0),
  optedOut: z.int().min(0),
  complaints: z.int().min(0),
  enteredBy: z.string(),
  enteredAt: instant,
  /** its day in epoch ms: under row security no index is used for what a function makes of a day */
  keptFrom: instant,
});
