import fc from 'fast-check';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { hashPassword } from '../../carriers/staff/passwords.ts';
import type { Ctx } from '../../db/context.ts';
import { systemAsks } from '../../db/context.ts';
import { invoke } from '../../interfaces/invoke.ts';
import { operations } from '../../operations.ts';
import { checkPassword } from './check-password.ts';

let home: TestHouse;
let prairie: TestCarrier;
let agnes: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  agnes = await prairie.person('Agnes Ortiz', 'agent');
});
afterAll(() => home.close());

const right = '482915';
let hash = '';
let accounts = 0;

/** A customer with a password keyed in on the telephone. */
const customer = async (): Promise<string> => {
  accounts += 1;
  if (hash === '') hash = await hashPassword(right);
  const { id: customerId } = await prairie.run(agnes, operations['customers.add'], {
    account: `T-${accounts}`,
    name: 'Walter Pine',
  });
  await prairie.look((ctx) =>
    ctx.tx
      .insertInto('customerPassword')
      .values({
        ...{ id: ctx.id(), customerId, hash, onlineAccountId: null, codeId: null, endedAt: null },
        setBy: 'start-of-service',
        setAt: ctx.at,
      })
      .execute(),
  );
  return customerId;
};

let origins = 0;
const elsewhere = (): string => {
  origins += 1;
  return `198.18.${Math.floor(origins / 250)}.${origins % 250}`;
};

/** The statements of a transaction, in order and without their values. */
const statementsOf = async (run: (ctx: Ctx) => Promise<unknown>): Promise<readonly string[]> => {
  const seen: string[] = [];
  const watch: KyselyPlugin = {
    transformQuery({ node }) {
      seen.push(JSON.stringify(node, (key, value) => (key === 'value' || key === 'values' ? undefined : value)));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  // a plugin leaves the transaction what it is
  await prairie.look((ctx) => run({ ...ctx, tx: ctx.tx.withPlugin(watch) as Ctx['tx'] }));
  return seen;
};

describe('A wrong password', () => {
  test('costs the same statements as an account that does not exist, an account at rest the same as one that rests not', async () => {
    await prairie.at('2026-06-01T15:00:00Z');
    const walter = await customer();
    const nobody = '01a1f0c2-7b00-7000-8000-0000000000ee';
    const tryOf = (telephone: string) => (ctx: Ctx) =>
      checkPassword(ctx, { of: { telephone }, password: '111113', origin: elsewhere() });
    // the first try of all makes the carrier's salt
    await statementsOf(tryOf('01a1f0c2-7b00-7000-8000-0000000000dd'));
    // the first of both, then each further one, to the third that locks
    for (let n = 1; n <= 3; n += 1) {
      const known = await statementsOf(tryOf(walter));
      const unknown = await statementsOf(tryOf(nobody));
      expect(known.length).toBeGreaterThan(5);
      expect(unknown).toEqual(known);
    }
    const resting = await statementsOf(tryOf(walter));
    expect(await statementsOf(tryOf(nobody))).toEqual(resting);
    const rightOne = (ctx: Ctx) =>
      checkPassword(ctx, { of: { telephone: walter }, password: right, origin: '192.0.2.2' });
    expect(await statementsOf(rightOne)).toEqual(resting);
  });

  test('given ten at a time counts each one, and no more than three are looked at', async () => {
    await prairie.at('2026-06-02T15:00:00Z');
    const walter = await customer();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        prairie.look((ctx) =>
          checkPassword(ctx, { of: { telephone: walter }, password: '111113', origin: elsewhere() }),
        ),
      ),
    );
    const outcomes = answers.map(({ outcome }) => outcome).toSorted();
    expect(outcomes).toEqual([...Array(7).fill('locked'), ...Array(3).fill('wrong')]);
  });

  test('of many accounts through one person of the carrier locks that person out, and compliance hears of it', async () => {
    await prairie.at('2026-06-03T15:00:00Z');
    const tryAs = () =>
      prairie.look(async (ctx) =>
        checkPassword(
          { ...ctx, actor: agnes },
          { of: { telephone: ctx.id() }, password: '111113', origin: elsewhere() },
        ),
      );
    for (let n = 1; n <= 20; n += 1) expect((await tryAs()).outcome).toBe('wrong');
    expect((await tryAs()).outcome).toBe('locked');
    const tasks = await prairie.look((ctx) =>
      ctx.tx.selectFrom('task').select('why').where('kind', '=', 'pretexting-suspected').execute(),
    );
    expect(tasks).toHaveLength(1);
    await prairie.at('2026-06-03T16:00:00Z');
    expect((await tryAs()).outcome).toBe('wrong');
  });
});

type Step = { readonly after: number; readonly secret: string };

describe('Whatever is tried in whatever order', () => {
  test('nobody gets in without the password, and no rest is cut short', async () => {
    const step = fc.record({
      // minutes before the try: within and beyond a day
      after: fc.constantFrom(0, 1, 59, 1439, 1440, 1441),
      secret: fc.constantFrom(right, right, '482916', '000000', ''),
    });
    let began = Date.parse('2026-07-01T00:00:00Z');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 9 }), async (steps: readonly Step[]) => {
        await prairie.at(new Date(began).toISOString());
        const walter = await customer();
        let wrong = 0;
        let restsUntil = 0;
        for (const { after, secret } of steps) {
          began += after * 60_000;
          await prairie.at(new Date(began).toISOString());
          const given = { of: { telephone: walter }, password: secret, origin: elsewhere() };
          const answer = await prairie.look((ctx) => checkPassword(ctx, given));
          // the rule in three lines, beside the one that runs
          const expected = began < restsUntil ? 'locked' : secret === right ? 'right' : 'wrong';
          expect(answer.outcome).toBe(expected);
          wrong = expected === 'wrong' ? wrong + 1 : expected === 'right' ? 0 : wrong;
          if (wrong === 3) [wrong, restsUntil] = [0, began + 1440 * 60_000];
        }
        began += 3 * 86_400_000;
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

describe('A request that carries a secret', () => {
  const portal = {
    kind: 'machine' as const,
    id: '01a1f0c2-7b00-7000-8000-0000000000aa',
    name: 'portal',
    roles: ['portal' as const],
  };
  const ask = (password: string, key: string) =>
    invoke(
      home.connections,
      'online.check',
      { ...systemAsks(prairie.id, 'test', Date.now()), actor: portal },
      { input: { login: 'nobody@example.org', password, origin: '192.0.2.99' }, key },
    );

  test('under one key with another password is another request, and neither password is kept', async () => {
    await prairie.at('2027-01-04T15:00:00Z');
    expect(await ask('a first guess at it', 'key-1')).toMatchObject({ outcome: 'wrong', tries: 1 });
    expect(await ask('a first guess at it', 'key-1')).toMatchObject({ outcome: 'wrong', tries: 1 });
    await expect(ask('a second guess at it', 'key-1')).rejects.toMatchObject({ type: 'key-reused' });
    const kept = await prairie.look((ctx) => ctx.tx.selectFrom('idempotency').selectAll().execute());
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toMatch(/guess/);
  });
});
