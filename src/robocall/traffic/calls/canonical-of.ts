import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { refuse } from '../../../kernel/problem.ts';
import { zone } from '../../../kernel/time.ts';
import { columnsIn } from '../cdr/columns.ts';
import { convert } from '../cdr/convert.ts';
import { formatNamed } from '../cdr/formats.ts';
import { mappingFile, settingsOf } from '../cdr/mapping.ts';
import { momentsIn } from '../cdr/moment.ts';
import { sourceOf } from '../cdr/source.ts';
import type { Tally } from '../cdr/tally.ts';

/** How a source is read, as it stands on record. */
export type Reading = {
  readonly format: string;
  readonly zone: string | null;
  readonly columns: string | null;
  readonly mapping: unknown;
};

/** Writes the canonical calls of a file as NDJSON; rows that make none go to `bad`. */
export const canonicalOf = async (
  { format: name, zone: zoneName, columns, mapping }: Reading,
  id: string,
  input: AsyncIterable<Uint8Array>,
  path: string,
  bad: (row: number, why: string) => void,
): Promise<Tally> => {
  const format =
    formatNamed(name) ?? refuse('wrong-state', `The format ${name} is not read any more.`, 'Add the source anew.');
  const settings = {
    moments: momentsIn(zoneName === null ? null : zone(zoneName)),
    columns: columns === null ? null : columnsIn(columns),
    mapping: settingsOf(mappingFile.parse(mapping)),
  };
  const to = createWriteStream(path, { mode: 0o600 });
  const source = await sourceOf(id, input);
  const tally = await convert([{ source, format, settings }], {
    calls: async (lines) => {
      if (!to.write(lines)) await once(to, 'drain');
    },
    bad: (_source, row, why) => bad(row, why),
  });
  to.end();
  await finished(to);
  return tally;
};
