import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { approvalStatus } from '../approvals/choose.ts';
import { addCustomer } from '../customers/add.ts';
import { addContact } from '../customers/contacts.ts';
import { emailConsent } from '../customers/email-consent.ts';
import { approve } from '../notices/approve.ts';
import { draft } from '../notices/draft.ts';
import { formalNotice, letterNotice } from '../notices/examples/notices.ts';
import type { NoticeContent } from '../notices/record.ts';
import { recordDelivery } from '../notices/record-delivery.ts';

/** A carrier that sent an opt-out notice by e-mail at 10:00 on 1 June 2026, Chicago time; its wait ends with 1 July. */
export type ReturnScene = {
  readonly home: TestHouse;
  readonly prairie: TestCarrier;
  readonly mark: Staff;
  readonly carla: Staff;
  readonly agnes: Staff;
  /** A new customer who was sent the notice; `messageId` is that of his message. */
  notified(): Promise<Notified>;
  /** What silence permits at an instant. */
  silence(customerId: string, at: string): Promise<{ readonly allowed: boolean; readonly missing: string | null }>;
  refusal(customerId: string, at: string): Promise<'stands' | 'none'>;
  readonly letterVersion: string;
};

export type Notified = {
  readonly customerId: string;
  readonly deliveryId: string;
  readonly account: string;
  readonly email: string;
  readonly messageId: string;
};

const approved = async (prairie: TestCarrier, mark: Staff, carla: Staff, content: NoticeContent): Promise<string> => {
  const drafted = await prairie.run(mark, draft, content);
  await prairie.run(carla, approve, { versionId: drafted.id, contentHash: drafted.contentHash });
  return drafted.id;
};

export const returnScene = async (facts: { readonly demo: boolean }): Promise<ReturnScene> => {
  const home = await house();
  const prairie = await home.carrier({
    clock: facts.demo ? Date.parse('2026-05-20T15:00:00Z') : null,
    demo: facts.demo,
  });
  const mark = await prairie.person('Mark Bell', 'marketing');
  const carla = await prairie.person('Carla Stein', 'compliance');
  const agnes = await prairie.person('Agnes Ortiz', 'agent');
  const inUse = { inUseSince: '2026-05-01' };
  const emailed = await approved(prairie, mark, carla, { ...formalNotice, ...inUse });
  const letterVersion = await approved(prairie, mark, carla, { ...letterNotice, ...inUse });
  let customers = 0;
  const asked = { cpni: 'services-subscribed', recipient: 'self', purpose: 'market' } as const;
  if (facts.demo) await prairie.at('2026-06-01T15:00:00Z');
  return {
    home,
    prairie,
    mark,
    carla,
    agnes,
    letterVersion,
    async notified() {
      customers += 1;
      const email = `customer${customers}@mail.example`;
      const account = `C-${customers}`;
      const { id: customerId } = await prairie.run(agnes, addCustomer, { account, name: `Customer ${customers}` });
      const { id: contactId } = await prairie.run(agnes, addContact, { customerId, kind: 'email', value: email });
      await prairie.run(agnes, emailConsent, {
        customerId,
        consent: 'given',
        contactId,
        at: '2026-05-02T10:00:00-05:00',
        how: 'online',
        proof: 'portal log',
      });
      const messageId = `<message-${customers}@prairievoice.example>`;
      const { id: deliveryId } = await prairie.run(mark, recordDelivery, {
        customerId,
        versionId: emailed,
        method: 'email',
        sent: '2026-06-01T10:00:00-05:00',
        reference: messageId,
      });
      return { customerId, deliveryId, account, email, messageId };
    },
    async silence(customerId, at) {
      const status = await prairie.run(carla, approvalStatus, { customerId, ...asked, at });
      return { allowed: status.silence.allowed, missing: status.silence.missing };
    },
    async refusal(customerId, at) {
      return (await prairie.run(carla, approvalStatus, { customerId, ...asked, at })).refusal;
    },
  };
};

/** A reply as a person writes one. */
export const reply = (to: Notified, words: string): string =>
  [
    `From: ${to.email}`,
    'To: notices@prairievoice.example',
    `Message-ID: <${Math.random().toString(36).slice(2)}@mail.example>`,
    `In-Reply-To: ${to.messageId}`,
    'Subject: Re: Your right to say no',
    'Content-Type: text/plain; charset=utf-8',
    '',
    words,
    '',
    'On Mon, Jun 1, 2026 at 10:00 AM Prairie Voice <notices@prairievoice.example> wrote:',
    '> You may say no at any time.',
    '',
  ].join('\r\n');

/** A delivery status notification, RFC 3464. */
export const report = (of: Notified, action: string, status: string): string =>
  [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.mail.example',
    'To: bounces@prairievoice.example',
    `Message-ID: <${Math.random().toString(36).slice(2)}@mx.mail.example>`,
    'Subject: Delivery report',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.mail.example',
    '',
    `Final-Recipient: rfc822; ${of.email}`,
    `Action: ${action}`,
    `Status: ${status}`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${of.messageId}`,
    '--b--',
    '',
  ].join('\r\n');

/** A notification of a server that says what was sent by the address it came back to alone. */
export const reportTo = (returnPath: string, recipient: string): string =>
  [
    'From: MAILER-DAEMON@mail.example',
    `To: ${returnPath}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
    '',
    '--x',
    'Content-Type: text/plain',
    '',
    'The address does not exist.',
    '--x',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    'Status: 5.1.1',
    '--x--',
    '',
  ].join('\r\n');

export const base64 = (message: string): string => Buffer.from(message).toString('base64');
