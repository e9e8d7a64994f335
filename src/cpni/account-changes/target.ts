import { dateOfDay, dayOfDate } from '../../kernel/time.ts';

/** A number of record or an address of the account. Dates in the carrier's zone; `until` null while it stands. */
export type Held = {
  readonly kind: 'number' | 'email' | 'postal';
  readonly id: string;
  readonly since: string;
  readonly until: string | null;
  /** Whether it came to the account on the very day of the change, whatever day it is said to be linked since. */
  readonly cameThatDay: boolean;
};

export type Way = 'text' | 'call' | 'email' | 'mail';
export type Target = {
  readonly way: Way;
  readonly serviceId: string | null;
  readonly contactId: string | null;
  readonly heldOn: string;
};

const ways = { number: ['text', 'call'], email: ['email'], postal: ['mail'] } as const;
const inOrder: readonly Way[] = ['text', 'email', 'call', 'mail'];

// 47 CFR 64.2003(b)
const daysOfRecord = 30;

const daysAfter = (date: string, days: number): string => dateOfDay((dayOfDate(date) ?? 0) + days);

/** Held when the day of the change began: what came or was of record only on that day is the change, not the customer. */
const heldBefore = ({ kind, since, until, cameThatDay }: Held, changedOn: string): boolean =>
  !cameThatDay &&
  since < changedOn &&
  (until === null || until >= changedOn) &&
  (kind === 'number' || daysAfter(since, daysOfRecord) <= changedOn);

/**
 * Where a customer may be told of a change, the best first: a text to the number of record, e-mail, a voice message to that number, then
 * a letter to an address of record, all as they stood when the day of the change began. What stands still goes before what ended on that day.
 */
export const targetsOf = (held: readonly Held[], changedOn: string): readonly Target[] =>
  held
    .filter((one) => heldBefore(one, changedOn))
    .flatMap(({ kind, id, since, until }) => ways[kind].map((way) => ({ way, kind, id, since, ended: until !== null })))
    .toSorted(
      (a, b) =>
        Number(a.ended) - Number(b.ended) ||
        inOrder.indexOf(a.way) - inOrder.indexOf(b.way) ||
        a.id.localeCompare(b.id),
    )
    .map(({ way, kind, id, since }) => ({
      way,
      serviceId: kind === 'number' ? id : null,
      contactId: kind === 'number' ? null : id,
      heldOn: since,
    }));
