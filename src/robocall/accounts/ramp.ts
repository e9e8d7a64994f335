import type { z } from 'zod';
import { refuse } from '../../kernel/problem.ts';
import { DAY } from '../../kernel/time.ts';
import type { riskTier } from '../onboarding/record.ts';
import type { Limits } from './record.ts';

type Tier = z.output<typeof riskTier>;

/** What a new account may do, whatever its tier: traffic that has shown nothing yet. Our own measure; no rule names one. */
export const ramp: Limits = { callsPerSecond: 1, burst: 2, sessions: 5, leaseSeconds: null };

/** What a tier asks before an account may do more than the ramp. Our own measures. */
const conditions: { readonly [tier in Tier]: { readonly days: number; readonly officer: boolean } } = {
  standard: { days: 0, officer: false },
  elevated: { days: 30, officer: false },
  high: { days: 90, officer: true },
};

/** Whether limits let more through than others in any respect. */
export const beyond = (wanted: Limits, than: Limits): boolean =>
  wanted.callsPerSecond > than.callsPerSecond || wanted.burst > than.burst || wanted.sessions > than.sessions;

export type Raising = {
  readonly tier: Tier;
  /** How long the account has been open and without a hold, ms. */
  readonly servedMs: number;
  readonly byOfficer: boolean;
};

/** Refuses what lets more through than the ramp where the tier's conditions are not met, naming the field and what is missing. */
export const mayPassRamp = (field: string, { tier, servedMs, byOfficer }: Raising): void => {
  const { days, officer } = conditions[tier];
  const rampWords = `${ramp.callsPerSecond} call a second (burst ${ramp.burst}) and ${ramp.sessions} sessions`;
  if (servedMs < days * DAY)
    refuse(
      'wrong-state',
      `'${field}': a customer of the tier ${tier} has no more than ${rampWords} in the first ${days} days.`,
      'Raise them when the account has been served that long without a hold.',
    );
  if (officer && !byOfficer)
    refuse(
      'not-allowed',
      `'${field}': more than ${rampWords} for a customer of the tier ${tier} is for an officer to grant.`,
      'Ask an officer to raise them.',
    );
};

/** Refuses limits beyond the ramp where the tier's conditions are not met. */
export const mayHave = (wanted: Limits, raising: Raising): void => {
  if (beyond(wanted, ramp)) mayPassRamp('limits', raising);
};
