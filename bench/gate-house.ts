// The house of the gate's bench: a carrier with accounts, their numbers, a switch that asks for them and a certificate to sign with.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transact } from '../src/db/context.ts';
import { addCredential } from '../src/robocall/call-gate/credentials.ts';
import { addSigningCredential } from '../src/robocall/signing/credentials/add.ts';
import { authorityFacts, leafFacts, type Made, makeCertificate } from '../test/certificates.ts';
import { asks, type Bench, owner } from './bench.ts';

/** How much the gate knows, and for how long a call counts. */
export type Size = { readonly accounts: number; readonly numbers: number };

export type House = {
  readonly carrierId: string;
  /** The key of a switch. */
  readonly key: string;
  readonly accountIds: readonly string[];
  readonly certificate: Made;
  readonly root: Made;
  readonly x5u: string;
};

/** The n-th number of all: exchanges 720 to 799 of area codes from 202 on. */
export const numberOf = (n: number): number =>
  10_000_000_000 + (202 + Math.floor(n / 800_000)) * 10_000_000 + 7_200_000 + (n % 800_000);

const openAccounts = async (one: Bench, carrierId: string, { accounts, numbers }: Size): Promise<string[]> => {
  const db = await owner(one, carrierId);
  await db.query(
    `insert into person (id, email, name, created_at) values (uuidv7(), 'nora@bench.example', 'Nora Field', 0) on conflict do nothing`,
  );
  await db.query(
    `insert into onboarding_case (id, applicant, opened_at)
     select uuidv7(), 'Account ' || n, 0 from generate_series(1, $1::int) n`,
    [accounts],
  );
  await db.query(
    `insert into onboarding_decision (id, case_id, outcome, tier, points, reason, prepared_by, decided_by, decider_name, decided_at, valid_until)
     select uuidv7(), c.id, 'approved', 'standard', 0, 'bench', p.id, p.id, p.name, 1, 9999999999999 from onboarding_case c, person p`,
  );
  await db.query('begin');
  await db.query(
    `insert into account_limits (id, account_id, calls_per_second, burst, sessions, lease_seconds, reason, set_by, from_at)
     select uuidv7(), id, 100, 100, 200, 5, 'bench', 'bench', 1 from onboarding_case`,
  );
  await db.query(
    `insert into voice_account (id, name, case_id, approval_id, limits_id, caller_id_policy, when_blind, opened_at)
     select c.id, c.applicant, c.id, d.id, l.id, 'own-only', 'refuse', 1
     from onboarding_case c join onboarding_decision d on d.case_id = c.id join account_limits l on l.account_id = c.id`,
  );
  await db.query('commit');
  // each number a row of its own, so that none joins another: the most memory. Without the constraint, whose cost `numbers` measures
  await db.query('alter table number_right drop constraint one_account_a_number');
  await db.query(
    `insert into number_right (id, account_id, first_number, last_number, basis, evidence, verified_by, verified_at, from_at, recorded_at)
     select uuidv7(), a.id, n.number, n.number, 'assigned', 'inventory', 'Olga Reyes', 1, 1, 1
     from (select id, row_number() over (order by id) - 1 as place from voice_account) a
     cross join lateral (select 10000000000 + (202 + m / 800000) * 10000000::bigint + 7200000 + m % 800000 as number
       from generate_series(a.place * $1::int, a.place * $1::int + $1::int - 1) m) n`,
    [numbers / accounts],
  );
  await db.query('analyze');
  const { rows } = await db.query<{ id: string }>('select id from voice_account order by id');
  await db.end();
  return rows.map(({ id }) => id);
};

/** A certificate of our own, loaded to sign with, and its authority in the trust of the verifier. */
const certify = async (one: Bench, carrierId: string, x5u: string): Promise<Pick<House, 'certificate' | 'root'>> => {
  const root = makeCertificate(authorityFacts(Date.now(), 'Bench ROOT'), null);
  const certificate = makeCertificate(leafFacts(Date.now(), '709J'), root);
  await transact(one.connections, asks(carrierId), (ctx) =>
    addSigningCredential.run(ctx, {
      chain: certificate.pem + root.pem,
      x5u,
      expectedSpc: '709J',
      key: certificate.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      passphrase: null,
      password: '',
    }),
  );
  const trust = join(one.connections.dataFolder, 'trust');
  mkdirSync(trust, { recursive: true });
  writeFileSync(join(trust, 'authorities.pem'), root.pem);
  return { certificate, root };
};

/** Sets all up, as the owner of the tables: no calls yet. */
export const house = async (one: Bench, size: Size, x5u: string): Promise<House> => {
  const carrierId = await one.carrier();
  const accountIds = await openAccounts(one, carrierId, size);
  const { secret } = await transact(one.connections, asks(carrierId), (ctx) =>
    addCredential.run(ctx, {
      name: 'the switch',
      kind: 'key',
      accountId: null,
      trunks: {},
      fingerprint: null,
      address: null,
    }),
  );
  return { carrierId, key: secret ?? '', accountIds, x5u, ...(await certify(one, carrierId, x5u)) };
};
