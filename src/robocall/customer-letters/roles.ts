import type { Role } from '../../kernel/operation.ts';

/** A program that is carried out tells the customer whose calls it stops. */
export const letterLaw = ['47 CFR 64.6305(a)(2)', '47 CFR 64.1200(n)(4)'] as const;

/** Who prints and posts letters to voice customers: only those who may also read the notices and investigations of which they tell. */
export const mayPost: readonly Role[] = ['network', 'compliance', 'officer'];
