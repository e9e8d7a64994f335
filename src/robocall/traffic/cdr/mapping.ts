import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { SourceSettings } from './format.ts';

/** What a mapping file may say of a source beside its columns. */
const settings = z.strictObject({
  startOnConfirmed: z.boolean().default(false),
  initiatedSeconds: z.boolean().default(false),
  answeredOnly: z.boolean().default(false),
  madeByCustomer: z.enum(['termination', 'origination']).default('termination'),
});

/** The settings of a source of which no mapping file says anything. */
export const plainSettings: SourceSettings = settings.parse({});

/** Reads a mapping file; a sentence when it cannot be read, naming the field. */
export const mappingFrom = async (file: string): Promise<SourceSettings | string> => {
  let given: unknown;
  try {
    given = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    return `--mapping ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
  const read = settings.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return `--mapping ${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'is not understood'}`;
};
