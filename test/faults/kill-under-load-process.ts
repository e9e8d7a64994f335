// Bundled by the test: node kill-under-load-process.mjs <data>. A server that answers over HTTP and integrates its ledger without pause.
import { createCarrier } from '../../src/carriers/create.ts';
import { issueKey } from '../../src/carriers/staff/keys.ts';
import { type Connections, connect } from '../../src/db/connect.ts';
import { systemAsks } from '../../src/db/context.ts';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import { migrate } from '../../src/db/migrate.ts';
import { server } from '../../src/interfaces/http/server.ts';
import { randomIds } from '../../src/kernel/id.ts';
import { integrateCarrier } from '../../src/ledger/integrate-all.ts';
import { silentCustomers } from '../over-http.ts';

const [, , data = ''] = process.argv;
const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what)}\n`);

const asks = (carrierId: string) => systemAsks(carrierId, 'test', Date.now());

const found = async (connections: Connections): Promise<string> => {
  const known = await connections.platform.selectFrom('carrier').select('id').executeTakeFirst();
  if (known !== undefined) return known.id;
  return createCarrier(connections, asks(randomIds(Date.now())()), {
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

const embedded = await startEmbedded(data);
const address = { socket: embedded.host, port: embedded.port, database: 'compline' };
await migrate(address);
const connections = connect(address, 16, data);
const carrierId = await found(connections);
const key = await issueKey(connections, asks(carrierId), { holder: { machine: 'caller' }, roles: ['agent'], days: 1 });
const customers = await silentCustomers(connections, carrierId, 1000);
const app = await server(connections);
const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
say({ postmasterPid: embedded.postmasterPid, port, key: key.secret, customers });
for (;;) await integrateCarrier(connections, carrierId);
