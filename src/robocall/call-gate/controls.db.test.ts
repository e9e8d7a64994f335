import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certify, gateLine } from '../../../test/gate.ts';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { accountOf } from '../../../test/voice-accounts.ts';
import { signingControls } from '../signing/credentials/controls.ts';
import { gateControls } from './controls.ts';

let home: TestHouse;
let prairie: TestCarrier;
let account = '';

const day = 86_400_000;
// on the second: calls of one second stay in it
const now = Math.floor(Date.now() / 1000) * 1000;
const period = { from: now - 10 * day, until: now + 10 * day };

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: now - 5 * day });
  await prairie.person('Noor Haddad', 'network');
});
afterAll(() => home.close());

const limits = () => prairie.look((ctx) => gateControls[0]?.check(ctx, period) ?? expect.unreachable());
const credentials = () => prairie.look((ctx) => signingControls[0]?.check(ctx, period) ?? expect.unreachable());

/** So many calls of the account carried in one second, as the gate keeps them. */
const carry = (calls: number, emergency: boolean): Promise<unknown> =>
  prairie.look((ctx) => {
    const line = (n: number) => gateLine({ at: now + n, call: `c${n}`, account, emergency });
    const lines = Array.from({ length: calls }, (_, n) => line(n)).join('\n');
    const counts = { calls, refused: 0, emergency: emergency ? calls : 0 };
    const row = { id: ctx.id(), fromAt: now, untilAt: now + calls, ...counts, lines, linesHash: 'a'.repeat(64) };
    return ctx.tx
      .insertInto('gateGroup')
      .values({ ...row, entryId: ctx.id() })
      .execute();
  });

describe('The promise that calls per second and sessions are limited', () => {
  it('is untested while the gate decided nothing, and kept where the busiest seconds stay within the limits', async () => {
    expect(await limits()).toMatchObject({ status: 'untested' });
    account = await accountOf(prairie, { name: 'Riverside Dental', callerIdPolicy: 'own-only' });
    // five a second, ten at once
    await carry(15, false);
    await carry(90, true);
    expect(await limits()).toMatchObject({ status: 'kept', counts: { calls: 105, groupsRead: 2 } });
  });

  it('is broken by a second in which an account carried more', async () => {
    await carry(21, false);
    expect(await limits()).toMatchObject({ status: 'not kept', samples: [expect.stringMatching(/^gate-group:/)] });
  });
});

describe('The promise of a certificate of our own', () => {
  it('is broken while accounts are served without one, and kept from the day that one is in force', async () => {
    expect(await credentials()).toMatchObject({ status: 'untested' });
    await prairie.at(new Date(now - day).toISOString());
    expect(await credentials()).toMatchObject({ status: 'not kept' });
    const harbor = await home.carrier({ name: 'Harbor Telephone Inc', shortName: 'Harbor', clock: now - day / 2 });
    const finn = await harbor.person('Finn Roe', 'network');
    await certify(harbor, finn, '818H');
    await accountOf(harbor, { name: 'Bay Tow', callerIdPolicy: 'own-only' });
    await harbor.at(new Date(now + day).toISOString());
    const check = () => harbor.look((ctx) => signingControls[0]?.check(ctx, period) ?? expect.unreachable());
    expect(await check()).toMatchObject({ status: 'kept', counts: { certificates: 1 } });
  });
});
