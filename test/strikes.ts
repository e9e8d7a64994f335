import type { Ctx } from '../src/db/context.ts';
import { deliverWarning } from '../src/robocall/strikes/deliver.ts';
import { listStrikes } from '../src/robocall/strikes/list.ts';
import { watchStrikes } from '../src/robocall/strikes/watch.ts';
import type { Staff, TestCarrier } from './house.ts';
import { accountOf } from './voice-accounts.ts';

export type RefusedCall = {
  readonly accountId: string;
  readonly at: number;
  readonly callId: string;
  readonly calling: string;
  readonly forwarded: boolean;
};

/** Writes refused calls down as the gate does, without the calls. Their refusals' ids. */
export const refusedCalls = (carrier: TestCarrier, calls: readonly RefusedCall[]): Promise<string[]> =>
  carrier.look(async (ctx: Ctx) => {
    const groupId = ctx.id();
    const instants = calls.map(({ at }) => at);
    await ctx.tx
      .insertInto('gateGroup')
      .values({
        id: groupId,
        fromAt: Math.min(...instants),
        untilAt: Math.max(...instants),
        calls: calls.length,
        refused: calls.length,
        emergency: 0,
        lines: calls.map((call) => JSON.stringify(call)).join('\n'),
        linesHash: '0'.repeat(64),
        entryId: ctx.id(),
      })
      .execute();
    const rows = calls.map((call) => ({
      ...call,
      id: ctx.id(),
      groupId,
      called: '+15155550199',
      code: 'caller-id-not-authorized',
      cause: 403,
      reason: 'The number shown is not the account’s.',
      cite: '47 CFR 64.6305(a)(2)',
    }));
    await ctx.tx.insertInto('gateRefusal').values(rows).execute();
    return rows.map(({ id }) => id);
  });

/** A new account whose termination is ordered: warned now, it calls again 25 hours later, when this ends. `who` is of the network. */
export const orderedAccount = async (carrier: TestCarrier, who: Staff, name: string): Promise<string> => {
  const accountId = await accountOf(carrier, { name, callerIdPolicy: 'own-only' });
  const call = async (callId: string): Promise<number> => {
    const at = await carrier.look(async (ctx) => ctx.at);
    await refusedCalls(carrier, [{ accountId, at, callId, calling: '+15155550123', forwarded: false }]);
    await carrier.run(who, watchStrikes, {});
    return at;
  };
  const at = await call('one');
  const { items } = await carrier.run(who, listStrikes, { accountId });
  const deliveredAt = new Date(at).toISOString();
  const proof = { how: 'courier', evidence: 'receipt 7' } as const;
  await carrier.run(who, deliverWarning, { findingId: items[0]?.id ?? '', deliveredAt, ...proof });
  await carrier.at(new Date(at + 25 * 3_600_000).toISOString());
  await call('two');
  return accountId;
};
