// Whose two-year notice ends, among a million that went out over the years: what the clock asks and what the daily preparation asks, each
// beside the five seconds that no transaction of ours may last. Usage: renewals [--notices N], default 1,000,000.
import { endingNotices, lastSentEndingBy } from '../src/cpni/renewals/ending.ts';
import { looksBack } from '../src/cpni/renewals/prepare.ts';
import { transact } from '../src/db/context.ts';
import { asks, bench, loadCustomers, median, option, print, timed } from './bench.ts';
import { loadDeliveries } from './fill.ts';

const notices = option('--notices', 1_000_000);
const day = 86_400_000;

const one = await bench(4);
try {
  const carrierId = await one.carrier();
  const now = Date.now();
  await loadCustomers(one, carrierId, notices);
  // everybody once in the two years before, evenly; whose notice ended within the last month was sent it again in time, but for one in a thousand
  const over = looksBack * day;
  const again = `n < ${Math.floor((notices * 91) / looksBack)} and n % 1000 <> 0`;
  const version = await loadDeliveries(one, carrierId, notices, [
    { from: now - over, over, where: 'true' },
    { from: now - 60 * day, over, where: again },
  ]);
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
