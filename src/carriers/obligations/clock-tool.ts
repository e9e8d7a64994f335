import { linesIn, longestLine } from '../../kernel/lines.ts';
import { Problem } from '../../kernel/problem.ts';
import { answerClock, isFields } from './clock-line.ts';

const full = 65_536;

/** A bad line in its place: the form that every stream has (contracts.md 0), with the clock where its name can be read. */
const refusal = (fields: unknown, line: number, detail: string): string => {
  const { id, clock } = isFields(fields) ? fields : { id: null, clock: null };
  return JSON.stringify({
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    line,
    error: { type: 'invalid-facts', detail },
    clock: typeof clock === 'string' ? clock : null,
  });
};

type Answered = { readonly text: string; readonly bad: 0 | 1 };

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const answerLine = (text: string | null, line: number): Answered => {
  if (text === null) return { text: refusal(null, line, `the line is longer than ${longestLine} characters`), bad: 1 };
  const fields = parsed(text);
  if (!isFields(fields))
    return { text: refusal(null, line, 'the line is no JSON object: write one JSON object a line'), bad: 1 };
  try {
    return { text: JSON.stringify(answerClock(fields)), bad: 0 };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { text: refusal(fields, line, `${error.facts.detail}: ${error.facts.fix}`), bad: 1 };
  }
};

/**
 * `compline law clock`: answers each line of NDJSON with one line, in order (contracts.md section 2). A line that cannot be
 * answered, an empty one too, gives {"id":…|null,"line","error":{"type":"invalid-facts","detail":"the field and the fix"},
 * "clock":…|null}. Counts the lines and the bad ones among them.
 */
export const clockLines = async (
  input: AsyncIterable<Uint8Array>,
  write: (chunk: string) => void | Promise<void>,
): Promise<{ lines: number; bad: number }> => {
  let lines = 0;
  let bad = 0;
  let ready = '';
  for await (const texts of linesIn(input)) {
    for (const text of texts) {
      lines += 1;
      const answered = answerLine(text, lines);
      bad += answered.bad;
      ready += `${answered.text}\n`;
      if (ready.length < full) continue;
      await write(ready);
      ready = '';
    }
    if (ready !== '') await write(ready);
    ready = '';
  }
  return { lines, bad };
};
