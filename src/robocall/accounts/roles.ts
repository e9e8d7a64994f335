import type { Role } from '../../kernel/operation.ts';

/** Who sees accounts and the cases behind them: those who work with them and those who answer for them. */
export const mayReadAccounts: readonly Role[] = [
  'onboarding',
  'network',
  'compliance',
  'officer',
  'auditor',
  'counsel',
];
