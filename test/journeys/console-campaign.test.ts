import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendEvents } from '../../src/cpni/approvals/append.ts';
import { noticeEvent } from '../../src/cpni/approvals/events.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff, type TestCarrier } from '../house.ts';

let at: ConsoleHouse;
let prairie: TestCarrier;
let mara: Staff;
let sol: Staff;

/** Twelve customers: eight were sent a notice and said nothing, four know of nothing. */
const peopled = (carrier: TestCarrier) =>
  carrier.look(async (ctx) => {
    for (let n = 0; n < 12; n += 1) {
      const id = ctx.id();
      const named = { account: `C-${n}`, name: `Customer ${n}`, language: 'en' as const };
      await ctx.tx
        .insertInto('customer')
        .values({ id, ...named, subscribes: 8, since: null, leftAt: null, salt: ctx.salt() })
        .execute();
      if (n < 8)
        await appendEvents(ctx, [
          noticeEvent({
            contactId: null,
            ...{ id: ctx.id(), customerId: id, at: ctx.at, approval: 'opt-out', method: 'mail', waitDays: 30 },
            covers: { cpni: ['call-detail'], recipients: ['self'], purposes: ['market'] },
            channels: [],
          }),
        ]);
    }
  });

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-01-05T15:00:00Z') });
  mara = await prairie.person('Mara Quill', 'marketing');
  sol = await prairie.person('Sol Reyes', 'supervisor', 'marketing');
  await peopled(prairie);
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
  await at.page.getByRole('dialog').waitFor();
  await at.type('Name', name);
  await at.type('Description', 'Offer flat-rate long distance to customers whose usage shows many long calls.');
  await at.tabTo('Call detail');
  await at.page.keyboard.press('Space');
  await at.type('Products offered', 'Flat Rate 500');
  await at.choose('Its category', 'long distance');
  await at.type('The words', 'Dear customer, 500 minutes for $9.');
};

const open = async (name: string): Promise<void> => {
  await at.press('Campaigns');
  await at.press(name);
  await at.page.getByRole('heading', { name, level: 1 }).waitFor();
};

describe.skipIf(!browserHere)(`a campaign, by keyboard alone${needsBrowser}`, () => {
  test('Mara drafts it, sees who is left out and why, and asks for review; she cannot approve it', async () => {
    await at.signIn(mara);
    await draft('Spring long distance');
    await at.look('campaign-draft');
    await at.press('Draft a campaign');
    await at.page.getByRole('heading', { name: 'Spring long distance', level: 1 }).waitFor();
    await at.roomTab('Audience');
    await at.says('May be approached: 8');
    await at.says('Left out: 4');
    await at.look('campaign-audience');
    await at.roomTab('Campaign');
    await at.press('Ask for review');
    await at.says('“Say it” is for the roles supervisor.');
    await at.look('campaign-submitted');
    await at.signOut();
  });

  test('Sol may not approve a list that nobody adopted, nor a campaign of his own; he adopts and approves hers', async () => {
    await at.signIn(sol);
    await open('Spring long distance');
    await at.press('Say it');
    await at.says('No supervisor has specified or adopted the list and the manner.');
    await at.look('campaign-refused');
    await at.press('Adopt list and manner as mine');
    await at.page.getByRole('button', { name: 'Adopt list and manner as mine' }).waitFor({ state: 'detached' });
    await at.press('Say it');
    await at.says('approved, not frozen');
    await draft('Of my own');
    await at.press('Draft a campaign');
    await at.page.getByRole('heading', { name: 'Of my own', level: 1 }).waitFor();
    await at.press('Ask for review');
    await at.press('Say it');
    await at.says('Another person must approve');
    await at.signOut();
  });

  test('Mara freezes it, Sol releases it, and the record has who did what', async () => {
    await at.signIn(mara);
    await open('Spring long distance');
    await at.press('Freeze the audience');
    await at.says('Frozen: 8 may be approached.');
    await at.says('frozen, not released');
    expect(await at.page.getByRole('button', { name: 'Release it' }).count()).toBe(0);
    await at.signOut();
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
    await at.says(/^Released to 8; 0 left since it was frozen/);
    await at.roomTab('Timeline');
    for (const kind of ['campaign drafted', 'campaign approved', 'campaign frozen', 'campaign released'])
      await at.says(kind);
    await at.look('campaign-timeline');
    await at.signOut();
  });
});
