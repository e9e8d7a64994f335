import { headersOf, type Mail } from '../../carriers/mailbox/mail.ts';

/** What a returned message says of the message it answers. */
export type References = {
  /** Tokens of our own return and reply addresses. */
  readonly tokens: readonly string[];
  /** Ids of other messages of ours, in their return addresses and Message-IDs. */
  readonly mails: readonly string[];
  /** Message-IDs with their angle brackets. */
  readonly messageIds: readonly string[];
  /** The writer's address, or ''. */
  readonly from: string;
};

const addressed = [
  'to',
  'cc',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-forwarded-to',
  'resent-to',
];
const answered = [
  'in-reply-to',
  'references',
  'x-original-message-id',
  'original-message-id',
  'x-ms-exchange-parent-message-id',
];

const tokensIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?<![\w.-])[br]-([0-9a-z]{16})@/gi)].map(([, token]) => (token ?? '').toLowerCase());

const idsIn = (text: string): readonly string[] =>
  [...text.matchAll(/<[^<>\s]{1,250}@[^<>\s]{1,250}>/g)].map(([id]) => id);

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const mailsIn = (text: string): readonly string[] =>
  [...text.matchAll(new RegExp(`(?:(?<![\\w.-])[no]-|<)(${uuid})@`, 'gi'))].map(([, id]) => (id ?? '').toLowerCase());

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].slice(0, 50);

/** What a provider's event says of the message that it tells about. */
export const referencesOfEvent = (messageId: string, recipient: string): References => ({
  tokens: [],
  mails: mailsIn(messageId),
  messageIds: [messageId],
  from: recipient,
});

const headersIn = (mail: Mail, names: readonly string[]): string =>
  names.flatMap((name) => headersOf(mail, name)).join('\n');

/**
 * The message that this one answers or reports. What a server returned to us is searched as well: there our own headers stand.
 * A person's text is not, for it may quote a letter to somebody else.
 */
export const referencesOf = (mail: Mail, recipients: readonly string[], writer: 'person' | 'server'): References => {
  const returned =
    writer === 'person' ? '' : [...mail.parts.map(({ content }) => content), mail.text.slice(0, 50_000)].join('\n');
  const returnedIds = [...returned.matchAll(/^message-id:\s*(<[^<>\s]{3,500}>)/gim)].map(([, id]) => id ?? '');
  const to = [...recipients, headersIn(mail, addressed)].join('\n');
  const messageIds = distinct([...idsIn(headersIn(mail, answered)), ...returnedIds]);
  return {
    tokens: distinct([...tokensIn(to), ...tokensIn(returned)]),
    mails: distinct([...mailsIn(to), ...mailsIn(returned), ...mailsIn(messageIds.join('\n'))]),
    messageIds,
    from: mail.from,
  };
};
