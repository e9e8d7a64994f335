import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { yearPeriod } from '../../carriers/promises/local-time.ts';
import { operations } from '../../operations.ts';
import type { UseAskedFor } from '../uses/record.ts';
import { authenticationControls } from './controls.ts';
import type { LockSubject } from './record.ts';

let home: TestHouse;
let agnes: Staff;
let made = 0;

beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

/** A carrier of its own whose customer was proved once, so that only what is planted can break the control. */
const carrier = async (): Promise<{ readonly prairie: TestCarrier; readonly customerId: string }> => {
  made += 1;
  const prairie = await home.carrier({ name: `Prairie ${made}` });
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  await prairie.at('2026-06-01T15:00:00Z');
  const added = { account: `L-${made}`, name: 'Rosa Nguyen' };
  const { id: customerId } = await prairie.run(agnes, operations['customers.add'], added);
  await prairie.look((ctx) =>
    ctx.tx
      .insertInto('customerProof')
      .values({
        ...{ id: ctx.id(), customerId, method: 'password', channel: 'phone-inbound', sessionId: null },
        ...{ byWhat: 'call:1', provedAt: ctx.at, untilAt: ctx.at + 60_000, endedAt: null },
      })
      .execute(),
  );
  return { prairie, customerId };
};

const keys = { account: 1, origin: 2, person: 3, machine: 3 } as const;
const key = (of: number) => Buffer.alloc(32, of);

/** A lock of an hour from 15:00, and a right secret so many minutes after it began. */
const planted = async (subject: LockSubject, minutes: number, lifted: number | null) => {
  const { prairie, customerId } = await carrier();
  await prairie.look(async (ctx) => {
    await ctx.tx
      .insertInto('authenticationLock')
      .values({
        ...{ id: ctx.id(), subject, key: key(keys[subject]), reason: 'wrong-tries', customerId: null, named: null },
        ...{ fromAt: ctx.at, untilAt: ctx.at + 3_600_000 },
        liftedAt: lifted === null ? null : ctx.at + lifted * 60_000,
        liftedWhy: lifted === null ? null : 'looked-into',
      })
      .execute();
    await ctx.tx
      .insertInto('authenticationTry')
      .values({
        ...{ id: ctx.id(), at: ctx.at + minutes * 60_000, what: 'password', outcome: 'right', customerId },
        ...{ accountKey: key(9), lockKey: key(1), originKey: key(2), askerKey: key(3) },
      })
      .execute();
  });
  return prairie.look(async (ctx) => authenticationControls[0]?.check(ctx, yearPeriod(ctx, 2026)));
};

describe('Whoever is let in during a rest breaks the control,', () => {
  test.each(['account', 'origin', 'person', 'machine'] as const)('be it that of the %s', async (subject) => {
    expect(await planted(subject, 30, null)).toMatchObject({
      status: 'not kept',
      because: '1 secrets were let in though their account, their origin or who asked was at rest',
    });
  });

  test('not once the rest is over or lifted, and not by another account', async () => {
    expect(await planted('account', 60, null)).toMatchObject({ status: 'kept' });
    expect(await planted('person', 30, 29)).toMatchObject({ status: 'kept' });
    expect(await planted('origin', 30, 31)).toMatchObject({ status: 'not kept' });
  });
});

test('A release that rests on the word of whoever asked leaves the control untested, and names who that was and what was told', async () => {
  const { prairie, customerId } = await carrier();
  const use: UseAskedFor = {
    identifiable: 'individual',
    source: 'own-service',
    purpose: 'customer-request',
    offer: null,
    recipient: 'customer',
    recipientServes: [],
    to: null,
    cpni: ['call-detail'],
    agreement: false,
    callId: null,
    channel: 'phone-inbound',
    authentication: 'password',
  };
  const ivr = prairie.machine('old telephone line', 'agent');
  await prairie.at('2026-06-01T16:00:00Z');
  const { decisionId, allowed } = await prairie.run(ivr, operations['decisions.ask'], { customerId, use });
  expect(allowed).toBe(true);
  const found = await prairie.look(async (ctx) => authenticationControls[0]?.check(ctx, yearPeriod(ctx, 2026)));
  expect(found).toMatchObject({ status: 'untested', samples: [`decision:${decisionId}`], counts: { unproved: 1 } });
  expect(found?.because).toContain('(machine:old telephone line)');
});
