import { signerFor } from '../signing/credentials/load.ts';
import type { Account } from './account.ts';
import type { Snapshot } from './snapshot.ts';

/** Ages of the snapshot (ms) from which the gate refuses changed accounts, and from which the account's setting holds. */
const staleness = { changed: 30_000, all: 300_000 } as const;

/** For whom a snapshot of an age (ms) is blind: `account`, one of which a change is known that could not be read; `all`; or nobody. */
export const blindTo = (
  { unread }: Pick<Snapshot, 'unread'>,
  accountId: string | null,
  age: number,
): 'no' | 'account' | 'all' => {
  // a change that is known and could not be read may be a suspension: it is not passed by a setting later
  if (age > staleness.changed && accountId !== null && unread.has(accountId)) return 'account';
  return age > staleness.all ? 'all' : 'no';
};

/** What calls of an account lack now; the first that is met decides. */
export const lacks = ['change-unread', 'snapshot-old', 'counters-gone', 'no-key'] as const;
export type Lack = (typeof lacks)[number];

/** Accounts whose calls are not decided in the usual way, and what holds for them instead. Emergency calls are carried all the same. */
export type Blind = {
  readonly lack: Lack;
  /** Accounts that are refused, and that are passed unsigned, by their own setting; a change that is unread refuses. */
  readonly refused: number;
  readonly passedUnsigned: number;
  /** The first of them by id. */
  readonly accounts: readonly string[];
};

/** How many accounts of a lack are named. */
const named = 20;

/** How much the gate of this moment knows: `age` of its snapshot (ms), and of which accounts nobody counts the calls. */
export type Sighted = {
  readonly age: number;
  readonly now: number;
  readonly isUncounted: (accountId: string) => boolean;
};

const lackOf = (
  snapshot: Snapshot,
  { id, carrierId, spc }: Account,
  { age, now, isUncounted }: Sighted,
): Lack | null => {
  const blind = blindTo(snapshot, id, age);
  if (blind !== 'no') return blind === 'account' ? 'change-unread' : 'snapshot-old';
  if (isUncounted(id)) return 'counters-gone';
  return signerFor(snapshot.signers, carrierId, spc, now) === null ? 'no-key' : null;
};

/** Whose calls are not decided in the usual way now, by what they lack. Accounts that ended are left out. */
export const blindAccounts = (snapshot: Snapshot, sighted: Sighted): readonly Blind[] => {
  const found = new Map<Lack, Account[]>(lacks.map((lack) => [lack, []]));
  for (const account of snapshot.accounts.values()) {
    if (account.endedAt !== null && account.endedAt <= sighted.now) continue;
    const lack = lackOf(snapshot, account, sighted);
    if (lack !== null) found.get(lack)?.push(account);
  }
  return lacks.flatMap((lack) => {
    const accounts = found.get(lack) ?? [];
    if (accounts.length === 0) return [];
    const refused = accounts.filter(({ whenBlind }) => lack === 'change-unread' || whenBlind === 'refuse').length;
    const ids = accounts.map(({ id }) => id).sort();
    return [{ lack, refused, passedUnsigned: accounts.length - refused, accounts: ids.slice(0, named) }];
  });
};
