// Screening a carrier's whole customer base, beside the best SQL that a hand wrote for the same question over the events.
// Usage: screen [--customers N], default 1,000,000.

import { recompute } from '../src/cpni/approvals/recompute.ts';
import { draftCampaign, submitCampaign } from '../src/cpni/campaigns/build.ts';
import { longDistance } from '../src/cpni/campaigns/campaigns.example.ts';
import { freezeCampaign } from '../src/cpni/campaigns/freeze.ts';
import { adoptCampaign, reviewCampaign } from '../src/cpni/campaigns/review.ts';
import { screeningCounts } from '../src/cpni/uses/screen.ts';
import { transact, workOf } from '../src/db/context.ts';
import { marketLongDistance } from '../src/demo/uses.ts';
import { randomIds } from '../src/kernel/id.ts';
import {
  asks,
  type Bench,
  bench,
  loadCustomers,
  median,
  option,
  owner,
  print,
  serverMb,
  timed,
  watchMemory,
} from './bench.ts';
import { loadEvents } from './fill.ts';
import { bounds, handWritten, indexes } from './screen-by-hand.ts';

const customers = option('--customers', 1_000_000);
const everybody = { language: null, subscribesMask: 0 } as const;

const recomputeAll = async (one: Bench, carrierId: string, ids: readonly string[]): Promise<void> => {
  let next = 0;
  const worker = async () => {
    for (let from = next; from < ids.length; from = next) {
      next += 1000;
      await transact(one.connections, asks(carrierId), (ctx) => recompute(ctx, ids.slice(from, from + 1000)));
    }
  };
  await Promise.all([worker(), worker()]);
};

const freeze = async ({ connections }: Bench, carrierId: string): Promise<number> => {
  const person = (name: string) => ({
    ...asks(carrierId),
    actor: { kind: 'person', id: randomIds(Date.now())(), name, roles: ['marketing', 'supervisor'] } as const,
  });
  const [author, reviewer] = [person('Mara Quill'), person('Sol Reyes')];
  const draft = await transact(connections, author, (ctx) => draftCampaign.run(ctx, longDistance));
  const { id: campaignId, contentHash } = draft;
  await transact(connections, author, (ctx) => submitCampaign.run(ctx, { campaignId }));
  await transact(connections, reviewer, (ctx) => adoptCampaign.run(ctx, { campaignId }));
  const review = { campaignId, contentHash, verdict: 'approved' as const, note: 'read', promises: [] };
  await transact(connections, reviewer, (ctx) => reviewCampaign.run(ctx, review));
  const work = await workOf(connections, author);
  return timed(async () => {
    for await (const _ of freezeCampaign.stream(work, { campaignId }, (async function* () {})()));
  });
};

const measure = async (one: Bench, carrierId: string, at: number): Promise<void> => {
  const db = await owner(one, carrierId);
  const limits = await transact(one.connections, asks(carrierId), async (ctx) => bounds(ctx, at));
  const ours: number[] = [];
  const theirs = new Map<string, number[]>(Object.keys(handWritten).map((name) => [name, []]));
  for (let run = 0; run < 6; run += 1) {
    let counts: Record<string, number> = {};
    const began = performance.now();
    counts = await transact(one.connections, asks(carrierId), (ctx) =>
      screeningCounts(ctx, marketLongDistance, everybody, at),
    );
    // the first run of each only warms the caches
    if (run > 0) ours.push(performance.now() - began);
    for (const [name, text] of Object.entries(handWritten)) {
      const start = performance.now();
      const { rows } = await db.query<{ word: string; count: string }>(text, [carrierId, at, ...limits]);
      if (run > 0) theirs.get(name)?.push(performance.now() - start);
      const same = Object.fromEntries(rows.map(({ word, count }) => [word, Number(count)]));
      const sorted = (of: object) => JSON.stringify(Object.entries(of).sort());
      if (sorted(same) !== sorted(counts))
        throw new Error(`'${name}' counts ${sorted(same)} and the screening ${sorted(counts)}`);
    }
  }
  await db.end();
  const [best = ['', []]] = [...theirs].sort((a, b) => median(a[1]) - median(b[1]));
  print('screen.counts', median(ours), 'ms', `best of ${theirs.size} by hand: ${best[0]}`, median(best[1]));
  print(
    'screen.counts a second',
    (customers / median(ours)) * 1000,
    'customers/s',
    'by hand',
    (customers / median(best[1])) * 1000,
  );
};

const one = await bench(4);
try {
  const carrierId = await one.carrier();
  const now = Date.now() - 1000;
  await loadCustomers(one, carrierId, customers);
  const touched = await loadEvents(one, carrierId, now);
  const derived = await timed(() => recomputeAll(one, carrierId, touched));
  const db = await owner(one, carrierId);
  for (const index of indexes) await db.query(index);
  await db.query('vacuum analyze');
  await db.end();
  await measure(one, carrierId, now);
  print('screen.recompute', (touched.length / derived) * 1000, 'customers/s', 'customers with events', touched.length);
  const node = watchMemory(() => process.memoryUsage().rss / 2 ** 20);
  const postgres = watchMemory(() => serverMb(one));
  await transact(one.connections, asks(carrierId), (ctx) => screeningCounts(ctx, marketLongDistance, everybody, now));
  print('screen.peak memory of node, counting', node(), 'MB', 'limit', 512);
  print('screen.peak memory of PostgreSQL, counting', postgres(), 'MB', 'limit', 512);
  const [nodeFreezing, postgresFreezing] = [
    watchMemory(() => process.memoryUsage().rss / 2 ** 20),
    watchMemory(() => serverMb(one)),
  ];
  const frozen = await freeze(one, carrierId);
  print('screen.freeze', frozen, 'ms', 'customers', customers);
  print('screen.peak memory of node, freezing', nodeFreezing(), 'MB', 'limit', 512);
  print('screen.peak memory of PostgreSQL, freezing', postgresFreezing(), 'MB', 'limit', 512);
} finally {
  await one.close();
}
