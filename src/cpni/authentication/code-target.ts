import { telephoneOf } from '../../carriers/telephone/settings.ts';
import type { Ctx } from '../../db/context.ts';
import type { TelephoneService } from '../../outside/telephone-service.ts';
import { heldOf } from '../account-changes/held.ts';
import { type Target, targetsOf } from '../account-changes/target.ts';
import { dayNumber } from '../customers/dates.ts';
import type { OneTimeCode } from './record.ts';

const targetWay = { text: 'text', call: 'text', email: 'email', letter: 'mail' } as const;

// a number is of record from its first day, but a call follows a forwarding and a number just ported in may not be his: doubt D-11
const daysBeforeCalled = 30;

const isForwarded = async (ctx: Ctx, { serviceId }: Target): Promise<boolean> => {
  const line = ctx.tx.selectFrom('customerService').select('id').where('id', '=', serviceId);
  return (await line.where('forwardedSince', 'is not', null).executeTakeFirst()) !== undefined;
};

/**
 * The number or address of record for a code: held before the day it was asked, an address for thirty days, and a number that is
 * called as long and is not forwarded now; all still held.
 */
export const targetOf = async (
  ctx: Ctx,
  { way, askedOn }: OneTimeCode,
  customerId: string,
): Promise<Target | undefined> => {
  const held = (await heldOf(ctx, { customerId, changedOn: askedOn })).filter(({ until }) => until === null);
  const longEnough = ({ heldOn }: Target): boolean =>
    way !== 'call' || dayNumber(heldOn) + daysBeforeCalled <= dayNumber(askedOn);
  for (const target of targetsOf(held, askedOn))
    if (target.way === targetWay[way] && longEnough(target) && (way !== 'call' || !(await isForwarded(ctx, target))))
      return target;
  return undefined;
};

/** The number of a target and the service that reaches it, or null where one of them is missing. */
export const lineTo = async (
  ctx: Ctx,
  { serviceId }: Target,
): Promise<{ readonly service: TelephoneService; readonly to: string } | null> => {
  const service = await telephoneOf(ctx);
  const line = await ctx.tx
    .selectFrom('customerService')
    .select('number')
    .where('id', '=', serviceId)
    .executeTakeFirst();
  const to = line?.number ?? null;
  return service === null || to === null ? null : { service, to };
};
