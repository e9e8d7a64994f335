import { createHmac, createPublicKey, createVerify, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Headers of a request; names in small letters. */
export type Headers = Readonly<Record<string, string>>;

/** By what a provider's calls are known to be his. */
export const providerKey = z.discriminatedUnion('provider', [
  /** Standard Webhooks: the secret they share, `whsec_` and base64. */
  z.strictObject({ provider: z.literal('standard'), secret: z.string().regex(/^whsec_[A-Za-z0-9+/=]{24,}$/) }),
  /** SendGrid's event webhook: its public key, base64 of the DER form. */
  z.strictObject({ provider: z.literal('sendgrid'), publicKey: z.base64().min(40) }),
  /** Amazon SES by way of SNS: the topic, and the certificate (or its public key, PEM) that SNS signs with, kept here so that nothing is fetched. */
  z.strictObject({
    provider: z.literal('ses'),
    topic: z.string().startsWith('arn:'),
    certificate: z.string().startsWith('-----BEGIN '),
  }),
]);
export type ProviderKey = z.output<typeof providerKey>;

const tolerance = 300_000;

const equal = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Standard Webhooks 1.0: HMAC-SHA256 over id, second and body, at most five minutes old; several signatures while keys change. */
const standardHolds = (secret: string, headers: Headers, body: string, now: number): boolean => {
  const id = headers['webhook-id'] ?? '';
  const second = headers['webhook-timestamp'] ?? '';
  if (id === '' || !/^\d{1,12}$/.test(second) || Math.abs(Number(second) * 1000 - now) > tolerance) return false;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const made = `v1,${createHmac('sha256', key).update(`${id}.${second}.${body}`).digest('base64')}`;
  return (headers['webhook-signature'] ?? '').split(' ').some((given) => equal(given, made));
};

/** SendGrid: ECDSA over timestamp and body as they came. */
const sendgridHolds = (publicKey: string, headers: Headers, body: string): boolean => {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  const signature = Buffer.from(headers['x-twilio-email-event-webhook-signature'] ?? '', 'base64');
  const stamp = headers['x-twilio-email-event-webhook-timestamp'] ?? '';
  return createVerify('sha256').update(`${stamp}${body}`).verify(key, signature);
};

export const snsMessage = z.looseObject({
  Type: z.string(),
  MessageId: z.string(),
  TopicArn: z.string(),
  Message: z.string(),
  Timestamp: z.string(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string(),
  Subject: z.string().optional(),
  SubscribeURL: z.string().optional(),
  Token: z.string().optional(),
});
type SnsMessage = z.output<typeof snsMessage>;

const signedFields = (message: SnsMessage): readonly (keyof SnsMessage & string)[] =>
  message.Type === 'Notification'
    ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
    : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];

/** Amazon SNS: RSA over named fields; another's topic is signed with the same certificate, so the topic must be ours. */
const snsHolds = (topic: string, certificate: string, body: string): boolean => {
  const message = snsMessage.parse(JSON.parse(body));
  if (message.TopicArn !== topic) return false;
  const text = signedFields(message)
    .filter((name) => message[name] !== undefined)
    .map((name) => `${name}\n${message[name]}\n`)
    .join('');
  const algorithm = message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
  return createVerify(algorithm).update(text).verify(createPublicKey(certificate), message.Signature, 'base64');
};

/** Whether a call is the provider's own; whatever cannot be checked is not. `now` in epoch ms. */
export const signatureHolds = (key: ProviderKey, headers: Headers, body: string, now: number): boolean => {
  try {
    if (key.provider === 'standard') return standardHolds(key.secret, headers, body, now);
    if (key.provider === 'sendgrid') return sendgridHolds(key.publicKey, headers, body);
    return snsHolds(key.topic, key.certificate, body);
  } catch {
    return false;
  }
};
