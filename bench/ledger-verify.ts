// Verifying and exporting a ledger, beside the least a verifier could do: parse each line and hash it.
// Usage: ledger-verify [ENTRIES], default 1,000,000.
import { hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import canonicalize from 'canonicalize';
import { canonical } from '../src/ledger/canonical.ts';
import { exportLedger } from '../src/ledger/export-format.ts';
import { generateSigningKey } from '../src/ledger/note-key.ts';
import { verifyLedger } from '../src/ledger/verify.ts';
import { readLines } from '../src/ledger/verify-lines.ts';
import {
  sampleBody,
  sampleCheckpoints,
  sampleEntries,
  sampleHeader,
  sampleOrigin,
} from '../src/ledger/verify-sample.ts';

const entries = Number(process.argv[2] ?? 1_000_000);
const CHECKPOINT_EVERY = 1000;
const MEMORY_LIMIT_MB = 512;
const VERIFY_FLOOR = 150_000;
const ROUNDS = 3;

const print = (metric: string, value: number, unit: string, name: string, baseline: number): void => {
  const ratio = Number((value / baseline).toFixed(2));
  console.log(
    JSON.stringify({
      metric: `ledger ${metric}`,
      value: Math.round(value),
      unit,
      baseline: { name, value: Math.round(baseline) },
      ratio,
    }),
  );
};

/** What the wall clock shows, and what it would on a machine that has nothing else to do. */
type Speed = { readonly wall: number; readonly processor: number };

const speedOf = async (count: number, work: () => unknown): Promise<Speed> => {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const wall = (performance.now() - start) / 1000;
  const used = process.cpuUsage(before);
  return { wall: count / wall, processor: count / ((used.user + used.system) / 1e6) };
};

const best = (speeds: readonly Speed[]): Speed => ({
  wall: Math.max(...speeds.map(({ wall }) => wall)),
  processor: Math.max(...speeds.map(({ processor }) => processor)),
});

const peakMb = (): number => process.resourceUsage().maxRSS / 1024;

const readBytes = 1024 * 1024;

const verify = (file: string, key: string): Promise<Speed> =>
  speedOf(entries, async () => {
    const { failure } = await verifyLedger(createReadStream(file, { highWaterMark: readBytes }), {
      key,
      checkpoints: [],
    });
    if (failure !== null) throw new Error(JSON.stringify(failure));
  });

const parseAndHash = (file: string): Promise<Speed> =>
  speedOf(entries, async () => {
    let digits = 0;
    await readLines(createReadStream(file, { highWaterMark: readBytes }), (chunk, from, to) => {
      const line = chunk.toString('utf8', from, to);
      JSON.parse(line);
      digits += hash('sha256', line).length;
      return 'next';
    });
    if (digits < 64 * entries) throw new Error('not every line was read');
  });

const canonicalForm = async (write: (value: unknown) => unknown): Promise<Speed> => {
  const values = Array.from({ length: 50_000 }, (_, n): unknown => JSON.parse(sampleBody(n)));
  return speedOf(values.length, () => {
    for (const value of values) write(value);
  });
};

const folder = await mkdtemp(join(tmpdir(), 'compline-bench-ledger-'));
try {
  const file = join(folder, 'ledger.ndjson');
  const key = generateSigningKey(sampleOrigin);
  const checkpoints = sampleCheckpoints(entries, CHECKPOINT_EVERY, () => key);
  const chunks = exportLedger(sampleHeader(key), sampleEntries(entries), checkpoints);
  const exported = await speedOf(entries, () => pipeline(Readable.from(chunks), createWriteStream(file)));
  print(`export of ${entries} entries made for it: peak memory`, peakMb(), 'MB', 'limit', MEMORY_LIMIT_MB);

  // in turns, so that both meet the same disturbance
  const verified: Speed[] = [];
  const plain: Speed[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    verified.push(await verify(file, key.verifier.text));
    if (round === 0)
      print(`export and verify of ${entries} entries: peak memory`, peakMb(), 'MB', 'limit', MEMORY_LIMIT_MB);
    plain.push(await parseAndHash(file));
  }
  const [ours, theirs] = [best(verified), best(plain)];
  print('verify', ours.wall, 'entries/s', 'floor', VERIFY_FLOOR);
  print('verify', ours.wall, 'entries/s', 'JSON.parse + SHA-256 of each line', theirs.wall);
  print('verify', ours.processor, 'entries per second of processor time', 'JSON.parse + SHA-256', theirs.processor);
  print('export', exported.wall, 'entries/s, made and hashed twice', 'JSON.parse + SHA-256 of each line', theirs.wall);
  const form = best([await canonicalForm(canonical), await canonicalForm(canonical)]);
  const library = best([await canonicalForm(canonicalize), await canonicalForm(canonicalize)]);
  print('canonical form', form.wall, 'entries/s', 'canonicalize 4.0.0', library.wall);
} finally {
  await rm(folder, { recursive: true });
}
