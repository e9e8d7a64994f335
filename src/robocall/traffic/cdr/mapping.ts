import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { outcomes, releasers, roundings } from '../canonical.ts';
import { mappedFields, type SourceSettings } from './source-settings.ts';

const place = z.union([z.string().min(1), z.int().min(1)]);
const columns = z.partialRecord(z.enum(mappedFields), z.union([place, z.array(place).min(1)]));

const talk = z.strictObject({
  unit: z.enum(['seconds', 'milliseconds', 'minutes', 'clock']),
  rounding: z.enum(roundings),
});

/** A mapping file: settings of a source of any format, and for `mapped` its columns. docs/guide/call-records.md describes it. */
export const mappingFile = z
  .strictObject({
    startOnConfirmed: z.boolean().default(false),
    initiatedSeconds: z.boolean().default(false),
    answeredOnly: z.boolean().default(false),
    madeByCustomer: z.enum(['termination', 'origination']).default('termination'),
    delimiter: z.string().length(1).nullable().default(null),
    header: z.boolean().default(true),
    columns: columns.nullable().default(null),
    stamp: z.string().min(4).nullable().default(null),
    talk: talk.nullable().default(null),
    outcomes: z.record(z.string(), z.enum(outcomes)).default({}),
    releasedBy: z.record(z.string(), z.enum(releasers)).default({}),
  })
  .refine(
    ({ columns }) =>
      columns === null || columns.start !== undefined || columns.answer !== undefined || columns.end !== undefined,
    {
      path: ['columns'],
      message: 'name the column of start, answer or end',
    },
  )
  .refine(({ columns, talk }) => columns?.talk === undefined || talk !== null, {
    path: ['talk'],
    message: 'say the unit and the rounding of the column of talk time',
  });

const lowered = <Value>(words: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> =>
  new Map(Object.entries(words).map(([word, value]) => [word.toLowerCase(), value]));

/** What a mapping file means to the readers. */
export const settingsOf = (read: z.output<typeof mappingFile>): SourceSettings => {
  const { startOnConfirmed, initiatedSeconds, answeredOnly, madeByCustomer, columns } = read;
  const { delimiter, header, stamp, talk, outcomes: named, releasedBy } = read;
  const mapped =
    columns === null
      ? null
      : { delimiter, header, columns, stamp, talk, outcomes: lowered(named), releasers: lowered(releasedBy) };
  return { startOnConfirmed, initiatedSeconds, answeredOnly, madeByCustomer, mapped };
};

/** Reads a mapping file; a sentence when it cannot be read, naming the field. */
export const mappingFrom = async (name: string): Promise<SourceSettings | string> => {
  let given: unknown;
  try {
    given = JSON.parse(await readFile(name, 'utf8'));
  } catch (error) {
    return `--mapping ${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
  const read = mappingFile.safeParse(given);
  if (read.success) return settingsOf(read.data);
  const [issue] = read.error.issues;
  return `--mapping ${name}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'is not understood'}`;
};
