import { describe, expect, it } from 'vitest';
import { exportLedger } from './export-format.ts';
import { generateSigningKey } from './note-key.ts';
import {
  sampleBody,
  sampleCheckpoints,
  sampleEntries,
  sampleHeader,
  sampleLines,
  sampleOrigin,
} from './verify-sample.ts';

const key = generateSigningKey(sampleOrigin);
const kinds = (lines: readonly string[]): string[] => lines.map((line) => JSON.parse(line).kind);

const written = async (chunks: AsyncIterable<string>): Promise<string> => {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
};

describe('An export', () => {
  it('is a header, then the entries, each checkpoint after the last entry it covers', async () => {
    const lines = await sampleLines(5, 2, key);
    expect(kinds(lines)).toEqual([
      'header',
      'entry',
      'entry',
      'checkpoint',
      'entry',
      'entry',
      'checkpoint',
      'entry',
      'checkpoint',
    ]);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      kind: 'header',
      format: 'compline-ledger/1',
      carrier: '0198c0de-0000-7000-8000-000000000001',
      origin: sampleOrigin,
      publicKey: key.verifier.text,
    });
    expect(lines[2]).toBe(
      `{"kind":"entry","index":1,"leaf":"${JSON.parse(lines[2] ?? '').leaf}","entry":${sampleBody(1)}}`,
    );
  });

  it('of a demo carrier says so in its header, and names the keys that signed before', async () => {
    const olderKeys = [{ publicKey: 'k', from: 'f', until: 'u', handover: 'h' }];
    const header = { ...sampleHeader(key), mark: 'demo' as const, olderKeys };
    const text = await written(
      exportLedger(
        header,
        sampleEntries(0),
        sampleCheckpoints(0, 1, () => key),
      ),
    );
    expect(JSON.parse(text)).toMatchObject({ demo: true, olderKeys });
  });

  it('fails rather than end with entries that no checkpoint covers, or with a checkpoint of entries it lacks', async () => {
    const header = sampleHeader(key);
    const early = sampleCheckpoints(4, 2, () => key);
    await expect(written(exportLedger(header, sampleEntries(5), early))).rejects.toThrow('covers 4 entries and 5 came');
    const late = sampleCheckpoints(6, 6, () => key);
    await expect(written(exportLedger(header, sampleEntries(5), late))).rejects.toThrow(
      'covers 6 entries and only 5 came',
    );
  });
});
