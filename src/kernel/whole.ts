import { refuse } from './problem.ts';

/** What a body may be: bytes at most, and what is said of one that has more or none. */
export type Bounds = { readonly most: number; readonly says: string; readonly fix: string };

/** A body in one piece; refused as soon as it has more bytes than it may. */
export const whole = async (body: AsyncIterable<Uint8Array>, { most, says, fix }: Bounds): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > most) refuse('too-large', says, fix);
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** The same of a document, which must have bytes. */
export const wholeDocument = async (body: AsyncIterable<Uint8Array>, bounds: Bounds): Promise<Buffer> => {
  const bytes = await whole(body, bounds);
  if (bytes.length === 0) refuse('invalid-input', 'It is empty.', 'Send its bytes as the body.');
  return bytes;
};
