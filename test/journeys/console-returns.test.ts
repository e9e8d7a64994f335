import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { longDistance } from '../../src/cpni/campaigns/campaigns.example.ts';
import { operations } from '../../src/operations.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { peopled } from '../campaigning.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff, type TestCarrier } from '../house.ts';

let at: ConsoleHouse;
let prairie: TestCarrier;
let mara: Staff;
let sol: Staff;
let auditor: Staff;
let campaignId = '';

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-01-05T15:00:00Z') });
  mara = await prairie.person('Mara Quill', 'marketing');
  sol = await prairie.person('Sol Reyes', 'supervisor');
  auditor = await prairie.person('Ada Wynn', 'auditor');
  await peopled(prairie, { subscribed: 0, told: 6, agreed: 0, untold: 2 });
  await prairie.at('2026-03-02T15:00:00Z');
  campaignId = (await prairie.run(mara, operations['campaigns.draft'], longDistance)).id;
  const { contentHash } = await prairie.run(mara, operations['campaigns.submit'], { campaignId });
  await prairie.run(sol, operations['campaigns.adopt'], { campaignId });
  const verdict = { campaignId, contentHash, verdict: 'approved', note: 'Read.' } as const;
  await prairie.run(sol, operations['campaigns.review'], verdict);
  await prairie.stream(mara, operations['campaigns.freeze'], { campaignId }, '');
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const open = async (): Promise<void> => {
  await at.press('Campaigns');
  await at.press('Spring long distance');
  await at.page.getByRole('heading', { name: 'Spring long distance', level: 1 }).waitFor();
  await at.roomTab('Returns');
};

const give = (text: string) =>
  at.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'returns.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

const rows = ['C-0,bounce,2026-03-05', 'C-1,returned-mail,2026-03-06', 'C-2,stop,2026-03-07', 'C-6,bounce,2026-03-05'];

describe.skipIf(!browserHere)(`what comes back of a campaign, by keyboard${needsBrowser}`, () => {
  test('before it went out nothing comes back; a file without its columns is refused', async () => {
    await at.signIn(mara);
    await open();
    await at.says('Nothing comes back before the campaign is released.');
    await prairie.stream(sol, operations['campaigns.release'], { campaignId }, '');
    await prairie.at('2026-03-09T15:00:00Z');
    await at.page.reload();
    await at.roomTab('Returns');
    await at.says('Nothing has come back so far.');
    await give('C-0,bounce,2026-03-05\n');
    await at.press('Read it');
    await at.says('The first line does not name the columns.');
    await at.look('campaign-returns-refused');
  });

  test('it is tried first and then written; a line that is not taken says why, and a stop is a no', async () => {
    await give(`account,kind,on\n${rows.join('\n')}\n`);
    await at.press('Read it');
    await at.says('Tried: 3 would be taken, 0 are known already, 1 would not be taken.');
    await at.says('nobody of this account was released to in this campaign');
    await at.says('Nothing has come back so far.');
    await at.choose('How', 'write it');
    await at.press('Read it');
    await at.says('3 taken, 0 known already, 1 not taken.');
    for (const count of ['1 bounced', '1 came back by post', '1 said stop: a no']) await at.says(count);
    await at.look('campaign-returns');
    await at.roomTab('Audience');
    await at.page.getByRole('button', { name: '1 said no: open the list' }).waitFor();
  });

  test('the lines that were not taken stay by their number and reason, without what stood in them', async () => {
    await at.roomTab('Returns');
    await at.press('1 line: see why');
    const dialog = at.page.getByRole('dialog', { name: 'Lines that were not taken' });
    await dialog.getByRole('row', { name: /^5.*account.*nobody of this account/ }).waitFor();
    expect(await dialog.textContent()).not.toContain('C-6');
    await at.look('campaign-returns-lines');
    await at.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await at.roomTab('Timeline');
    await at.says('campaign returns taken');
  });

  test('who audits reads the counts and is told who takes a file in', async () => {
    await at.signIn(auditor);
    await open();
    await at.says('1 said stop: a no');
    await at.says(/“Read it” is for the roles marketing, supervisor, compliance/);
  });
});
