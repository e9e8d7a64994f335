import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refuseUse } from '../../src/cpni/approvals/choose.ts';
import { registerParty } from '../../src/cpni/third-parties/register.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { peopled } from '../campaigning.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff, type TestCarrier } from '../house.ts';

let at: ConsoleHouse;
let prairie: TestCarrier;
let mara: Staff;
let sol: Staff;
let crowd: readonly string[];

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-01-05T15:00:00Z') });
  mara = await prairie.person('Mara Quill', 'marketing');
  sol = await prairie.person('Sol Reyes', 'supervisor', 'marketing');
  crowd = await peopled(prairie, { subscribed: 0, told: 8, agreed: 0, untold: 4 });
  const acme = { name: 'Acme Mail', kind: 'independent-contractor', contact: '', worksFor: null } as const;
  await prairie.run(mara, registerParty, { ...acme, fromDay: '2026-01-05' });
  await prairie.at('2026-03-02T15:00:00Z');
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const draft = async (name: string): Promise<void> => {
  await at.press('Campaigns');
  await at.page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor();
  await at.press('Draft a campaign');
  await at.page.getByRole('heading', { name: 'Draft a campaign', level: 1 }).waitFor();
  await at.type('Name', name);
  await at.type('Description', 'Offer flat-rate long distance to customers whose usage shows many long calls.');
  await at.type('Products offered', 'Flat Rate 500');
  await at.choose('Its category', 'long distance');
  await at.tabTo('Call detail');
  await at.page.keyboard.press('Space');
  await at.type('The words', 'Dear customer, 500 minutes for $9.');
};

const open = async (name: string): Promise<void> => {
  await at.press('Campaigns');
  await at.press(name);
  await at.page.getByRole('heading', { name, level: 1 }).waitFor();
};

