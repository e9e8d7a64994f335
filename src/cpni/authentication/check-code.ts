import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import type { codeServes, codeWay, OneTimeCode } from './record.ts';
import { spendCode, tryCode } from './try-code.ts';
import type { Tried } from './try-secret.ts';

/** A code that a customer typed on the page of his choice, and the way by which he says that it came. */
export type ChoiceCode = {
  readonly customerId: string;
  readonly way: z.output<typeof codeWay>;
  readonly typed: string;
  /** As `originKey` writes it. */
  readonly origin: string;
  /** What it is to open, for the evidence. */
  readonly opens: 'yes' | 'history';
};

/** A customer's latest code for one thing by a way, null: by any; held; `undefined` where there is none that is not over. */
export const latestCode = (
  ctx: Ctx,
  customerId: string,
  way: z.output<typeof codeWay> | null,
  serves: z.output<typeof codeServes>,
): Promise<OneTimeCode | undefined> =>
  ctx.tx
    .selectFrom('oneTimeCode')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('serves', '=', serves)
    .$if(way !== null, (query) => query.where('way', '=', way ?? 'text'))
    .where('expiresAt', '>', ctx.at)
    .orderBy('askedAt', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();

/**
 * Whether a customer's latest code by this way is right, for his choice only; then it is spent. No code, one that expired and a wrong
 * one get one answer for one price, whether or not he has a number or address of record.
 */
export const checkChoiceCode = async (ctx: Ctx, given: ChoiceCode): Promise<Tried> => {
  const { customerId, way, typed, origin, opens } = given;
  const code = await latestCode(ctx, customerId, way, 'choice');
  const answer = await tryCode(ctx, code, { named: code?.id ?? `${customerId}/${way}`, typed, origin });
  if (answer.outcome !== 'right' || code === undefined) return answer;
  await spendCode(ctx, code.id);
  await record(ctx, {
    kind: 'code.used',
    subject: `customer:${customerId}`,
    happenedAt: ctx.at,
    facts: { code: code.id, way, opens },
  });
  return answer;
};
