import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formalNotice } from '../../src/cpni/notices/examples/notices.ts';
import { operations } from '../../src/operations.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house } from '../house.ts';
import { type Posting, posting } from '../letters.ts';

let at: ConsoleHouse;
let prairie: Posting;

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  prairie = await posting(home, await home.carrier({}));
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const open = async (): Promise<void> => {
  await at.press('Requests for approval');
  await at.page.getByRole('heading', { name: 'Requests for approval', level: 1 }).waitFor();
};

const propose = async (): Promise<void> => {
  await open();
  await at.press('Propose a request');
  await at.page.getByRole('dialog', { name: 'Propose a request' }).waitFor();
  await at.choose('Notice', /right to say no, English/);
  await at.type('What is said beside the notice', 'Please read this: it is about your phone records.');
  await at.type('Only these accounts', 'C-1');
};

const sendIt = async (): Promise<void> => {
  await at.press('Propose a request');
  await at.page.getByRole('heading', { name: /^Request of/, level: 1 }).waitFor();
};

const openWaiting = async (): Promise<void> => {
  await open();
  const row = at.page.getByRole('row', { name: /waits for a supervisor/ });
  await row.first().getByRole('link').press('Enter');
  await at.page.getByRole('heading', { name: /^Request of/, level: 1 }).waitFor();
};

describe.skipIf(!browserHere)(`a request for customers’ approval, by keyboard${needsBrowser}`, () => {
  test('Mara proposes it with a notice, a way and an audience; only a supervisor decides it', async () => {
    await at.signIn(prairie.mara);
    await propose();
    await at.look('solicitation-propose');
    await sendIt();
    await at.says('1 account, where no notice has reached the customer in 640 days');
    await at.says('“Say it” is for the roles supervisor.');
    await at.page.getByRole('heading', { name: /^Spanish/, level: 3 }).waitFor();
  });

  test('Sol does not decide what he proposed himself', async () => {
    await at.signIn(prairie.sol);
    await propose();
    await sendIt();
    await at.press('Say it');
    await at.says('Another person must approve');
    await at.look('solicitation-own-refused');
  });

  test('he reads the words of hers and approves it, by name and on record; what another has decided stays', async () => {
    await at.signIn(prairie.sol);
    await open();
    await at.look('solicitations');
    await at.press('Today');
    const hers = at.page.getByRole('article').filter({ hasText: /waits for you.*Mara Quill proposes a request/s });
    await hers.waitFor();
    await at.look('today-waiting');
    await hers.getByRole('link', { name: 'Open its room' }).press('Enter');
    await at.page.getByRole('heading', { name: /^Request of/, level: 1 }).waitFor();
    await at.page.getByText('Important notice about your Customer Proprietary Network Information').waitFor();
    await at.look('solicitation');
    await at.type('Note', 'Both languages read.');
    await at.press('Say it');
    await at.page.getByText('Both languages read.', { exact: true }).first().waitFor();
    await at.page.locator('.chip', { hasText: 'approved' }).waitFor();
    expect(await at.page.getByRole('button', { name: 'Say it' }).count()).toBe(0);
    await at.says(/^Approved: it may go out\. Receipt R(-[0-9A-Z]{4}){3}\.$/);
    await at.press('Today');
    await at.page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
    await at.page.getByText('Mara Quill proposes a request').waitFor({ state: 'detached' });
    await at.page.goBack();
    await at.roomTab('Timeline');
    for (const kind of ['solicitation proposed', 'solicitation approved']) await at.says(kind);
    await at.look('solicitation-timeline');
  });

  test('words that were approved meanwhile want a request of their own', async () => {
    const { carrier, mara, carla, versions } = prairie;
    await at.signIn(prairie.mara);
    await propose();
    await sendIt();
    await carrier.at('2026-06-02T15:00:00Z');
    const content = { ...formalNotice, body: `${formalNotice.body}\n\nThank you for reading this notice.` };
    const { id: versionId, contentHash } = await carrier.run(mara, operations['notices.draft'], {
      ...content,
      translationOf: versions.es,
    });
    await carrier.run(carla, operations['notices.approve'], { versionId, contentHash });
    await at.signIn(prairie.sol);
    await openWaiting();
    await at.press('Say it');
    await at.says('Other words of this notice were approved since.');
    await at.look('solicitation-other-words');
  });
});
