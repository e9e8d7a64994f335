// What evidence costs: a refusal with its entry beside the same writes without one, from eight connections at once.
import { appendEvents } from '../src/cpni/approvals/append.ts';
import { refusedEvent } from '../src/cpni/approvals/events.ts';
import { type Ctx, transact } from '../src/db/context.ts';
import { record } from '../src/ledger/record.ts';
import { asks, bench, loadCustomers, median, option, print } from './bench.ts';

const connections = 8;
const rounds = option('--rounds', 7);
const operations = option('--operations', 1600);

const refusal = async (ctx: Ctx, customerId: string) => {
  const event = refusedEvent({ id: ctx.id(), customerId, at: ctx.at, method: 'telephone', covers: null });
  await appendEvents(ctx, [event]);
  return event;
};

const withEvidence = async (ctx: Ctx, customerId: string): Promise<void> => {
  const event = await refusal(ctx, customerId);
  const facts = { eventId: event.id, method: 'telephone', everything: true };
  await record(ctx, { kind: 'approval.refused', subject: `customer:${customerId}`, happenedAt: event.at, facts });
};

const without = async (ctx: Ctx, customerId: string): Promise<void> => {
  await refusal(ctx, customerId);
};

const one = await bench(connections);
try {
  const carrierId = await one.carrier();
  const ids = await loadCustomers(one, carrierId, (2 * rounds + 2) * operations);
  let next = 0;
  /** Milliseconds an operation takes while seven others run. */
  const round = async (work: (ctx: Ctx, customerId: string) => Promise<void>): Promise<number> => {
    const until = next + operations;
    const began = performance.now();
    const worker = async () => {
      for (let mine = next++; mine < until; mine = next++) {
        const customerId = ids[mine] ?? '';
        await transact(one.connections, asks(carrierId), (ctx) => work(ctx, customerId));
      }
    };
    await Promise.all(Array.from({ length: connections }, worker));
    next = until;
    return ((performance.now() - began) * connections) / operations;
  };
  await round(withEvidence);
  await round(without);
  const times = { recorded: [] as number[], bare: [] as number[] };
  for (let n = 0; n < rounds; n += 1) {
    times.recorded.push(await round(withEvidence));
    times.bare.push(await round(without));
  }
  print(
    'ledger.operation with evidence (limit 1.5 ×)',
    median(times.recorded),
    'ms',
    'same writes without',
    median(times.bare),
  );
} finally {
  await one.close();
}
