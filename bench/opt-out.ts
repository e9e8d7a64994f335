// From a customer's press of "No" to the decision that refuses because of it, through HTTP as a browser sends it, beside the limit
// of 50 ms at the 99th percentile. Customers come twenty a second, whether the one before is done or not: 1.7 million a day.
// Usage: opt-out [--customers N], default 2,000; each says no once. Two hundred before them warm up.

import { refuseUse } from '../src/cpni/approvals/choose.ts';
import { recompute } from '../src/cpni/approvals/recompute.ts';
import { hashOfCode, keypadOf, newCode } from '../src/cpni/choices/code.ts';
import { askDecision } from '../src/cpni/uses/ask.ts';
import { transact } from '../src/db/context.ts';
import { marketLongDistance } from '../src/demo/uses.ts';
import { server } from '../src/interfaces/http/server.ts';
import { randomIds } from '../src/kernel/id.ts';
import { DAY } from '../src/kernel/time.ts';
import { coverageOf } from '../src/law/coverage.ts';
import { asks, type Bench, bench, loadCustomers, option, owner, print } from './bench.ts';

const customers = option('--customers', 2000);
const everyMs = 50;
const warming = 200;
const limitMs = 50;
// an offer that nobody's services exempt
const use = { ...marketLongDistance, offer: { kind: 'communications-related', category: 'local' } } as const;

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;

/** A notice sixty days ago to everybody, so that silence permits, and a code for each. */
const loadNotices = async (one: Bench, carrierId: string, ids: readonly string[], now: number): Promise<string[]> => {
  const db = await owner(one, carrierId);
  const versionId = randomIds(now)();
  const covers = coverageOf(['call-detail'], ['self'], ['market']);
  await db.query(
    `insert into notice_version (id, group_id, kind, language, subject, sender, body, wait_days, cpni, recipients, purposes, entities,
       channels, methods, type_points, in_use_since, content_hash, author_id, author_name, created_at, approved_by, approver_name, approved_at, approved_hash)
     values ($1, $1, 'opt-out', 'en', null, null, 'A notice of the bench', 30, '{call-detail}', '{self}', '{market}', '[]',
       '{phone,web}', '{mail}', 10, null, repeat('a', 64), null, 'bench', $2::bigint, null, null, null, null)`,
    [versionId, now - 61 * DAY],
  );
  await db.query(
    `insert into permission_event (id, customer_id, type, at, recorded_at, approval, method, wait_days, covers, channels)
     select gen_random_uuid(), id, 'notice', $2::bigint, $2::bigint, 'opt-out', 'mail', 30, $3::int, '{phone,web}' from unnest($1::uuid[]) id`,
    [ids, now - 60 * DAY, covers],
  );
  const codes = ids.map(() => newCode());
  for (const [i, id] of ids.entries()) {
    const code = codes[i] ?? '';
    await db.query(
      `insert into choice_code (code_hash, keypad_hash, customer_id, version_id, issued_at, expires_at) values ($1, $2, $3, $4, $5, $6)`,
      [hashOfCode(code), hashOfCode(keypadOf(code)), id, versionId, now - DAY, now + 400 * DAY],
    );
  }
  await db.end();
  await transact(one.connections, asks(carrierId), (ctx) => recompute(ctx, ids));
  return codes;
};

type Times = { readonly page: number[]; readonly effective: number[]; readonly bare: number[] };

const one = await bench(16);
const carrierId = await one.carrier();
const now = Date.now();
const ids = await loadCustomers(one, carrierId, customers * 2 + warming);
const codes = await loadNotices(one, carrierId, ids, now);
const app = await server(one.connections);
const base = await app.listen({ port: 0, host: '127.0.0.1' });
const times: Times = { page: [], effective: [], bare: [] };
const decide = (customerId: string) =>
  transact(one.connections, asks(carrierId), (ctx) =>
    askDecision.run(ctx, { customerId, use: { ...use, recipientServes: [], cpni: ['call-detail'] } }),
  );

/** Presses No on the page, then asks at once: both together are what the customer's no took to bind. */
const press = async (place: number): Promise<void> => {
  const customerId = ids[place] ?? '';
  const began = performance.now();
  const answer = await fetch(`${base}/choice/${codes[place]}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'choice=no&language=en',
  });
  times.page.push(performance.now() - began);
  if (answer.status !== 200) throw new Error(`the page answered ${answer.status}`);
  await answer.text();
  const { allowed } = await decide(customerId);
  times.effective.push(performance.now() - began);
  if (allowed) throw new Error('a decision after the no allowed the use');
};

/** The same no without page and code, as an operation: what the record alone takes. */
const bare = async (place: number): Promise<void> => {
  const began = performance.now();
  await transact(one.connections, asks(carrierId), (ctx) =>
    refuseUse.run(ctx, { customerId: ids[place] ?? '', method: 'agent', covers: null }),
  );
  times.bare.push(performance.now() - began);
};

/** Begins one every fifty milliseconds, and waits for all. */
const together = async (work: (place: number) => Promise<void>, from: number): Promise<void> => {
  const begun: Promise<void>[] = [];
  const start = performance.now();
  for (let n = 0; n < customers; n += 1) {
    const wait = start + n * everyMs - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    begun.push(work(from + n));
  }
  await Promise.all(begun);
};

try {
  for (let n = 0; n < warming; n += 1) await press(customers * 2 + n);
  for (const list of Object.values(times)) list.length = 0;
  await together(press, 0);
  await together(bare, customers);
  print('opt-out: press to binding decision, p99', percentile(times.effective, 0.99), 'ms', 'limit of 50 ms', limitMs);
  print(
    'opt-out: press to binding decision, median',
    percentile(times.effective, 0.5),
    'ms',
    'limit of 50 ms',
    limitMs,
  );
  print(
    'opt-out: the page alone, p99',
    percentile(times.page, 0.99),
    'ms',
    'the record alone, p99',
    percentile(times.bare, 0.99),
  );
} finally {
  await app.close();
  await one.close();
}
