// Verifying and exporting a ledger, beside the least a verifier could do: parse each line and hash it.
// Usage: ledger-verify [ENTRIES], default 1,000,000.
import { hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
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

const print = (metric: string, value: number, unit: string, name: string, baseline: number): void => {
  const ratio = Number((value / baseline).toFixed(2));
  console.log(
    JSON.stringify({ metric, value: Math.round(value), unit, baseline: { name, value: Math.round(baseline) }, ratio }),
  );
};

const perSecond = async (count: number, work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return count / ((performance.now() - start) / 1000);
};

const peakMb = (): number => process.resourceUsage().maxRSS / 1024;

const folder = await mkdtemp(join(tmpdir(), 'compline-bench-'));
const file = join(folder, 'ledger.ndjson');
try {
  const key = generateSigningKey(sampleOrigin);
  const chunks = exportLedger(
    sampleHeader(key),
    sampleEntries(entries),
    sampleCheckpoints(entries, CHECKPOINT_EVERY, () => key),
  );
  const exported = await perSecond(entries, () => pipeline(Readable.from(chunks), createWriteStream(file)));
  const exportPeak = peakMb();
  const { size } = await stat(file);

  const verified = await perSecond(entries, async () => {
    const source = createReadStream(file, { highWaterMark: 1024 * 1024 });
    const { failure } = await verifyLedger(source, { key: key.verifier.text, checkpoints: [] });
    if (failure !== null) throw new Error(JSON.stringify(failure));
  });
  const verifyPeak = peakMb();

  const parsedAndHashed = await perSecond(entries, async () => {
    let bytes = 0;
    await readLines(createReadStream(file, { highWaterMark: 1024 * 1024 }), (chunk, from, to) => {
      const line = chunk.toString('utf8', from, to);
      JSON.parse(line);
      bytes += hash('sha256', line).length;
      return 'next';
    });
    if (bytes === 0) throw new Error('nothing was read');
  });

  const values = Array.from({ length: 50_000 }, (_, n): unknown => JSON.parse(sampleBody(n)));
  const ours = await perSecond(values.length, () => values.forEach((value) => void canonical(value)));
  const library = await perSecond(values.length, () => values.forEach((value) => void canonicalize(value)));

  print('ledger verify', verified, 'entries/s', 'JSON.parse + SHA-256 of each line', parsedAndHashed);
  print('ledger verify', verified, 'entries/s', 'floor', VERIFY_FLOOR);
  print(
    'ledger verify',
    (verified * size) / entries / 1e6,
    'MB/s',
    'JSON.parse + SHA-256 of each line',
    (parsedAndHashed * size) / entries / 1e6,
  );
  print('ledger export, made and signed', exported, 'entries/s', 'JSON.parse + SHA-256 of each line', parsedAndHashed);
  print(`ledger export of ${entries}, peak memory`, exportPeak, 'MB', 'limit', MEMORY_LIMIT_MB);
  print(`ledger verify of ${entries}, peak memory of both`, verifyPeak, 'MB', 'limit', MEMORY_LIMIT_MB);
  print('canonical form', ours, 'entries/s', 'canonicalize 4.0.0', library);
} finally {
  await rm(folder, { recursive: true });
}
