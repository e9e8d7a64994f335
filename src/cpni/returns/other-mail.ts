import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { noticeCameBack } from '../account-changes/letters.ts';
import { codeCameBack } from '../authentication/came-back.ts';

/** A message of ours that is no notice of the choice: of an account change, with a one-time code, or with calls asked for at the desk. */
export type OtherMail = {
  readonly what: 'account-notice' | 'code' | 'calls';
  readonly id: string;
  readonly customerId: string | null;
};

/** The message that bears one of these ids in its return path and Message-ID; null where none does. */
export const otherMailOf = async (ctx: Ctx, ids: readonly string[]): Promise<OtherMail | null> => {
  if (ids.length === 0) return null;
  const notice = await ctx.tx
    .selectFrom('accountNotice')
    .innerJoin('accountChange', 'accountChange.id', 'accountNotice.changeId')
    .select(['accountNotice.id', 'accountChange.customerId'])
    .where('accountNotice.id', 'in', [...ids])
    .executeTakeFirst();
  if (notice !== undefined) return { what: 'account-notice', ...notice };
  const code = await ctx.tx
    .selectFrom('oneTimeCode')
    .select(['id', 'customerId'])
    .where('id', 'in', [...ids])
    .executeTakeFirst();
  if (code !== undefined) return { what: 'code', ...code };
  const calls = await ctx.tx
    .selectFrom('deskDispatch')
    .select(['id', 'customerId'])
    .where('id', 'in', [...ids])
    .executeTakeFirst();
  return calls === undefined ? null : { what: 'calls', ...calls };
};

/**
 * What follows when it came back, whatever the server's reason: these must arrive at once, so nothing is waited for. False where
 * nothing follows any more. The desk stands above and hears of it by a job.
 */
export const otherCameBack = async (ctx: Ctx, { what, id }: OtherMail): Promise<boolean> => {
  if (what === 'account-notice') return noticeCameBack(ctx, id);
  if (what === 'code') return codeCameBack(ctx, id);
  await later(ctx, { does: 'desk.callsCameBack', input: { dispatchId: id }, from: ctx.at, key: id });
  return true;
};
