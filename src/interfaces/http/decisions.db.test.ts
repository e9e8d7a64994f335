import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { type Caller, callerOf, type Reply, silentCustomers } from '../../../test/over-http.ts';
import { issueKey, type KeyHolder, revokeKey } from '../../carriers/staff/keys.ts';
import { endMember } from '../../carriers/staff/members.ts';
import { systemAsks } from '../../db/context.ts';
import { client } from '../../db/migrate.ts';
import { marketLongDistance } from '../../demo/uses.ts';
import { server } from './server.ts';

let home: TestHouse;
let app: FastifyInstance;
let port: number;
let prairie: TestCarrier;
let harbor: TestCarrier;
let agnes: Staff;
const ends: (() => void)[] = [];

beforeAll(async () => {
  home = await house();
  app = await server(home.connections);
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  prairie = await home.carrier({ demo: false, clock: null });
  harbor = await home.carrier({ name: 'Harbor Tel Inc', shortName: 'Harbor', demo: false, clock: null });
  agnes = await prairie.person('Agnes Webb', 'agent');
});

afterAll(async () => {
  for (const end of ends) end();
  await app.close();
  await home.close();
});

const asks = (carrier: TestCarrier) => systemAsks(carrier.id, 'test', Date.now());

const caller = async (carrier: TestCarrier, holder: KeyHolder) => {
  const key = await issueKey(home.connections, asks(carrier), { holder, roles: ['agent'], days: 1 });
  const one = callerOf(port, key.secret, 100);
  ends.push(one.end);
  return { ...one, keyId: key.id };
};

const ask = (post: Caller, customerId: string): Promise<Reply> =>
  post('/v1/decisions', { customerId, use: marketLongDistance });
const refuse = (post: Caller, customerId: string, covers: object | null): Promise<Reply> =>
  post(`/v1/customers/${customerId}/refusals`, { method: 'telephone', covers });

const decisionsOf = (carrier: TestCarrier) =>
  carrier.look(({ tx }) =>
    tx
      .selectFrom('decision')
      .innerJoin('ledgerEntry', 'ledgerEntry.id', 'decision.entryId')
      .select(['decision.id', 'decision.customerId', 'decision.actor', 'ledgerEntry.body'])
      .execute(),
  );

const nobody = '00000000-0000-7000-8000-000000000000';

