import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../src/carriers/staff/passwords.ts';
import { letterNotice, spokenNotice } from '../../src/cpni/notices/examples/notices.ts';
import type { NoticeContent } from '../../src/cpni/notices/record.ts';
import { operations } from '../../src/operations.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { type Caller, callsMade, type Desk, deskOf } from '../desk.ts';
import { house } from '../house.ts';

let at: ConsoleHouse;
let desk: Desk;
let rosa: Caller;
/** Everything that the server sent to the agent's browser. */
const sent: string[] = [];

const password = 'marigold 77 stone';

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  desk = await deskOf(home, 'twilio');
  rosa = await desk.caller('Rosa Nguyen');
  const hash = await hashPassword(password);
  await desk.carrier.look((ctx) =>
    ctx.tx
      .insertInto('customerPassword')
      .values({
        ...{ id: ctx.id(), customerId: rosa.customerId, onlineAccountId: null, hash, setBy: 'start-of-service' },
        ...{ codeId: null, setAt: ctx.at, endedAt: null },
      })
      .execute(),
  );
  await desk.carrier.at('2026-05-29T15:00:00Z');
  const mark = await desk.carrier.person('Mark Bell', 'marketing');
  const approved = async (content: NoticeContent): Promise<string> => {
    const { id: versionId, contentHash } = await desk.carrier.run(mark, operations['notices.draft'], content);
    await desk.carrier.run(desk.carla, operations['notices.approve'], { versionId, contentHash });
    return versionId;
  };
  await approved(spokenNotice);
  const letter = await approved(letterNotice);
  await desk.carrier.at('2026-06-01T15:00:00Z');
  const sentNotice = { customerId: rosa.customerId, versionId: letter, method: 'mail' } as const;
  await desk.carrier.run(desk.carla, operations['deliveries.record'], { ...sentNotice, sent: '2026-05-30' });
  at = await consoleAt(home, []);
  at.secret(password, 'none');
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

/** Goes to a part of the screen by its key, from where no field has the focus. */
const key = async (letter: string): Promise<void> => {
  await at.page.locator('#main').focus();
  await at.page.keyboard.press(letter);
};

const find = async (): Promise<void> => {
  await at.press('Call desk');
  await at.page.getByRole('heading', { name: 'Call desk', level: 1 }).waitFor();
  await at.type('Account number', rosa.account);
  await at.page.keyboard.press('Enter');
  await at.says('Caller ID is not identification.');
};

