import { createConnection } from 'node:net';
import { sql } from 'kysely';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receive } from '../../cpni/returns/receive.ts';
import {
  base64,
  type Notified,
  type ReturnScene,
  reply,
  report,
  returnScene,
} from '../../cpni/returns/returns.example.ts';
import { configureReturns } from '../../cpni/returns/settings.ts';
import { listReturned } from '../../cpni/returns/show.ts';
import { connect } from '../../db/connect.ts';
import { client } from '../../db/migrate.ts';
import { type Listening, listen } from './listener.ts';

let scene: ReturnScene;
let listening: Listening;

const here = { host: '127.0.0.1', port: 0, protocol: 'smtp' } as const;
const box = 'r-k7qf29xm0tb4hn8w@reply.prairievoice.example';

beforeAll(async () => {
  scene = await returnScene({ demo: true });
  await scene.prairie.at('2026-06-10T15:00:00Z');
  const nate = await scene.prairie.person('Nate Cole', 'network');
  await scene.prairie.run(nate, configureReturns, { mailbox: null, domains: ['reply.prairievoice.example'] });
  listening = await listen(scene.home.connections, here);
});
afterAll(async () => {
  await listening.stop();
  await scene.home.close();
});

/** Sends by SMTP as a mail server does; the answer's code. */
const send = async (port: number, to: string | string[], from: string, raw: string): Promise<number> => {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  try {
    const sent = await transport.sendMail({ envelope: { from, to }, raw });
    return Number(sent.response.slice(0, 3));
  } catch (error) {
    if (error instanceof Error && 'responseCode' in error) return Number(error.responseCode);
    throw error;
  } finally {
    transport.close();
  }
};

const kept = async (of: Notified) =>
  (await scene.prairie.run(scene.carla, listReturned, { customerId: of.customerId })).items;
const refusals = (of: Notified) =>
  scene.prairie.look((ctx) =>
    ctx.tx
      .selectFrom('permissionEvent')
      .select('id')
      .where('customerId', '=', of.customerId)
      .where('type', '=', 'refused')
      .execute(),
  );

describe('The listener', () => {
  test('answers 250 when the no is committed and binds', async () => {
    const walter = await scene.notified();
    expect(await send(listening.port, box, walter.email, reply(walter, 'No.'))).toBe(250);
    expect(await scene.refusal(walter.customerId, '2026-06-10T15:00:00Z')).toBe('stands');
    expect(await kept(walter)).toMatchObject([{ via: 'smtp', reading: 'no' }]);
  });

  test('takes a bounce from the empty sender, and an automatic reply to the same address changes nothing', async () => {
    const [gone, paula] = [await scene.notified(), await scene.notified()];
    expect(await send(listening.port, box, '', report(gone, 'failed', '5.1.1'))).toBe(250);
    expect(await kept(gone)).toMatchObject([{ reading: 'hard', status: '5.1.1' }]);
    expect(await send(listening.port, box, '', reply(paula, 'No, I am away.'))).toBe(250);
    expect(await kept(paula)).toMatchObject([{ reading: 'automatic' }]);
  });

  test('takes nothing for addresses that are nobody’s here, and nothing over its size', async () => {
    const walter = await scene.notified();
    expect(await send(listening.port, 'r-x@elsewhere.example', walter.email, reply(walter, 'No'))).toBe(550);
    expect(await send(listening.port, box, walter.email, reply(walter, 'no '.repeat(4_000_000)))).toBe(552);
    expect(await kept(walter)).toEqual([]);
  });

  test('speaks LMTP with an answer for each recipient', async () => {
    const local = await listen(scene.home.connections, { ...here, protocol: 'lmtp' });
    const walter = await scene.notified();
    const script = [
      'LHLO peer',
      `MAIL FROM:<${walter.email}>`,
      `RCPT TO:<${box}>`,
      'RCPT TO:<x@reply.prairievoice.example>',
      'DATA',
    ];
    const answers = await new Promise<string>((resolve) => {
      const socket = createConnection(local.port, '127.0.0.1');
      let heard = '';
      socket.on('data', (data) => {
        heard += data.toString();
        if (/^\d{3}-[^\n]*\n?$/m.test(data.toString().split('\r\n').at(-2) ?? '')) return;
        const next = script.shift();
        if (next !== undefined) socket.write(`${next}\r\n`);
        else if (/354/.test(data.toString())) socket.write(`${reply(walter, 'stop')}\r\n.\r\n`);
        else if ((heard.match(/2\.6\.0 Stored/g) ?? []).length === 2) socket.end(() => resolve(heard));
      });
    });
    expect(answers.match(/250 2\.6\.0 Stored/g)).toHaveLength(2);
    expect(await refusals(walter)).toHaveLength(1);
    await local.stop();
  });
});

