import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { telephoneRestsUntil } from '../authentication/check-password.ts';
import { proofsInForce } from '../authentication/proof-in-force.ts';
import { dayNumber, local, localDate } from '../customers/dates.ts';
import { masked } from '../customers/masked.ts';
import { isOfRecord, ofRecordFrom } from '../customers/of-record.ts';
import { contractOf, standingOf } from './contracts.ts';
import type { DeskSession } from './record.ts';
import { failuresOf, mostFailures } from './store.ts';

/** A way to show who the caller is, or to send him what he wants; closed ones stay visible with the reason. */
export const way = z.strictObject({
  way: z.enum([
    'identity-only',
    'password',
    'callback-number-of-record',
    'sent-to-address-of-record',
    'customer-recited',
    'photo-id',
    'contract',
  ]),
  open: z.boolean(),
  why: z.string(),
  /** What it can reach, told by its ending only. */
  targets: z.array(z.strictObject({ id, shown: z.string(), why: z.string() })),
});
type Way = z.output<typeof way>;

/** The numbers of record of a customer: those of the carrier's own current services, 64.2003(q). */
export const numbersOf = (ctx: Ctx, customerId: string) =>
  ctx.tx
    .selectFrom('customerService')
    .select(['id', 'number', 'fromAt', 'forwardedSince'])
    .where('customerId', '=', customerId)
    .where('provider', 'is', null)
    .where('number', 'is not', null)
    .where('untilAt', 'is', null)
    .orderBy('id')
    .execute();

/** The present addresses of a customer, the one that he has longest first. */
export const addressesOf = (ctx: Ctx, customerId: string) =>
  ctx.tx
    .selectFrom('customerContact')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('untilAt', 'is', null)
    .where('kind', '<>', 'phone')
    .orderBy('linkedDay')
    .execute();

const tries = (failures: number): Pick<Way, 'open' | 'why'> =>
  failures < mostFailures
    ? { open: true, why: `${mostFailures - failures} tries left today` }
    : { open: false, why: 'too many tries failed in the last day' };

const triedWay = async (
  ctx: Ctx,
  { customerId }: DeskSession,
  name: 'identity-only' | 'customer-recited' | 'photo-id',
): Promise<Way> => ({ way: name, ...tries(await failuresOf(ctx, customerId, name)), targets: [] });

// so long it takes an address to be of record; a number is of record at once, also one that was ported in yesterday
const daysKnown = 30;

/** What whoever calls a number of record should know of who may answer there: doubt D-11. */
const answeredBy = ({ carrier: { zone }, at }: Ctx, fromAt: number, forwardedSince: number | null): string => {
  const since = localDate(zone, fromAt);
  const young = dayNumber(since) + daysKnown > dayNumber(localDate(zone, at));
  return [
    'number of record',
    ...(forwardedSince === null
      ? []
      : [`calls to it are forwarded since ${local(zone, forwardedSince)}: who answers may be somebody else`]),
    ...(young ? [`on the account only since ${since}: it may just have been ported in`] : []),
  ].join('; ');
};

const callBack = async (ctx: Ctx, session: DeskSession): Promise<Way> => {
  const proofs = await proofsInForce(ctx, { customerId: session.customerId, sessionId: session.id, at: ctx.at });
  const numbers = await numbersOf(ctx, session.customerId);
  const targets = numbers.map(({ id: serviceId, number, fromAt, forwardedSince }) => ({
    id: serviceId,
    shown: masked('phone', number ?? ''),
    why: answeredBy(ctx, fromAt, forwardedSince),
  }));
  const named = { way: 'callback-number-of-record', targets } as const;
  if (targets.length === 0) return { ...named, open: false, why: 'there is no telephone number of record' };
  // doubt D-11: a number may be forwarded or newly ported, so a call to it is never the only thing we go by
  if (proofs.length === 0) return { ...named, open: false, why: 'identify the caller first' };
  return { ...named, open: true, why: 'the system calls; nobody types a number' };
};

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** How long ago a date is, in whole years and months once there is one, else in days. */
export const since = (day: string, today: string): string => {
  const [years = 0, months = 0, days = 0] = today.split('-').map(Number);
  const [fromYears = 0, fromMonths = 0, fromDays = 0] = day.split('-').map(Number);
  const whole = (years - fromYears) * 12 + months - fromMonths - (days < fromDays ? 1 : 0);
  if (whole < 1) return plural(dayNumber(today) - dayNumber(day), 'day');
  const parts = [plural(Math.floor(whole / 12), 'year'), plural(whole % 12, 'month')];
  return parts.filter((part) => !part.startsWith('0 ')).join(' ');
};

