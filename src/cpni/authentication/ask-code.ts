import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { DAY } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { localDate } from '../customers/dates.ts';
import { codes, codesPerOrigin, pretexting } from './limits.ts';
import { type Counted, countWrong, lockedUntil } from './locks.ts';
import { suspect } from './pretexting.ts';
import type { codeServes, codeWay } from './record.ts';
import { keysOf } from './store.ts';

/** A code that is wanted. `customerId` null: there is no such account, and it is asked, tried and refused as any other. */
export type CodeAsked = {
  /** The account number as it was named. */
  readonly account: string;
  readonly customerId: string | null;
  readonly way: z.output<typeof codeWay>;
  readonly serves: z.output<typeof codeServes>;
  /** The number or network address at the other end, as `originKey` writes it. */
  readonly origin: string;
};

/** What became of it; instants in epoch ms. The same whether or not there is such an account, number or address. */
export type CodeAnswer =
  | { readonly outcome: 'asked'; readonly codeId: string; readonly expiresAt: number }
  | { readonly outcome: 'locked'; readonly until: number };

const askedSince = async (ctx: Ctx, of: 'accountKey' | 'originKey', key: Buffer): Promise<readonly number[]> => {
  const rows = await ctx.tx
    .selectFrom('oneTimeCode')
    .select('askedAt')
    .where(of, '=', key)
    .where('askedAt', '>', ctx.at - DAY)
    .orderBy('askedAt')
    .execute();
  return rows.map(({ askedAt }) => askedAt);
};

/** Until when this origin or account gets no more codes, or null. An account has so many a day; the first makes room again. */
const restsUntil = async (ctx: Ctx, account: Counted, from: Counted): Promise<number | null> => {
  await countWrong(ctx, account, 0);
  const locked = await lockedUntil(ctx, [from]);
  if (locked !== null) return locked;
  const asked = await askedSince(ctx, 'accountKey', account.key);
  const [first] = asked.slice(-codes.perDay);
  if (asked.length >= codes.perDay && first !== undefined) return first + DAY;
  const fromOrigin = await askedSince(ctx, 'originKey', from.key);
  if (fromOrigin.length < codesPerOrigin) return null;
  return suspect(ctx, from, { reason: 'many-accounts', rest: pretexting.rest });
};

/** Asks for a code, whatever it serves: an account has three a day in all. It is made when it leaves, by a job. */
export const askCode = async (ctx: Ctx, asked: CodeAsked): Promise<CodeAnswer> => {
  const { account, customerId, way, serves, origin } = asked;
  const keyed = await keysOf(ctx);
  const accountKey = keyed(`code:${account}`);
  const originKey = keyed(origin);
  const until = await restsUntil(
    ctx,
    { subject: 'account', key: accountKey, customerId: null, named: null },
    { subject: 'origin', key: originKey, customerId: null, named: origin },
  );
  if (until !== null) return { outcome: 'locked', until };
  const codeId = ctx.id();
  const expiresAt = ctx.at + codes.holds[way];
  await ctx.tx
    .insertInto('oneTimeCode')
    .values({
      ...{ id: codeId, customerId, accountKey, originKey, way, serves, expiresAt },
      ...{ tokenHash: null, expects: null, wrongKeys: 0 },
      ...{ serviceId: null, contactId: null, heldOn: null, codeHash: null, reference: null, sentAt: null },
      askedOn: localDate(ctx.carrier.zone, ctx.at),
      askedAt: ctx.at,
      state: 'waiting',
      wrong: 0,
      endedAt: null,
    })
    .execute();
  await later(ctx, { does: 'online.sendCode', input: { codeId }, from: ctx.at, key: codeId });
  await record(ctx, {
    kind: 'code.asked',
    subject: customerId === null ? `one-time-code:${codeId}` : `customer:${customerId}`,
    happenedAt: ctx.at,
    facts: { code: codeId, way, serves, origin: originKey.toString('hex') },
  });
  return { outcome: 'asked', codeId, expiresAt };
};
