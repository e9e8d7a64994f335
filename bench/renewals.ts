// Whose two-year notice ends, among a million that went out over the years: what the clock asks and what the daily preparation asks, each
// beside the five seconds that no transaction of ours may last. Usage: renewals [--notices N], default 1,000,000.
import { endingNotices, lastSentEndingBy } from '../src/cpni/renewals/ending.ts';
import { looksBack } from '../src/cpni/renewals/prepare.ts';
import { transact } from '../src/db/context.ts';
import { randomIds } from '../src/kernel/id.ts';
import { asks, bench, loadCustomers, median, option, owner, print, timed } from './bench.ts';

const notices = option('--notices', 1_000_000);
const day = 86_400_000;

const one = await bench(4);
try {
  const carrierId = await one.carrier();
  const now = Date.now();
  await loadCustomers(one, carrierId, notices);
  const db = await owner(one, carrierId);
  const version = randomIds(now)();
  await db.query(
    `insert into notice_version (id, group_id, kind, language, subject, sender, body, wait_days, cpni, recipients, purposes, entities,
       channels, methods, type_points, in_use_since, content_hash, author_id, author_name, created_at, approved_by, approver_name, approved_at, approved_hash)
     values ($1, $1, 'opt-out', 'en', 's', null, 'b', 30, '{call-detail}', '{self}', '{market}', '[]',
       '{phone,web}', '{mail}', 11, null, repeat('a', 64), null, 'bench', 1, $1, 'bench', 1, repeat('a', 64))`,
    [version],
  );
  // everybody once in the two years before, evenly; whose notice ended within the last month was sent it again in time, but for one in a thousand
  const deliver = (from: number, over: number, where: string) =>
    db.query(
      `insert into delivery (id, version_id, customer_id, method, sent_at, reference, recorded_at)
       select uuidv7(), $1, id, 'email', $2::bigint + n * $3::bigint / $4::bigint, null, 1
       from (select id, row_number() over () as n from customer) c where ${where}`,
      [version, from, over, notices],
    );
  await deliver(now - looksBack * day, looksBack * day, 'true');
  await deliver(now - 60 * day, looksBack * day, `n < ${Math.floor((notices * 91) / looksBack)} and n % 1000 <> 0`);
  await db.query('vacuum analyze customer, delivery');
  await db.end();
  const today = Math.floor(now / day);
  const ask = (upTo: number, limit: number, except: 'nobody' | 'on its way') =>
    transact(one.connections, asks(carrierId), (ctx) =>
      endingNotices(ctx, { groupId: version, from: today - looksBack, upTo, after: null, limit, except }),
    );
  const measured = async (work: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let n = 0; n < 3; n += 1) times.push(await timed(work));
    return median(times);
  };
  const name = (what: string) => `renewals: ${what} of ${notices.toLocaleString('en-US')}`;
  const clock = await measured(() => ask(lastSentEndingBy(today + 60), 1, 'nobody'));
  print(name('the first that ends'), clock, 'ms', 'limit', 5000);
  const none = await measured(() => ask(today - looksBack + 31, 10_000, 'nobody'));
  print(name('those that nobody renewed'), none, 'ms', 'limit', 5000);
  const all = await measured(() => ask(lastSentEndingBy(today + 60), 10_000, 'on its way'));
  print(name('ten thousand that end'), all, 'ms', 'limit', 5000);
} finally {
  await one.close();
}
