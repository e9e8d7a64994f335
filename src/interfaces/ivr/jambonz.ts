import { jambonzSignature } from '../../outside/telephone-signatures.ts';
import type { Speech } from './speech.ts';
import { type Dialling, sameSignature } from './twilio.ts';

const locale = { en: 'en-US', es: 'es-US' } as const;

const tolerance = 300;

/** Whether the header signs the body, no more than five minutes ago. */
export const jambonzSigned = (secret: string, body: string, header: string, now: number): boolean => {
  const seconds = Number(/(?:^|,)t=(\d{1,12})(?:,|$)/.exec(header)?.[1] ?? Number.NaN);
  if (!(Math.abs(now / 1000 - seconds) <= tolerance)) return false;
  const expected = jambonzSignature(secret, body, seconds).split('v1=')[1] ?? '';
  return header.split(',').some((part) => part.startsWith('v1=') && sameSignature(part.slice(3), expected));
};

/** The speech as jambonz verbs. jambonz asks the hook also when nobody pressed a key. */
export const verbs = ({ says, keys, turn }: Speech, path: string): readonly Record<string, unknown>[] => {
  const spoken = says.map(({ language, text }) => ({ verb: 'say', text, synthesizer: { language: locale[language] } }));
  if (keys === 'none') return [...spoken, { verb: 'hangup' }];
  const count = keys === 'one' ? { numDigits: 1 } : { finishOnKey: '#', maxDigits: 20, interDigitTimeout: 8 };
  // a gather speaks one text in one language: what comes before is said apart and can be broken into by no key
  const last = spoken.at(-1);
  const gather = {
    verb: 'gather',
    input: ['digits'],
    timeout: 8,
    ...count,
    actionHook: `${path}?turn=${turn}`,
    say: last,
  };
  return [...spoken.slice(0, -1), gather];
};

/** The next step of a call that we placed, as verbs. */
export const dialVerbs = (
  { stage, language, text, keys, staffNumber }: Dialling,
  path: string,
): readonly Record<string, unknown>[] => {
  const say = { text, synthesizer: { language: locale[language] } };
  const spoken = { verb: 'say', ...say };
  if (stage === 'over' || (stage === 'connect' && staffNumber === null)) return [spoken, { verb: 'hangup' }];
  if (stage === 'connect') return [spoken, { verb: 'dial', target: [{ type: 'phone', number: staffNumber }] }];
  const count = keys === 'one' ? { numDigits: 1 } : { finishOnKey: '#', maxDigits: 40, interDigitTimeout: 8 };
  return [{ verb: 'gather', input: ['digits'], timeout: 8, ...count, actionHook: `${path}?turn=key`, say }];
};
