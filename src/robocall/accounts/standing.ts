import { DAY } from '../../kernel/time.ts';

/** Days after an approval ended from which limits are lowered to the ramp, and from which calls are refused. */
export const lapseSteps = { lowered: 7, refused: 14 } as const;

/** The latest decision about the case behind an account, as of a moment. */
export type LastDecision = { readonly outcome: 'approved' | 'refused'; readonly validUntil: number | null };

export type Held = { readonly kind: 'suspended' | 'terminated' };

export const standings = ['active', 'grace', 'lapsed', 'refused', 'suspended', 'terminated', 'ended'] as const;
export type Standing = (typeof standings)[number];

/**
 * How an account stands at a moment (epoch ms): whether its calls are carried, and what stops them. Of several reasons the graver is
 * named. `grace` is the time after an approval ended in which the customer is reviewed again. Emergency calls stop with `ended` alone.
 */
export const standingOf = (
  at: number,
  endedAt: number | null,
  holds: readonly Held[],
  decision: LastDecision | null,
): Standing => {
  if (endedAt !== null && endedAt <= at) return 'ended';
  if (holds.some(({ kind }) => kind === 'terminated')) return 'terminated';
  if (holds.length > 0) return 'suspended';
  if (decision === null || decision.validUntil === null || decision.outcome === 'refused') return 'refused';
  if (at < decision.validUntil) return 'active';
  return at < decision.validUntil + lapseSteps.refused * DAY ? 'grace' : 'lapsed';
};

/** Whether calls other than to emergency services are carried. */
export const carries = (standing: Standing): boolean => standing === 'active' || standing === 'grace';
