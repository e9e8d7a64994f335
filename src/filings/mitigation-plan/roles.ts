import type { Role } from '../../kernel/operation.ts';

export const mayReadPlans: readonly Role[] = ['network', 'compliance', 'officer', 'counsel', 'auditor'];
export const mayWritePlans: readonly Role[] = ['compliance', 'officer'];
export const planLaw = ['47 CFR 64.6305(a)(2)', '47 CFR 64.6305(d)(2)'] as const;
