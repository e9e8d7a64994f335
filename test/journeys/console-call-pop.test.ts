import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../src/carriers/staff/passwords.ts';
import { operations } from '../../src/operations.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { type Caller, type Desk, deskOf } from '../desk.ts';
import { house } from '../house.ts';

let at: ConsoleHouse;
let desk: Desk;
let rosa: Caller;
/** Everything that the server sent to the agent's browser. */
const sent: string[] = [];

const forgotten = '48279135';
const chosen = '730418';

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  desk = await deskOf(home, 'twilio');
  rosa = await desk.caller('Rosa Nguyen');
  const hash = await hashPassword(forgotten);
  await desk.carrier.look((ctx) =>
    ctx.tx
      .insertInto('customerPassword')
      .values({
        ...{ id: ctx.id(), customerId: rosa.customerId, onlineAccountId: null, hash, setBy: 'start-of-service' },
        ...{ codeId: null, setAt: ctx.at, endedAt: null },
      })
      .execute(),
  );
  at = await consoleAt(home, []);
  at.secret(chosen, 'none');
  at.page.on('response', (response) => {
    if (response.url().includes('/v1/'))
      void response.text().then(
        (text) => sent.push(text),
        () => {},
      );
  });
}, 300_000);
afterAll(async () => {
  if (!browserHere) return;
  await desk.close();
  await at.close();
});

const rings = (callId: string, from: string) =>
  desk.carrier.run(desk.carrier.machine('exchange', 'agent'), operations['desk.ring'], { callId, from });

const key = async (letter: string): Promise<void> => {
  await at.page.locator('#main').focus();
  await at.page.keyboard.press(letter);
};

describe.skipIf(!browserHere)(`a call that the telephone system pops up${needsBrowser}`, () => {
  test('shows who has that number, that it is no identification, and nothing of his', async () => {
    await at.signIn(desk.agnes);
    const { path } = await rings('CA-501', rosa.number);
    await at.page.goto(`${at.address}${path}`);
    await at.page.getByRole('heading', { name: 'Rosa Nguyen at the desk' }).waitFor();
    await at.says('Caller ID is not identification.');
    await at.says(rosa.account);
    // a letter alone leads nowhere, however soon it is pressed
    await at.page.keyboard.press('k');
    await at.page.getByRole('heading', { name: 'Rosa Nguyen at the desk' }).waitFor();
    await at.look('desk-pop');
    expect(path).not.toContain(rosa.number.slice(1));
  });

  test('of no one customer leads to the search, with the call filled in', async () => {
    const { path } = await rings('CA-502', '+15155559999');
    await at.page.goto(`${at.address}${path}`);
    await at.says("Call CA-502 came in. Its number is no one customer's: find who calls by what he says.");
    await at.look('desk-pop-unknown');
    await at.type('Account number', rosa.account);
    await at.page.keyboard.press('Enter');
    await at.says('Caller ID is not identification.');
    await at.press('Open the desk for Rosa Nguyen');
    await at.page.getByRole('heading', { name: 'Rosa Nguyen at the desk' }).waitFor();
    await at.says('CA-502');
    await key('f');
    await at.tabTo('He hung up');
    await at.page.keyboard.press('Enter');
    await at.says('This session has ended. Everything that was open in it is closed.');
  });
});

describe.skipIf(!browserHere)(`a customer who forgot his password${needsBrowser}`, () => {
  test('gets a code and a page from the desk, by keyboard alone, and sets a new one that the agent never sees', async () => {
    await at.press('The next caller');
    await at.type('Account number', rosa.account);
    await at.page.keyboard.press('Enter');
    await at.says('Caller ID is not identification.');
    await at.choose('How does he come?', /in a chat/);
    await at.press('Open the desk for Rosa Nguyen');
    await at.page.getByRole('heading', { name: 'Rosa Nguyen at the desk' }).waitFor();
    await at.press('A new password, or a back-up question');
    await at.look('desk-reset');
    await at.press('Have a code sent');
    await at.says('A code goes to what is of record, where there is any. Nobody at the desk sees it.');
    await desk.work();
    const text = desk.peer.asked.findLast(({ fields }) => fields.To === rosa.number)?.fields.Body;
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(String(text))?.[0] ?? '';
    await at.press('Send him the page');
    await at.says('waiting');
    const page = await at.page.context().newPage();
    await page.goto(
      `${at.address}${await at.page.getByRole('link', { name: 'The page for the chat' }).getAttribute('href')}`,
    );
    await page.keyboard.press('Tab');
    await page.keyboard.type(code);
    await page.keyboard.press('Tab');
    await page.keyboard.type(chosen);
    await page.keyboard.press('Enter');
    await page.getByText('Your password for the telephone is set.').waitFor();
    await page.close();
    await at.says(/^✓ set: ask for it now/);
    await at.look('desk-reset-done');
    expect(sent.join()).not.toContain(code);
    expect(sent.join()).not.toContain(chosen);
  });
});
