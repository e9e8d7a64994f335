// What is done upon an investigation reaches the gate within five seconds: a limit, a block of numbers, a suspension, a termination.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certify, openGate, type TestGate } from '../../../test/gate.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { accountOf, rightTo } from '../../../test/voice-accounts.ts';
import { operations } from '../../operations.ts';
import { addCredential } from '../../robocall/call-gate/credentials.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let olga: Staff;
let gate: TestGate;
let accountId = '';
let key = '';

const numbers = ['+15152000147', '+15152000148'] as const;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  noor = await prairie.person('Noor Haddad', 'network');
  olga = await prairie.person('Olga Grant', 'officer');
  accountId = await accountOf(prairie, { name: 'Sunrise Dialing', callerIdPolicy: 'own-only' });
  for (const number of numbers) await rightTo(prairie, accountId, Number(number.slice(1)), true);
  key = (await prairie.run(noor, addCredential, { name: 'its dialer', kind: 'key', accountId })).secret ?? '';
  await certify(prairie, noor, '709J');
  gate = await openGate(home.connections);
});
afterAll(async () => {
  await gate.close();
  await home.close();
});

let calls = 0;
const call = async (from: string, to = '+15155550199') => {
  calls += 1;
  return (await gate.post(key, '/v1/calls:authorize', { callId: `call-${calls}`, from, to })).body;
};
const within = (check: () => Promise<unknown>) => expect.poll(check, { timeout: 5000, interval: 50 });
const open = async (reference: string) => {
  const cause = { trigger: 'complaint', reference, why: 'Three persons say that it sells warranties' } as const;
  const { id: investigationId } = await prairie.run(noor, operations['investigations.open'], { accountId, ...cause });
  const answers = { line: 'trunk', numberOwned: 'yes', forwarded: 'no', found: 'A new dialer' } as const;
  await prairie.run(noor, operations['investigations.find'], { investigationId, ...answers });
  return investigationId;
};
const close = (investigationId: string, outcome: 'cleared' | 'blocked' | 'suspended') =>
  prairie.run(olga, operations['investigations.close'], { investigationId, outcome, closing: 'As found' });
const block = (investigationId: string) =>
  prairie.run(noor, operations['investigations.block'], {
    ...{ investigationId, numbers: [numbers[0]], words: 'The numbers of the campaign' },
  });
const blocked = { carry: false, refused: { code: 'number-blocked', cause: 603, cite: '47 CFR 64.6305(a)(2)' } };

describe('A block of numbers', () => {
  it('refuses the calls of the account that show them, with words of its own, and carries the others and every emergency call', async () => {
    expect(await call(numbers[0])).toMatchObject({ carry: true });
    const investigationId = await open('FTC 1');
    const shown = await block(investigationId);
    expect(shown.actions).toMatchObject([{ kind: 'blocked' }]);
    expect(shown.blocked).toMatchObject([{ number: numbers[0], placedBy: 'Noor Haddad', ended: null }]);
    await within(() => call(numbers[0])).toMatchObject(blocked);
    expect(await call(numbers[1])).toMatchObject({ carry: true });
    expect(await call(numbers[0], '911')).toMatchObject({ carry: true, emergency: true });
    await close(investigationId, 'cleared');
    await within(() => call(numbers[0])).toMatchObject({ carry: true });
  });

  it('stays where it is the outcome, until an officer ends it', async () => {
    const investigationId = await open('FTC 2');
    await expect(close(investigationId, 'blocked')).rejects.toThrow(/nobody blocked the account/);
    await block(investigationId);
    await close(investigationId, 'blocked');
    await within(() => call(numbers[0])).toMatchObject(blocked);
    const release = (who: Staff) =>
      prairie.run(who, operations['investigations.release'], { investigationId, reason: 'The campaign is over' });
    await expect(release(noor)).rejects.toMatchObject({ type: 'not-allowed' });
    await release(olga);
    await within(() => call(numbers[0])).toMatchObject({ carry: true });
    await expect(release(olga)).rejects.toThrow(/has ended already/);
  });

  it('tells the customer by letter or a task, and is on record without the numbers', async () => {
    const tasks = await prairie.look(({ tx }) =>
      tx.selectFrom('task').select('why').where('kind', '=', 'investigation-letter').execute(),
    );
    expect(tasks).toMatchObject([{ why: expect.stringMatching(/was blocked/) }, {}]);
    const entries = await prairie.look(({ tx }) =>
      tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'account.numbers-blocked').execute(),
    );
    expect(entries).toHaveLength(2);
    expect(entries.map(({ body }) => body).join()).not.toContain('5152000147');
  });
});

describe('Whatever else is done', () => {
  it('lowers the limits, suspends and terminates within five seconds', async () => {
    const investigationId = await open('FTC 3');
    const limits = { callsPerSecond: 0.01, burst: 1, sessions: 5, leaseSeconds: null };
    await prairie.run(noor, operations['investigations.limit'], { investigationId, limits, words: 'Until shown' });
    await within(() => call(numbers[1])).toMatchObject({ refused: { code: 'rate-limit' } });
    const stop = (how: 'suspend' | 'terminate') =>
      prairie.run(olga, operations['investigations.stop'], { investigationId, how, words: 'No consent' });
    await stop('suspend');
    await within(() => call(numbers[1])).toMatchObject({ refused: { code: 'suspended' } });
    await stop('terminate');
    await within(() => call(numbers[1])).toMatchObject({ refused: { code: 'terminated' } });
    expect(await call(numbers[1], '911')).toMatchObject({ carry: true });
  });
});
