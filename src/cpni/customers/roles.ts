import type { Role } from '../../kernel/operation.ts';

/** Who may see single customers. Counsel sees documents and evidence; marketing sees lists that screening made. */
export const mayReadCustomers: readonly Role[] = ['agent', 'supervisor', 'compliance', 'officer', 'auditor'];

/** Who may change what stands on an account. */
export const mayChangeCustomers: readonly Role[] = ['agent', 'supervisor', 'compliance'];
