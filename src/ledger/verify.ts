import { refuse } from '../kernel/problem.ts';
import { readVerifierKey, type VerifierKey } from './note-key.ts';
import { claimedSize, openCheckpoint, rootFlaw } from './verify-checkpoint.ts';
import { quickLeaf } from './verify-entry.ts';
import { type Header, readHeader } from './verify-header.ts';
import { readLine } from './verify-line.ts';
import { readLines } from './verify-lines.ts';
import { addLeaf, newTree, rootAt, skipLeaf, type Tree } from './verify-tree.ts';

/** What the verifier brings along: a key learned elsewhere and checkpoints kept elsewhere (notes). */
export type Pins = { readonly key: string | null; readonly checkpoints: readonly string[] };

/** The first thing that is wrong. Lines count from 1; entries `from` (inclusive) to `to` (exclusive). */
export type Failure =
  | { readonly at: 'line'; readonly line: number; readonly why: string }
  | { readonly at: 'key'; readonly why: string }
  | {
      readonly at: 'interval';
      readonly from: number;
      readonly to: number | null;
      readonly line: number | null;
      readonly why: string;
    }
  | { readonly at: 'pinned-checkpoint'; readonly number: number; readonly why: string };

export type Verdict = {
  readonly failure: Failure | null;
  readonly header: Header | null;
  readonly key: 'pinned' | 'not-pinned';
  readonly entries: number;
  readonly checkpoints: number;
  /** Root over all entries, hex; null unless everything holds. */
  readonly root: string | null;
};

type Run = {
  readonly pinned: VerifierKey | null;
  readonly pins: Pins;
  readonly tree: Tree;
  header: Header | null;
  line: number;
  checkpoints: number;
  /** Entries that the last good checkpoint covers, and the key that signed it. */
  covered: number;
  signer: number;
  /** The first wrong line: outranks `failure`, which may come earlier in the file. */
  wrongLine: Failure | null;
  failure: Failure | null;
};

/**
 * Checks an export from its bytes alone: every line's index, form and leaf, every checkpoint's signature and root, and
 * that the last covers exactly the entries. Memory does not grow with the file while checkpoints stand in place. A key
 * pin that is no verifier key is a problem; everything else is a verdict.
 */
export const verifyLedger = async (source: AsyncIterable<Uint8Array | string>, pins: Pins): Promise<Verdict> => {
  const sizes = pins.checkpoints.map(claimedSize).filter((size) => size !== null);
  const run: Run = {
    pinned: pins.key === null ? null : pinnedKey(pins.key),
    pins,
    tree: newTree(sizes),
    header: null,
    line: 0,
    checkpoints: 0,
    covered: 0,
    signer: 0,
    wrongLine: null,
    failure: null,
  };
  const read = await readLines(source, (bytes, from, to) => {
    run.line += 1;
    if (run.header === null) takeHeader(run, bytes.subarray(from, to));
    else takeLine(run, run.header, bytes, from, to);
    return run.wrongLine === null ? 'next' : 'stop';
  });
  if (read === 'line-too-long') wrongLine(run, run.line + 1, 'is longer than any entry can be');
  return verdictOf(run);
};

const pinnedKey = (text: string): VerifierKey =>
  readVerifierKey(text.trim()) ??
  refuse(
    'invalid-input',
    '--key is not a verifier key.',
    'Give it as name+hash+base64, as the header of an export has it.',
  );

const wrongLine = (run: Run, line: number, why: string): void => {
  run.wrongLine ??= { at: 'line', line, why };
};

const takeHeader = (run: Run, bytes: Uint8Array): void => {
  const read = readHeader(bytes);
  if (read.is === 'header') {
    run.header = read.header;
    run.failure = keyFailure(run.pinned, read.header);
  } else {
    wrongLine(run, run.line, read.why);
  }
};

const keyFailure = (pinned: VerifierKey | null, { keys, current }: Header): Failure | null =>
  pinned === null || keys.some((key) => key.text === pinned.text)
    ? null
    : { at: 'key', why: `the ledger's key is ${current.text}, not the pinned ${pinned.text}` };

