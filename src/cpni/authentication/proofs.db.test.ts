import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { hashPassword } from '../../carriers/staff/passwords.ts';
import { operations } from '../../operations.ts';
import { checkPassword } from './check-password.ts';
import { proofsInForce } from './proof-in-force.ts';
import { endProofs, type ProofGiven, proveCustomer } from './prove.ts';

let home: TestHouse;
let prairie: TestCarrier;
let agnes: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  agnes = await prairie.person('Agnes Ortiz', 'agent');
});
afterAll(() => home.close());

let accounts = 0;
const customer = async (): Promise<string> => {
  accounts += 1;
  const { id } = await prairie.run(agnes, operations['customers.add'], {
    account: `P-${accounts}`,
    name: 'Rosa Nguyen',
  });
  return id;
};
const session = '01a1f0c2-7b00-7000-8000-00000000000a';
const proved = (given: Partial<ProofGiven> & { readonly customerId: string }) =>
  prairie.look((ctx) =>
    proveCustomer(ctx, {
      method: 'password',
      channel: 'phone-inbound',
      sessionId: session,
      byWhat: 'call:1',
      untilAt: ctx.at + 60_000,
      ...given,
    }),
  );
const inForce = (customerId: string, sessionId: string) =>
  prairie.look(async (ctx) => {
    const proofs = await proofsInForce(ctx, { customerId, sessionId, at: ctx.at });
    return proofs.map(({ method }) => method);
  });

describe('A proof', () => {
  test('stands until its instant and not a moment longer, in its session and for its customer only', async () => {
    await prairie.at('2026-06-01T15:00:00Z');
    const rosa = await customer();
    const walter = await customer();
    await proved({ customerId: rosa });
    await prairie.at('2026-06-01T15:00:59.999Z');
    expect(await inForce(rosa, session)).toEqual(['password']);
    expect(await inForce(walter, session)).toEqual([]);
    expect(await inForce(rosa, '01a1f0c2-7b00-7000-8000-00000000000b')).toEqual([]);
    await prairie.at('2026-06-01T15:01:00Z');
    expect(await inForce(rosa, session)).toEqual([]);
  });

  test('ends at hang-up, and both its beginning and its end are evidence', async () => {
    await prairie.at('2026-06-02T15:00:00Z');
    const rosa = await customer();
    await proved({ customerId: rosa });
    await proved({ customerId: rosa, method: 'customer-recited' });
    expect((await inForce(rosa, session)).toSorted()).toEqual(['customer-recited', 'password']);
    await prairie.at('2026-06-02T15:00:30Z');
    expect(await prairie.look((ctx) => endProofs(ctx, session))).toBe(2);
    expect(await inForce(rosa, session)).toEqual([]);
    const kinds = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('kind').where('subject', '=', `customer:${rosa}`).execute(),
    );
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'customer.added',
      'customer.proved',
      'customer.proved',
      'customer.proof-ended',
      'customer.proof-ended',
    ]);
  });

  test('online is a password or a contract, and a photo ID is seen in a store: the database holds both', async () => {
    const rosa = await customer();
    await expect(proved({ customerId: rosa, channel: 'online', method: 'customer-recited' })).rejects.toThrow(
      /online_by_password_or_contract/,
    );
    await expect(proved({ customerId: rosa, method: 'photo-id' })).rejects.toThrow(/photo_id_is_seen_in_store/);
  });
});

describe('A password keyed in on the telephone', () => {
  const keyed = async (customerId: string, password: string) =>
    prairie.look((ctx) => checkPassword(ctx, { of: { telephone: customerId }, password, origin: '+15155550111' }));

  test('answers a wrong one and an account without any in the same words, and rests after the third', async () => {
    await prairie.at('2026-06-03T15:00:00Z');
    const rosa = await customer();
    const stranger = '01a1f0c2-7b00-7000-8000-0000000000ff';
    const hash = await hashPassword('482915');
    await prairie.look((ctx) =>
      ctx.tx
        .insertInto('customerPassword')
        .values({
          id: ctx.id(),
          customerId: rosa,
          onlineAccountId: null,
          hash,
          setBy: 'start-of-service',
          codeId: null,
          setAt: ctx.at,
          endedAt: null,
        })
        .execute(),
    );
    expect(await keyed(rosa, '482915')).toMatchObject({ outcome: 'right', customerId: rosa });
    for (const who of [rosa, stranger])
      for (const tries of [1, 2, 3]) expect(await keyed(who, '111112')).toEqual({ outcome: 'wrong', tries, of: 3 });
    const until = Date.parse('2026-06-04T15:00:00Z');
    expect(await keyed(rosa, '482915')).toEqual({ outcome: 'locked', until });
    expect(await keyed(stranger, '482915')).toEqual({ outcome: 'locked', until });
    await prairie.at('2026-06-04T14:59:59.999Z');
    expect(await keyed(rosa, '482915')).toEqual({ outcome: 'locked', until });
    await prairie.at('2026-06-04T15:00:00Z');
    expect(await keyed(rosa, '482915')).toMatchObject({ outcome: 'right' });
  });
});