const sent = async (ctx: Ctx, { customerId }: DeskSession): Promise<Way> => {
  const addresses = await addressesOf(ctx, customerId);
  const { zone } = ctx.carrier;
  const today = localDate(zone, ctx.at);
  const open = addresses.some((address) => isOfRecord(address, zone, ctx.at));
  return {
    way: 'sent-to-address-of-record',
    open,
    why: open ? 'to an address on file for thirty days' : 'no address has been on file for thirty days',
    targets: addresses.map((address) => ({
      id: address.id,
      shown: masked(address.kind, address.value),
      why: isOfRecord(address, zone, ctx.at)
        ? `on file for ${since(address.linkedDay, today)}, since ${address.linkedDay}`
        : `changed ${since(address.linkedDay, today)} ago. Becomes an address of record on ${ofRecordFrom(address)}`,
    })),
  };
};

const password = async (ctx: Ctx, { customerId }: DeskSession): Promise<Way> => {
  const row = await ctx.tx
    .selectFrom('customerPassword')
    .select('id')
    .where('customerId', '=', customerId)
    .where('onlineAccountId', 'is', null)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  const numbers = await numbersOf(ctx, customerId);
  const rests = await telephoneRestsUntil(ctx, customerId);
  return {
    way: 'password',
    open: row !== undefined && rests === null,
    why:
      row === undefined
        ? 'he has set no password for the telephone'
        : rests === null
          ? 'he enters it himself; you see whether it is right'
          : `three wrong entries: it rests until ${local(ctx.carrier.zone, rests)}. A new password needs the reset: a code to the number of record, or a letter`,
    targets: numbers.map(({ id: serviceId, number }) => ({
      id: serviceId,
      shown: masked('phone', number ?? ''),
      why: 'the page can be texted there',
    })),
  };
};

const lacks = {
  contract: 'there is none',
  'not-begun': 'the contract has not begun',
  over: 'the contract is over',
  clause: 'the contract does not speak of CPNI',
  representative: 'the representative of the customer has left',
} as const;

/** Shown only where the customer has a contract. */
const byContract = async (ctx: Ctx, { customerId }: DeskSession): Promise<Way | null> => {
  const contract = await contractOf(ctx, customerId);
  if (contract === null) return null;
  const standing = await standingOf(ctx, contract, ctx.at);
  const why = standing.holds
    ? `only ${contract.representative} may say that he knows the caller`
    : lacks[standing.missing];
  return { way: 'contract', open: standing.holds, why, targets: [] };
};

/** The ways of a session now, in the order in which they are offered. */
export const waysOf = async (ctx: Ctx, session: DeskSession): Promise<readonly Way[]> => {
  const ways = session.channel === 'online' ? [] : [await triedWay(ctx, session, 'identity-only')];
  ways.push(await password(ctx, session));
  if (session.channel === 'store') ways.push(await triedWay(ctx, session, 'photo-id'));
  ways.push(await sent(ctx, session));
  if (session.callId !== null)
    ways.push(await callBack(ctx, session), await triedWay(ctx, session, 'customer-recited'));
  const contract = await byContract(ctx, session);
  if (contract !== null) ways.push(contract);
  return ways;
};
