import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemAsks, transact } from '../../src/db/context.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleHouse } from '../console.ts';

let at: ConsoleHouse;

/** The gate of a carrier answered so many calls in the minute before now. */
const gateAnswered = (carrierId: string) =>
  transact(at.home.connections, systemAsks(carrierId, 'test', Date.now()), async (ctx) => {
    const groupId = ctx.id();
    const fromAt = Date.now() - 60_000;
    const signed = { signedA: 41, signedB: 0, signedC: 0, unsigned: 0 };
    const kept = { lines: null, linesHash: 'a'.repeat(64), entryId: ctx.id() };
    const counts = { calls: 42, refused: 1, emergency: 0 };
    await ctx.tx
      .insertInto('gateGroup')
      .values({ id: groupId, fromAt, untilAt: fromAt + 10, ...counts, ...signed, ...kept })
      .execute();
  });

beforeAll(async () => {
  if (!browserHere) return;
  at = await consoleHouse();
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const slider = "document.querySelector('input[type=range]')";

describe.skipIf(!browserHere)(`what is looked at rather than read${needsBrowser}`, () => {
  test('Carla sees approvals, waits, dates and the gate drawn, each with its table, which she takes along', async () => {
    const { id } = at.stages.find(({ name }) => name.includes('Prairie')) ?? expect.unreachable();
    await gateAnswered(id);
    await at.signIn(at.person('Prairie', 'compliance'));
    await at.press('Charts');
    await at.page.getByRole('heading', { name: 'Charts', level: 1 }).waitFor();
    await at.says(/In the past fourteen months \d+ notices went out; \d+ said no, \d+ said yes\./);
    await at.says('In the past hour 42 calls, 1 refused');
    await at.look('charts');
    await at.press('Show the table: Approvals over time');
    const table = at.page.getByRole('table', { name: 'Approvals over time' });
    await table.waitFor();
    const row = await table.getByRole('row').filter({ hasText: 'Jan 26' }).textContent();
    expect(row).toMatch(/Jan 26.*notices\d+/);
    await at.look('charts-table');
    const download = at.page.waitForEvent('download');
    await at.press('Export CSV');
    expect(readFileSync(await (await download).path(), 'utf8')).toMatch(/^Month,notices,said yes/);
  });

  test('reading the traffic of a day asks for a reason; a day without is told', async () => {
    await at.tabTo('Reason');
    await at.page.keyboard.type('case 12');
    await at.page.keyboard.press('Enter');
    await at.says('Read, and on record.');
    await at.says('No account was judged on this day.');
  });

  test('the year is played by a slider: no notice, the wait, silence; the dates that were due, and why', async () => {
    await at.press('Play the year');
    await at.page.getByRole('heading', { name: 'Play the year', level: 1 }).waitFor();
    await at.type('Account number', 'X-999');
    await at.page.keyboard.press('Enter');
    await at.says('No customer has the account number X-999.');
    await at.look('play-refused');
    await at.tabTo('Account number');
    await at.page.keyboard.press('Control+a');
    await at.page.keyboard.type('P-000019');
    await at.page.keyboard.press('Enter');
    await at.says('yes, it may be used');
    await at.look('play-last');
    // by keys alone to 26 January 2026, two weeks into the wait
    await at.page.locator('input[type=range]').focus();
    await at.page.keyboard.press('Home');
    await at.says('Mon, Dec 15, 2025');
    for (let n = 0; n < 42; n += 1) await at.page.keyboard.press('ArrowRight');
    expect(await at.page.evaluate(`${slider}.getAttribute('aria-valuetext')`)).toBe('Mon, Jan 26, 2026');
    await at.says('not yet: a wait runs');
    await at.says(/\d+ of \d+ notices sent by then still wait\./);
    await at.look('play-waiting');
    // to 23 November 2026: a breach is determined, its report is due
    for (let n = 0; n < 43; n += 1) {
      await at.press('A week on');
      if ((await at.page.evaluate(`${slider}.getAttribute('aria-valuetext')`)) === 'Mon, Nov 23, 2026') break;
    }
    await at.says('Report the breach to the Secret Service and the FBI');
    await at.press('Why Wed, Dec 2, 2026?');
    await at.says('Thanksgiving');
    await at.page.keyboard.press('Escape');
    await at.look('play-breach');
  });

  test('an agent plays it without the dates, which are for others, and is not shown the gate', async () => {
    await at.signIn(at.person('Prairie', 'agent'));
    await at.press('Play the year');
    await at.says('Dates are for other roles.');
    await at.press('Charts');
    await at.says('Approvals over time');
    expect(await at.page.getByText('Gate decisions, live').count()).toBe(0);
  });
});
