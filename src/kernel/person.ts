import type { Actor } from './operation.ts';
import { refuse } from './problem.ts';

/** The person who acts; of machines and of the system itself no judgment is taken. */
export const personOf = ({ actor }: { readonly actor: Actor }): { readonly id: string; readonly name: string } =>
  actor.kind === 'person'
    ? { id: actor.id, name: actor.name }
    : refuse('person-needed', 'A person must do this.', 'Sign in as a person.');
