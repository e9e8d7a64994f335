import type { CallAsked } from '../../law/questions/may-carry-call.ts';
import { isEmergency, toNumber } from '../numbers/normalise.ts';
import { type NotShown, type ScreeningLists, whyNotShown } from '../numbers/screening.ts';
import type { Account } from './account.ts';
import type { Call } from './call.ts';
import type { Lists } from './load.ts';
import { rightTo } from './rights.ts';
import type { Snapshot } from './snapshot.ts';

const shortNumbers = { '911': 'to-911', '933': 'to-933', '988': 'to-988' } as const;

const dialledShort = (dialled: string): CallAsked['emergency'] => {
  if (!isEmergency(dialled)) return 'none';
  const last = dialled.replace(/\D/g, '').slice(-3);
  return last === '933' || last === '988' ? shortNumbers[last] : 'to-911';
};

/** What emergency a call is: by the short number dialled, a PSAP of the carrier's list, or a PSAP that calls. */
export const emergencyOf = (
  snapshot: Snapshot,
  call: Pick<Call, 'carrierId' | 'to'>,
  from: number | null,
): CallAsked['emergency'] => {
  for (const dialled of call.to) {
    const kind = dialledShort(dialled);
    if (kind !== 'none') return kind;
  }
  const psaps = snapshot.lists.get(call.carrierId)?.emergency;
  if (psaps === undefined) return 'none';
  for (const dialled of call.to) {
    const number = toNumber(dialled);
    if (number !== null && psaps.has(number)) return 'to-public-safety';
  }
  return from !== null && psaps.has(from) ? 'from-public-safety' : 'none';
};

const nothing: Lists = { doNotOriginate: [], invalid: [], unallocated: [], held: [], emergency: { has: () => false } };

const isOn = (lists: ScreeningLists['held'], number: number): boolean =>
  lists.some(({ numbers }) => numbers.has(number));

/** Why no call may show a number, or null. Whose right it is is asked of the account first: others are looked through only for a number that a list of unused ones holds. */
export const whyNotShownBy = (snapshot: Snapshot, account: Account, number: number, now: number): NotShown | null => {
  const lists = snapshot.lists.get(account.carrierId) ?? nothing;
  const bySomebody = () => {
    for (const other of snapshot.accounts.values())
      if (other.carrierId === account.carrierId && rightTo(other.rights, number, now) !== null) return true;
    return false;
  };
  const has = () =>
    rightTo(account.rights, number, now) !== null ||
    ((isOn(lists.held, number) || isOn(lists.unallocated, number)) && bySomebody());
  return whyNotShown(number, { ...lists, assigned: { has } });
};
