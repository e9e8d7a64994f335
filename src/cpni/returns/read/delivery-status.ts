import type { Mail } from '../../../carriers/mailbox/mail.ts';

/** What a mail server says became of one recipient, RFC 3464. */
export type RecipientStatus = {
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** Class.subject.detail, e.g. `5.1.1`; null where none is given. */
  readonly status: string | null;
};

const actions = new Set(['failed', 'delayed', 'delivered', 'relayed', 'expanded']);

type Fields = ReadonlyMap<string, string>;

/** Groups of header-like fields, parted by empty lines; folded lines are joined. */
const groupsOf = (text: string): readonly Fields[] =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n\s*\n/)
    .slice(0, 200)
    .map((group) => {
      const fields = group.split('\n').flatMap((line) => {
        const colon = line.indexOf(':');
        return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const];
      });
      return new Map(fields);
    });

const isAction = (word: string): word is RecipientStatus['action'] => actions.has(word);

const codeIn = (text: string): string | null => /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text)?.[1] ?? null;

const statusOf = (fields: Fields): RecipientStatus | null => {
  const action = (fields.get('action') ?? '').toLowerCase().replace(/\W.*$/, '');
  const status = codeIn(fields.get('status') ?? '');
  // some old servers leave the action out: the class tells it
  const told = isAction(action) ? action : status === null ? null : status.startsWith('2') ? 'delivered' : 'failed';
  if (told === null) return null;
  // 5.0.0 says nothing; the remote server's own words often do
  const vague = status === null || /^[245]\.0\.0$/.test(status);
  return { action: told, status: vague ? (codeIn(fields.get('diagnostic-code') ?? '') ?? status) : status };
};

/** The recipients of a delivery status notification; empty where the message is none. */
export const deliveryStatuses = (mail: Mail): readonly RecipientStatus[] =>
  mail.parts
    .filter(({ type }) => type === 'message/delivery-status' || type === 'message/global-delivery-status')
    .flatMap(({ content }) => groupsOf(content))
    .map(statusOf)
    .filter((status) => status !== null);

/** The `Feedback-Type` of an abuse report in the form of RFC 5965, in small letters; null where the message is none. */
export const feedbackType = (mail: Mail): string | null => {
  const report = mail.parts.find(({ type }) => type === 'message/feedback-report');
  if (report === undefined) return null;
  const fields = groupsOf(report.content).find((group) => group.has('feedback-type'));
  return (fields?.get('feedback-type') ?? 'other').toLowerCase();
};

/** Whether a status means that the same address may work later: class 4, or a full mailbox. */
export const isPassing = (status: string): boolean => status.startsWith('4') || status === '5.2.2';
