import { describe, expect, it } from 'vitest';
import { checkpointText, signCheckpoint } from './checkpoint.ts';
import { checkpointLine, entryLine, headerLine } from './export-format.ts';
import { handOver } from './keys-handover.ts';
import { appendLeaf, emptyFrontier, keepNoSubtrees, leafHash } from './merkle.ts';
import { signNote } from './note.ts';
import { generateSigningKey, type SigningKey } from './note-key.ts';
import { type Failure, verifyLedger } from './verify.ts';
import { inPieces, sampleBody, sampleHeader, sampleLines, sampleOrigin, sampleTree } from './verify-sample.ts';

const unpinned = { key: null, checkpoints: [] };
const key = generateSigningKey(sampleOrigin);
const stranger = generateSigningKey(sampleOrigin);

// 1 header · 2-5 entries 0-3 · 6 checkpoint of 4 · 7-10 entries 4-7 · 11 checkpoint of 8 · 12-13 entries 8-9 · 14 checkpoint of 10
const lines = await sampleLines(10, 4, key);
const line = (number: number): string => lines[number - 1] ?? expect.fail(`no line ${number}`);
const noteOf = (number: number): string => JSON.parse(line(number)).note;

/** The lines with line `number` replaced by these. */
const replaced = (number: number, ...by: readonly string[]): string[] => lines.toSpliced(number - 1, 1, ...by);

const failureOf = async (all: readonly string[]): Promise<Failure | null> =>
  (await verifyLedger(inPieces(Buffer.from(`${all.join('\n')}\n`), 997), unpinned)).failure;

const checkpointOf = (count: number, by: SigningKey): string => checkpointLine(signCheckpoint(sampleTree(count), by));
const entriesUpTo = (count: number): string[] =>
  Array.from({ length: count }, (_, n) =>
    entryLine(n, { body: sampleBody(n), leaf: leafHash(Buffer.from(sampleBody(n))) }),
  );

describe('A forger who makes every line right', () => {
  const forgedBody = sampleBody(5).replace('"allowed":true', '"allowed":false');
  const forged = replaced(8, entryLine(5, { body: forgedBody, leaf: leafHash(Buffer.from(forgedBody)) }));

  it('is found at the first checkpoint over the entry he changed', async () => {
    expect(forgedBody).not.toBe(sampleBody(5));
    expect(await failureOf(forged)).toMatchObject({ at: 'interval', from: 4, to: 8, line: 11 });
  });

  it('is not named while a later line is plainly wrong: lines come first', async () => {
    const worse = forged.toSpliced(12, 1, line(13).replace('"index":9', '"index":8'));
    expect(await failureOf(worse)).toMatchObject({ at: 'line', line: 13 });
  });

  it('cannot sign with another key under the same name', async () => {
    expect(await failureOf(replaced(11, checkpointOf(8, stranger)))).toMatchObject({
      at: 'interval',
      from: 4,
      to: 8,
      line: 11,
    });
  });

  it('can put his own key into the header, which a pinned key shows', async () => {
    const own = await sampleLines(10, 4, stranger);
    const source = () => inPieces(Buffer.from(own.join('\n')), 500);
    expect((await verifyLedger(source(), unpinned)).failure).toBeNull();
    const verdict = await verifyLedger(source(), { key: key.verifier.text, checkpoints: [] });
    expect(verdict).toMatchObject({ key: 'pinned', failure: { at: 'key' } });
  });

  it('even with the true key, cannot agree with a checkpoint kept elsewhere', async () => {
    const bodies = [0, 1, 2].map((n) => sampleBody(n === 1 ? 77 : n));
    const frontier = emptyFrontier();
    const entries = bodies.map((body, n) => {
      const leaf = leafHash(Buffer.from(body));
      appendLeaf(frontier, leaf, keepNoSubtrees);
      return entryLine(n, { body, leaf });
    });
    const rewritten = [line(1), ...entries, checkpointLine(signCheckpoint(frontier, key))];
    expect(await failureOf(rewritten)).toBeNull();
    const kept = signCheckpoint(sampleTree(2), key);
    const verdict = await verifyLedger(inPieces(Buffer.from(rewritten.join('\n')), 500), {
      key: null,
      checkpoints: [kept],
    });
    expect(verdict.failure).toMatchObject({
      at: 'pinned-checkpoint',
      number: 1,
      why: expect.stringContaining('its root is'),
    });
  });

  it('cannot bring a checkpoint of another ledger or of another kind of note', async () => {
    const other = checkpointText({
      origin: 'compline.example/other',
      size: 8,
      root: sampleTree(8).hashes[0] ?? Buffer.alloc(32),
    });
    expect(await failureOf(replaced(11, checkpointLine(signNote(other, [key]))))).toMatchObject({
      line: 11,
      why: 'it belongs to the ledger compline.example/other',
    });
    expect(await failureOf(replaced(11, checkpointLine(signNote('hello\n', [key]))))).toMatchObject({
      line: 11,
      why: 'it does not have the form of a checkpoint',
    });
  });

  it('cannot take the demo mark off the header', async () => {
    const body = '{"demo":true,"facts":{}}';
    const leaf = leafHash(Buffer.from(body));
    const frontier = emptyFrontier();
    appendLeaf(frontier, leaf, keepNoSubtrees);
    const rest = [entryLine(0, { body, leaf }), checkpointLine(signCheckpoint(frontier, key))];
    expect(await failureOf([headerLine({ ...sampleHeader(key), mark: 'demo' }), ...rest])).toBeNull();
    expect(await failureOf([headerLine(sampleHeader(key)), ...rest])).toMatchObject({ at: 'line', line: 1 });
  });
});

