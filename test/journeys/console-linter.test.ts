import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff } from '../house.ts';

const seed = readFileSync(new URL('../fixtures/seeds/001_045912b9eb8688bb.txt', import.meta.url));
let at: ConsoleHouse;
let clara: Staff;

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  clara = await (await home.carrier({})).person('Clara Reyes', 'compliance');
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const chosen = (name: string, buffer: Buffer): Promise<void> =>
  at.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer });

/** Drops a file of those bytes on the zone. */
const dropped = async (name: string, bytes: Buffer): Promise<void> => {
  const dataTransfer = await at.page.evaluateHandle(
    `(() => { const all = new DataTransfer(); const bytes = Uint8Array.from(atob('${bytes.toString('base64')}'), (c) => c.charCodeAt(0));
      all.items.add(new File([bytes], '${name}')); return all })()`,
  );
  await at.page.locator('.drop-zone').dispatchEvent('drop', { dataTransfer });
};

describe.skipIf(!browserHere)(`checking a filing in the console${needsBrowser}`, () => {
  test('Clara drops last year’s; each finding has its code, place, law and fix, to filter, print and take along', async () => {
    await at.signIn(clara);
    await at.press('Check a filing');
    await at.page.getByRole('heading', { name: 'Check a filing', level: 1 }).waitFor();
    await at.tabTo('Drop a file here');
    await at.look('linter-empty');
    await dropped('last-year.txt', seed);
    await at.says('What is to mend in last-year.txt');
    await at.says(/Read as a CPNI certification\. \d+ errors, \d+ warnings/);
    const row = at.page.getByRole('row').filter({ hasText: '64.20089(e)' });
    for (const words of ['error', 'line 243', 'citation-unknown', '47 CFR 64.2009(e)', 'Compare the citation'])
      expect(await row.first().textContent()).toContain(words);
    await at.look('linter-findings');
    await at.tabTo('Filter: Findings');
    await at.page.keyboard.type('citation-unknown');
    await at.says(/^\d of \d+ rows$/);
    const download = at.page.waitForEvent('download');
    await at.press('Download as JSON');
    const told = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
    expect(told).toMatchObject({ file: 'last-year.txt', kind: 'certification' });
    expect(told.findings[0]).toMatchObject({ fix: expect.any(String), cite: expect.any(String) });
  });

  test('what is known of it changes what is found', async () => {
    await at.choose('It is', 'a robocall mitigation plan');
    await at.press('Check it again');
    await at.says('Read as a robocall mitigation plan.');
    await at.says('role-missing');
  });

  test('a text is pasted anywhere on the page, and read like a file', async () => {
    await at.choose('It is', 'told by its content');
    await at.page.evaluate(
      `(() => { const clipboardData = new DataTransfer(); clipboardData.setData('text/plain', ${JSON.stringify(seed.toString('utf8'))});
        document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, clipboardData })) })()`,
    );
    await at.says('What is to mend in pasted text.txt');
    await at.says('Read as a CPNI certification.');
  });

  test('a file that is too large is not sent, one that cannot be read is told why and what to do', async () => {
    await chosen('a.pdf', Buffer.from('%PDF-1.7 broken'));
    await at.says('The file cannot be checked: the PDF cannot be read');
    await at.look('linter-refused');
    await chosen('b.xlsx', Buffer.from('PK\u0003\u0004rest'));
    await at.says('the Word file cannot be read');
    let asked = 0;
    at.page.on('request', (request) => {
      if (request.url().includes('/v1/lint')) asked += 1;
    });
    await chosen('large.txt', Buffer.alloc(21 * 1024 * 1024, 32));
    await at.says('large.txt has 21.0 MB; 20 MB at most are read.');
    await chosen('empty.txt', Buffer.alloc(0));
    await at.says('empty.txt is empty.');
    expect(asked).toBe(0);
  });
});