describe('questions that come at once', () => {
  it('fail alone: an unknown customer, a bad field, a future instant; the neighbours are answered and kept', async () => {
    const [before, ids] = [await decisionsOf(prairie), await silentCustomers(home.connections, prairie.id, 60)];
    const { post } = await caller(prairie, { machine: 'dialer' });
    const future = new Date(Date.now() + 3_600_000).toISOString();
    const past = new Date(Date.now() - 86_400_000).toISOString();
    const replies = await Promise.all(
      ids.flatMap((customerId) => [
        ask(post, customerId),
        ask(post, nobody),
        post('/v1/decisions', { customerId, use: marketLongDistance, at: future }),
        post('/v1/decisions', { customerId, use: { ...marketLongDistance, cpni: [] } }),
        post('/v1/decisions', { customerId, use: marketLongDistance, at: past }),
      ]),
    );
    replies.forEach(({ status, body }, n) => {
      const customerId = ids[Math.floor(n / 5)];
      const told = { status, allowed: body.allowed, historical: body.historical, type: body.type, of: body.customerId };
      const refused = { allowed: undefined, historical: undefined, of: undefined };
      const answer = { status: 200, allowed: true, type: undefined, of: customerId };
      expect(told).toEqual(
        [
          { ...answer, historical: false },
          { ...refused, status: 404, type: '/problems/not-found' },
          { ...refused, status: 400, type: '/problems/invalid-input' },
          { ...refused, status: 400, type: '/problems/invalid-input' },
          { ...answer, historical: true },
        ][n % 5],
      );
    });
    const kept = new Map((await decisionsOf(prairie)).map((row) => [row.id, row.customerId]));
    expect(kept.size - before.length).toBe(2 * ids.length);
    for (const { status, body } of replies)
      if (status === 200) expect(kept.get(String(body.decisionId))).toBe(body.customerId);
  });

  it('of two carriers and three callers are kept each by its carrier under its caller, in row and evidence', async () => {
    const bo = await harbor.person('Bo Lind', 'agent');
    const [ours, theirs] = [
      await silentCustomers(home.connections, prairie.id, 40),
      await silentCustomers(home.connections, harbor.id, 40),
    ];
    const callers = [
      { carrier: prairie, name: 'person:Agnes Webb', ...(await caller(prairie, { person: agnes.email })) },
      { carrier: prairie, name: 'machine:ivr', ...(await caller(prairie, { machine: 'ivr' })) },
      { carrier: harbor, name: 'person:Bo Lind', ...(await caller(harbor, { person: bo.email })) },
    ];
    const asked = await Promise.all(
      ours.flatMap((our, n) =>
        callers.flatMap(({ carrier, name, post }) =>
          [our, theirs[n] ?? ''].map(async (customerId) => ({
            carrier,
            name,
            our,
            customerId,
            ...(await ask(post, customerId)),
          })),
        ),
      ),
    );
    const rows = new Map(
      [...(await decisionsOf(prairie)), ...(await decisionsOf(harbor))].map((row) => [row.id, row] as const),
    );
    const harbors = new Set((await decisionsOf(harbor)).map(({ id }) => id));
    for (const { carrier, name, our, customerId, status, body } of asked) {
      const own = (customerId === our) === (carrier === prairie);
      expect([name, status]).toEqual([name, own ? 200 : 404]);
      if (!own) continue;
      const row = rows.get(String(body.decisionId));
      expect(row).toMatchObject({ customerId, actor: name });
      const entry = JSON.parse(row?.body ?? '{}');
      expect(`${entry.actor.kind}:${entry.actor.name}`).toBe(name);
      expect(harbors.has(String(body.decisionId))).toBe(carrier === harbor);
    }
    expect(harbors.size).toBe(theirs.length);
  });

  it('under one Idempotency-Key get one answer, and another question under it is refused', async () => {
    const [one = '', other = ''] = await silentCustomers(home.connections, prairie.id, 2);
    const { post, postOnce } = await caller(prairie, { machine: 'repeater' });
    const again = () => postOnce('/v1/decisions', { customerId: one, use: marketLongDistance }, 'k-1');
    const replies = await Promise.all([again(), ask(post, one), again(), again(), ask(post, one)]);
    const [first, free, second, third, freeToo] = replies.map(({ body }) => body.decisionId);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect([second, third]).toEqual([first, first]);
    expect(new Set([first, free, freeToo]).size).toBe(3);
    expect(await postOnce('/v1/decisions', { customerId: other, use: marketLongDistance }, 'k-1')).toMatchObject({
      status: 409,
      body: { type: '/problems/key-reused' },
    });
  });
});

describe('a transaction that fails at its commit', () => {
  it('answers none of its questions, and is not tried again: it might stand already', async () => {
    const [customerId = ''] = await silentCustomers(home.connections, prairie.id, 1);
    const { post } = await caller(prairie, { machine: 'unlucky' });
    const before = (await decisionsOf(prairie)).length;
    const db = await client(home.address, 'database' in home.address ? home.address.database : '');
    // a sequence keeps its count when the transaction is rolled back
    await db.query(`
      create sequence commits;
      create function fail_commit() returns trigger language plpgsql security definer as
        $$ begin perform nextval('commits'); raise 'no commit today'; end $$;
      create constraint trigger fail_commit after insert on decision
        deferrable initially deferred for each row execute function fail_commit()`);
    const replies = await Promise.all(Array.from({ length: 40 }, () => ask(post, customerId)));
    const { rows } = await db.query<{ last_value: string }>('select last_value from commits');
    await db.query('drop trigger fail_commit on decision');
    await db.end();
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([500]));
    expect(Number(rows[0]?.last_value)).toBeLessThan(20);
    expect((await decisionsOf(prairie)).length).toBe(before);
    expect((await ask(post, customerId)).status).toBe(200);
  });
});

