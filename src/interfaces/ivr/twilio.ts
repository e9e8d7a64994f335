import { timingSafeEqual } from 'node:crypto';
import type { Speech } from './speech.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const locale = { en: 'en-US', es: 'es-US' } as const;

/** Whether a signature is the expected one; compared in constant time. */
export const sameSignature = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** The speech as TwiML. Silence comes back as an empty answer to the same question. */
export const twiml = ({ says, keys, turn }: Speech, path: string): string => {
  const spoken = says
    .map(({ language, text }) => `<Say language="${locale[language]}">${escaped(text)}</Say>`)
    .join('');
  const action = escaped(`${path}?turn=${turn}`);
  const count = keys === 'one' ? 'numDigits="1"' : 'finishOnKey="#"';
  const body =
    keys === 'none'
      ? `${spoken}<Hangup/>`
      : `<Gather input="dtmf" ${count} timeout="8" action="${action}" method="POST">${spoken}</Gather><Redirect method="POST">${action}</Redirect>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${body}</Response>`;
};

/** A call that we placed: the key asked for, then the staff dialled, or the end. */
export type Dialling = {
  readonly stage: 'ask' | 'connect' | 'over';
  readonly language: 'en' | 'es';
  readonly text: string;
  /** How many keys are waited for. */
  readonly keys: 'one' | 'many';
  readonly staffNumber: string | null;
};

/** The next step of a call that we placed, as TwiML. */
export const dialTwiml = ({ stage, language, text, keys, staffNumber }: Dialling, path: string): string => {
  const spoken = `<Say language="${locale[language]}">${escaped(text)}</Say>`;
  const action = escaped(`${path}?turn=key`);
  const count = keys === 'one' ? 'numDigits="1"' : 'finishOnKey="#"';
  const gather = `<Gather input="dtmf" ${count} timeout="8" action="${action}" method="POST">${spoken}</Gather><Redirect method="POST">${action}</Redirect>`;
  const dial = staffNumber === null ? '<Hangup/>' : `<Dial>${escaped(staffNumber)}</Dial>`;
  const body = { ask: gather, connect: `${spoken}${dial}`, over: `${spoken}<Hangup/>` }[stage];
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${body}</Response>`;
};
