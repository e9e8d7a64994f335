import type { Actor } from '../../kernel/operation.ts';
import { mayReadCustomers } from './roles.ts';

/** A contact as one may be recognised who knows it, and by nobody else: the end of a number, the first letter of an e-mail address. */
export const masked = (kind: 'email' | 'postal' | 'phone', value: string): string => {
  if (kind === 'phone') return `•••• ${value.slice(-2)}`;
  if (kind === 'email') return `${value.slice(0, 1)}•••@•••`;
  // the town and the street would already be an answer to "where do you live?"
  return '•••• postal address';
};

/** Who only serves customers reads no address or number of an account: the desk shows them once the customer is authenticated. */
export const seesWhole = (actor: Actor): boolean =>
  actor.kind === 'system' || actor.roles.some((role) => role !== 'agent' && mayReadCustomers.includes(role));