describe('a caller whose right ends while hundreds ask', () => {
  /** Asks without pause until stopped; how many were answered. */
  const keepAsking = (post: Caller, customerId: string) => {
    let running = true;
    const lines = Array.from({ length: 20 }, async () => {
      let answered = 0;
      while (running) answered += (await ask(post, customerId)).status === 200 ? 1 : 0;
      return answered;
    });
    return async () => {
      running = false;
      return (await Promise.all(lines)).reduce((sum, n) => sum + n, 0);
    };
  };

  it('is refused from the next question on: his key revoked, or his membership ended', async () => {
    const [customerId = ''] = await silentCustomers(home.connections, prairie.id, 1);
    const ada = await prairie.person('Ada Orr', 'administrator');
    const endings = {
      key: async ({ keyId }: { keyId: string }) => revokeKey(home.connections, asks(prairie), keyId),
      membership: async (_: unknown, personId: string) => {
        const member = await prairie.look(({ tx }) =>
          tx.selectFrom('membership').select('id').where('personId', '=', personId).executeTakeFirstOrThrow(),
        );
        await prairie.run(ada, endMember, { memberId: member.id, reason: 'left' });
      },
    };
    for (const [what, end] of Object.entries(endings))
      for (let round = 0; round < 5; round += 1) {
        const leaver = await prairie.person(`Lee Dunn ${round}`, 'agent');
        const { post, keyId } = await caller(prairie, { person: leaver.email });
        const stop = keepAsking(post, customerId);
        await ask(post, customerId);
        await end({ keyId }, leaver.id);
        const after = await Promise.all(Array.from({ length: 40 }, () => ask(post, customerId)));
        expect([what, new Set(after.map(({ status }) => status))]).toEqual([what, new Set([401])]);
        expect(await stop()).toBeGreaterThan(0);
      }
  });
});

describe('a refusal', () => {
  it('binds the very next question, with two thousand pairs at once', { timeout: 300_000 }, async () => {
    const ids = await silentCustomers(home.connections, prairie.id, 2000);
    const { post } = await caller(prairie, { machine: 'dialer' });
    const pairs = await Promise.all(
      ids.map(async (customerId) => {
        const beside = ask(post, customerId);
        const refused = await refuse(post, customerId, null);
        const next = await ask(post, customerId);
        return { refused: refused.status, next: next.body, beside: (await beside).body.allowed };
      }),
    );
    const after = { allowed: false, missing: ['refused'], cite: '47 CFR 64.2007(a)(2)' };
    for (const { refused, next } of pairs) {
      expect(refused).toBe(200);
      expect(next).toMatchObject(after);
    }
    // where nobody had refused yet the same question was a yes: what is tested could fail
    expect(pairs.some(({ beside }) => beside === true)).toBe(true);
  });

  const scopes = [null, ['call-detail'], ['usage']] as const;
  const classes = ['call-detail', 'usage'] as const;
  const act = fc.record({
    customer: fc.nat({ max: 2 }),
    // which scope is refused, or null: a question
    refuses: fc.option(fc.nat({ max: 2 }), { freq: 2 }),
    class: fc.constantFrom(...classes),
    after: fc.nat({ max: 30 }),
  });

  it('that was acknowledged before a question was sent binds it; what nobody refused stays a yes', async () => {
    const { post } = await caller(prairie, { machine: 'dialer' });
    let tick = 0;
    const timed = async (call: () => Promise<Reply>) => {
      tick += 1;
      const sent = tick;
      const { status, body } = await call();
      tick += 1;
      return { sent, answered: tick, status, body };
    };
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 40 }), async (acts) => {
        const ids = await silentCustomers(home.connections, prairie.id, 3);
        const done = await Promise.all(
          acts.map(async (one) => {
            await new Promise((resolve) => setTimeout(resolve, one.after));
            const customerId = ids[one.customer] ?? '';
            const scope = one.refuses === null ? null : (scopes[one.refuses] ?? null);
            const covers = scope === null ? null : { cpni: scope, recipients: ['self'], purposes: ['market'] };
            const use = { ...marketLongDistance, cpni: [one.class] };
            return {
              ...one,
              scope,
              ...(await timed(() =>
                one.refuses === null ? post('/v1/decisions', { customerId, use }) : refuse(post, customerId, covers),
              )),
            };
          }),
        );
        expect(done.map(({ status }) => status)).toEqual(done.map(() => 200));
        for (const question of done.filter(({ refuses }) => refuses === null)) {
          const touching = done.filter(
            ({ refuses, customer, scope }) =>
              refuses !== null && customer === question.customer && (scope === null || scope[0] === question.class),
          );
          if (touching.some(({ answered }) => answered < question.sent))
            expect(question.body).toMatchObject({ allowed: false, missing: ['refused'] });
          if (touching.every(({ sent }) => sent > question.answered)) expect(question.body.allowed).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});
