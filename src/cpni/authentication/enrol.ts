import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { DAY } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { local, localDate } from '../customers/dates.ts';
import { lockedAnswer } from './answers.ts';
import { codes, codesPerOrigin, pretexting } from './limits.ts';
import { type Counted, countWrong, lockedUntil } from './locks.ts';
import { origin } from './origin.ts';
import { suspect } from './pretexting.ts';
import { codeWay } from './record.ts';
import { keysOf } from './store.ts';

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

export const enrol = operation({
  http: 'POST /v1/online/codes',
  says: 'Have a one-time code sent to the number or address of record, to set a first password or one in place of a lost; the answer never tells whether there is such an account',
  law: ['47 CFR 64.2010(c)', '47 CFR 64.2010(e)'],
  may: ['portal'],
  by: 'machine',
  takes: z.strictObject({ account: z.string().trim().min(1).max(100), way: codeWay, origin }),
  gives: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('asked'), codeId: id, expiresAt: when }),
    z.strictObject({ outcome: z.literal('locked'), until: when }),
  ]),
  async run(ctx: Ctx, { account, way, origin: from }) {
    const keyed = await keysOf(ctx);
    const accountKey = keyed(`code:${account}`);
    const originKey = keyed(from);
    const until = await restsUntil(
      ctx,
      { subject: 'account', key: accountKey, customerId: null, named: null },
      { subject: 'origin', key: originKey, customerId: null, named: from },
    );
    if (until !== null) return lockedAnswer(ctx, until);
    const customer = await ctx.tx
      .selectFrom('customer')
      .select('id')
      .where('account', '=', account)
      .where('leftAt', 'is', null)
      .executeTakeFirst();
    const customerId = customer?.id ?? null;
    const codeId = ctx.id();
    const expiresAt = ctx.at + codes.holds[way];
    await ctx.tx
      .insertInto('oneTimeCode')
      .values({
        ...{ id: codeId, customerId, accountKey, originKey, way, expiresAt },
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
      facts: { code: codeId, way, origin: originKey.toString('hex') },
    });
    return { outcome: 'asked' as const, codeId, expiresAt: local(ctx.carrier.zone, expiresAt) };
  },
});
