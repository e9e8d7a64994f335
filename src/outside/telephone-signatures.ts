import { createHmac } from 'node:crypto';

/** The signature that Twilio's service puts on a webhook: HMAC-SHA1 of the address and the sorted fields, base64. */
export const twilioSignature = (secret: string, url: string, fields: ReadonlyMap<string, string>): string => {
  const text = [...fields].sort(([a], [b]) => (a < b ? -1 : 1)).reduce((sum, [name, value]) => sum + name + value, url);
  return createHmac('sha1', secret).update(text).digest('base64');
};

/** The header `Jambonz-Signature` of a body at a time in seconds: HMAC-SHA256 of both. */
export const jambonzSignature = (secret: string, body: string, seconds: number): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
