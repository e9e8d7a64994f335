// Decisions over HTTP at a steady rate from another process: how long each takes from the moment it was due.

import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { newSecret, secretHash } from '../src/carriers/staff/passwords.ts';
import { appendEvents } from '../src/cpni/approvals/append.ts';
import { noticeEvent } from '../src/cpni/approvals/events.ts';
import { transact } from '../src/db/context.ts';
import { marketLongDistance } from '../src/demo/uses.ts';
import { server } from '../src/interfaces/http/server.ts';
import { randomIds } from '../src/kernel/id.ts';
import { DAY } from '../src/kernel/time.ts';
import { asks, type Bench, bench, loadCustomers, option, print } from './bench.ts';

const rate = option('--rate', 500);
const seconds = option('--seconds', 10);
// until the compiler has seen enough
const warmUp = 5;
const limitMs = 20;

type Load = { readonly port: number; readonly key: string; readonly ids: readonly string[] };

const ask = (agent: Agent, { port, key }: Load, customerId: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const sent = request(
      { agent, port, host: '127.0.0.1', method: 'POST', path: '/v1/decisions', headers },
      (reply) => {
        reply.resume();
        reply.on('end', () => resolve(reply.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify({ customerId, use: marketLongDistance }));
  });

/** Asks at the rate whether or not answers come; a late start counts as waiting. Writes the times in ms. */
const load = async (task: Load): Promise<void> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const times: number[] = [];
  let failed = 0;
  const began = performance.now();
  const running: Promise<void>[] = [];
  for (let n = 0; n < rate * (seconds + warmUp); n += 1) {
    const due = began + (n * 1000) / rate;
    if (due > performance.now()) await sleep(due - performance.now());
    running.push(
      ask(agent, task, task.ids[n % task.ids.length] ?? '').then((status) => {
        if (status !== 200) failed += 1;
        if (n >= rate * warmUp) times.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(running);
  const took = (performance.now() - began) / 1000;
  agent.destroy();
  console.log(JSON.stringify({ times, failed, rate: running.length / took }));
};

const textOf = async (from: NodeJS.ReadableStream): Promise<string> => {
  let text = '';
  for await (const chunk of from) text += String(chunk);
  return text;
};

const machineKey = async ({ connections }: Bench, carrierId: string): Promise<string> => {
  const key = `ck_${newSecret()}`;
  const now = Date.now();
  await connections.platform
    .insertInto('apiKey')
    .values({
      id: randomIds(now)(),
      carrierId,
      personId: null,
      machine: 'bench',
      prefix: key.slice(0, 8),
      secretHash: secretHash(key),
      roles: ['agent'],
      createdAt: now,
      expiresAt: now + DAY,
      lastUsedAt: null,
      revokedAt: null,
    })
    .execute();
  return key;
};

const sendNotices = (one: Bench, carrierId: string, ids: readonly string[]): Promise<void> =>
  transact(one.connections, asks(carrierId), (ctx) =>
    appendEvents(
      ctx,
      ids.map((customerId) =>
        noticeEvent({
          contactId: null,
          id: ctx.id(),
          customerId,
          at: ctx.at - 40 * DAY,
          approval: 'opt-out',
          method: 'mail',
          waitDays: 30,
          covers: { cpni: ['call-detail'], recipients: ['self'], purposes: ['market'] },
          channels: ['phone', 'web'],
        }),
      ),
    ),
  );

const measure = async (): Promise<void> => {
  const one = await bench(16);
  try {
    const app = await server(one.connections);
    const carrierId = await one.carrier();
    const ids = await loadCustomers(one, carrierId, 1000);
    await sendNotices(one, carrierId, ids);
    const key = await machineKey(one, carrierId);
    const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
    const words = [process.argv[1] ?? '', '--load', '--rate', String(rate), '--seconds', String(seconds)];
    const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.end(JSON.stringify({ port, key, ids }));
    const said: { times: number[]; failed: number; rate: number } = JSON.parse(await textOf(child.stdout));
    if (said.failed > 0) throw new Error(`${said.failed} decisions were not answered with 200`);
    const sorted = said.times.sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
    print('http.decisions', said.rate, 'decisions/s', 'asked for', rate);
    print('http.p50', at(0.5), 'ms', 'limit of p99', limitMs);
    print('http.p99', at(0.99), 'ms', 'limit', limitMs);
    print('http.memory of the server', process.memoryUsage().rss / 2 ** 20, 'MB', 'limit', 512);
    await app.close();
  } finally {
    await one.close();
  }
};

if (process.argv.includes('--load')) await load(JSON.parse(await textOf(process.stdin)));
else await measure();
