import { Problem } from '../../kernel/problem.ts';
import { answerClock, isFields } from './clock-line.ts';

const newline = 10;
/** A longer line is answered as invalid and not kept, so that memory stays flat whatever the input. */
const longest = 1_048_576;
const full = 65_536;

const decoder = new TextDecoder('utf-8', { fatal: true });

const refusal = (line: unknown, reason: string): string => {
  const { id, clock } = isFields(line) ? line : { id: null, clock: null };
  return JSON.stringify({
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    clock: typeof clock === 'string' ? clock : null,
    error: 'invalid-facts',
    reason,
  });
};

type Answered = { readonly text: string; readonly bad: 0 | 1 };

const parsed = (line: Uint8Array): unknown => {
  try {
    return JSON.parse(decoder.decode(line));
  } catch {
    return undefined;
  }
};

const answerLine = (line: Uint8Array | null): Answered => {
  if (line === null)
    return { text: refusal(null, `the line is longer than ${longest} bytes: write one JSON object a line`), bad: 1 };
  const fields = parsed(line);
  if (!isFields(fields))
    return { text: refusal(null, 'the line is no JSON object: write one JSON object a line, in UTF-8'), bad: 1 };
  try {
    return { text: JSON.stringify(answerClock(fields)), bad: 0 };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { text: refusal(fields, `${error.facts.detail}: ${error.facts.fix}`), bad: 1 };
  }
};

/** Lines as bytes without their end; null for one that is too long. What follows the last newline is a line unless empty. */
async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array | null> {
  let parts: Uint8Array[] = [];
  let size = 0;
  const keep = (part: Uint8Array): void => {
    size += part.length;
    if (size > longest) parts = [];
    else parts.push(part);
  };
  const take = (): Uint8Array | null => {
    const line = size > longest ? null : Buffer.concat(parts);
    parts = [];
    size = 0;
    return line;
  };
  for await (const chunk of input) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      keep(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    keep(chunk.subarray(from));
  }
  if (size > 0) yield take();
}

/**
 * `compline law clock`: answers each line of NDJSON with one line, in order (contracts.md section 2). A line that cannot be
 * answered, an empty one too, gives {"id":…|null,"clock":…|null,"error":"invalid-facts","reason":"the field and the fix"}.
 * Counts the lines and the bad ones among them.
 */
export const clockLines = async (
  input: AsyncIterable<Uint8Array>,
  write: (chunk: string) => void | Promise<void>,
): Promise<{ lines: number; bad: number }> => {
  let lines = 0;
  let bad = 0;
  let ready = '';
  for await (const line of linesOf(input)) {
    const answered = answerLine(line);
    lines += 1;
    bad += answered.bad;
    ready += `${answered.text}\n`;
    if (ready.length >= full) {
      await write(ready);
      ready = '';
    }
  }
  if (ready !== '') await write(ready);
  return { lines, bad };
};
