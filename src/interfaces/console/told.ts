import type { OperationName, RoleName } from '../client/types.ts';

type Told = {
  readonly http: string;
  readonly may: readonly RoleName[];
  readonly by: 'anyone' | 'person' | 'person-fresh' | 'person-again' | 'machine';
};

/** Written in when the console is built (scripts/console.mjs); named here only, for each naming is a copy of it. */
declare const toldOfOperations: Readonly<Record<OperationName, Told>>;

/** Where each operation stands, who may ask it, and whether it asks the password again. */
export const told = toldOfOperations;
