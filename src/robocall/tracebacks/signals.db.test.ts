// A call that was traced to an account tells of that account, at the instant of the call; other requests tell of none.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { accountOf } from '../../../test/voice-accounts.ts';
import { asJson } from '../../db/context.ts';
import { tracedAccounts } from './signals.ts';

let home: TestHouse;
let prairie: TestCarrier;
let accountId = '';

const asked = (at: string) => ({
  ...{ reference: '98231', called: '+1 303 555 0120', calling: '2025550143', at },
  ...{ hop: null, campaign: null, downstream: null, respondAt: null },
});

const request = (of: string | null, at: string) =>
  prairie.look(async ({ tx, id, at: now }) => {
    const nobody = { requesterId: null, confirmedBy: null, confirmedAt: null, preparedBy: null, preparedAt: null };
    const open = { approvedBy: null, approvedAt: null, answeredAt: null, answeredHow: null, answeredReference: null };
    await tx
      .insertInto('traceback')
      .values({
        ...{ id: id(), via: 'form', receivedAt: now, recordedAt: now, original: 'as it came', parsed: asJson({}) },
        ...{ state: 'arrived', call: asJson(asked(at)), outcome: null, role: null, upstream: null, sheet: null },
        ...nobody,
        ...open,
        accountId: of,
        salt: null,
        askedAt: Date.parse(at),
        disclosureId: null,
      })
      .execute();
  });

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-03-11T15:00:00Z') });
  await prairie.person('Noor Haddad', 'network');
  accountId = await accountOf(prairie, { name: 'Acme Dental', callerIdPolicy: 'own-only' });
});
afterAll(() => home.close());

it('is told with its numbers from the beginning of the time asked for up to its end', async () => {
  await request(accountId, '2026-03-10T14:02:13Z');
  await request(null, '2026-03-10T14:02:13Z');
  const [from, until] = [Date.parse('2026-03-10T14:02:13Z'), Date.parse('2026-03-11T00:00:00Z')];
  const told = (first: number, last: number) => prairie.look((ctx) => tracedAccounts(ctx, first, last));
  expect(await told(from, until)).toEqual([
    { accountId, at: from, calling: 12_025_550_143, called: 13_035_550_120, key: expect.stringMatching(/^traceback:/) },
  ]);
  expect(await told(from + 1, until)).toEqual([]);
  expect(await told(from - 1000, from)).toEqual([]);
});