describe.skipIf(!browserHere)(`the call desk, by keyboard alone${needsBrowser}`, () => {
  test('Agnes finds who calls by his account: a name, and nothing of his is open', async () => {
    await at.signIn(desk.agnes);
    await find();
    await at.look('desk-found');
    await at.type('Id of the call, as the telephone shows it', 'CA-77');
    await at.page.keyboard.press('Enter');
    await at.page.getByRole('heading', { name: 'Rosa Nguyen at the desk' }).waitFor();
    await at.says('To protect your records I can discuss your calls only after you key in your password.');
    await at.says('Para proteger sus registros, solo puedo hablar de sus llamadas');
    await at.says('identify the caller first');
    await at.look('desk-locked');
    const left = at.page.getByRole('timer');
    const before = await left.textContent();
    expect(before).toMatch(/^in \d+:\d\d$/);
    await at.page.waitForTimeout(2500);
    expect(await left.textContent()).not.toBe(before);
    expect(at.page.url()).not.toContain(rosa.account);
  });

  test('who says something wrong opens nothing; what is locked is refused with the rule and is never sent', async () => {
    await key('n');
    await at.type('Name, as he says it', 'Rosa Nguyen');
    await at.type('Account number, as he says it', 'D-999');
    await at.page.keyboard.press('Enter');
    await at.says('It is not so. 4 tries left.');
    await at.page.keyboard.press('Control+a');
    await at.page.keyboard.type(rosa.account);
    await at.page.keyboard.press('Enter');
    await at.says(/^Who he says he is ✓ \d\d:\d\d:\d\d$/);
    await key('2');
    await at.page.getByRole('heading', { name: 'His account' }).waitFor();
    await at.look('desk-account');
    await key('1');
    await at.press('Show the calls');
    await at.says('Call detail: locked');
    await at.says(/\[47 CFR 64\.2010/);
    await at.look('desk-refused');
    for (const { to } of callsMade) expect(sent.join()).not.toContain(to);
  });

  test('a change says whom it tells before it is made, and never tells the new address', async () => {
    await key('3');
    await at.says('He is told at once of: a new password');
    await at.says(/^a text to /);
    await at.type('New address, as he says it', '12 Oak St, Des Moines, IA 50309');
    await at.press('Change it and tell him');
    await at.says('It becomes an address of record on 2026-07-01.');
    await at.look('desk-change');
  });

  test('his privacy choice is taken at his word, after the words of his notice; the receipt is read to him', async () => {
    await key('4');
    await at.says('Read this out before he chooses (English):');
    await at.press('He says no');
    await at.says(/^Saved\. Receipt R-/);
    await at.says('He said no on');
    await at.says(/^No on .* Receipt R-/);
    await at.look('desk-choice');
  });

  test('who says that somebody got his information opens an incident in his words', async () => {
    await key('5');
    await at.tabTo('Call detail');
    await at.page.keyboard.press('Space');
    await at.type("The caller's words", 'A man read my calls of May to me.');
    await at.press('Open an incident');
    await at.says('The incident is open.');
    await at.look('desk-report');
  });

  test('an offer is heard by a yes to the words that were read, which is void at hang-up', async () => {
    await key('6');
    await at.press('Show the words to read');
    await at.says('What you say now holds for this call only');
    await at.choose('He answered', 'yes');
    await at.press('Keep his answer');
    await at.says(/It holds for call CA-77 only and is void at hang-up\./);
    await at.look('desk-offer');
  });

  test('the call that the customer tells himself opens, and no other', async () => {
    const [told, ...others] = callsMade;
    await key('s');
    await at.page.keyboard.type('+13195550109');
    await at.tabTo('Day of the call');
    await at.page.keyboard.type('05282026');
    await at.page.keyboard.press('Enter');
    await at.says('No call is so. 4 tries left.');
    await key('s');
    await at.page.keyboard.press('Control+a');
    await at.page.keyboard.type(told.to);
    await at.page.keyboard.press('Enter');
    await at.says('One call is so, and it is open.');
    await key('1');
    await at.press('Show the calls');
    await at.page.getByRole('cell', { name: told.to }).waitFor();
    await at.look('desk-recited');
    for (const { to } of others) expect(sent.join()).not.toContain(to);
    await key('f');
    await at.tabTo('He hung up');
    await at.page.keyboard.press('Enter');
    await at.says('This session has ended. Everything that was open in it is closed.');
    expect(await at.page.getByText(told.to).count()).toBe(0);
  });

  test('in a chat the customer types his password himself, and the desk sees only that it was right', async () => {
    await at.page.keyboard.press('Control+k');
    await at.page.getByPlaceholder('Where to, or what to do?').waitFor();
    await at.page.waitForTimeout(300);
    await at.page.keyboard.type(rosa.account);
    await at.page.getByRole('button', { name: `Account ${rosa.account}` }).waitFor();
    await at.look('palette-account');
    await at.page.keyboard.press('Enter');
    await at.says('Caller ID is not identification.');
    expect(at.page.url()).not.toContain(rosa.account);
    await at.choose('How does he come?', /in a chat/);
    await at.press('Open the desk for Rosa Nguyen');
    await at.page.getByRole('heading', { name: 'Rosa Nguyen at the desk' }).waitFor();
    await key('p');
    await at.page.keyboard.press('Enter');
    await at.says('waiting');
    const page = await at.page.context().newPage();
    await page.goto(
      `${at.address}${await at.page.getByRole('link', { name: 'The page for the chat' }).getAttribute('href')}`,
    );
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=status]');
    await page.close();
    await at.page
      .locator('.chip', { hasText: /^✓ open$/ })
      .first()
      .waitFor();
    await at.says(/^✓ right \d\d:\d\d:\d\d$/);
    await key('1');
    await at.press('Show the calls');
    for (const { to } of callsMade) await at.page.getByRole('cell', { name: to }).waitFor();
    await at.look('desk-open');
    // now that they are open they are sent: what is searched above would have shown them
    for (const { to } of callsMade) expect(sent.join()).toContain(to);
    expect(sent.join()).not.toContain(password);
    await key('f');
    await at.press('He is served');
    await at.says('Reason: told what is his.');
    await at.says(/^Receipt R-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await at.look('desk-served');
    const kinds = await desk.carrier.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('subject', '=', `customer:${rosa.customerId}`).execute(),
    );
    const recorded = new Set(kinds.map(({ body }) => JSON.parse(body).kind));
    for (const kind of ['desk.found', 'desk.opened', 'desk.refused', 'desk.calls-shown', 'desk.password-asked'])
      expect(recorded).toContain(kind);
  });

  test('who does not work at the desk is not offered it', async () => {
    await at.signIn(desk.carla);
    await at.page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
    expect(await at.page.getByRole('link', { name: 'Call desk' }).count()).toBe(0);
  });
});
