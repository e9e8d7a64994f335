import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consentWords } from '../../src/filings/signatures/seal.ts';
import { decideCase, openCase } from '../../src/personnel/discipline.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type Certifying, certifying } from '../certifying.ts';
import { confirmationPdf } from '../confirmation-pdf.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house } from '../house.ts';

let at: ConsoleHouse;
let year: Certifying;

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  year = await certifying(home);
  await year.prairie.at('2026-06-01T15:00:00Z');
  const ana = await year.prairie.person('Ana Ruiz', 'agent');
  const violation = 'Read out calls without a password';
  const about = { personId: ana.id, happenedOn: '2026-05-30', violation };
  const { id: caseId } = await year.prairie.run(year.clara, openCase, about);
  await year.prairie.run(year.otto, decideCase, {
    ...{ caseId, severity: 'serious', repetition: 'first', guidance: 'neither', intent: 'negligent' },
    ...{ measure: 'reprimand', reason: 'First case.' },
  });
  await year.prairie.at('2027-02-10T15:00:00Z');
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const receiptOf = (filerId: string) => ({
  name: 'confirmation.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from(confirmationPdf(filerId, '20270210-4711', 'Feb 10, 2027 9:14 AM'), 'base64'),
});

const openRoom = async (): Promise<void> => {
  await at.press('Certification');
  await at.press('Certification for 2026');
  await at.page.getByRole('tab', { name: '1 The year' }).waitFor();
};

describe.skipIf(!browserHere)(`the certification of a year, by keyboard alone${needsBrowser}`, () => {
  test('Clara writes the statement and prepares the packet for Otto; she cannot sign it', async () => {
    await at.signIn(year.clara);
    await openRoom();
    await at.look('certification-year');
    await at.roomTab('4 Say it');
    await at.press('Write the statement');
    await at.says('Written from the records of the year.');
    await at.roomTab('2 Statement');
    await at.page.locator('.sentence-pair').first().waitFor();
    await at.look('certification-statement');
    await at.roomTab('5 Check and prepare');
    await at.tabTo('Officer who signs');
    await at.page.keyboard.press('ArrowDown');
    await at.page.getByRole('option', { name: /Otto Grant/ }).waitFor();
    await at.page.keyboard.press('ArrowDown');
    await at.page.keyboard.press('Enter');
    await at.press('Check and prepare');
    await at.says('Ready to sign.');
    await at.look('certification-prepared');
    await at.roomTab('6 Sign');
    await at.says('The packet names Otto Grant. Only that officer signs it.');
    expect(await at.page.getByRole('button', { name: 'Sign', exact: true }).count()).toBe(0);
  });

  test('Otto looks for himself, agrees to the words that the seal holds, and signs the exact bytes', async () => {
    await at.signIn(year.otto);
    await openRoom();
    await at.roomTab('3 See for yourself');
    await at.says(/Seed [0-9a-f]{16}/);
    await at.press('Open discipline-case:');
    await at.page
      .getByRole('dialog')
      .getByText(/discipline\.(opened|decided)/)
      .first()
      .waitFor();
    await at.page.keyboard.press('Escape');
    await at.says(/^\d+ s$/);
    await at.type('What was said: Ana Ruiz', 'I send the key-in prompt.');
    await at.press('Note it');
    await at.says('Noted, and kept with the signature.');
    await at.look('certification-see');
    await at.roomTab('6 Sign');
    await at.says(/You sign these exact \d+ documents, packet SHA-256 [0-9a-f]{64}/);
    await at.tabTo(consentWords);
    await at.page.keyboard.press('Space');
    await at.type('Type your name', 'Otto Grant');
    await at.type('Your password, once more', 'not his password');
    await at.page.keyboard.press('Enter');
    await at.page.locator('.refusal').waitFor();
    await at.look('certification-refused');
    await at.tabTo('Your password, once more');
    await at.page.keyboard.press('Control+a');
    await at.page.keyboard.type(year.otto.password);
    await at.page.keyboard.press('Enter');
    await at.says('Signed. The documents bear your signature and the seal.');
    await at.says('Otto Grant, officer');
    await at.look('certification-signed');
    const { seal, consent } = await year.prairie.look((ctx) =>
      ctx.tx.selectFrom('filingSignature').select(['seal', 'consent']).executeTakeFirstOrThrow(),
    );
    expect(consent).toBe(consentWords);
    await at.says(seal);
  });

  test('Clara files it, the date is met, and the ledger has each step', async () => {
    await at.signIn(year.clara);
    await openRoom();
    await at.roomTab('7 File');
    await at.look('certification-to-file');
    await at.type('Confirmation number', '20270210-4711');
    await at.page.setInputFiles('input[type=file]', receiptOf('999999'));
    await at.press('Record the receipt');
    await at.says(/it names Filer ID 999999/);
    await at.page.setInputFiles('input[type=file]', receiptOf('829999'));
    await at.press('Record the receipt');
    await at.says('Filed, and on record.');
    await at.says(/filed 19 days early/);
    await at.look('certification-filed');
    await at.roomTab('Timeline');
    await at.says('filing signed');
    await at.says('filing received');
    await at.look('certification-timeline');
  });

  test('Clara notes a year that was filed before the system was in use, and takes it back', async () => {
    await at.signIn(year.clara);
    await at.press('Certification');
    await at.says('None. A year that was filed before this system was in use, or by somebody else, is noted here.');
    await at.press('Note a certification filed elsewhere');
    await at.tabTo('Year');
    await at.page.keyboard.press('Control+a');
    await at.page.keyboard.type('2025');
    await at.type('Signed by', 'Otto Grant');
    await at.type('Confirmation number', '20260220-0815');
    await at.look('certification-elsewhere');
    await at.page.keyboard.press('Enter');
    await at.says('20260220-0815');
    await at.says(/filed \d+ days late/);
    await at.look('certification-elsewhere-noted');
    await at.press('Take back');
    await at.type('Why it is wrong', 'It was filed for 2024.');
    await at.press('Take back');
    await at.says('None. A year that was filed before this system was in use, or by somebody else, is noted here.');
  });
});
