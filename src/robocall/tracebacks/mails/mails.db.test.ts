// Traceback requests by mail: fetched from a real mailbox or handed to the listener, kept first, read after; nothing is lost.
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { hasDovecot, mailbox, type TestMailbox } from '../../../../test/dovecot.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../../test/house.ts';
import { noOutside } from '../../../../test/outside.ts';
import { workAll } from '../../../../test/work.ts';
import { directoryOf, signedBy } from '../../../carriers/mailbox/dkim.example.ts';
import { later } from '../../../db/later.ts';
import { listen } from '../../../interfaces/smtp/listener.ts';
import { operations } from '../../../operations.ts';
import { fetchMail } from '../../../outside/mail-in.ts';
import type { Outside } from '../../../outside/outside.ts';

const outside: Outside = { ...noOutside, fetchMail };
let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-11-20T15:00:00Z') });
  noor = await prairie.person('Noor Haddad', 'network');
});
afterAll(() => home.close());

type Words = { readonly reference: string; readonly called: string };

const body = ({ reference, called }: Words): string =>
  [
    `Traceback ID: ${reference}        Hop: 2`,
    'Campaign: Auto-Warranty-P1',
    'Call date/time: 2026-11-18 15:02:13 UTC',
    'Calling number: +1 202 555 0143',
    `Called number:  ${called}`,
    'Received from you by: CARRIER A LLC',
    `Respond at: https://portal.example/tb/${reference}`,
  ].join('\r\n');

