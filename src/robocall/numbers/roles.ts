import type { Role } from '../../kernel/operation.ts';

/** Who gives and takes rights to numbers. All of them see the accounts: who is refused reads whose number it is. */
export const mayChangeNumbers: readonly Role[] = ['network', 'onboarding', 'compliance'];

export const maySeeNumbers: readonly Role[] = [...mayChangeNumbers, 'supervisor', 'officer', 'auditor', 'counsel'];
