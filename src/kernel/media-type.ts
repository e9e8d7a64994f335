import { refuse } from './problem.ts';

/** What the bytes of each kind begin with; text is what has no zero byte. */
const begins = {
  'application/pdf': Buffer.from('%PDF-'),
  'image/png': Buffer.from([0x89, 0x50, 0x4e, 0x47]),
  'image/jpeg': Buffer.from([0xff, 0xd8, 0xff]),
  'text/plain': Buffer.alloc(0),
} as const;

/** Refuses (`invalid-input`, the field `mediaType`) bytes that are not of the kind they are said to be. */
export const mustBeOfType = (content: Buffer, type: keyof typeof begins): void => {
  const sign = begins[type];
  if (!content.subarray(0, sign.length).equals(sign) || (type === 'text/plain' && content.includes(0)))
    refuse('invalid-input', `'mediaType': the bytes are no ${type}.`, 'Name the kind that it is.');
};
