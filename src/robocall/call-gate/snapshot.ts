import { sql } from 'kysely';
import type { Connections, Db } from '../../db/connect.ts';
import { loadSigners, type Signers } from '../signing/credentials/load.ts';
import type { Account, Carrier, Credential } from './account.ts';
import { type Lists, loadAccounts, loadCarriers, loadCredentials, loadLists } from './load.ts';

/** What the gate knows, in memory: it decides without asking the database. */
export type Snapshot = {
  readonly accounts: Map<string, Account>;
  credentials: ReadonlyMap<string, Credential>;
  carriers: ReadonlyMap<string, Carrier>;
  /** Lists of numbers by carrier. */
  lists: ReadonlyMap<string, Lists>;
  /** Who signs, by carrier. */
  signers: Signers;
  /** Accounts of which a change is known that could not be read yet. */
  readonly unread: Set<string>;
  /** When it was last known to be whole: ms of `performance.now()`. */
  freshAt: number;
};

type Change = { readonly carrierId: string; readonly accountId: string | null; readonly what: string };
type Seen = { readonly horizon: string; readonly changes: readonly Change[] | null };

// every transaction below the horizon has ended: what it wrote was seen, and what is above is read again next time
const changesSince = async (platform: Db, horizon: string): Promise<Seen> => {
  const { rows } = await sql<Seen>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, (
      select jsonb_agg(distinct jsonb_build_object('carrierId', carrier_id, 'accountId', account_id, 'what', what))
      from gate_change where tx >= ${horizon}::xid8
    ) as changes`.execute(platform);
  const [seen] = rows;
  if (seen === undefined) throw new Error('a select without a table gives one row');
  return seen;
};

/** Above every transaction there will ever be: only the horizon is asked. */
const afterAll = '18446744073709551615';

/** Where the snapshot comes from, and whom to tell what could not be read. */
export type Source = Pick<Connections, 'platform' | 'dataFolder'> & { readonly complain: (line: string) => void };

const reload = async (
  snapshot: Snapshot,
  { platform, dataFolder, complain }: Source,
  changes: readonly Change[],
): Promise<void> => {
  const byCarrier = new Map<string, Set<string>>();
  for (const { carrierId, accountId } of changes)
    if (accountId !== null) {
      snapshot.unread.add(accountId);
      byCarrier.set(carrierId, (byCarrier.get(carrierId) ?? new Set()).add(accountId));
    }
  const what = new Set(changes.filter(({ accountId }) => accountId === null).map((change) => change.what));
  if (what.has('gate_credential')) snapshot.credentials = await loadCredentials(platform);
  if (what.has('carrier') || changes.some(({ carrierId }) => !snapshot.carriers.has(carrierId)))
    snapshot.carriers = await loadCarriers(platform);
  if (what.has('signing_credential')) snapshot.signers = await loadSigners(platform, dataFolder, complain);
  if (what.has('number_list')) snapshot.lists = await loadLists(platform, snapshot.carriers.keys());
  for (const [carrierId, ids] of byCarrier) {
    const accounts = await loadAccounts(platform, { carrierId, accountIds: [...ids] }, Date.now());
    for (const account of accounts) snapshot.accounts.set(account.id, account);
    for (const id of ids) snapshot.unread.delete(id);
  }
};

export type Following = {
  readonly snapshot: Snapshot;
  /** Reads what has changed now, not at the next turn. */
  catchUp(): Promise<void>;
  stop(): Promise<void>;
};

/** Reads everything, then what has changed every `everyMs`; a database that is away leaves the snapshot as it is, growing old. */
export const follow = async (source: Source, everyMs: number): Promise<Following> => {
  const { platform, dataFolder, complain } = source;
  const begun = performance.now();
  // the horizon first: a change while the whole is read is read twice rather than never
  let { horizon } = await changesSince(platform, afterAll);
  const accounts = await loadAccounts(platform, 'all', Date.now());
  const carriers = await loadCarriers(platform);
  const snapshot: Snapshot = {
    accounts: new Map(accounts.map((account) => [account.id, account])),
    credentials: await loadCredentials(platform),
    carriers,
    lists: await loadLists(platform, carriers.keys()),
    signers: await loadSigners(platform, dataFolder, complain),
    unread: new Set(),
    freshAt: begun,
  };
  const turn = async () => {
    const asked = performance.now();
    const seen = await changesSince(platform, horizon);
    if (seen.changes !== null) await reload(snapshot, source, seen.changes);
    horizon = seen.horizon;
    snapshot.freshAt = asked;
  };
  let running = turn();
  let busy = false;
  const catchUp = () => {
    running = running.then(turn, turn);
    return running;
  };
  await running;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    // a database that does not answer leaves the snapshot as it was: its age tells
    await catchUp().catch(() => {});
    busy = false;
  }, everyMs);
  timer.unref();
  const stop = async () => {
    clearInterval(timer);
    await running.catch(() => {});
  };
  return { snapshot, catchUp, stop };
};
