// What tests of decisions over HTTP share: customers whose silence permits, and a caller who may lose its server in the middle.
import { Agent, request } from 'node:http';
import { appendEvents } from '../src/cpni/approvals/append.ts';
import { noticeEvent } from '../src/cpni/approvals/events.ts';
import type { Connections } from '../src/db/connect.ts';
import { systemAsks, transact } from '../src/db/context.ts';
import { DAY } from '../src/kernel/time.ts';

/** New customers who got an opt-out notice by mail forty days ago and said nothing: their ids. */
export const silentCustomers = (connections: Connections, carrierId: string, count: number): Promise<string[]> =>
  transact(connections, systemAsks(carrierId, 'test', Date.now()), async (ctx) => {
    const ids = Array.from({ length: count }, () => ctx.id());
    const plain = { language: 'en', subscribes: 8, since: null, leftAt: null } as const;
    await ctx.tx
      .insertInto('customer')
      .values(ids.map((id) => ({ id, account: id, name: 'A customer', salt: ctx.salt(), ...plain })))
      .execute();
    const covers = { cpni: ['call-detail', 'usage'], recipients: ['self'], purposes: ['market'] } as const;
    const notice = { approval: 'opt-out', method: 'mail', waitDays: 30, channels: ['phone', 'web'] } as const;
    await appendEvents(
      ctx,
      ids.map((customerId) =>
        noticeEvent({
          contactId: null,
          id: ctx.id(),
          customerId,
          at: ctx.at - 40 * DAY,
          ...notice,
          channels: [...notice.channels],
          covers: { cpni: [...covers.cpni], recipients: [...covers.recipients], purposes: [...covers.purposes] },
        }),
      ),
    );
    return ids;
  });

export type Reply = { readonly status: number; readonly body: Record<string, unknown> };

/** Posts as the holder of a key; throws when the server goes before it has answered. */
export type Caller = (path: string, body: object) => Promise<Reply>;

/** A caller of one server by one key, over at most `sockets` connections kept open. */
export const callerOf = (
  port: number,
  key: string,
  sockets: number,
): { post: Caller; postOnce: (path: string, body: object, idempotencyKey: string) => Promise<Reply>; end(): void } => {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const send = (path: string, body: object, more: Record<string, string>) =>
    new Promise<Reply>((resolve, reject) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...more };
      const sent = request({ agent, port, host: '127.0.0.1', method: 'POST', path, headers }, (reply) => {
        const parts: Buffer[] = [];
        reply.on('data', (part: Buffer) => parts.push(part));
        reply.on('error', reject);
        reply.on('end', () => {
          try {
            resolve({ status: reply.statusCode ?? 0, body: JSON.parse(Buffer.concat(parts).toString('utf8')) });
          } catch (error) {
            reject(error);
          }
        });
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(body));
    });
  return {
    post: (path, body) => send(path, body, {}),
    postOnce: (path, body, idempotencyKey) => send(path, body, { 'idempotency-key': idempotencyKey }),
    end: () => agent.destroy(),
  };
};
