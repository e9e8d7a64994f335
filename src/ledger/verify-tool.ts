import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Problem } from '../kernel/problem.ts';
import type { Tool, ToolStreams } from '../kernel/tool.ts';
import { type Failure, type Verdict, verifyLedger } from './verify.ts';

const HOLDS = 0;
const BROKEN = 1;
const USAGE = 2;
const READ_BYTES = 1024 * 1024;
const usage = 'compline ledger verify FILE|- [--key K] [--checkpoint NOTE]…';

/** `compline ledger verify`: exit 0 when the file holds, 1 when it does not, 2 when it is called wrongly. */
export const verifyTool: Tool = {
  command: 'ledger verify',
  says: 'Check an exported ledger from its file alone: every entry, every checkpoint, every signature',
  usage,
  async run(args, streams) {
    const asked = readArguments(args);
    if (asked.is === 'wrong') return complain(streams, asked.why);
    try {
      const notes = await Promise.all(asked.notes.map(noteOf));
      const verdict = await verifyLedger(sourceOf(asked.file, streams), { key: asked.key, checkpoints: notes });
      await streams.write(`${report(verdict, asked.notes.map(nameOf)).join('\n')}\n`);
      return verdict.failure === null ? HOLDS : BROKEN;
    } catch (error) {
      if (error instanceof Problem) return complain(streams, `${error.facts.detail} ${error.facts.fix}`);
      if (isFileError(error)) return complain(streams, `${error.message}.`);
      throw error;
    }
  },
};

type Asked =
  | { readonly is: 'asked'; readonly file: string; readonly key: string | null; readonly notes: readonly string[] }
  | { readonly is: 'wrong'; readonly why: string };

const readArguments = (args: readonly string[]): Asked => {
  const files: string[] = [];
  const keys: string[] = [];
  const notes: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] ?? '';
    const [, option = '', joined] = /^(--[a-z]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (option === '' && (word === '-' || !word.startsWith('-'))) {
      files.push(word);
      continue;
    }
    const list = option === '--key' ? keys : option === '--checkpoint' ? notes : null;
    if (list === null) return { is: 'wrong', why: `There is no option ${word}.` };
    if (joined === undefined) i += 1;
    const value = joined ?? args[i];
    if (value === undefined || value === '') return { is: 'wrong', why: `${option} needs a value.` };
    list.push(value);
  }
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) return { is: 'wrong', why: 'Name one file, or - for standard input.' };
  if (keys.length > 1) return { is: 'wrong', why: 'Give --key once.' };
  return { is: 'asked', file, key: keys[0] ?? null, notes };
};

const complain = (streams: ToolStreams, why: string): number => {
  streams.complain(why);
  streams.complain(`usage: ${usage}`);
  return USAGE;
};

// a signed note has several lines, a path has one: either may be given
const isNote = (given: string): boolean => given.includes('\n');

const noteOf = async (given: string): Promise<string> => (isNote(given) ? given : readFile(given, 'utf8'));

const nameOf = (given: string, index: number): string => (isNote(given) ? `${index + 1}` : given);

const sourceOf = (file: string, streams: ToolStreams): AsyncIterable<Uint8Array | string> =>
  file === '-' ? streams.input : createReadStream(file, { highWaterMark: READ_BYTES });

const isFileError = (error: unknown): error is Error => error instanceof Error && 'syscall' in error;

const report = (verdict: Verdict, notes: readonly string[]): string[] => [
  ...aboutKey(verdict),
  ...(verdict.failure === null ? held(verdict, notes) : [`broken: ${named(verdict.failure, notes)}`]),
];

const aboutKey = ({ header, key }: Verdict): string[] => {
  if (header === null) return [];
  const { current, keys, mark } = header;
  const older = keys.slice(0, -1).map(({ text, fingerprint }) => `handed over by ${text}, fingerprint ${fingerprint}`);
  return [
    `ledger of carrier ${header.carrier}, origin ${header.origin}`,
    ...(mark === 'demo' ? ['demo carrier: this is play, on a clock that was moved'] : []),
    `key ${current.text}`,
    `key fingerprint (SHA-256 of the public key) ${current.fingerprint}`,
    ...older,
    key === 'pinned' ? 'key pinned' : 'key not pinned: learn it elsewhere than from this file and give it with --key',
  ];
};

const held = ({ entries, checkpoints, root }: Verdict, notes: readonly string[]): string[] => [
  `${entries} entries and ${checkpoints} checkpoints verified, root ${root}`,
  ...notes.map((path) => `checkpoint ${path} agrees`),
];

const named = (failure: Failure, notes: readonly string[]): string => {
  switch (failure.at) {
    case 'line':
      return `line ${failure.line} ${failure.why}`;
    case 'key':
      return failure.why;
    case 'interval':
      return `${interval(failure)}: ${failure.why}`;
    case 'pinned-checkpoint':
      return `checkpoint ${notes[failure.number - 1]}: ${failure.why}`;
  }
};

const interval = ({ from, to, line }: Extract<Failure, { at: 'interval' }>): string => {
  const entries = to === null || to <= from ? `from entry ${from} on` : `of entries ${from} to ${to - 1}`;
  return line === null ? `checkpoint interval ${entries}` : `checkpoint interval ${entries}, line ${line}`;
};
