import { mayKnowSealed } from '../../carriers/under-seal.ts';
import type { Role } from '../../kernel/operation.ts';

/** Who reads demands and what was given: those who answer them. A demand may be under seal, so nobody else does. */
export const mayReadDemands: readonly Role[] = mayKnowSealed;

/** The statutes and rules that demands are answered under. */
export const demandLaw = ['47 USC 222(c)(1)', '47 CFR 64.6305(d)(2)(iii)'] as const;
