import { amongIds } from '../../../db/among.ts';
import type { Ctx } from '../../../db/context.ts';
import type { Right } from '../side/inventory.ts';

/** Rights to numbers that accounts had before an instant (epoch ms), by every name of these in call records. */
export const rightsOf = async (
  ctx: Ctx,
  refs: ReadonlyMap<string, readonly string[]>,
  until: number,
): Promise<readonly Right[]> => {
  const rows = await ctx.tx
    .selectFrom('numberRight')
    .innerJoin(amongIds([...refs.keys()]), 'among.wanted', 'numberRight.accountId')
    .select(['accountId', 'firstNumber', 'lastNumber', 'fromAt', 'untilAt'])
    .where('fromAt', '<', until)
    // one that ended as it began never held
    .whereRef('untilAt', 'is distinct from', 'fromAt')
    .execute();
  return rows.flatMap(({ accountId, firstNumber: first, lastNumber: last, fromAt: fromMs, untilAt }) =>
    (refs.get(accountId) ?? []).map((account) => ({
      account,
      first,
      last,
      fromMs,
      untilMs: untilAt ?? Number.POSITIVE_INFINITY,
    })),
  );
};
