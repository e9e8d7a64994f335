import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Zone } from '../../../kernel/time.ts';
import { canonicalLines } from '../cdr/canonical-lines.ts';
import { convert } from '../cdr/convert.ts';
import type { Fields } from '../cdr/documents.ts';
import { interchange } from '../cdr/interchange.ts';
import { momentsIn } from '../cdr/moment.ts';
import { type Source, sourceOf } from '../cdr/source.ts';
import { plainSettings } from '../cdr/source-settings.ts';
import { type CalledLists, noLists } from '../columnar/called-lists.ts';
import { type Account, readAccount } from '../side/accounts.ts';
import { type Right, readRight } from '../side/inventory.ts';
import { type Complaint, readComplaint, readTraceback, type Traceback } from '../side/outside-signals.ts';
import { type Complain, readObjects } from '../side/read-objects.ts';
import type { TracedCall } from './signals.ts';

/** A stream with the name that its user gave it. */
export type Named = { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> };

/** The files of `compline traffic score`; those of the outside may be missing. */
export type TrafficFiles = {
  readonly cdr: readonly Named[];
  readonly accounts: Named | null;
  readonly numbers: Named | null;
  readonly complaints: Named | null;
  readonly tracebacks: Named | null;
};

/** What is known beside the calls. */
export type Sides = {
  readonly accounts: readonly Account[];
  readonly rights: readonly Right[];
  readonly complaints: readonly Complaint[];
  readonly tracebacks: readonly Traceback[];
  /** Calls of accounts that were traced before they are counted here. */
  readonly traced: readonly TracedCall[];
  readonly lists: CalledLists;
};

/** Everything read: the calls as a clean file beside, and how many lines could not be used. */
export type Traffic = Sides & { readonly calls: string; readonly bad: number };

// a source whose records all say so holds answered calls only
const answeredOnly = ({ firstLines }: Source): boolean =>
  firstLines.length > 0 && firstLines.every((line) => /"answered_only"\s*:\s*true/.test(line));

const readCalls = async (files: readonly Named[], path: string, complain: Complain): Promise<number> => {
  const to = createWriteStream(path, { mode: 0o600 });
  const sources: Source[] = [];
  for (const { name, bytes } of files) sources.push(await sourceOf(name, bytes));
  const tally = await convert(
    sources.map((source) => ({
      source,
      format: canonicalLines,
      settings: {
        moments: momentsIn(null),
        columns: null,
        mapping: { ...plainSettings, answeredOnly: answeredOnly(source) },
      },
    })),
    {
      ...interchange(async (lines) => {
        if (!to.write(lines)) await once(to, 'drain');
      }),
      bad: (source, row, why) => complain(`${source}:${row}: ${why}`),
    },
  );
  to.end();
  await finished(to);
  return tally.quarantined;
};

/** Reads what stands beside the calls. */
export const readSides = async (
  files: Omit<TrafficFiles, 'cdr'>,
  inZone: Zone,
  complain: Complain,
): Promise<{ readonly sides: Sides; readonly bad: number }> => {
  const read = async <T extends object>(file: Named | null, of: (fields: Fields) => T | string) =>
    file === null ? { items: [], bad: 0 } : readObjects(file.name, file.bytes, of, complain);
  const accounts = await read(files.accounts, readAccount);
  const rights = await read(files.numbers, readRight(inZone));
  const complaints = await read(files.complaints, readComplaint(inZone));
  const tracebacks = await read(files.tracebacks, readTraceback(inZone));
  return {
    sides: {
      accounts: accounts.items,
      rights: rights.items,
      complaints: complaints.items,
      tracebacks: tracebacks.items,
      traced: [],
      lists: noLists,
    },
    bad: accounts.bad + rights.bad + complaints.bad + tracebacks.bad,
  };
};

/** Reads all files; the calls go through the reader of the canonical record into a file in `folder`. */
export const readTraffic = async (
  files: TrafficFiles,
  inZone: Zone,
  folder: string,
  complain: Complain,
): Promise<Traffic> => {
  const { sides, bad } = await readSides(files, inZone, complain);
  const calls = join(folder, 'calls.ndjson');
  return { ...sides, calls, bad: bad + (await readCalls(files.cdr, calls, complain)) };
};
