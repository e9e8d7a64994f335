import { createHash } from 'node:crypto';
import { z } from 'zod';
import { dateAt, dayNumber } from '../../../carriers/promises/local-time.ts';
import { hashing } from '../../../cpni/customers/import/batches.ts';
import type { Work } from '../../../db/context.ts';
import { date } from '../../../kernel/columns.ts';
import { streaming } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { type Blocks, blocksOf, subtract } from '../blocks.ts';
import { listFormat, listKind, numberListRow } from '../record.ts';
import { mayChangeNumbers } from '../roles.ts';
import { readAreas, readCodes, readThousands } from './read-nanpa.ts';
import { type ReadList, readNumbers } from './read-numbers.ts';
import { inForce, type ListRow, type NewVersion, numbersInForce, writeVersion } from './write.ts';

const takes = z.strictObject({
  kind: listKind,
  /** what the list is called here: its next version replaces the one of the same name */
  source: numberListRow.shape.source,
  format: listFormat,
  /** the day of which the file tells; `nanpa-areas` says it itself */
  versionOn: date.optional(),
  mode: z.enum(['dry-run', 'commit']),
  /** a version with a fifth more or less numbers than the one before is refused, until somebody says that it is right */
  bigChange: z.enum(['refuse', 'accept']).default('refuse'),
});
type Asked = z.output<typeof takes>;

const readAs = ({ format, kind }: Asked, body: AsyncIterable<Uint8Array>): Promise<ReadList> => {
  if (format !== 'numbers' && kind !== 'unallocated')
    refuse('invalid-input', `'format' ${format} tells which numbers are unallocated.`, "Give 'kind' unallocated.");
  if (format === 'nanpa-areas') return readAreas(body);
  if (format === 'nanpa-codes') return readCodes(body);
  if (format === 'nanpa-blocks') return readThousands(body);
  return readNumbers(body, kind === 'emergency' || kind === 'held' ? 'taken' : 'refused');
};

const dayOf = (work: Work, asked: Asked, read: ReadList, today: string): string => {
  const day = read.versionOn ?? asked.versionOn;
  if (day === undefined)
    return refuse('invalid-input', "'versionOn' is missing.", 'Give the day of which the file tells, YYYY-MM-DD.');
  dayNumber(day);
  if (day > today)
    refuse('invalid-input', "'versionOn' lies in the future.", `Today is ${today} at ${work.carrier.name}.`);
  return day;
};

const isBig = (now: number, before: number): boolean => Math.abs(now - before) > Math.max(100, before / 5);

/** What stands against a version: an older day than the one in force, or a change that looks like half a file. */
const weigh = (asked: Asked, version: NewVersion, before: ListRow | undefined): void => {
  if (before === undefined) return;
  if (version.versionOn < before.versionOn)
    refuse('wrong-state', `A version of ${before.versionOn} is in force.`, 'Give a file of that day or later.');
  if (asked.bigChange === 'refuse' && isBig(version.numbers, before.numbers))
    refuse(
      'wrong-state',
      `It holds ${version.numbers} numbers, the version in force ${before.numbers}.`,
      "Look whether the file is whole; if it is, give 'bigChange' accept.",
    );
};

/** No list that stops calls holds a PSAP or 911 call-back number. */
const lessEmergency = (kind: Asked['kind'], listed: Blocks, emergency: Blocks): Blocks =>
  kind === 'emergency' || kind === 'held' ? listed : blocksOf(subtract(listed, emergency));

async function* report(work: Work, asked: Asked, body: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const hash = createHash('sha256');
  const read = await readAs(asked, hashing(body, hash));
  const { before, emergency, today } = await work.transaction(async (ctx) => ({
    before: await inForce(ctx, asked),
    emergency: await numbersInForce(ctx, 'emergency'),
    today: dateAt(ctx, ctx.at),
  }));
  const whole = blocksOf(read.blocks);
  const blocks = lessEmergency(asked.kind, whole, emergency);
  const version: NewVersion = {
    kind: asked.kind,
    source: asked.source,
    format: asked.format,
    versionOn: dayOf(work, asked, read, today),
    fileHash: hash.digest('hex'),
    lines: read.lines,
    refused: read.refused.length,
    blocks: blocks.firsts.length,
    numbers: blocks.numbers,
  };
  weigh(asked, version, before);
  if (version.numbers === 0 && asked.bigChange === 'refuse')
    refuse('invalid-input', 'The file holds no number.', "If nothing is to be listed, give 'bigChange' accept.");
  // nothing was said until here: what refuses the file is an answer of its own, not the end of a report
  for (const row of read.refused) yield `${JSON.stringify({ ...row, outcome: 'refused' })}\n`;
  const listId = asked.mode === 'commit' ? await writeVersion(work, version, blocks) : null;
  const emergencyLeftOut = whole.numbers - blocks.numbers;
  yield `${JSON.stringify({ summary: { mode: asked.mode, listId, ...version, emergencyLeftOut } })}\n`;
}

export const importNumberList = streaming({
  http: 'POST /v1/number-lists:import',
  says: 'Import a version of a list of numbers that no call may show, of the numbers that the carrier holds, or of PSAPs; it replaces the one before at once',
  law: ['47 CFR 64.1200(o)', '47 CFR 64.1200(k)'],
  may: mayChangeNumbers,
  by: 'anyone',
  takes,
  reads: 'text/csv',
  writes: 'application/x-ndjson',
  stream: (work: Work, asked, body) => report(work, asked, body),
});
