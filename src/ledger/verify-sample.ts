// A ledger made up for tests and the bench: entries of the size and shape of real ones, signed with a real key.
import { canonical } from './canonical.ts';
import { signCheckpoint } from './checkpoint.ts';
import { type ExportCheckpoint, type ExportEntry, exportLedger, type LedgerHeader } from './export-format.ts';
import { appendLeaf, emptyFrontier, type Frontier, keepNoSubtrees, leafHash } from './merkle.ts';
import type { SigningKey } from './note-key.ts';

const CARRIER = '0198c0de-0000-7000-8000-000000000001';

/** The origin of the sample's ledger. */
export const sampleOrigin = `compline.example/${CARRIER}`;

const FIRST_SECOND = Date.parse('2026-01-05T14:00:00Z') / 1000;

/** The canonical text of the n-th entry: about 430 bytes; every 50th holds more than ASCII. */
export const sampleBody = (n: number): string =>
  canonical({
    id: `0198c0de-7000-7abc-8def-${n.toString(16).padStart(12, '0')}`,
    kind: 'use.decided',
    subject: `customer:0198c0de-7000-7abc-8def-${((n * 7919) % 100_000).toString(16).padStart(12, '0')}`,
    happenedAt: new Date((FIRST_SECOND + n) * 1000).toISOString(),
    recordedAt: new Date((FIRST_SECOND + n) * 1000 + 250).toISOString(),
    actor: { kind: 'person', id: 'a1', name: n % 50 === 0 ? 'Ana Muñoz' : 'Ana Ortiz', roles: ['compliance'] },
    facts: {
      allowed: n % 3 !== 0,
      basis: 'opt-out',
      cite: '47 CFR 64.2007(b)',
      missing: n % 3 === 0 ? ['refused'] : [],
      count: n,
      proof: null,
      hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
  });

/** Its header under a key. */
export const sampleHeader = (key: SigningKey): LedgerHeader => ({
  carrier: CARRIER,
  origin: sampleOrigin,
  publicKey: key.verifier.text,
  olderKeys: [],
  mark: 'live',
});

/** The first `count` entries, made as they are asked for: an export of them measures the export and not an array. */
export async function* sampleEntries(count: number): AsyncGenerator<ExportEntry> {
  for (let n = 0; n < count; n += 1) {
    const body = sampleBody(n);
    yield { body, leaf: leafHash(Buffer.from(body)) };
  }
}

/** The checkpoints signed after every `step` of `count` entries and after the last, each by the key of its size. */
export async function* sampleCheckpoints(
  count: number,
  step: number,
  keyAt: (size: number) => SigningKey,
): AsyncGenerator<ExportCheckpoint> {
  const frontier = emptyFrontier();
  for await (const { leaf } of sampleEntries(count)) {
    appendLeaf(frontier, leaf, keepNoSubtrees);
    const { size } = frontier;
    if (size % step === 0 || size === count) yield { size, note: signCheckpoint(frontier, keyAt(size)) };
  }
}

/** The lines of a small export, without newlines. */
export const sampleLines = async (count: number, step: number, key: SigningKey): Promise<string[]> => {
  const chunks = exportLedger(
    sampleHeader(key),
    sampleEntries(count),
    sampleCheckpoints(count, step, () => key),
  );
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text.trimEnd().split('\n');
};

/** The tree over the first `count` entries. */
export const sampleTree = (count: number): Frontier => {
  const frontier = emptyFrontier();
  for (let n = 0; n < count; n += 1) appendLeaf(frontier, leafHash(Buffer.from(sampleBody(n))), keepNoSubtrees);
  return frontier;
};

/** Lines as a stream that cuts them anywhere. */
export async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
