import type { Ctx } from '../../db/context.ts';
import { local } from '../customers/dates.ts';
import type { Tried } from './try-secret.ts';

type Refused = Exclude<Tried, { readonly outcome: 'right' }>;
type RefusedAnswer =
  | { readonly outcome: 'locked'; readonly until: string }
  | { readonly outcome: 'wrong'; readonly tries: number; readonly of: number };

/** A lock as it is answered, with its end in the carrier's zone. */
export const lockedAnswer = (ctx: Ctx, until: number) => ({
  outcome: 'locked' as const,
  until: local(ctx.carrier.zone, until),
});

/** A refused try as it is answered. */
export const refusedAnswer = (ctx: Ctx, refused: Refused): RefusedAnswer =>
  refused.outcome === 'locked' ? lockedAnswer(ctx, refused.until) : refused;
