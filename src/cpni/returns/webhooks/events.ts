import { z } from 'zod';
import type { Reading } from '../read/read.ts';
import { type Headers, type ProviderKey, snsMessage } from './signatures.ts';

/** One thing that a provider tells of one message. */
export const providerEvent = z.strictObject({
  /** The provider's own id of it: told again, it is the same. */
  id: z.string().min(1),
  /** Epoch ms. */
  at: z.int(),
  says: z.enum(['hard', 'soft', 'delayed', 'arrived', 'abuse-report', 'no', 'confirm']),
  status: z.string().nullable(),
  messageId: z.string(),
  recipient: z.string(),
});
export type ProviderEvent = z.output<typeof providerEvent>;

type Says = ProviderEvent['says'];

const bracketed = (messageId: string): string =>
  messageId === '' || messageId.startsWith('<') ? messageId : `<${messageId}>`;

const instant = (text: string | undefined, now: number): number => {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? now : at;
};

const standardTypes: ReadonlyMap<string, Says> = new Map([
  ['email.bounced', 'hard'],
  ['email.soft_bounced', 'soft'],
  ['email.delivery_delayed', 'delayed'],
  ['email.delivered', 'arrived'],
  ['email.complained', 'abuse-report'],
  ['email.unsubscribed', 'no'],
]);

const standardBody = z.looseObject({
  type: z.string(),
  timestamp: z.string().optional(),
  data: z.looseObject({
    messageId: z.string().default(''),
    recipient: z.string().default(''),
    status: z.string().nullable().default(null),
  }),
});

const standardEvents = (headers: Headers, body: string, now: number): readonly ProviderEvent[] => {
  const { type, timestamp, data } = standardBody.parse(JSON.parse(body));
  const says = standardTypes.get(type);
  if (says === undefined) return [];
  const { messageId, recipient, status } = data;
  const id = headers['webhook-id'] ?? '';
  return [{ id, at: instant(timestamp, now), says, status, messageId: bracketed(messageId), recipient }];
};

const sendgridBody = z.array(
  z.looseObject({
    event: z.string(),
    sg_event_id: z.string(),
    timestamp: z.number(),
    email: z.string().default(''),
    'smtp-id': z.string().default(''),
    type: z.string().default(''),
    status: z.string().nullable().default(null),
  }),
);

const sendgridSays = (event: string, type: string): Says | null => {
  if (event === 'bounce') return type === 'blocked' ? 'soft' : 'hard';
  const known = { dropped: 'hard', deferred: 'delayed', delivered: 'arrived', spamreport: 'abuse-report' } as const;
  const told: ReadonlyMap<string, Says> = new Map([
    ...Object.entries(known),
    ['unsubscribe', 'no'],
    ['group_unsubscribe', 'no'],
  ]);
  return told.get(event) ?? null;
};

const sendgridEvents = (body: string): readonly ProviderEvent[] =>
  sendgridBody.parse(JSON.parse(body)).flatMap((one) => {
    const says = sendgridSays(one.event, one.type);
    if (says === null) return [];
    const messageId = bracketed(one['smtp-id']);
    return [
      { id: one.sg_event_id, at: one.timestamp * 1000, says, status: one.status, messageId, recipient: one.email },
    ];
  });

const recipients = z.array(z.looseObject({ emailAddress: z.string(), status: z.string().optional() })).default([]);

const sesBody = z.looseObject({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  mail: z.looseObject({
    commonHeaders: z.looseObject({ messageId: z.string().default('') }).default({ messageId: '' }),
    headers: z.array(z.looseObject({ name: z.string(), value: z.string() })).default([]),
    destination: z.array(z.string()).default([]),
  }),
  bounce: z
    .looseObject({
      bounceType: z.string(),
      bounceSubType: z.string().default(''),
      bouncedRecipients: recipients,
      timestamp: z.string().optional(),
    })
    .optional(),
});

const sesSays = (type: string, bounce: z.output<typeof sesBody>['bounce']): Says | null => {
  if (type === 'Bounce') return bounce?.bounceType === 'Permanent' ? 'hard' : 'soft';
  const told: ReadonlyMap<string, Says> = new Map([
    ['Complaint', 'abuse-report'],
    ['Delivery', 'arrived'],
    ['DeliveryDelay', 'delayed'],
  ]);
  return told.get(type) ?? null;
};

const sesEvents = (body: string, now: number): readonly ProviderEvent[] => {
  const outer = snsMessage.parse(JSON.parse(body));
  const base = { id: outer.MessageId, at: instant(outer.Timestamp, now) };
  if (outer.Type === 'SubscriptionConfirmation')
    return [{ ...base, says: 'confirm', status: null, messageId: '', recipient: '' }];
  if (outer.Type !== 'Notification') return [];
  const { notificationType, eventType, mail, bounce } = sesBody.parse(JSON.parse(outer.Message));
  const says = sesSays(notificationType ?? eventType ?? '', bounce);
  if (says === null) return [];
  // SES writes a Message-ID of its own into `messageId`: ours stands among the headers
  const own =
    mail.headers.find(({ name }) => name.toLowerCase() === 'message-id')?.value ?? mail.commonHeaders.messageId;
  const [first] = bounce?.bouncedRecipients ?? [];
  const recipient = first?.emailAddress ?? mail.destination[0] ?? '';
  return [{ ...base, says, status: first?.status ?? null, messageId: bracketed(own), recipient }];
};

/** What a provider's call tells; throws a zod error where its form is none of his. */
export const eventsOf = (
  provider: ProviderKey['provider'],
  headers: Headers,
  body: string,
  now: number,
): readonly ProviderEvent[] => {
  if (provider === 'standard') return standardEvents(headers, body, now);
  return provider === 'sendgrid' ? sendgridEvents(body) : sesEvents(body, now);
};

/** The same as a reading of a message. */
export const readingOf = ({ says, status }: ProviderEvent): Reading => {
  if (says === 'hard' || says === 'soft') return { kind: 'bounce', weight: says, status };
  if (says === 'no') return { kind: 'answer', says: 'no', also: [] };
  return says === 'confirm' ? { kind: 'automatic' } : { kind: says };
};