const takeLine = (run: Run, header: Header, bytes: Buffer, from: number, to: number): void => {
  const { count } = run.tree;
  // the first entry is read closely whatever it looks like, for its demo mark
  const quick = count === 0 ? null : quickLeaf(bytes, from, to, count);
  if (quick === null) takeLineClosely(run, header, bytes.subarray(from, to));
  else takeLeaf(run, quick);
};

const takeLineClosely = (run: Run, header: Header, bytes: Uint8Array): void => {
  const line = readLine(bytes, run.tree.count);
  if (line.is === 'wrong') wrongLine(run, run.line, line.why);
  else if (line.is === 'checkpoint') takeCheckpoint(run, header, line.note);
  else if (line.demo && header.mark === 'live') wrongLine(run, 1, 'lacks the demo mark that its entries bear');
  else takeLeaf(run, line.leaf);
};

// once something failed no root is asked for any more, and leaves need not be kept
const takeLeaf = ({ tree, failure }: Run, leaf: string): void =>
  failure === null ? addLeaf(tree, leaf) : skipLeaf(tree);

const takeCheckpoint = (run: Run, header: Header, note: string): void => {
  run.checkpoints += 1;
  if (run.failure !== null) return;
  const why = checkpointFlaw(run, header, note);
  if (why === null) return;
  run.failure = { at: 'interval', from: run.covered, to: claimedSize(note), line: run.line, why };
};

/** What is wrong with the next checkpoint of the file, or null; then it counts as covered. */
const checkpointFlaw = (run: Run, header: Header, note: string): string | null => {
  const read = openCheckpoint(note, header);
  if (read.is === 'wrong') return read.why;
  const { size } = read.checkpoint;
  if (run.checkpoints > 1 && size <= run.covered) return `it covers ${size} entries, no more than the one before it`;
  if (size > run.tree.count) return `it covers ${size} entries, but only ${run.tree.count} stand before it`;
  if (read.key < run.signer) return 'it is signed by a key that had been handed over';
  const flaw = rootFlaw(read.checkpoint, rootAt(run.tree, size));
  if (flaw !== null) return flaw;
  run.covered = size;
  run.signer = read.key;
  return null;
};

const verdictOf = (run: Run): Verdict => {
  if (run.line === 0) wrongLine(run, 1, 'is missing: the file is empty');
  const failure = run.wrongLine ?? run.failure ?? uncovered(run) ?? pinnedFailure(run);
  return {
    failure,
    header: run.header,
    key: run.pinned === null ? 'not-pinned' : 'pinned',
    entries: run.tree.count,
    checkpoints: run.checkpoints,
    root: failure === null ? Buffer.from(rootAt(run.tree, run.tree.count)).toString('hex') : null,
  };
};

const uncovered = ({ covered, checkpoints, tree }: Run): Failure | null => {
  if (checkpoints > 0 && covered === tree.count) return null;
  const why = checkpoints === 0 ? 'the file has no checkpoint' : `the last checkpoint covers ${covered} entries only`;
  return { at: 'interval', from: covered, to: tree.count, line: null, why };
};

const pinnedFailure = ({ pins, header, tree }: Run): Failure | null => {
  if (header === null) return null;
  for (const [i, note] of pins.checkpoints.entries()) {
    const why = pinFlaw(note, header, tree);
    if (why !== null) return { at: 'pinned-checkpoint', number: i + 1, why };
  }
  return null;
};

const pinFlaw = (note: string, header: Header, tree: Tree): string | null => {
  const read = openCheckpoint(note, header);
  if (read.is === 'wrong') return read.why;
  const { size } = read.checkpoint;
  if (size > tree.count) return `it covers ${size} entries, the file has ${tree.count}`;
  const root = tree.roots.get(size);
  return root === undefined ? `no root was computed at ${size} entries` : rootFlaw(read.checkpoint, root);
};
