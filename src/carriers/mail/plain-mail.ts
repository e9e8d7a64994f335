import type { Mail } from '../../outside/mail-out.ts';
import type { MailSetting } from './record.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** An e-mail of the carrier to one address, text and the same as paragraphs; `id` makes it findable when it comes back. */
export const plainMail = (
  { fromName, fromAddress, returnDomain }: MailSetting,
  id: string,
  to: string,
  { subject, text }: { readonly subject: string; readonly text: string },
): Mail => ({
  from: { name: fromName, address: fromAddress },
  replyTo: fromAddress,
  writer: 'machine',
  returnPath: `o-${id}@${returnDomain}`,
  to,
  messageId: `<${id}@${returnDomain}>`,
  subject,
  text,
  html: `<p>${escaped(text.trim()).replaceAll('\n\n', '</p><p>')}</p>`,
  language: 'en',
});
