import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raise } from '../../src/robocall/traffic/days/raise.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff, type TestCarrier } from '../house.ts';
import { accountOf } from '../voice-accounts.ts';

let at: ConsoleHouse;
let noor: Staff;
let clara: Staff;
let omar: Staff;
let agent: Staff;

const flagged = (carrier: TestCarrier, accountId: string): Promise<void> =>
  carrier.look(async (ctx) => {
    const why = '41 percent of answered calls last six seconds or less; the plan names 15 percent';
    const reason = {
      code: 'short6',
      value: 0.41,
      threshold: 0.15,
      why,
      points: 40,
      calls: ['+15152000147 → +15155550199'],
    };
    const alert = { accountRef: 'sunrise-7', accountId, day: '2026-05-31', kind: 'score', score: 0.91 } as const;
    await raise(ctx, { ...alert, reasons: [reason] });
  });

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  const prairie = await home.carrier({});
  noor = await prairie.person('Noor Haddad', 'network');
  clara = await prairie.person('Clara Reyes', 'compliance');
  omar = await prairie.person('Omar Diaz', 'officer');
  agent = await prairie.person('Ana Ruiz', 'agent');
  await flagged(prairie, await accountOf(prairie, { name: 'Sunrise Dialing', callerIdPolicy: 'own-only' }));
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const room = 'Calls of Sunrise Dialing';
const heading = (name: string) => at.page.getByRole('heading', { name, level: 1 }).waitFor();

describe.skipIf(!browserHere)(`calls that are looked into, by keyboard${needsBrowser}`, () => {
  test('Noor reads the alert with its reasons, which goes on record, and looks into the calls', async () => {
    await at.signIn(noor);
    await at.press('Investigations');
    await heading('Investigations');
    await at.page.getByRole('row', { name: /Sunrise Dialing.*nothing found yet.*traffic alert/ }).waitFor();
    await at.press('Read the alert: sunrise-7');
    await at.type('The case behind it', 'Flagged last night');
    await at.press('Read it');
    await at.says(/0\.41, where the line is 0\.15; 40 points/);
    await at.look('investigation-alert');
    await at.page.keyboard.press('Escape');
    await at.page.getByRole('dialog').waitFor({ state: 'detached' });
    await at.press('Look into calls');
    await at.page.getByRole('dialog').waitFor();
    await at.choose('Whose calls these are', 'Sunrise Dialing');
    await at.type('Its number or record', 'FTC 1');
    await at.type('Why', 'Three persons say that it sells warranties');
    await at.press('Look into calls');
    await heading(room);
    await at.page.getByRole('row', { name: /complaint.*Three persons say/ }).waitFor();
  });

  test('the three questions are answered; numbers are blocked, and one that is none is refused', async () => {
    await at.says('Nothing is on record of what was found.');
    await at.choose('Do the calls come by a trunk or a line?', 'a trunk');
    await at.choose('Is the number shown the customer’s?', 'yes');
    await at.choose('Was it a forwarded call that did not say so?', 'no');
    await at.type('What was found, in words', 'A new dialer with a bought list');
    await at.press('Put it on record');
    await at.says('More is known: say it again');
    await at.look('investigation-found');
    await at.roomTab('What is done');
    await at.choose('Action', 'Block numbers it shows');
    await at.type('Numbers, one a line', '5152000147');
    await at.type('Words for the record', 'The numbers of the campaign');
    await at.press('Block numbers it shows');
    await at.page.locator('.refusal').waitFor();
    await at.page.getByLabel('Numbers, one a line, as +13035550143').fill('+15152000147');
    await at.press('Block numbers it shows');
    await at.page.getByRole('row', { name: /\+15152000147.*still blocked/ }).waitFor();
    await at.look('investigation-done');
    await at.roomTab('Close it');
    await at.says(/“Close the investigation” is for/);
  });

  test('Clara closes it as what was done and nothing else; an officer ends what it left in force', async () => {
    await at.signIn(clara);
    await at.press('Investigations');
    await at.press('Open the investigation: Sunrise Dialing');
    await heading(room);
    await at.roomTab('Close it');
    await at.choose('What came of it', 'its limits were lowered');
    await at.type('The reason', 'The list was bought');
    await at.press('Close the investigation');
    await at.says('nobody limited the account here');
    await at.choose('What came of it', 'numbers stay blocked');
    await at.press('Close the investigation');
    await at.says(/“End what it left in force” is for/);
    await at.signIn(omar);
    await at.press('Investigations');
    await at.press('Open the investigation: Sunrise Dialing');
    await heading(room);
    await at.roomTab('Close it');
    await at.type('The reason', 'The list was thrown away');
    await at.press('End what it left in force');
    await at.roomTab('Timeline');
    await at.says('investigation closed');
    await at.look('investigation-closed');
  });

  test('an agent is not offered them, and is refused at their address', async () => {
    await at.signIn(agent);
    await at.page.getByRole('heading', { name: 'Tasks' }).waitFor();
    expect(await at.page.getByRole('link', { name: 'Investigations' }).count()).toBe(0);
    await at.page.goto(`${at.address}/console/investigations`);
    await at.says('This role may not do this');
  });
});
