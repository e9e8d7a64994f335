import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, deskAt, switchRow } from '../../src/robocall/tracebacks/desk.example.ts';
import { receiveTracebackMail } from '../../src/robocall/tracebacks/mails/receive.ts';
import { takeTracebackMail } from '../../src/robocall/tracebacks/mails/take.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { house, type Staff, type TestHouse } from '../house.ts';
import { noOutside } from '../outside.ts';
import { accountOf } from '../voice-accounts.ts';
import { workAll } from '../work.ts';

let at: ConsoleHouse;
let desk: Desk;
let agent: Staff;
let home: TestHouse;

const mail = `From: desk@traceback.example
Subject: Traceback Request 98231

Traceback ID: 98231
Call Date/Time: 2026-11-18 15:02:13 UTC
Calling number: 202-555-0143
Called number: (303) 555-0120
Received from you by: Summit Voice Inc.
This request was sent to you at https://portal.example/t/98231
`;

beforeAll(async () => {
  if (!browserHere) return;
  home = await house();
  desk = await deskAt(home, {});
  agent = await desk.carrier.person('Ana Ruiz', 'agent');
  await accountOf(desk.carrier, { name: 'Acme Dental', callerIdPolicy: 'own-only' });
  await desk.bring('day.csv', [
    switchRow(1, '2026-11-18 10:02:10', '2025550143', '3035550120'),
    switchRow(2, '2026-11-18 10:40:00', '2025550143', '3035550177'),
  ]);
  at = await consoleAt(home, []);
}, 300_000);
afterAll(async () => {
  if (browserHere) await at.close();
});

const field = (label: string) => at.page.getByLabel(label, { exact: true });

const chosen = (label: string) => at.page.locator('input:not([type=hidden])').and(field(label));

const open = async (): Promise<void> => {
  await at.press('Tracebacks');
  await at.page.getByRole('heading', { name: 'Tracebacks', level: 1 }).waitFor();
};

const openOne = async (): Promise<void> => {
  await open();
  await at.page.locator('table a').first().press('Enter');
  await at.page.getByRole('heading', { name: 'Traceback 98231', level: 1 }).waitFor();
};

