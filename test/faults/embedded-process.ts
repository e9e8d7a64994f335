// Bundled by the test and run as processes of their own: node embedded-process.mjs <package> <data> <action>
import pg from 'pg';
import { binariesIn } from '../../src/db/embedded/find-binaries.ts';
import { startFrom } from '../../src/db/embedded/start.ts';

const [, , packageFolder = '', data = '', action = ''] = process.argv;
const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what)}\n`);

const writeForEver = async (host: string, port: number): Promise<void> => {
  const client = new pg.Client({ host, port, user: 'compline_owner', database: 'postgres' });
  client.on('error', () => {});
  await client.connect();
  await client.query('create table if not exists kept (id bigserial primary key, filler text)');
  for (;;) {
    const { rows } = await client.query("insert into kept (filler) values (repeat('x', 500)) returning id");
    say({ acknowledged: Number(rows[0].id) });
  }
};

try {
  const began = performance.now();
  const { host, port, how, postmasterPid } = await startFrom(binariesIn(packageFolder), data);
  say({ host, port, how, postmasterPid, milliseconds: Math.round(performance.now() - began) });
  if (action === 'write') await writeForEver(host, port);
} catch (error) {
  say({ refused: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
