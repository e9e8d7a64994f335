import type { WorkName } from '../operations.ts';
import { asJson, type Ctx } from './context.ts';
import { turnOf } from './turns.ts';

/** Work for later: an operation or outward work of the list by name, its input, and from when (epoch ms). */
export type Wanted = {
  readonly does: WorkName;
  readonly input: Readonly<Record<string, unknown>>;
  readonly from: number;
  /** Two waiting jobs of one name and key are one: the first stays. */
  readonly key: string;
};

/** Enqueues work in this transaction: if the change is rolled back, so is the work. */
export const later = async (ctx: Ctx, { does, input, from, key }: Wanted): Promise<void> => {
  await ctx.tx
    .insertInto('job')
    .values({
      id: ctx.id(),
      kind: does,
      turn: turnOf(does),
      payload: asJson({ ...input }),
      runAt: from,
      key,
      everyMs: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