const plain = (words: Words, from: string, id: string): string =>
  [
    `From: ${from}`,
    'To: traceback@prairievoice.example',
    `Subject: Traceback request ${words.reference} - Hop 2`,
    `Message-ID: <${id}@traceback.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    body(words),
    '',
  ].join('\r\n');

/** A colleague forwards it as an attachment, with a word of his own. */
const forwarded = (inner: string, sent: string): string =>
  [
    'From: Frank Desk <frank@prairievoice.example>',
    'Subject: Fwd: Traceback',
    'Message-ID: <fwd@prairievoice.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain',
    '',
    'This came to the front office.',
    '--b1',
    'Content-Type: message/rfc822',
    '',
    `Date: ${sent}\r\n${inner}`,
    '--b1--',
    '',
  ].join('\r\n');

const mails = async (carrier: TestCarrier, who: Staff) =>
  (await carrier.run(who, operations['tracebackMails.list'], {})).items;
const opened = async (tracebackId: string | null) =>
  prairie.run(noor, operations['tracebacks.show'], { tracebackId: tracebackId ?? '' });
const tasks = async (kind: string) => (await prairie.run(noor, operations['tasks.list'], { kind })).items;
const hand = async (message: string) => {
  const kept = await prairie.run(noor, operations['tracebackMails.receive'], {
    message: Buffer.from(message).toString('base64'),
  });
  await workAll(home, noOutside);
  return kept;
};
const byId = async (id: string) => (await mails(prairie, noor)).find((mail) => mail.id === id);

describe('A mail to the traceback desk', () => {
  it('is a request with its fields as they were read, the mail as it came, and nobody is answered before he was verified', async () => {
    const { id } = await hand(
      plain({ reference: '98231', called: '+1 303 555 0120' }, 'noreply@traceback.example', 'a'),
    );
    const mail = await byId(id);
    expect(mail).toMatchObject({ state: 'request', via: 'upload' });
    const request = await opened(mail?.tracebackId ?? null);
    expect(request.parsed).toMatchObject({
      reference: { value: '98231', confidence: 'sure' },
      called: { value: '+1 303 555 0120', confidence: 'sure' },
      requester: { value: 'noreply@traceback.example', confidence: 'likely' },
    });
    expect(request).toMatchObject({ via: 'mail', state: 'arrived', requesterId: null });
    await expect(prairie.run(noor, operations['tracebacks.search'], { tracebackId: request.id })).rejects.toThrow(
      /confirm/i,
    );
    const kept = await prairie.run(noor, operations['tracebackMails.open'], { mailId: id });
    expect(Buffer.from(kept.message, 'base64').toString()).toContain('Traceback ID: 98231');
  });

  it('that a colleague forwards counts from when he had it, and is from whoever wrote it', async () => {
    const inner = plain({ reference: '98240', called: '+1 303 555 0121' }, 'desk@traceback.example', 'b');
    const { id } = await hand(forwarded(inner, 'Fri, 20 Nov 2026 10:00:00 +0000'));
    const request = await opened((await byId(id))?.tracebackId ?? null);
    expect(request.parsed).toMatchObject({
      reference: { value: '98240' },
      requester: { value: 'desk@traceback.example' },
    });
    expect(Date.parse(request.received)).toBe(Date.parse('2026-11-20T10:00:00Z'));
  });

  it('moves no clock by a date among its words, which is the hour of its call', async () => {
    const words = body({ reference: '98250', called: '+1 303 555 0125' }).replace(
      'Call date/time: 2026-11-18 15:02:13 UTC',
      'Date: Wed, 18 Nov 2026 15:02:13 +0000',
    );
    const { id } = await hand(`From: desk@traceback.example\r\nSubject: Traceback\r\n\r\n${words}\r\n`);
    const request = await opened((await byId(id))?.tracebackId ?? null);
    expect(Date.parse(request.received)).toBe(Date.parse('2026-11-20T15:00:00Z'));
    expect(request.parsed).toMatchObject({ at: { value: 'Wed, 18 Nov 2026 15:02:13 +0000' } });
  });

  it('forwarded in the text counts from the header under the line that says so, and that header names no hour of a call', async () => {
    const inline = (words: string) =>
      [
        'From: Frank Desk <frank@prairievoice.example>\r\nSubject: Fwd: Traceback\r\n\r\nSee below.\r\n',
        '---------- Forwarded message ---------\r\nFrom: Desk <desk@traceback.example>',
        'Date: Fri, 20 Nov 2026 11:00:00 +0000\r\nSubject: Traceback request\r\nTo: <office@prairievoice.example>\r\n',
        words,
      ].join('\r\n');
    const { id } = await hand(inline(body({ reference: '98251', called: '+1 303 555 0126' })));
    const request = await opened((await byId(id))?.tracebackId ?? null);
    expect(Date.parse(request.received)).toBe(Date.parse('2026-11-20T11:00:00Z'));
    expect(request.parsed).toMatchObject({
      at: { value: '2026-11-18 15:02:13 UTC' },
      requester: { value: expect.stringContaining('desk@traceback.example') },
    });
    const without = await hand(inline('Reference: 98252\r\nCalled number: +1 303 555 0127\r\n'));
    expect(await byId(without.id)).toMatchObject({ state: 'doubtful' });
    await prairie.run(noor, operations['tracebackMails.dismiss'], { mailId: without.id, why: 'No hour' });
  });

  it('of a stranger who says that he forwards counts from when the desk had it; one of a colleague, by its signature, from when he had it', async () => {
    const received = async (
      reference: string,
      called: string,
      signed: 'signed' | 'not signed' = 'signed',
      domain = 'prairievoice.example',
    ) => {
      const inner = plain({ reference, called }, 'desk@traceback.example', reference);
      const sent = forwarded(inner, 'Fri, 20 Nov 2026 09:00:00 +0000').replace('prairievoice.example', domain);
      const raw = signed === 'signed' ? await signedBy(domain, sent) : sent;
      const message = Buffer.from(raw).toString('base64');
      const { id } = await prairie.run(noor, operations['tracebackMails.receive'], { message, via: 'smtp' });
      await workAll(home, { ...noOutside, lookUpText: directoryOf(domain) });
      return Date.parse((await opened((await byId(id))?.tracebackId ?? null)).received);
    };
    const ours = (addresses: readonly string[]) =>
      prairie.run(noor, operations['tracebackMails.configure'], { mailbox: null, addresses: [...addresses] });
    await ours(['traceback@other.example']);
    expect(await received('98253', '+1 303 555 0131')).toBe(Date.parse('2026-11-20T15:00:00Z'));
    await ours(['traceback@prairievoice.example']);
    expect(await received('98254', '+1 303 555 0132')).toBe(Date.parse('2026-11-20T09:00:00Z'));
    // who writes a colleague's address into his mail is no colleague
    const forged = await received('98256', '+1 303 555 0134', 'not signed');
    expect(forged).toBe(Date.parse('2026-11-20T15:00:00Z'));
    // nor is whoever has a mailbox where the desk has one, and everybody else
    await ours(['prairie.desk@gmail.com']);
    const shared = await received('98257', '+1 303 555 0135', 'signed', 'gmail.com');
    expect(shared).toBe(Date.parse('2026-11-20T15:00:00Z'));
  });

  it('that comes by two ways at once is one request', async () => {
    const words = { reference: '98255', called: '+1 303 555 0133' };
    const kept = await Promise.all(
      ['e', 'f'].map((way) =>
        prairie.run(noor, operations['tracebackMails.receive'], {
          message: Buffer.from(plain(words, 'noreply@traceback.example', way)).toString('base64'),
        }),
      ),
    );
    const taken = await Promise.all(
      kept.map(({ id }) => prairie.run(noor, operations['tracebackMails.take'], { mailId: id })),
    );
    expect(taken.map(({ state }) => state).toSorted()).toEqual(['again', 'request']);
    expect(taken[0]?.tracebackId).toBe(taken[1]?.tracebackId);
  });

  it('that says the same again joins the request; one of another call does not', async () => {
    const before = (await prairie.run(noor, operations['tracebacks.list'], {})).items.length;
    const again = await hand(
      plain({ reference: '98231', called: '+1 303 555 0120' }, 'noreply@traceback.example', 'c'),
    );
    expect(await byId(again.id)).toMatchObject({ state: 'again' });
    const other = await hand(
      plain({ reference: '98231', called: '+1 303 555 0129' }, 'noreply@traceback.example', 'd'),
    );
    expect(await byId(other.id)).toMatchObject({ state: 'request' });
    expect((await prairie.run(noor, operations['tracebacks.list'], {})).items).toHaveLength(before + 1);
  });

  it('that nobody can read is a task: a person takes it as a request, or dismisses it with the reason, and it stays', async () => {
    const letter = (words: string) => `From: who@stranger.example\r\nSubject: calls\r\n\r\n${words}\r\n`;
    const one = await hand(letter('You handed us a bad call last week, who is it?'));
    const two = await hand(letter('We sell traceback software.'));
    expect((await tasks('traceback-mail')).map(({ subject }) => subject).toSorted()).toEqual(
      [one, two].map(({ id }) => `traceback-mail:${id}`).toSorted(),
    );
    const taken = await prairie.run(noor, operations['tracebackMails.take'], { mailId: one.id });
    expect(taken.state).toBe('request');
    const why = 'An advertisement';
    await prairie.run(noor, operations['tracebackMails.dismiss'], { mailId: two.id, why });
    expect(await prairie.run(noor, operations['tracebackMails.open'], { mailId: two.id })).toMatchObject({
      state: 'dismissed',
      why,
    });
    await expect(prairie.run(noor, operations['tracebackMails.dismiss'], { mailId: two.id, why })).rejects.toThrow(
      /is dismissed/,
    );
    expect(await tasks('traceback-mail')).toEqual([]);
  });

  it('of any bytes is kept and ends as something that a person sees', async () => {
    const odd = Buffer.from([0, 255, 13, 10, 0x46, 0x72, 0x6f, 0x6d, 58, 0xc3, 13, 10, 13, 10, 0]);
    const { id } = await prairie.run(noor, operations['tracebackMails.receive'], { message: odd.toString('base64') });
    await workAll(home, noOutside);
    expect(await byId(id)).toMatchObject({ state: 'doubtful' });
  });

  it('is seen by its own carrier only', async () => {
    const harbor = await home.carrier({});
    const hana = await harbor.person('Hana Ito', 'network');
    expect(await mails(harbor, hana)).toEqual([]);
    const [mine] = await mails(prairie, noor);
    await expect(harbor.run(hana, operations['tracebackMails.open'], { mailId: mine?.id ?? '' })).rejects.toThrow(
      /mail to the traceback desk/,
    );
  });
});

describe('The listener', () => {
  const send = async (port: number, to: string, raw: string): Promise<number> => {
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
    try {
      const sent = await transport.sendMail({ envelope: { from: 'noreply@traceback.example', to }, raw });
      return Number(sent.response.slice(0, 3));
    } catch (error) {
      if (error instanceof Error && 'responseCode' in error) return Number(error.responseCode);
      throw error;
    } finally {
      transport.close();
    }
  };

  it('takes in what is for the address of a desk, and of its domain nothing else; an address belongs to one carrier', async () => {
    const address = 'traceback@prairievoice.example';
    const settings = { mailbox: null, addresses: [address] };
    await prairie.run(noor, operations['tracebackMails.configure'], settings);
    const harbor = await home.carrier({});
    const hana = await harbor.person('Hana Ito', 'network');
    await expect(harbor.run(hana, operations['tracebackMails.configure'], settings)).rejects.toThrow(/another carrier/);
    const listening = await listen(home.connections, { host: '127.0.0.1', port: 0, protocol: 'smtp' });
    try {
      const raw = plain({ reference: '98300', called: '+1 303 555 0130' }, 'noreply@traceback.example', 'smtp');
      expect(await send(listening.port, 'Traceback@PrairieVoice.example', raw)).toBe(250);
      expect(await send(listening.port, 'sales@prairievoice.example', raw)).toBe(550);
    } finally {
      await listening.stop();
    }
    await workAll(home, noOutside);
    expect((await mails(prairie, noor))[0]).toMatchObject({ via: 'smtp', state: 'request' });
  });
});

test('What is noted of a mailbox is a mail that is kept, of its own carrier, and one', async () => {
  const [mine] = await mails(prairie, noor);
  const other = await home.carrier({});
  const note = (carrier: TestCarrier, uid: number, returnedId: string | null, tracebackMailId: string | null) =>
    carrier.look(({ tx }) =>
      tx
        .insertInto('mailboxMessage')
        .values({ mailbox: 'a@b/INBOX', uidValidity: 1, uid, returnedId, tracebackMailId, markedAt: null })
        .execute(),
    );
  const id = mine?.id ?? '';
  await note(prairie, 1, null, id);
  await expect(note(prairie, 2, null, prairie.id)).rejects.toThrow(/foreign key/);
  await expect(note(prairie, 3, id, null)).rejects.toThrow(/foreign key/);
  await expect(note(other, 4, null, id)).rejects.toThrow(/foreign key/);
  await expect(note(prairie, 5, null, null)).rejects.toThrow(/keeps_one/);
});

test('One mailbox is fetched for one thing: the second setting that names it is refused, whichever it is', async () => {
  const own = await home.carrier({ clock: Date.parse('2026-11-20T15:00:00Z') });
  const nate = await own.person('Nate Cole', 'network');
  const box = { host: 'mail.prairievoice.example', port: 993, security: 'tls', user: 'office', password: 'y' } as const;
  const again = {
    ...box,
    host: 'Mail.PrairieVoice.example',
    port: 143,
    security: 'starttls',
    folder: 'inbox',
  } as const;
  const { 'returns.configure': returns, 'tracebackMails.configure': tracebacks } = operations;
  await own.run(nate, returns, { mailbox: box });
  await expect(own.run(nate, tracebacks, { mailbox: again })).rejects.toThrow(/'mailbox'.* returned mail already/);
  await own.run(nate, tracebacks, { mailbox: { ...box, folder: 'Tracebacks' } });
  await own.run(nate, returns, { mailbox: box });
  const taken = { ...again, folder: 'tracebacks' };
  await expect(own.run(nate, returns, { mailbox: taken })).rejects.toThrow(/'mailbox'.* traceback requests already/);
  await own.run(nate, tracebacks, { mailbox: null });
  await own.run(nate, returns, { mailbox: taken });
});

// a real mailbox, or none: npm test names the package
describe.skipIf(!hasDovecot)('A mailbox by IMAP (apt-get install dovecot-imapd)', () => {
  let box: TestMailbox;
  beforeAll(async () => {
    box = await mailbox();
    const { port, user, password } = box;
    await prairie.run(noor, operations['tracebackMails.configure'], {
      mailbox: { host: '127.0.0.1', port, security: 'none', user, password },
    });
  });
  afterAll(() => box.remove());

  const poll = async (): Promise<void> => {
    await prairie.look((ctx) => later(ctx, { does: 'tracebackMails.poll', input: {}, from: ctx.at, key: ctx.id() }));
    await workAll(home, outside);
  };

  test('brings a request from when it had it, once, and is told "seen" only after it is kept', async () => {
    const before = (await mails(prairie, noor)).length;
    const raw = plain({ reference: '98400', called: '+1 303 555 0140' }, 'noreply@traceback.example', 'imap');
    box.deliver(raw, '2026-11-20T14:00:00Z');
    await poll();
    expect(box.seen()).toEqual({ seen: 1, unseen: 0 });
    const all = await mails(prairie, noor);
    expect(all).toHaveLength(before + 1);
    expect(all[0]).toMatchObject({ via: 'mailbox', state: 'request' });
    expect(Date.parse((await opened(all[0]?.tracebackId ?? null)).received)).toBe(Date.parse('2026-11-20T14:00:00Z'));
    await box.rebuild();
    await poll();
    expect(await mails(prairie, noor)).toHaveLength(before + 1);
  });

  test('that does not answer for half an hour is a task, and what lay in it comes when it does', async () => {
    const before = (await mails(prairie, noor)).length;
    await box.stop();
    await prairie.at('2026-11-20T15:20:00Z');
    await prairie.run(noor, operations['tracebacks.watch'], {});
    expect(await tasks('traceback-mailbox-silent')).toEqual([]);
    await prairie.at('2026-11-20T15:31:00Z');
    await prairie.run(noor, operations['tracebacks.watch'], {});
    await prairie.run(noor, operations['tracebacks.watch'], {});
    expect(await tasks('traceback-mailbox-silent')).toHaveLength(1);
    const raw = plain({ reference: '98401', called: '+1 303 555 0141' }, 'noreply@traceback.example', 'late');
    box.deliver(raw, '2026-11-20T15:10:00Z');
    await box.start();
    await poll();
    expect(await mails(prairie, noor)).toHaveLength(before + 1);
    expect(await tasks('traceback-mailbox-silent')).toEqual([]);
  });
});
