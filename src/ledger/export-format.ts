import type { OlderKey } from './keys-handover.ts';
import type { Hash } from './merkle.ts';

/** The format's name in the first line. */
export const FORMAT = 'compline-ledger/1';

/** What the first line of an export says. */
export type LedgerHeader = {
  readonly carrier: string;
  /** Ends in `/` and the carrier's id. */
  readonly origin: string;
  /** The key that signs now: a C2SP verifier key. */
  readonly publicKey: string;
  /** The keys before it, oldest first. */
  readonly olderKeys: readonly OlderKey[];
  readonly mark: 'demo' | 'live';
};

/** An entry in order: its canonical text and leaf hash. */
export type ExportEntry = { readonly body: string; readonly leaf: Hash };

/** A signed checkpoint and the number of entries it covers. */
export type ExportCheckpoint = { readonly size: number; readonly note: string };

const CHUNK_CHARACTERS = 64 * 1024;

/** The first line of an export, without newline. */
export const headerLine = ({ carrier, origin, publicKey, olderKeys, mark }: LedgerHeader): string =>
  JSON.stringify({
    kind: 'header',
    format: FORMAT,
    carrier,
    origin,
    publicKey,
    ...(mark === 'demo' ? { demo: true } : {}),
    ...(olderKeys.length > 0 ? { olderKeys } : {}),
  });

/** The line of the index-th entry, without newline; `body` must be canonical already. */
export const entryLine = (index: number, { body, leaf }: ExportEntry): string =>
  `{"kind":"entry","index":${index},"leaf":"${Buffer.from(leaf).toString('hex')}","entry":${body}}`;

/** The line of a checkpoint, without newline. */
export const checkpointLine = (note: string): string => JSON.stringify({ kind: 'checkpoint', note });

/**
 * The whole export as text, in chunks of many lines. Each checkpoint stands right after the last entry it covers. Both
 * lists come in order; the last checkpoint must cover exactly the entries, or the export fails at its end.
 */
export async function* exportLedger(
  header: LedgerHeader,
  entries: AsyncIterable<ExportEntry>,
  checkpoints: AsyncIterable<ExportCheckpoint>,
): AsyncGenerator<string> {
  const signed = checkpoints[Symbol.asyncIterator]();
  let written = 0;
  let covered = 0;
  let chunk = `${headerLine(header)}\n`;
  let next = await signed.next();
  const due = () => next.done !== true && next.value.size <= written;
  const writeCheckpoint = async () => {
    if (next.done === true) return;
    chunk += `${checkpointLine(next.value.note)}\n`;
    covered = next.value.size;
    next = await signed.next();
  };
  while (due()) await writeCheckpoint();
  for await (const entry of entries) {
    chunk += `${entryLine(written, entry)}\n`;
    written += 1;
    while (due()) await writeCheckpoint();
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (next.done !== true) throw new Error(`a checkpoint covers ${next.value.size} entries and only ${written} came`);
  if (covered !== written) throw new Error(`the last checkpoint covers ${covered} entries and ${written} came`);
  yield chunk;
}
