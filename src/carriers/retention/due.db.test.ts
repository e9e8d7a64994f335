import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { client } from '../../db/migrate.ts';
import { retentionClasses } from '../../operations/retention-classes.ts';
import { olderCarrier, purgeOf, type Two, twoPersons } from './retention.example.ts';
import { ripeQuery } from './store.ts';

// The look of every day costs what is due, not what is kept: its plans are read here.

let home: TestHouse;
let prairie: TestCarrier;
let two: Two;
const noon = Date.parse('2026-06-01T17:00:00Z');
const day = 86_400_000;
const calls = 20_000;

const hours = '$2::bigint - n * 3600000::bigint';
const neighbours = [
  `insert into returned_mail (carrier_id, id, hash, via, raw, recipients, received_at, recorded_at, reading, matched, read_at)
   select $1, gen_random_uuid(), encode(sha256(n::text::bytea), 'hex'), 'smtp', 'No', '{}', ${hours}, ${hours}, 'no', 'nobody', ${hours}
   from generate_series(1, 3000) n`,
  `insert into campaign (carrier_id, id, name, description, cpni, products, offer_kind, recipient, agreement, audience, channel, script,
     content_hash, state, requester_id, requester_name, created_at, ended_at)
   select $1, md5('c' || n)::uuid, 'Lines', 'Two months free for a second line', '{call-detail}', '{line}', 'new', 'carrier', false, '{}',
     'mail', '', '', 'closed', gen_random_uuid(), 'Mark', 0, ${hours} from generate_series(1, 3000) n`,
  `insert into audience (carrier_id, id, campaign_id, content_hash, screened_at)
   select $1, md5('a' || n)::uuid, md5('c' || n)::uuid, '', 0 from generate_series(1, 3000) n where $2::bigint > 0`,
  `insert into account_change (carrier_id, id, customer_id, what, how, subject, changed_on, changed_at, during)
   select $1, md5('x' || n)::uuid, gen_random_uuid(), 'password', 'changed', 'password:' || gen_random_uuid(), '2026-05-01', ${hours}, 'service'
   from generate_series(1, 3000) n`,
  `insert into account_notice (carrier_id, id, change_id, try, way, service_id, held_on, changed_on, state, reference, made_at, sent_at)
   select $1, gen_random_uuid(), md5('x' || n)::uuid, 1, 'text', gen_random_uuid(), '2023-01-01', '2026-05-01', 'sent', 'SM', ${hours}, ${hours}
   from generate_series(1, 3000) n`,
];

beforeAll(async () => {
  home = await house();
  prairie = await olderCarrier(home);
  two = await twoPersons(prairie);
  await prairie.at(new Date(noon).toISOString());
  const owner = await client(home.address, 'database' in home.address ? home.address.database : '');
  await owner.query('set session_replication_role = replica');
  // of twenty thousand calls and tries, one an hour back from now, some thousands are older than their time
  await owner.query(
    `insert into call_detail (carrier_id, id, customer_id, service_id, call_key, direction, other_number, start_at, talk_ms)
     select $1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'k' || n, 'out', '+15155550123', $2::bigint - n * 3600000::bigint, 60000
     from generate_series(1, $3::integer) n`,
    [prairie.id, noon, calls],
  );
  await owner.query(
    `insert into authentication_try (carrier_id, id, at, what, outcome, account_key, origin_key, asker_key)
     select $1, gen_random_uuid(), $2::bigint - n * 3600000::bigint, 'password', 'right', sha256('a'), sha256('b'), sha256('c')
     from generate_series(1, $3::integer) n`,
    [prairie.id, noon, calls],
  );
  // what joins others is filled too: an empty neighbour would lead the plan
  for (const text of neighbours) await owner.query(text, [prairie.id, noon]);
  await owner.query('analyze');
  await owner.end();
});
afterAll(() => home.close());

type Node = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
};

