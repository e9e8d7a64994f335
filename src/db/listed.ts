import type { z } from 'zod';
import type { Right } from './secure.ts';

type Of =
  /** rows of one carrier: row security by `key` */
  | { readonly of: 'carrier'; readonly key: 'carrier_id' | 'id' }
  /** no one carrier's: `why` says so */
  | { readonly of: 'platform'; readonly why: string };

type Listed<R extends z.ZodObject, F extends string> = Of & {
  readonly row: R;
  readonly app: Right;
  readonly platform: Right;
  /** columns that the database fills in */
  readonly filled: readonly F[];
};

/** Row security by the carrier of the row. */
export const mine = { of: 'carrier', key: 'carrier_id' } as const;
/** A table with its row, its rights and its filled columns. */
export const listed = <R extends z.ZodObject, F extends string>(t: Listed<R, F>): Listed<R, F> => t;

/** A carrier's rows that are only ever added: evidence and histories. `filled`: what the database fills in beside the carrier. */
export const appended = <R extends z.ZodObject, F extends string = never>(row: R, ...filled: readonly F[]) =>
  listed({ ...mine, row, app: 'append', platform: 'none', filled: ['carrierId', ...filled] });

/** A carrier's rows of which a column may change: a state, an end date. */
export const changed = <R extends z.ZodObject, F extends string = never>(row: R, ...filled: readonly F[]) =>
  listed({ ...mine, row, app: 'change', platform: 'none', filled: ['carrierId', ...filled] });

/** A carrier's rows that the gate reads for all carriers at once: a call names its credential, not its carrier. */
export const forGate = <R extends z.ZodObject>(row: R, app: 'append' | 'change') =>
  listed({ ...mine, row, app, platform: 'read', filled: ['carrierId'] });
