import type { z } from 'zod';
import type { riskTier } from './record.ts';

export type Tier = z.output<typeof riskTier>;

/** Points from which a customer is elevated, and high. Our own measure; hard stops are no matter of points. */
const line = { elevated: 25, high: 50 } as const;

/** The tier of so many points. */
export const tierOf = (points: number): Tier =>
  points >= line.high ? 'high' : points >= line.elevated ? 'elevated' : 'standard';

/** Months for which an approval holds: yearly, quarterly, monthly. */
export const monthsOf: { readonly [tier in Tier]: number } = { standard: 12, elevated: 3, high: 1 };