const nodesOf = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const planOf = (kept: string, settings: string): Promise<readonly Node[]> =>
  prairie.look(async (ctx) => {
    const found = retentionClasses.find(({ id }) => id === kept);
    if (found === undefined) throw new Error(`no class ${kept}`);
    await sql.raw(settings).execute(ctx.tx);
    const { rows } = await sql<{ 'QUERY PLAN': readonly { Plan: Node }[] }>`
      explain (analyze, format json) ${await ripeQuery(ctx, found, 500)}`.execute(ctx.tx);
    return rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)));
  });

const read = (nodes: readonly Node[], table: string): number =>
  nodes
    .filter((node) => node['Relation Name'] === table)
    .reduce((n, node) => n + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'], 0);

const driving: Readonly<Record<string, readonly string[]>> = {
  customers: ['customer_gone'],
  approvals: ['returned_mail_nobody', 'ivr_call_nobody'],
  notices: ['returned_mail_kept'],
  campaigns: ['campaign_ended', 'disclosure_ended'],
  breaches: ['breach_kept'],
  complaints: ['complaint_kept'],
  discipline: ['discipline_case_kept'],
  calls: ['call_detail_kept'],
  authentication: ['authentication_try_kept', 'one_time_code_kept', 'authentication_lock_kept', 'account_notice_kept'],
  desk: ['desk_session_kept', 'business_contract_kept'],
  letters: ['letter_batch_posted'],
  notes: ['task_note', 'access_review_item_why'],
  gate: ['gate_group_kept'],
  onboarding: ['onboarding_case_kept'],
  strikes: ['strike_finding_kept'],
  customerletters: ['customer_letter_kept'],
  tracebackmail: ['traceback_mail_unpurged'],
  cdrs: ['call_file_kept'],
  tracebacks: ['traceback_kept', 'trace_forward_kept'],
  legal: ['legal_request_kept'],
  interceptions: ['interception_kept', 'interception_incident_kept'],
  traffic: ['traffic_day_kept', 'traffic_alert_kept', 'message_delivery_kept'],
  fccnotices: ['fcc_notice_kept'],
  investigations: ['investigation_kept'],
};

it.each(retentionClasses.map(({ id }) => id))(
  '%s that may be due are found by an index on the day from which they counted',
  async (kept) => {
    // the tables of this house are small: what a plan would be with many rows shows when a whole scan is dear
    const nodes = await planOf(kept, 'set local enable_seqscan = off; set local enable_bitmapscan = off');
    for (const name of driving[kept] ?? ['none'])
      expect([
        name,
        nodes.filter((node) => node['Index Name'] === name).map((node) => node['Index Cond'] ?? ''),
      ]).toEqual([name, expect.arrayContaining([expect.stringMatching(/(at|kept_from)\)*(::bigint)? </)])]);
  },
);

it.each([
  ['calls', 'call_detail', 18],
  ['authentication', 'authentication_try', 24],
])('The look for %s reads what is due and not what is kept', async (kept, table, months) => {
  const due = calls - Math.round(((months / 12) * 365.25 * day) / 3_600_000);
  const nodes = await planOf(kept, 'set local jit = off');
  expect(nodes.filter((node) => node['Relation Name'] === table).map((node) => node['Node Type'])).not.toContain(
    'Seq Scan',
  );
  expect(read(nodes, table)).toBeGreaterThan(0);
  expect(read(nodes, table)).toBeLessThan(due + 100);
  expect(due).toBeLessThan(calls / 2);
});

it('What went is not read again by the looks that follow', async () => {
  const before = await prairie.look(({ tx }) =>
    sql<{ n: number }>`select count(*)::integer as n from call_detail where other_number is not null`.execute(tx),
  );
  const { records } = await purgeOf(prairie, two, 'calls');
  expect(records).toBeGreaterThan(6000);
  const owner = await client(home.address, 'database' in home.address ? home.address.database : '');
  await owner.query('vacuum analyze call_detail');
  await owner.end();
  const nodes = await planOf('calls', 'set local jit = off');
  expect(read(nodes, 'call_detail')).toBeLessThan(100);
  expect(before.rows[0]?.n).toBe(calls);
}, 60_000);
