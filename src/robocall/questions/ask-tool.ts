import { linesIn, longestLine } from '../../kernel/lines.ts';
import { Problem } from '../../kernel/problem.ts';
import { askQuestion } from './ask-question.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const bad = (id: unknown, line: number, detail: string) => ({
  answer: {
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    line,
    error: { type: 'invalid-facts', detail },
    allowed: false,
  },
  bad: 1,
});

const answerLine = (text: string | null, line: number): { readonly answer: object; readonly bad: number } => {
  if (text === null) return bad(null, line, `the line is longer than ${longestLine} characters`);
  const fields = parsed(text);
  if (!isFields(fields)) return bad(null, line, 'the line is no JSON object: write one JSON object a line');
  try {
    return { answer: { id: fields.id ?? null, ...askQuestion(fields.question, fields.facts) }, bad: 0 };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return bad(fields.id, line, `${error.facts.detail}: ${error.facts.fix}`);
  }
};

/**
 * `compline law ask`: answers each line {"id","question","facts"} with one line, in order: the law's answer with the id. A
 * line that cannot be answered names the fact and the fix, and allows nothing. Counts the lines and the bad ones among them.
 */
export const askLines = async (
  input: AsyncIterable<Uint8Array>,
  write: (chunk: string) => void | Promise<void>,
): Promise<{ lines: number; bad: number }> => {
  let lines = 0;
  let wrong = 0;
  for await (const texts of linesIn(input)) {
    const answers = texts.map((text, index) => answerLine(text, lines + index + 1));
    lines += texts.length;
    for (const answered of answers) wrong += answered.bad;
    await write(answers.map(({ answer }) => `${JSON.stringify(answer)}\n`).join(''));
  }
  return { lines, bad: wrong };
};
