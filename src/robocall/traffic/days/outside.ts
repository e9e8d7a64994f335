import type { Ctx } from '../../../db/context.ts';

/** A call that somebody traced to an account. */
export type TracedAccount = {
  readonly accountId: string;
  /** Epoch ms of the call. */
  readonly at: number;
  readonly calling: number;
  readonly called: number;
  /** What the reason names: the request, or the call. */
  readonly key: string;
};

/** What a capability above knows of accounts: calls traced in a time (epoch ms). The list of operations joins them. */
export type TracedSource = (ctx: Ctx, from: number, until: number) => Promise<readonly TracedAccount[]>;
