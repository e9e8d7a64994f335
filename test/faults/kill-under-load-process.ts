// Bundled by the test: node kill-under-load-process.mjs <data>. Says what the server would have answered, and nothing before.
import { createCarrier } from '../../src/carriers/create.ts';
import { refuseUse } from '../../src/cpni/approvals/choose.ts';
import { askDecision } from '../../src/cpni/uses/ask.ts';
import type { UseAskedFor } from '../../src/cpni/uses/record.ts';
import { type Connections, connect } from '../../src/db/connect.ts';
import { systemAsks, transact } from '../../src/db/context.ts';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import { migrate } from '../../src/db/migrate.ts';
import { randomIds } from '../../src/kernel/id.ts';
import { integrateCarrier } from '../../src/ledger/integrate-all.ts';

const [, , data = ''] = process.argv;
const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what)}\n`);

const use: UseAskedFor = {
  identifiable: 'individual',
  source: 'own-service',
  purpose: 'market',
  offer: { kind: 'communications-related', category: 'interexchange' },
  recipient: 'self',
  recipientServes: [],
  to: null,
  cpni: ['call-detail'],
  agreement: false,
  callId: null,
  channel: 'none',
  authentication: 'none',
};

const found = async (connections: Connections): Promise<string> => {
  const known = await connections.platform.selectFrom('carrier').select('id').executeTakeFirst();
  if (known !== undefined) return known.id;
  return createCarrier(connections, systemAsks(randomIds(Date.now())(), 'test', Date.now()), {
    name: 'Prairie Voice LLC',
    shortName: 'Prairie Voice',
    kind: 'interconnected-voip',
    zone: 'America/Chicago',
    filerId: '829999',
    frn: '0012345678',
    address: '12 Elm Street, Des Moines, IA 50309',
    contact: 'compliance@prairievoice.example',
    demo: false,
    clock: null,
  });
};

const newCustomer = (connections: Connections, carrierId: string): Promise<string> =>
  transact(connections, systemAsks(carrierId, 'test', Date.now()), async (ctx) => {
    const id = ctx.id();
    const plain = { language: 'en', subscribes: 8, since: null, leftAt: null, salt: ctx.salt() } as const;
    await ctx.tx
      .insertInto('customer')
      .values({ id, account: id, name: 'A customer', ...plain })
      .execute();
    return id;
  });

const workForEver = async (connections: Connections, carrierId: string): Promise<never> => {
  for (;;) {
    const customerId = await newCustomer(connections, carrierId);
    for (let n = 0; n < 3; n += 1) {
      const asks = systemAsks(carrierId, 'test', Date.now());
      const { decisionId } = await transact(connections, asks, (ctx) => askDecision.run(ctx, { customerId, use }));
      say({ decision: decisionId });
    }
    const input = { customerId, method: 'telephone', covers: null };
    const asks = systemAsks(carrierId, 'test', Date.now());
    const { eventId } = await transact(connections, asks, (ctx) => refuseUse.run(ctx, input));
    say({ refusal: eventId });
  }
};

const integrateForEver = async (connections: Connections, carrierId: string): Promise<never> => {
  for (;;) await integrateCarrier(connections, carrierId);
};

const server = await startEmbedded(data);
const address = { socket: server.host, port: server.port, database: 'compline' };
await migrate(address);
const connections = connect(address, 8, data);
const carrierId = await found(connections);
say({ postmasterPid: server.postmasterPid });
await Promise.all([
  integrateForEver(connections, carrierId),
  ...[1, 2, 3, 4].map(() => workForEver(connections, carrierId)),
]);