describe.skipIf(!browserHere)(`a campaign, by keyboard alone${needsBrowser}`, () => {
  test('Mara describes it and sees as she writes whom it reaches, who is left out and why; a contractor costs', async () => {
    await at.signIn(mara);
    await draft('Spring long distance');
    await at.says('12 match → 8 usable');
    await at.choose('Who sends it', /Acme Mail/);
    await at.says('Opt-in needed for everyone: 0 remain.');
    await at.says('No accepted agreement with Acme Mail is in force.');
    await at.look('campaign-contractor');
    await at.page.keyboard.press('Shift+Tab');
    await at.choose('Who sends it', 'we ourselves');
    await at.says('12 match → 8 usable');
    await at.press('4 no notice: open the list');
    await at.page.getByRole('dialog', { name: 'no notice' }).waitFor();
    await at.page.getByRole('cell', { name: 'C-11' }).waitFor();
    await at.look('campaign-list');
    const list = at.page.getByRole('dialog', { name: 'no notice' });
    // what opens over a dialog is closed by itself, and gives the focus back
    for (const over of ['Columns', 'Views']) {
      await at.press(over);
      await at.page.getByRole('dialog', { name: over }).waitFor();
      if (over === 'Views') {
        await at.type('Name of the view', 'Left out');
        await at.look('views-over-dialog');
      }
      await at.page.keyboard.press('Escape');
      await at.page.getByRole('dialog', { name: over }).waitFor({ state: 'detached' });
      expect(await list.isVisible()).toBe(true);
      await expect.poll(() => at.page.evaluate('document.activeElement.innerText')).toBe(over);
    }
    await at.page.keyboard.press('Escape');
    await at.page.getByRole('dialog').waitFor({ state: 'detached' });
    await at.look('campaign-draft');
    await at.press('Keep the draft');
    await at.page.getByRole('heading', { name: 'Spring long distance', level: 1 }).waitFor();
  });

  test('she changes the draft and asks for review; she cannot approve it', async () => {
    await at.press('Change it');
    await at.page.getByRole('heading', { name: 'Change Spring long distance', level: 1 }).waitFor();
    await at.tabTo('The words');
    await at.page.keyboard.press('Control+a');
    await at.page.keyboard.type('Dear customer, 500 minutes for $9 a month.');
    await at.press('Keep the change');
    await at.says('500 minutes for $9 a month');
    await at.roomTab('Audience');
    await at.says('May be approached: 8');
    await at.says('Left out: 4');
    await at.look('campaign-audience');
    await at.roomTab('Campaign');
    await at.press('Ask for review');
    await at.says('“Say it” is for the roles supervisor.');
    await at.look('campaign-submitted');
  });

  test('Sol may not approve a list that nobody adopted, nor a campaign of his own; he adopts and approves hers', async () => {
    await at.signIn(sol);
    await open('Spring long distance');
    await at.press('Draw five and five');
    await at.says('Would be left out');
    await at.page
      .getByRole('cell', { name: /^no notice 47 CFR 64.2008/ })
      .first()
      .waitFor();
    expect(await at.page.locator('mark').allTextContents()).toEqual(['$9 a month']);
    await at.says('a price: “$9 a month”');
    await at.look('campaign-review');
    await at.press('Say it');
    await at.says('No supervisor has specified or adopted the list and the manner.');
    await at.look('campaign-refused');
    await at.press('Adopt list and manner as mine');
    await at.page.getByRole('button', { name: 'Adopt list and manner as mine' }).waitFor({ state: 'detached' });
    await at.press('Say it');
    await at.says('approved, not frozen');
    await draft('Of my own');
    await at.press('Keep the draft');
    await at.page.getByRole('heading', { name: 'Of my own', level: 1 }).waitFor();
    await at.press('Ask for review');
    await at.press('Say it');
    await at.says('Another person must approve');
  });

  test('her change takes the approval away; the other sees what differs from what he approved', async () => {
    await at.signIn(mara);
    await open('Spring long distance');
    await at.press('Change it');
    await at.says('With your change the approval falls away.');
    await at.tabTo('The words');
    await at.page.keyboard.press('Control+a');
    await at.page.keyboard.type('Dear customer, 600 minutes for $9 a month.');
    await at.press('Keep the change');
    await at.says('Approval fell away: script changed');
    await at.look('campaign-fell-away');
    await at.press('Ask for review');
    await at.says('waits for review');
    await at.signIn(sol);
    await open('Spring long distance');
    await at.page.getByRole('row', { name: /^script .*500 minutes.*600 minutes.*changed$/s }).waitFor();
    await at.look('campaign-beside');
    await at.press('Adopt list and manner as mine');
    await at.page.getByRole('button', { name: 'Adopt list and manner as mine' }).waitFor({ state: 'detached' });
    await at.press('Say it');
    await at.says('approved, not frozen');
  });

  test('Mara freezes it, Sol releases it, and the record has who did what', async () => {
    await at.signIn(mara);
    await open('Spring long distance');
    await at.press('Freeze the audience');
    await at.says('Frozen: 8 may be approached.');
    await at.says('frozen, not released');
    expect(await at.page.getByRole('button', { name: 'Release it' }).count()).toBe(0);
    const agnes = await prairie.person('Agnes Webb', 'agent');
    await prairie.run(agnes, refuseUse, { customerId: crowd[0] ?? '', method: 'agent', covers: null });
    await at.signIn(sol);
    await open('Spring long distance');
    // he has been here a while: releasing wants a proof of the last ten minutes
    await at.home.connections.platform
      .updateTable('session')
      .set({ provedAt: Date.now() - 11 * 60_000 })
      .where('personId', '=', sol.id)
      .execute();
    await at.press('Release it');
    await at.says('This needs a fresh proof of who you are');
    await at.tabTo('Show it by');
    await at.page.keyboard.press('Tab');
    await at.page.keyboard.type('not his');
    await at.page.keyboard.press('Enter');
    await at.says('This is not your password.');
    await at.look('fresh-proof');
    await at.page.keyboard.press('Control+a');
    await at.page.keyboard.type(sol.password);
    await at.page.keyboard.press('Enter');
    await at.says('Thank you. Now do it again.');
    await at.press('Release it');
    await at.says(/^Released to 7; 1 left since it was frozen/);
    await at.roomTab('Record');
    await at.says('1 left between list and release: 1 said no. Nobody was added.');
    await at.look('campaign-record');
    const taken = at.page.waitForEvent('download');
    await at.press('Download the manifest (CSV)');
    expect((await taken).suggestedFilename()).toBe('manifest.csv');
    await at.roomTab('Campaign');
    await at.press('Close the campaign');
    await at.says('Closed. Its record is kept at least a year from here.');
    await at.roomTab('Record');
    await at.says('Kept until at least');
    await at.says('Tue, Mar 2, 2027');
    await at.roomTab('Timeline');
    for (const kind of ['campaign drafted', 'campaign approved', 'campaign frozen', 'campaign released'])
      await at.says(kind);
    await at.look('campaign-timeline');
  });
});