describe.skipIf(!browserHere)(`the traceback desk, by keyboard${needsBrowser}`, () => {
  test('Noor pastes a request: three clocks run, each field says how surely it was read', async () => {
    await at.signIn(desk.noor);
    await open();
    await at.says('No traceback was asked for.');
    await at.press('Paste a request');
    await field('The mail as it came').fill(mail);
    await at.look('traceback-paste');
    await at.press('Take it in');
    await at.page.getByRole('heading', { name: 'Traceback 98231', level: 1 }).waitFor();
    await at.page.getByRole('row', { name: /Called number.*555-0120.*sure/ }).waitFor();
    await at.look('traceback-request');
    await at.press('Why');
    const why = at.page.getByRole('dialog');
    await why.waitFor();
    expect(await why.textContent()).toMatch(/Rule: 47 CFR 64\.1200\(n\)\(1\)/);
    await at.page.keyboard.press('Escape');
    await at.roomTab('Find');
    await at.says('Confirm which call it asks about first.');
  });

  test('the same request pasted once more is the one that is there, unless she says that it is another', async () => {
    await open();
    await at.press('Paste a request');
    await field('The mail as it came').fill(mail);
    expect(await chosen('If it came before').inputValue()).toBe('it joins that request');
    await at.press('Take it in');
    await at.says('It came before, and joins that request');
    await at.page.getByRole('heading', { name: 'Traceback 98231', level: 1 }).waitFor();
    await open();
    expect(await at.page.locator('tbody tr').count()).toBe(1);
    await openOne();
  });

  test('who asks is verified and the call confirmed; then coverage is told before any call', async () => {
    await at.roomTab('Confirm');
    await field('Calling number (may stay empty)').fill('nobody');
    expect(await chosen('Verified requester').inputValue()).toBe('');
    await at.press('Confirm the call');
    expect(await chosen('Verified requester').evaluate((input) => input.matches(':invalid'))).toBe(true);
    await at.choose('Verified requester', /registered consortium/);
    await at.page.locator('input').and(at.page.getByLabel(/^Hop/)).fill('second');
    expect(await at.page.locator('input').and(at.page.getByLabel(/^Hop/)).inputValue()).toBe('');
    await at.look('traceback-confirm');
    await at.press('Confirm the call');
    await at.says('it is no telephone number');
    await field('Calling number (may stay empty)').fill('202-555-0143');
    await at.press('Confirm the call');
    await at.says('search it');
    await at.roomTab('Find');
    await at.press('Look and search');
    await at.page.getByRole('heading', { name: 'What our records hold of that hour' }).waitFor();
    await at.look('traceback-find');
  });

  test('that it is not there is refused where the records have a gap that nobody names', async () => {
    await at.press('It is none of these');
    await at.type('Why none of the calls is it', 'None has that second.');
    await at.press('Prepare the answer');
    await at.says('that a call is not in them proves nothing');
    await at.look('traceback-gap-refused');
  });

  test('the call is chosen and its customer named: who prepared it may not approve it', async () => {
    await at.roomTab('Find');
    await at.press('Look and search');
    await at.press('It is this one');
    await at.says(/The call from .*2025550143/);
    await at.choose('Our part', 'our customer made it');
    await field('Why it was signed so').fill('It came over his own trunk.');
    await field('What was done about it').fill('He was telephoned, and has stopped.');
    await at.look('traceback-answer');
    expect(await chosen('Whose account').inputValue()).toBe('');
    await at.press('Prepare the answer');
    expect(await chosen('Whose account').evaluate((input) => input.matches(':invalid'))).toBe(true);
    await at.choose('Whose account', 'Acme Dental');
    await at.press('Prepare the answer');
    await at.says('answer prepared');
    await at.roomTab('Give it');
    await at.press('Show the sheet');
    await at.says('waits for a second person');
    await at.press('Approve it as the second person');
    await at.says('Who prepared the answer does not approve it.');
    await at.look('traceback-sheet');
    const link = at.page.getByRole('link', { name: 'The sheet as PDF' });
    const pdf = await at.page.context().request.get(`${at.address}${await link.getAttribute('href')}`);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('Carla approves; Noor gives it in the portal, and the file says until when it is kept', async () => {
    await at.signIn(desk.carla);
    await openOne();
    await at.roomTab('Give it');
    await at.press('Approve it as the second person');
    await at.page.getByText('Approved: it may be given.').first().waitFor();
    await at.says('No picture is kept.');
    const picture = { name: 'portal.png', mimeType: 'image/png' };
    await at.page.locator('input[type=file]').setInputFiles({ ...picture, buffer: Buffer.from('no picture') });
    await at.press('Keep the picture');
    await at.says('the bytes are no image/png');
    await at.look('traceback-proof-refused');
    const buffer = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    await at.page.locator('input[type=file]').setInputFiles({ ...picture, buffer });
    await at.press('Keep the picture');
    const kept = at.page.getByRole('row', { name: /Carla Stein.*[0-9a-f]{64}/ });
    const taken = at.page.waitForEvent('download');
    await kept.getByRole('button', { name: 'Download' }).press('Enter');
    expect((await taken).suggestedFilename()).toMatch(/^answer-[0-9a-f]{8}\.png$/);
    await at.type('Reference of the portal or the mail', 'portal 98231-A');
    await at.press('It was given');
    await at.says('answered');
    await at.says('Thu, Nov 20, 2031');
    await at.page.getByRole('row', { name: /nothing found yet.*traceback/ }).waitFor();
    await at.look('traceback-given');
    await at.roomTab('Timeline');
    await at.says('traceback answered');
  });

  test('on call, on a telephone: three buttons, and another takes it', async () => {
    await at.signIn(desk.noor);
    await open();
    await at.press('Enter one by hand');
    await field('Reference').fill('98232');
    await field('Called number').fill('303-555-0121');
    await field('Time of the call, RFC 3339 with its offset').fill('2026-11-19T15:02:13Z');
    await at.press('Take it in');
    await at.page.getByRole('heading', { name: 'Traceback 98232', level: 1 }).waitFor();
    await at.page.setViewportSize({ width: 360, height: 800 });
    await at.page.goto(`${at.address}/console/on-call`);
    await at.says('1 request waits');
    expect(await at.page.locator('.on-call button:not(.why), .on-call a').count()).toBe(3);
    await at.press('I cannot: call the next');
    await at.says(/person(s are| is) called/);
    await at.press('I take it');
    await at.page.locator('.on-call').getByRole('link', { name: 'Open it' }).waitFor();
    await at.page.getByRole('button', { name: 'I take it' }).waitFor({ state: 'detached' });
    await at.look('on-call');
  });

  test('a mail that nobody could read for certain is read by a person, and dismissed with the reason', async () => {
    const words = 'From: someone@elsewhere.example\r\nSubject: Hello\r\n\r\nPlease call me back.\r\n';
    const message = Buffer.from(words).toString('base64');
    const { id: mailId } = await desk.carrier.run(desk.noor, receiveTracebackMail, { message });
    await desk.carrier.run(desk.noor, takeTracebackMail, { mailId });
    await at.signIn(desk.noor);
    await open();
    await at.press('Read it');
    await at.says('Please call me back.');
    await at.look('traceback-mail');
    await at.type('Why it is none', 'He asks to be called, and names no call.');
    await at.press('It is none');
    await at.page
      .getByRole('heading', { name: 'Mails that nobody could read for certain' })
      .waitFor({ state: 'detached' });
  });

  test('a request whose mail is not signed is confirmed by who says how he made sure of it', async () => {
    const message = Buffer.from(mail.replaceAll('98231', '98240').replaceAll('\n', '\r\n')).toString('base64');
    const { id: mailId } = await desk.carrier.run(desk.noor, receiveTracebackMail, { message });
    await workAll(home, noOutside);
    await desk.carrier.run(desk.noor, takeTracebackMail, { mailId });
    await at.signIn(desk.noor);
    await open();
    await at.page.locator('table a').first().press('Enter');
    await at.page.getByRole('heading', { name: 'Traceback 98240', level: 1 }).waitFor();
    await at.roomTab('Confirm');
    await at.says('The mail is not signed: anybody may have written the address that it is from.');
    await at.choose('Verified requester', /registered consortium/);
    await at.press('Confirm the call');
    const how =
      'How you made sure that this request is from the requester: a call to a number found elsewhere, the portal';
    expect(await field(how).evaluate((input) => input.matches(':invalid'))).toBe(true);
    await at.type(how, 'Called the consortium at the number of its site');
    await at.look('traceback-confirm-mail');
    await at.press('Confirm the call');
    await at.says('search it');
  });

  test('an agent is not offered the desk, and is refused at its address', async () => {
    await at.signIn(agent);
    await at.page.getByRole('heading', { name: 'Tasks' }).waitFor();
    expect(await at.page.getByRole('link', { name: 'Tracebacks' }).count()).toBe(0);
    await at.page.goto(`${at.address}/console/tracebacks`);
    await at.says('This role may not do this');
  });
});