describe('When the database fails', () => {
  test('before: the peer is told 451 and tries again', async () => {
    const { address } = scene.home;
    const nowhere = connect({ ...address, database: 'no_such_database' }, 1, scene.home.dataFolder);
    const deaf = await listen(nowhere, here);
    const walter = await scene.notified();
    const message = reply(walter, 'No');
    expect(await send(deaf.port, box, walter.email, message)).toBe(451);
    await deaf.stop();
    await nowhere.close();
    expect(await send(listening.port, box, walter.email, message)).toBe(250);
    expect(await refusals(walter)).toHaveLength(1);
  });

  test('between receiving and commit: 451, nothing kept; sent again it is one message and one no', async () => {
    const walter = await scene.notified();
    const message = reply(walter, 'No');
    const { address } = scene.home;
    if ('url' in address) throw new Error('the test database is embedded');
    const owner = await client(address, address.database);
    await owner.query('begin');
    await owner.query('select id from customer where id = $1 for update', [walter.customerId]);
    const sending = send(listening.port, box, walter.email, message);
    const waiting = "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    let pids: { pid: number }[] = [];
    while (pids.length === 0) pids = (await owner.query<{ pid: number }>(waiting)).rows;
    for (const { pid } of pids) await owner.query('select pg_terminate_backend($1)', [pid]);
    expect(await sending).toBe(451);
    await owner.query('rollback');
    await owner.end();
    expect(await kept(walter)).toEqual([]);
    expect(await send(listening.port, box, walter.email, message)).toBe(250);
    expect(await send(listening.port, box, walter.email, message)).toBe(250);
    expect(await kept(walter)).toHaveLength(1);
    expect(await refusals(walter)).toHaveLength(1);
  });

  test('a hundred messages, each sent twice at once, are a hundred', async () => {
    const walter = await scene.notified();
    const messages = Array.from({ length: 100 }, (_, n) => reply(walter, `No, for the ${n}th time.`));
    const codes: number[] = [];
    const lane = async (from: number) => {
      for (let n = from; n < 200; n += 8)
        codes.push(await send(listening.port, box, walter.email, messages[n >> 1] ?? ''));
    };
    await Promise.all(Array.from({ length: 8 }, (_, from) => lane(from)));
    expect(codes.filter((code) => code === 250)).toHaveLength(200);
    expect(await refusals(walter)).toHaveLength(100);
    const { total } = await scene.prairie.look(async (ctx) => {
      const { rows } = await sql<{
        total: number;
      }>`select count(*)::int as total from returned_mail where customer_id = ${walter.customerId}`.execute(ctx.tx);
      return rows[0] ?? { total: 0 };
    });
    expect(total).toBe(100);
  });
});

test('a message posted by a person over HTTP is the same message', async () => {
  const walter = await scene.notified();
  const message = reply(walter, 'no');
  const first = await scene.prairie.run(scene.agnes, receive, { message: base64(message) });
  expect(await scene.prairie.run(scene.agnes, receive, { message: base64(message) })).toMatchObject({
    id: first.id,
    outcome: 'known',
  });
});
