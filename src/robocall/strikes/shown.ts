import { z } from 'zod';
import { told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import type { Finding } from '../../law/questions/strike-consequence.ts';
import type { StrikeFinding } from './store.ts';

const signed = z.strictObject({ at: when, by: z.string(), reason: z.string() }).nullable();

export const shownFinding = z.strictObject({
  id,
  accountId: id,
  number: z.int(),
  opened: when,
  lastCall: when,
  calls: z.int(),
  /** when its warning reached the customer; null while no proof of that is entered */
  warned: when.nullable(),
  voided: signed,
  exception: signed,
});

const signature = (ctx: Ctx, one: Finding['voided']) => (one === null ? null : { ...one, at: told(ctx, one.at) });

/** A finding in answers: its row, and the law's state of it. */
export const findingShown = (
  ctx: Ctx,
  { id: findingId, accountId, number, openedAt, lastCallAt, calls }: StrikeFinding,
  { warned, voided, exception }: Finding,
): z.input<typeof shownFinding> => ({
  id: findingId,
  accountId,
  number,
  opened: told(ctx, openedAt),
  lastCall: told(ctx, lastCallAt),
  calls,
  warned: toldOrNull(ctx, warned === 'pending' ? null : warned),
  voided: signature(ctx, voided),
  exception: signature(ctx, exception),
});
