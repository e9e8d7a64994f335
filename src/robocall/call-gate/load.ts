import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../../db/connect.ts';
import { listsInForce } from '../numbers/lists/in-force.ts';
import type { ScreeningLists } from '../numbers/screening.ts';
import type { Account, Carrier, Credential, Hold } from './account.ts';
import { addressProof } from './address.ts';
import { bases, rightsFrom } from './rights.ts';

type AccountRow = {
  readonly carrierId: string;
  readonly id: string;
  readonly callerIdPolicy: Account['callerId'];
  readonly shadowUntil: number | null;
  readonly whenBlind: Account['whenBlind'];
  readonly spc: string | null;
  readonly endedAt: number | null;
  readonly callsPerSecond: number;
  readonly burst: number;
  readonly sessions: number;
  readonly leaseSeconds: number | null;
  readonly vettedUntil: number | null;
  readonly holds: readonly Hold[] | null;
  readonly rights: Buffer | null;
  readonly blocked: readonly number[] | null;
};

const basisCode = sql.raw(bases.map((basis, code) => `when '${basis}' then ${code}`).join(' '));

/** Which accounts are read: all there are, or some of one carrier. */
export type Which = 'all' | { readonly carrierId: string; readonly accountIds: readonly string[] };

const among = (which: Which, account: string): RawBuilder<SqlBool> =>
  which === 'all'
    ? sql`true`
    : sql`carrier_id = ${which.carrierId} and ${sql.ref(account)} = any(${which.accountIds}::uuid[])`;

// one row an account, its rights as bytes: a million rows would cost seconds to read one by one
const accountRows = (platform: Db, which: Which, from: number) =>
  sql<AccountRow>`
    select a.carrier_id, a.id, a.caller_id_policy, a.when_blind, a.spc, a.ended_at,
      l.calls_per_second, l.burst, l.sessions, l.lease_seconds,
      (select m.until_at from account_gate_mode m where m.carrier_id = a.carrier_id and m.account_id = a.id
        order by m.from_at desc, m.id desc limit 1) as shadow_until,
      (select case d.outcome when 'approved' then d.valid_until end from onboarding_decision d
        where d.carrier_id = a.carrier_id and d.case_id = a.case_id order by d.decided_at desc, d.id desc limit 1) as vetted_until,
      (select jsonb_agg(jsonb_build_object('kind', h.kind, 'source', h.source, 'reason', h.reason, 'from', h.from_at)
          order by h.kind desc, h.from_at)
        from account_hold h where h.carrier_id = a.carrier_id and h.account_id = a.id and h.ended_at is null) as holds,
      (select jsonb_agg(b.number) from blocked_number b
        where b.carrier_id = a.carrier_id and b.account_id = a.id and b.ended_at is null) as blocked,
      r.rights
    from (select * from voice_account where ${among(which, 'id')}) a
    join lateral (select * from account_limits s where s.carrier_id = a.carrier_id and s.account_id = a.id
      order by s.from_at desc, s.id desc limit 1) l on true
    left join (
      select carrier_id, account_id, string_agg(
          int8send(first_number) || int8send(last_number) || int8send(from_at) || int8send(coalesce(until_at, -1))
            || set_byte('\\000'::bytea, 0, case basis ${basisCode} end + case when verified_at is null then 0 else 128 end)
            || uuid_send(id), ''::bytea order by first_number) as rights
      from number_right
      where (until_at is null or until_at > ${from}) and ${among(which, 'account_id')}
      group by carrier_id, account_id
    ) r on r.carrier_id = a.carrier_id and r.account_id = a.id`.execute(platform);

const accountOf = (row: AccountRow): Account => ({
  carrierId: row.carrierId,
  id: row.id,
  callerId: row.callerIdPolicy,
  shadowUntil: row.shadowUntil,
  whenBlind: row.whenBlind,
  spc: row.spc,
  rate: { perSecond: row.callsPerSecond, burst: row.burst },
  sessions: row.sessions,
  leaseSeconds: row.leaseSeconds,
  vettedUntil: row.vettedUntil,
  endedAt: row.endedAt,
  holds: row.holds ?? [],
  rights: rightsFrom(row.rights),
  blocked: new Set(row.blocked),
});

const day = 86_400_000;

/** The accounts with their standing, limits and the rights that hold or will; a day more of the past, for clocks that differ. */
export const loadAccounts = async (platform: Db, which: Which, now: number): Promise<readonly Account[]> => {
  const { rows } = await accountRows(platform, which, now - day);
  return rows.map(accountOf);
};

/** Everyone who may ask, by `kind:proof`. */
export const loadCredentials = async (platform: Db): Promise<ReadonlyMap<string, Credential>> => {
  const rows = await platform
    .selectFrom('gateCredential')
    .select(['carrierId', 'id', 'accountId', 'kind', 'proof', 'trunks'])
    .where('untilAt', 'is', null)
    .execute();
  return new Map(
    rows.map(({ kind, proof, ...credential }) => [
      kind === 'address' ? addressProof(proof) : `${kind}:${proof}`,
      credential,
    ]),
  );
};

/** The carriers by id. */
export const loadCarriers = async (platform: Db): Promise<ReadonlyMap<string, Carrier>> => {
  const rows = await platform.selectFrom('carrier').select(['id', 'name', 'demo', 'clock', 'contact']).execute();
  return new Map(rows.map((carrier) => [carrier.id, carrier]));
};

/** The lists of a carrier; who has a right to a number is known from the accounts. */
export type Lists = Omit<ScreeningLists, 'assigned'>;

/** The lists in force by carrier. */
export const loadLists = async (platform: Db, carrierIds: Iterable<string>): Promise<ReadonlyMap<string, Lists>> => {
  const lists = new Map<string, Lists>();
  for (const carrierId of carrierIds) lists.set(carrierId, await listsInForce(platform, carrierId));
  return lists;
};