describe('Checkpoints kept elsewhere', () => {
  it('agree at any size they were signed, in the file or not, and with signatures of witnesses below', async () => {
    const witness = generateSigningKey('witness.example/w');
    const seen = signNote(noteOf(6).split('\n\n')[0]?.concat('\n') ?? '', [witness, key]);
    const pins = [
      seen,
      noteOf(14),
      signCheckpoint(sampleTree(7), key),
      signCheckpoint(sampleTree(1), key),
      signCheckpoint(sampleTree(0), key),
    ];
    const source = inPieces(Buffer.from(lines.join('\n')), 500);
    expect(await verifyLedger(source, { key: key.verifier.text, checkpoints: pins })).toMatchObject({
      failure: null,
      key: 'pinned',
    });
  });

  it.each([
    ['signed by a stranger', signCheckpoint(sampleTree(7), stranger), 'is wrong|is signed by'],
    ['no note at all', 'hello', 'form of a signed note'],
  ])('%s do not count', async (_what, note, why) => {
    const verdict = await verifyLedger(inPieces(Buffer.from(lines.join('\n')), 500), {
      key: null,
      checkpoints: [note],
    });
    expect(verdict.failure).toMatchObject({ at: 'pinned-checkpoint', number: 1, why: expect.stringMatching(why) });
  });
});

describe('A ledger whose key was rotated', () => {
  const next = generateSigningKey(sampleOrigin);
  const older = handOver(key, next, { from: '2026-01-05T00:00:00.000Z', until: '2026-06-01T00:00:00.000Z' });
  const header = headerLine({ ...sampleHeader(next), olderKeys: [older] });
  const entries = entriesUpTo(10);
  const rotated = [header, ...entries.slice(0, 4), checkpointOf(4, key), ...entries.slice(4), checkpointOf(10, next)];

  it('verifies whichever of its keys is pinned', async () => {
    for (const pinned of [null, key.verifier.text, next.verifier.text]) {
      const source = inPieces(Buffer.from(rotated.join('\n')), 500);
      expect((await verifyLedger(source, { key: pinned, checkpoints: [noteOf(6)] })).failure).toBeNull();
    }
  });

  it('does not verify when the old key signs after it was handed over', async () => {
    const back = [header, ...entries.slice(0, 4), checkpointOf(4, next), ...entries.slice(4), checkpointOf(10, key)];
    expect(await failureOf(back)).toMatchObject({ from: 4, why: 'it is signed by a key that had been handed over' });
  });

  it('does not verify when a stranger claims to follow the old key', async () => {
    const claim = { ...older, handover: handOver(stranger, next, { from: older.from, until: older.until }).handover };
    const claimed = [headerLine({ ...sampleHeader(next), olderKeys: [claim] }), ...rotated.slice(1)];
    expect(await failureOf(claimed)).toMatchObject({ at: 'line', line: 1, why: expect.stringContaining('handover') });
  });
});
