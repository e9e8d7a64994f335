import { isEmergency, toNumber } from '../numbers/normalise.ts';
import { type NotShown, type ScreeningLists, whyNotShown } from '../numbers/screening.ts';
import type { Account } from './account.ts';
import type { Lists } from './load.ts';
import { rightTo } from './rights.ts';
import type { Snapshot } from './snapshot.ts';

/** Whether what was dialled is an emergency service: by its short number, or a PSAP of the carrier's list. */
export const isEmergencyNumber = ({ lists }: Snapshot, carrierId: string, dialled: string): boolean => {
  if (isEmergency(dialled)) return true;
  const number = toNumber(dialled);
  return number !== null && lists.get(carrierId)?.emergency.has(number) === true;
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
