import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Choosing, choosing } from '../../../test/choosing.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';

const { 'channels.incident.open': open, 'channels.incident.close': close } = operations;

let home: TestHouse;
let prairie: Choosing;
let channelId: string;

beforeAll(async () => {
  home = await house();
  prairie = await choosing(await home.carrier({ clock: Date.parse('2026-11-23T14:00:00Z') }), {});
  const always = { free: true, alwaysOpen: true, hours: '24/7' };
  channelId = await prairie.channel({ kind: 'email-reply', name: 'replies', ...always });
});
afterAll(() => home.close());

let written = 0;
/** A reply of a customer to our notice that says no, as the mail server had it at an instant and it is read now. */
const says = async (who: string, receivedAt: string): Promise<void> => {
  written += 1;
  const mail = `From: ${who}@mail.example\r\nSubject: Re: Your choice\r\nMessage-ID: <${written}@mail.example>\r\n\r\nNo\r\n`;
  const message = Buffer.from(mail).toString('base64');
  await prairie.carrier.run(prairie.staff.agnes, operations['returns.receive'], { message, receivedAt });
};
const customer = async (account: string): Promise<void> => {
  const { id: customerId } = await prairie.customer(account, '2026-09-15');
  const contact = { customerId, kind: 'email', value: `${account}@mail.example` } as const;
  await prairie.carrier.run(prairie.staff.agnes, operations['customers.contacts.add'], contact);
};
const tried = async () => {
  const { items } = await prairie.carrier.run(prairie.staff.carla, operations['channels.incident.list'], { channelId });
  return items.map(({ attempts }) => attempts);
};

test('Who wrote while the replies were not read tried meanwhile, each once; no count of people is made smaller', async () => {
  for (const account of ['rosa', 'evan', 'nora', 'dana']) await customer(account);
  await prairie.carrier.at('2026-11-24T15:00:00Z');
  const failed = { problem: 'the mailbox refused our password', lostFrom: '2026-11-23T15:00:00Z' };
  const found = { mechanism: 'opt-out', detectedAt: '2026-11-24T15:00:00Z', ...failed } as const;
  const { id: incidentId } = await prairie.carrier.run(prairie.staff.carla, open, {
    channelId,
    attempts: null,
    ...found,
  });
  expect(await tried()).toEqual([null]);
  await says('rosa', '2026-11-23T16:00:00Z');
  await says('rosa', '2026-11-23T17:00:00Z');
  await says('evan', '2026-11-24T09:00:00Z');
  // before it failed, and read as it came
  await says('nora', '2026-11-23T14:59:00Z');
  await says('dana', '2026-11-24T14:50:00Z');
  expect(await tried()).toEqual([2]);
  const { items } = await prairie.carrier.run(prairie.staff.agnes, operations['channels.incident.tried'], {
    incidentId,
  });
  expect(items.map(({ account, outcome }) => `${account} ${outcome}`)).toEqual([
    'rosa saved',
    'rosa saved',
    'evan saved',
  ]);
  expect(items[0]).toMatchObject({ at: '2026-11-23T10:00:00-06:00', receipt: expect.stringMatching(/^R-/) });
  const letter = await prairie.carrier.run(prairie.staff.carla, operations['channels.incident.showLetter'], {
    incidentId,
  });
  expect(letter.problems.join()).toContain('known to have tried meanwhile: 2.');
  const end = {
    lostUntil: '2026-11-24T08:00:00Z',
    remedy: 'The password was entered.',
    extent: 'more-than-anomaly',
  } as const;
  await prairie.carrier.run(prairie.staff.carla, close, { incidentId, ...end, repair: 'recovered' });
  // what came after it worked again was not lost
  expect(await tried()).toEqual([1]);
  await prairie.carrier.run(prairie.staff.carla, open, { channelId, attempts: 9, ...found });
  expect((await tried()).toSorted()).toEqual([1, 9]);
});
