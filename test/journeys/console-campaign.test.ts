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
  if (!browserHere) return;
  expect(at.complaints).toEqual([]);
  await at.close();
});

const says = (text: string | RegExp) => at.page.getByText(text).first().waitFor();

const press = async (words: string): Promise<void> => {
  await at.tabTo(words);
  await at.page.keyboard.press('Enter');
};

const type = async (label: string, text: string): Promise<void> => {
  await at.tabTo(label);
  await at.page.keyboard.type(text);
};

const choose = async (label: string, option: string): Promise<void> => {
  await at.tabTo(label);
  const wanted = at.page.getByRole('option', { name: option, exact: true });
  await at.page.keyboard.press('ArrowDown');
  await wanted.waitFor();
  for (let n = 0; n < 9 && (await wanted.getAttribute('data-combobox-selected')) === null; n += 1)
    await at.page.keyboard.press('ArrowDown');
  await at.page.keyboard.press('Enter');
};

const draft = async (name: string): Promise<void> => {
  await press('Campaigns');
  await at.page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor();
  await press('Draft a campaign');
  await at.page.getByRole('dialog').waitFor();
  await type('Name', name);
  await type('Description', 'Offer flat-rate long distance to customers whose usage shows many long calls.');
  await at.tabTo('Call detail');
  await at.page.keyboard.press('Space');
  await type('Products offered', 'Flat Rate 500');
  await choose('Its category', 'long distance');
  await type('The words', 'Dear customer, 500 minutes for $9.');
};

const open = async (name: string): Promise<void> => {
  await press('Campaigns');
  await press(name);
  await at.page.getByRole('heading', { name, level: 1 }).waitFor();
};

describe.skipIf(!browserHere)(`a campaign, by keyboard alone${needsBrowser}`, () => {
  test('Mara drafts it, sees who is left out and why, and asks for review; she cannot approve it', async () => {
    await at.signIn(mara);
    await draft('Spring long distance');
    await at.look('campaign-draft');
    await press('Draft a campaign');
    await at.page.getByRole('heading', { name: 'Spring long distance', level: 1 }).waitFor();
    await at.roomTab('Audience');
    await says('May be approached: 8');
    await says('Left out: 4');
    await at.look('campaign-audience');
    await at.roomTab('Campaign');
    await press('Ask for review');
    await says('“Say it” is for the roles supervisor.');
    await at.look('campaign-submitted');
    await at.signOut();
  });

  test('Sol may not approve a list that nobody adopted, nor a campaign of his own; he adopts and approves hers', async () => {
    await at.signIn(sol);
    await open('Spring long distance');
    await press('Say it');
    await says('No supervisor has specified or adopted the list and the manner.');
    await at.look('campaign-refused');
    await press('Adopt list and manner as mine');
    await at.page.getByRole('button', { name: 'Adopt list and manner as mine' }).waitFor({ state: 'detached' });
    await press('Say it');
    await says('approved, not frozen');
    await draft('Of my own');
    await press('Draft a campaign');
    await at.page.getByRole('heading', { name: 'Of my own', level: 1 }).waitFor();
    await press('Ask for review');
    await press('Say it');
    await says('Another person must approve');
    await at.signOut();
  });

  test('Mara freezes it, Sol releases it, and the record has who did what', async () => {
    await at.signIn(mara);
    await open('Spring long distance');
    await press('Freeze the audience');
    await says('Frozen: 8 may be approached.');
    await says('frozen, not released');
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
    await press('Release it');
    await says('This needs a fresh proof of who you are');
    await at.tabTo('Show it by');
    await at.page.keyboard.press('Tab');
    await at.page.keyboard.type('not his');
    await at.page.keyboard.press('Enter');
    await says('This is not your password.');
    await at.look('fresh-proof');
    await at.page.keyboard.press('Control+a');
    await at.page.keyboard.type(sol.password);
    await at.page.keyboard.press('Enter');
    await says('Thank you. Now do it again.');
    await press('Release it');
    await says(/^Released to 8; 0 left since it was frozen/);
    await at.roomTab('Timeline');
    for (const kind of ['campaign drafted', 'campaign approved', 'campaign frozen', 'campaign released'])
      await says(kind);
    await at.look('campaign-timeline');
    await at.signOut();
  });
});
