import { z } from 'zod';
import { id, instant } from '../../kernel/columns.ts';

const domain = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a domain in small letters');

/** How the carrier's mail leaves; its password and DKIM key are secrets of the installation. */
export const mailSettingRow = z.object({
  carrierId: id,
  host: z.string().min(1),
  port: z.int().min(1).max(65535),
  security: z.enum(['tls', 'starttls', 'none']),
  userName: z.string().nullable(),
  fromName: z.string().min(1),
  fromAddress: z.email(),
  replyDomain: domain,
  returnDomain: domain,
  sendingIps: z.array(z.union([z.ipv4(), z.ipv6()])).min(1),
  dkimDomain: domain,
  dkimSelector: z.string().regex(/^[a-z0-9-]+$/),
  choiceAddress: z.url(),
  setAt: instant,
  checkedAt: instant.nullable(),
  faults: z.array(z.string()),
  /** since when the server has taken nothing; null while it does */
  downSince: instant.nullable(),
});
export type MailSetting = z.output<typeof mailSettingRow>;
