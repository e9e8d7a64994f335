import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Zone, zone } from '../../../kernel/time.ts';
import type { ToolStreams } from '../../../kernel/tool.ts';
import { type Level, levels, unnamed } from '../columnar/counts.ts';
import { engineOf } from '../columnar/engine.ts';
import { canonicalFile, spanOf } from '../columnar/stored-calls.ts';
import { countTraffic, sampleCalls } from './count-traffic.ts';
import { knownOf } from './known.ts';
import { type Named, readTraffic, type TrafficFiles } from './read-traffic.ts';
import { judgeAll, lineOf } from './score.ts';
import { weights } from './weights.ts';

export const scoreUsage =
  'compline traffic score --cdr FILE… --accounts FILE --numbers FILE [--complaints FILE] [--tracebacks FILE] [--zone ZONE] [--by account|number|sub-account]';

type Asked = {
  readonly cdr: readonly string[];
  readonly accounts: string;
  readonly numbers: string;
  readonly complaints: string | null;
  readonly tracebacks: string | null;
  readonly inZone: Zone;
  readonly level: Level;
};

const fileOptions = {
  cdr: { type: 'string', multiple: true },
  accounts: { type: 'string' },
  numbers: { type: 'string' },
  complaints: { type: 'string' },
  tracebacks: { type: 'string' },
  zone: { type: 'string', default: 'UTC' },
  by: { type: 'string', default: 'account' },
} as const;

/** What was asked for, or a sentence that says what is not understood. More files of calls may follow the options. */
export const scoreArguments = (args: readonly string[]): Asked | string => {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: fileOptions });
    const inZone = zone(values.zone);
    const level = levels.find((one) => one === values.by);
    const cdr = [...(values.cdr ?? []), ...positionals];
    if (cdr.length === 0) return 'name the file of call records with --cdr';
    if (values.accounts === undefined) return 'name the file of accounts with --accounts';
    if (values.numbers === undefined) return 'name the file of numbers with --numbers';
    if (inZone === null) return `--zone ${values.zone} is no zone: write such as America/New_York`;
    if (level === undefined) return `--by is one of ${levels.join(', ')}`;
    return {
      cdr,
      accounts: values.accounts,
      numbers: values.numbers,
      complaints: values.complaints ?? null,
      tracebacks: values.tracebacks ?? null,
      inZone,
      level,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Opens every file before the first is read, so that a misspelt name costs no half answer. */
export const openFiles = async (
  asked: Omit<Asked, 'inZone' | 'level'>,
  input: AsyncIterable<Uint8Array>,
): Promise<TrafficFiles | { readonly wrong: string }> => {
  const named = async (name: string): Promise<Named> => {
    if (name === '-') return { name, bytes: input };
    const file = await open(name);
    if ((await file.stat()).isDirectory()) throw new Error(`${name} is a folder`);
    return { name, bytes: file.createReadStream({ highWaterMark: 1_048_576 }) };
  };
  try {
    const cdr: Named[] = [];
    for (const name of asked.cdr) cdr.push(await named(name));
    return {
      cdr,
      accounts: await named(asked.accounts),
      numbers: await named(asked.numbers),
      complaints: asked.complaints === null ? null : await named(asked.complaints),
      tracebacks: asked.tracebacks === null ? null : await named(asked.tracebacks),
    };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
};

const scoreFiles = async (files: TrafficFiles, asked: Asked, folder: string, { write, complain }: ToolStreams) => {
  const traffic = await readTraffic(files, asked.inZone, folder, complain);
  const engine = engineOf(folder);
  const span = await spanOf(engine, traffic.calls);
  if (span === null) return { bad: traffic.bad, unmatched: { complaints: 0, tracebacks: 0 } };
  const place = { engine, folder, name: 'scored', calls: canonicalFile(traffic.calls) };
  const { days, signals } = await countTraffic(
    place,
    traffic,
    { from: span.from, until: span.until + 1, zone: asked.inZone },
    asked.level,
  );
  const nameless = await unnamed(engine, place.calls);
  if (nameless > 0) complain(`${nameless} calls name no account: account_ref is missing`);
  const accounts = new Map(traffic.accounts.map((one) => [one.account, one]));
  const inventoried = new Set(traffic.rights.map(({ account }) => account));
  const judged = judgeAll(knownOf(days, [], { accounts, inventoried, signals }), weights, days, asked.level);
  const calls = await sampleCalls(place, judged);
  let batch = '';
  for (const one of judged) {
    batch += `${JSON.stringify(lineOf(one, weights, calls))}\n`;
    if (batch.length < 65_536) continue;
    await write(batch);
    batch = '';
  }
  await write(batch);
  return { bad: traffic.bad + nameless, unmatched: signals.unmatched };
};

/**
 * `compline traffic score`: one line a key and day, in the order of days; a day is judged by all that the files tell, also of later
 * days. Bad lines are told on standard error and counted; the exit status is 1 where there were any.
 */
export const scoreTool = async (args: readonly string[], streams: ToolStreams): Promise<number> => {
  const { complain } = streams;
  const asked = scoreArguments(args);
  if (typeof asked === 'string') {
    complain(`compline: ${asked}. Usage: ${scoreUsage}`);
    return 2;
  }
  const files = await openFiles(asked, streams.input);
  if ('wrong' in files) {
    complain(`compline: ${files.wrong}. Usage: ${scoreUsage}`);
    return 2;
  }
  const folder = await mkdtemp(join(tmpdir(), 'compline-traffic-'));
  try {
    const { bad, unmatched } = await scoreFiles(files, asked, folder, streams);
    if (unmatched.complaints > 0)
      complain(`${unmatched.complaints} complaints are of numbers that no call of these records showed`);
    if (unmatched.tracebacks > 0) complain(`${unmatched.tracebacks} tracebacks match no call of these records`);
    if (bad > 0) complain(`${bad} lines could not be used`);
    return bad === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
