import { refuse } from '../../../kernel/problem.ts';
import { zone } from '../../../kernel/time.ts';
import { columnsIn } from '../cdr/columns.ts';
import { convert } from '../cdr/convert.ts';
import { formatNamed } from '../cdr/formats.ts';
import { mappingFile, settingsOf } from '../cdr/mapping.ts';
import { momentsIn } from '../cdr/moment.ts';
import { sourceOf } from '../cdr/source.ts';
import type { Tally } from '../cdr/tally.ts';
import { type DayFile, sortByDay } from './by-day.ts';

/** How a source is read, as it stands on record. */
export type SourceFacts = {
  readonly format: string;
  readonly zone: string | null;
  readonly columns: string | null;
  readonly mapping: unknown;
};

/** Where the calls of a file go. */
export type Taking = {
  /** Canonical calls of a day; resolves when more may come. */
  take(day: number, file: DayFile): Promise<void>;
  /** A row that makes no call. */
  bad(row: number, why: string): void;
};

/** The format of a source; refused where it is read no more. */
export const formatOf = ({ format }: Pick<SourceFacts, 'format'>) =>
  formatNamed(format) ?? refuse('wrong-state', `The format ${format} is not read any more.`, 'Add the source anew.');

/** Writes the canonical calls of a file into files by day in `folder` and hands them on. */
export const canonicalOf = async (
  { format: name, zone: zoneName, columns, mapping }: SourceFacts,
  id: string,
  input: AsyncIterable<Uint8Array>,
  folder: string,
  { take, bad }: Taking,
): Promise<Tally> => {
  const format = formatOf({ format: name });
  const settings = {
    moments: momentsIn(zoneName === null ? null : zone(zoneName)),
    columns: columns === null ? null : columnsIn(columns),
    mapping: settingsOf(mappingFile.parse(mapping)),
  };
  const sorted = sortByDay(folder, take);
  const source = await sourceOf(id, input);
  const tally = await convert([{ source, format, settings }], {
    call: sorted.call,
    flush: sorted.flush,
    bad: (_source, row, why) => bad(row, why),
  });
  await sorted.close();
  return tally;
};
