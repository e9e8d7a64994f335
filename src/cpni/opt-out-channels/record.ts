import { z } from 'zod';
import { date, id, instant } from '../../kernel/columns.ts';
import { channelWords } from '../approvals/lost-channels.ts';

/** The same words that a notice lists as the ways to say no. */
export const channelKind = z.enum(channelWords);

/** A way in which customers say no (or yes), 64.2008(d)(3)(v). */
export const choiceChannelRow = z.object({
  carrierId: id,
  id,
  kind: channelKind,
  name: z.string().min(1),
  free: z.boolean(),
  alwaysOpen: z.boolean(),
  hours: z.string().min(1),
  /** Where the customer turns, as it is told to him: a number, a web, e-mail or postal address. */
  address: z.string().min(1).nullable(),
  /** Minutes between two checks of the health monitor; null: an hour where it can try the way itself, and never where people alone see what comes. */
  watchMinutes: z.int().min(1).max(20160).nullable(),
  /** How many checks in a row must fail before an incident opens. */
  watchFailures: z.int().min(1).max(10),
  fromAt: instant,
  untilAt: instant.nullable(),
});

export type ChoiceChannel = z.output<typeof choiceChannelRow>;

/** A channel that did not work, 64.2009(f): open until the lost choices are repaired or given up. */
export const channelIncidentRow = z.object({
  carrierId: id,
  id,
  channelId: id,
  mechanism: z.enum(['opt-out', 'opt-in']),
  problem: z.string().min(1),
  lostFrom: instant,
  lostUntil: instant.nullable(),
  detectedAt: instant,
  openedAt: instant,
  attempts: z.int().min(0).nullable(),
  closedAt: instant.nullable(),
  remedy: z.string().nullable(),
  repair: z.enum(['nothing-lost', 'recovered', 'noticed-again', 'not-recovered']).nullable(),
  extent: z.enum(['more-than-anomaly', 'anomaly']).nullable(),
  letterSentOn: date.nullable(),
  letterReference: z.string().nullable(),
});

/** One look at whether a channel works. */
export const channelCheckRow = z.object({
  carrierId: id,
  id,
  channelId: id,
  mechanism: z.enum(['opt-out', 'opt-in']),
  source: z.enum(['probe', 'customer', 'staff']),
  at: instant,
  outcome: z.enum(['works', 'failed']),
  /** A sentence of ours; never what a customer entered. */
  why: z.string().min(1),
  tookMs: z.int().min(0).nullable(),
});

/** The letter of 64.2009(f)(1) while it is written. */
export const failureLetterRow = z.object({
  carrierId: id,
  incidentId: id,
  facts: z.record(z.string(), z.unknown()),
  changedAt: instant,
  changedBy: z.string(),
});
