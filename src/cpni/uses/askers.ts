import type { Role } from '../../kernel/operation.ts';

/** Who may ask whether CPNI may be used. */
export const askers: readonly Role[] = [
  'agent',
  'marketing',
  'supervisor',
  'compliance',
  'network',
  'onboarding',
  'officer',
];
