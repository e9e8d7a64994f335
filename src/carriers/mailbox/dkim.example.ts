import { generateKeyPairSync } from 'node:crypto';
import nodemailer from 'nodemailer';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** What the key's record says, for a directory of a test. */
export const keyRecord = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;

/** A directory in which one domain publishes the key under `s1`. */
export const directoryOf =
  (domain: string) =>
  async (name: string): Promise<readonly string[]> =>
    name === `s1._domainkey.${domain}` ? [keyRecord] : [];

/** A raw mail as the mail server of a domain signs it. */
export const signedBy = async (domain: string, raw: string): Promise<string> => {
  const transport = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    dkim: {
      domainName: domain,
      keySelector: 's1',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
  });
  const { message } = await transport.sendMail({ envelope: { from: `x@${domain}`, to: 'y@z.example' }, raw });
  return message.toString();
};
