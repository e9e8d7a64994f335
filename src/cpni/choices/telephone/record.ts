import { z } from 'zod';
import { id, instant } from '../../../kernel/columns.ts';
import { language } from '../../customers/record.ts';

/** A toll-free line whose telephone service asks us what to say. */
export const ivrLineRow = z.object({
  carrierId: id,
  id,
  channelId: id,
  dialect: z.enum(['twilio', 'jambonz']),
  /** The number of a person, read out when a choice could not be saved. */
  people: z.string().regex(/^\+[1-9][0-9]{6,14}$/),
  fromAt: instant,
  untilAt: instant.nullable(),
});

/** Where one call stands. */
export const ivrCallRow = z.object({
  carrierId: id,
  id,
  lineId: id,
  callId: z.string().min(1),
  beganAt: instant,
  caller: z.string().nullable(),
  language,
  stage: z.enum(['language', 'whose', 'enter', 'confirm', 'saved', 'over']),
  tries: z.int().min(0),
  customerId: id.nullable(),
  versionId: id.nullable(),
  receipt: z.string().nullable(),
});

export type Stage = z.output<typeof ivrCallRow>['stage'];
