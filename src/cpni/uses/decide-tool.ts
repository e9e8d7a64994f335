import { linesIn, longestLine } from '../../kernel/lines.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Zone } from '../../kernel/time.ts';
import type { Answer } from '../../law/questions/answer.ts';
import { mayUseCpni } from '../../law/questions/may-use-cpni.ts';
import { factsFromJson, lastDay, type ReadQuestion } from './facts-from-json.ts';
import { isFields } from './facts-from-json-fields.ts';
import { factsFromText } from './facts-from-json-text.ts';
import { keptByZone } from './tool-kept.ts';

const written = keptByZone((zone, ms) => zone.format(ms));

const startWritten = keptByZone((zone, day) => zone.format(zone.startOf(day)));

const clearsAt = (zone: Zone, day: number | null): string | null =>
  day === null || day > lastDay ? null : startWritten(zone, day);

const needsNoEscape = /^[ !#-[\]-~]*$/;

const idText = (id: string): string => (needsNoEscape.test(id) ? `"${id}"` : JSON.stringify(id));

const quoted = (text: string | null): string => (text === null ? 'null' : `"${text}"`);

/** All but the id is words of our own that need no escape, so the line is put together by hand: three times as fast. */
const answerText = ({ id, zone }: ReadQuestion, answer: Answer): string => {
  const missing = answer.missing.length === 0 ? '' : `"${answer.missing.join('","')}"`;
  const until = answer.validUntilMs === null ? null : written(zone, answer.validUntilMs);
  return (
    `{"id":${idText(id)},"allowed":${answer.allowed},"basis":"${answer.basis}","cite":"${answer.cite}",` +
    `"version":${quoted(answer.version)},"missing":[${missing}],"how":${quoted(answer.how)},` +
    `"clearsAt":${quoted(clearsAt(zone, answer.clearsDay))},"validUntil":${quoted(until)},"reason":"${answer.reason}"}`
  );
};

/** A bad line in its place: the form that every stream has (contracts.md 0), and a refusal for who reads only answers. */
const badText = (id: string | number | null, line: number, detail: string): string =>
  JSON.stringify({
    id,
    line,
    error: { type: 'invalid-facts', detail },
    allowed: false,
    basis: 'none',
    cite: null,
    version: null,
    missing: ['invalid-facts'],
    how: null,
    clearsAt: null,
    validUntil: null,
    reason: `invalid-facts: ${detail}`,
  });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** One line of output, and whether the line it answers was bad. */
export type LineAnswer = { readonly text: string; readonly bad: 0 | 1 };

/**
 * Answers one line of `law decide`, the `line`th of its stream; null stands for a line too long to read. A bad line gives
 * {"id","line","error":{"type":"invalid-facts","detail"},"allowed":false,"basis":"none","missing":["invalid-facts"],…} with
 * the id when it is a string or number, else null; `detail` names the field and the fix.
 */
export const answerLine = (text: string | null, line: number): LineAnswer => {
  if (text === null) return { text: badText(null, line, `the line is longer than ${longestLine} characters`), bad: 1 };
  const read = factsFromText(text);
  if (read !== null) return { text: answerText(read, mayUseCpni(read.question)), bad: 0 };
  const fields = parsed(text);
  if (!isFields(fields))
    return { text: badText(null, line, 'the line is no JSON object: write one JSON object a line'), bad: 1 };
  try {
    const plain = factsFromJson(fields);
    return { text: answerText(plain, mayUseCpni(plain.question)), bad: 0 };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { id } = fields;
    const named = typeof id === 'string' || typeof id === 'number' ? id : null;
    return { text: badText(named, line, `${error.facts.detail}: ${error.facts.fix}`), bad: 1 };
  }
};

const fullBatch = 65_536;

/**
 * `compline law decide`: answers each line with one line, in order; an empty line is a bad one. Memory stays flat: answers
 * leave in batches, and reading waits for `write`. Counts the lines and the bad ones among them.
 */
export const decideLines = async (
  input: AsyncIterable<Uint8Array>,
  write: (chunk: string) => void | Promise<void>,
): Promise<{ lines: number; bad: number }> => {
  let lines = 0;
  let bad = 0;
  let batch = '';
  for await (const texts of linesIn(input)) {
    for (const text of texts) {
      lines += 1;
      const answered = answerLine(text, lines);
      bad += answered.bad;
      batch += `${answered.text}\n`;
      if (batch.length < fullBatch) continue;
      await write(batch);
      batch = '';
    }
    // Whoever waits at the other end of a pipe gets what is ready when the input pauses.
    if (batch !== '') await write(batch);
    batch = '';
  }
  if (batch !== '') await write(batch);
  return { lines, bad };
};
