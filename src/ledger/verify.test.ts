import { describe, expect, it } from 'vitest';
import { checkpointText, signCheckpoint } from './checkpoint.ts';
import { checkpointLine, entryLine, headerLine } from './export-format.ts';
import { handOver } from './keys-handover.ts';
import { appendLeaf, emptyFrontier, keepNoSubtrees, leafHash } from './merkle.ts';
import { signNote } from './note.ts';
import { generateSigningKey, type SigningKey } from './note-key.ts';
import { type Failure, type Verdict, verifyLedger } from './verify.ts';
import { sampleBody, sampleHeader, sampleLines, sampleOrigin } from './verify-sample.ts';

const unpinned = { key: null, checkpoints: [] };
const key = generateSigningKey(sampleOrigin);
const stranger = generateSigningKey(sampleOrigin);

// 1 header · 2-5 entries 0-3 · 6 checkpoint of 4 · 7-10 entries 4-7 · 11 checkpoint of 8 · 12-13 entries 8-9 · 14 checkpoint of 10
const lines = await sampleLines(10, 4, key);
const line = (number: number): string => lines[number - 1] ?? expect.fail(`no line ${number}`);
const noteOf = (number: number): string => JSON.parse(line(number)).note;

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const verifyBytes = (bytes: Buffer): Promise<Verdict> => verifyLedger(inPieces(bytes, 997), unpinned);
const verifyLines = (all: readonly string[]): Promise<Verdict> => verifyBytes(Buffer.from(`${all.join('\n')}\n`));
const failureOf = async (all: readonly string[]): Promise<Failure | null> => (await verifyLines(all)).failure;

/** The lines with line `number` replaced by these. */
const replaced = (number: number, ...by: readonly string[]): string[] => lines.toSpliced(number - 1, 1, ...by);

const treeOf = (count: number) => {
  const frontier = emptyFrontier();
  for (let n = 0; n < count; n += 1) appendLeaf(frontier, leafHash(Buffer.from(sampleBody(n))), keepNoSubtrees);
  return frontier;
};
const checkpointOf = (count: number, by: SigningKey): string => checkpointLine(signCheckpoint(treeOf(count), by));
const entriesUpTo = (count: number): string[] =>
  Array.from({ length: count }, (_, n) =>
    entryLine(n, { body: sampleBody(n), leaf: leafHash(Buffer.from(sampleBody(n))) }),
  );

describe('An untouched export', () => {
  it('verifies, and says what it holds', async () => {
    expect(await verifyLines(lines)).toMatchObject({ failure: null, entries: 10, checkpoints: 3, key: 'not-pinned' });
  });

  it('verifies in pieces of any size, without a newline at the end and as text', async () => {
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    for (const size of [1, 2, 13, 400, 600, 1000, bytes.length]) {
      expect((await verifyLedger(inPieces(bytes, size), unpinned)).failure).toBeNull();
    }
    expect((await verifyBytes(bytes.subarray(0, -1))).failure).toBeNull();
    async function* texts() {
      for (const each of lines) yield `${each}\n`;
    }
    expect((await verifyLedger(texts(), unpinned)).failure).toBeNull();
  });

  it('verifies with its checkpoints at the end instead', async () => {
    const entries = lines.filter((each) => !each.startsWith('{"kind":"checkpoint"'));
    expect(await verifyLines([...entries, line(6), line(11), line(14)])).toMatchObject({
      failure: null,
      checkpoints: 3,
    });
  });

  it('verifies when nothing was ever recorded and the empty tree was signed', async () => {
    expect(await verifyLines([headerLine(sampleHeader(key)), checkpointOf(0, key)])).toMatchObject({
      failure: null,
      entries: 0,
      root: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    });
  });

  it('verifies when another writer put the fields in another order or escaped the dash', async () => {
    const { kind, index, leaf } = JSON.parse(line(3));
    const sorted = `{"entry":${sampleBody(1)},"index":${index},"kind":"${kind}","leaf":"${leaf}"}`;
    const escaped = line(6).replaceAll('—', '\\u2014');
    expect(
      await failureOf([...lines.slice(0, 2), sorted, ...lines.slice(3, 5), escaped, ...lines.slice(6)]),
    ).toBeNull();
  });
});

describe('One byte that became another is found, and its line named', () => {
  it.each(lines.map((_, i) => i + 1))('in line %i', async (number) => {
    const bytes = Buffer.from(line(number));
    for (let at = 0; at < bytes.length; at += 1) {
      // every bit in turn, so that digits become digits, letters letters, and quotes and brackets anything
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const whole = Buffer.concat([
        Buffer.from(
          lines
            .slice(0, number - 1)
            .map((each) => `${each}\n`)
            .join(''),
        ),
        changed,
        Buffer.from(
          lines
            .slice(number)
            .map((each) => `\n${each}`)
            .join(''),
        ),
      ]);
      const { failure } = await verifyBytes(whole);
      expect(failure, `byte ${at}: ${changed.subarray(Math.max(0, at - 8), at + 8)}`).not.toBeNull();
      // a header may change into that of another ledger, whose checkpoints then are not these
      if (number > 1 && failure !== null && 'line' in failure) expect(failure.line).toBe(number);
    }
  });

  it.each([
    [/"index":1/, '"index":01', 'is not JSON'],
    [/"index":1/, '"index":1.0', 'is not written in canonical form'],
    [/"index":1/, '"index":"1"', 'has index "1" where 1 is due'],
    [/"index":1/, '"index":null', 'has index null where 1 is due'],
    [/"index":1,/, '', 'has index none where 1 is due'],
    [/"index":1/, '"index":2', 'has index 2 where 1 is due'],
    [/"index":1/, '"index":-1', 'has index -1 where 1 is due'],
    [/"leaf":"[0-9a-f]{64}"/, '"leaf":null', 'has a leaf that is not 64 small hexadecimal digits'],
    [/"entry":.*$/, '"entry":[]}', 'has an entry that is not a JSON object'],
    [/,"entry":.*$/, '}', 'lacks the field entry'],
    [/}$/, ',"more":1}', 'has an unknown field "more"'],
    [/}$/, ',"index":1}', 'is not written in canonical form'],
    [/"kind":"entry"/, '"kind":"entries"', 'is neither an entry nor a checkpoint'],
    [/"actor":/, '"actor": ', 'is not written in canonical form'],
    [/"roles":\[/, '"roles":["officer",', 'has a leaf that is not the hash of its entry'],
    [/"allowed":true/, '"allowed":false', 'has a leaf that is not the hash of its entry'],
    [/Ortiz/, 'Ort\\u0069z', 'is not written in canonical form'],
    [/Ortiz/, '\\ud800', 'is not written in canonical form'],
    [/"cite":/, '"cite":"","cite":', 'is not written in canonical form'],
    [/$/, ' ', 'is not written in canonical form'],
    [/$/, '\r', 'ends in a carriage return'],
    [/$/, '{}', 'is not JSON'],
    [/^.*$/, '', 'is empty'],
    [/^.*$/, 'null', 'is not a JSON object'],
    [/^/, '\ufeff', 'begins with a byte order mark'],
  ])('%s made %j', async (from, to, why) => {
    const failure = await failureOf(replaced(3, line(3).replace(from, to)));
    expect(failure).toMatchObject({ at: 'line', line: 3, why: expect.stringContaining(why) });
  });

  it('and bytes that are no UTF-8', async () => {
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    const at = bytes.indexOf('Ortiz');
    bytes[at] = 0xff;
    expect((await verifyBytes(bytes)).failure).toEqual({ at: 'line', line: 3, why: 'is not valid UTF-8' });
  });
});

describe('Lines that are not where they were', () => {
  it.each([2, 3, 4, 5, 7, 8, 12])('entry line %i dropped: the next entry has the wrong index', async (number) => {
    const after = /"kind":"entry"/.test(line(number + 1)) ? number : null;
    const failure = await failureOf(replaced(number));
    expect(failure?.at).toBe('line');
    if (after !== null) expect(failure).toMatchObject({ line: after });
  });

  it('the last entry dropped: its checkpoint covers more than there is', async () => {
    expect(await failureOf(replaced(13))).toEqual({
      at: 'interval',
      from: 8,
      to: 10,
      line: 13,
      why: 'it covers 10 entries, but only 9 stand before it',
    });
  });

  it('an entry twice, two entries exchanged', async () => {
    expect(await failureOf(replaced(3, line(3), line(3)))).toMatchObject({
      line: 4,
      why: 'has index 1 where 2 is due',
    });
    expect(await failureOf(replaced(3, line(4), line(3)))).toMatchObject({
      line: 3,
      why: 'has index 2 where 1 is due',
    });
  });

  it('the header dropped, twice, or later', async () => {
    expect(await failureOf(lines.slice(1))).toMatchObject({ at: 'line', line: 1, why: 'is not the header' });
    expect(await failureOf(replaced(1, line(1), line(1)))).toMatchObject({ line: 2, why: 'is a second header' });
    expect(await failureOf(replaced(1, line(2), line(1)))).toMatchObject({ line: 1, why: 'is not the header' });
  });

  it('a checkpoint twice, or two exchanged', async () => {
    expect(await failureOf(replaced(11, line(11), line(11)))).toMatchObject({ at: 'interval', line: 12 });
    const exchanged = replaced(6, line(11)).toSpliced(10, 1, line(6));
    expect(await failureOf(exchanged)).toMatchObject({ at: 'interval', from: 0, to: 8, line: 6 });
    expect(await failureOf([...lines, line(6)])).toMatchObject({ at: 'interval', line: 15 });
  });

  it('the file cut off anywhere but after a checkpoint', async () => {
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    const whole = new Set(
      [6, 11, 14].flatMap((number) => {
        const end = Buffer.from(`${lines.slice(0, number).join('\n')}\n`).length;
        return [end - 1, end];
      }),
    );
    for (let length = 0; length < bytes.length; length += 7) {
      const { failure } = await verifyBytes(bytes.subarray(0, length));
      expect(failure === null, `cut at ${length}`).toBe(whole.has(length));
    }
    for (const length of whole) expect((await verifyBytes(bytes.subarray(0, length))).failure).toBeNull();
  });

  it('the file cut off after a checkpoint, against one kept elsewhere', async () => {
    const bytes = Buffer.from(lines.slice(0, 11).join('\n'));
    const verdict = await verifyLedger(inPieces(bytes, 500), { key: null, checkpoints: [noteOf(6), noteOf(14)] });
    expect(verdict.failure).toEqual({
      at: 'pinned-checkpoint',
      number: 2,
      why: 'it covers 10 entries, the file has 8',
    });
  });

  it('the last checkpoint dropped', async () => {
    expect(await failureOf(lines.slice(0, 13))).toMatchObject({ at: 'interval', from: 8, to: 10, line: null });
    expect(await failureOf(lines.slice(0, 3))).toMatchObject({ at: 'interval', why: 'the file has no checkpoint' });
  });

  it('carriage returns throughout, a byte order mark, nothing at all', async () => {
    expect(await failureOf(lines.map((each) => `${each}\r`))).toMatchObject({
      line: 1,
      why: expect.stringContaining('carriage'),
    });
    expect(await failureOf(replaced(1, `\ufeff${line(1)}`))).toMatchObject({
      line: 1,
      why: 'begins with a byte order mark',
    });
    expect((await verifyBytes(Buffer.alloc(0))).failure).toMatchObject({
      line: 1,
      why: 'is missing: the file is empty',
    });
    expect(await failureOf([...lines, ''])).toMatchObject({ line: 15, why: 'is empty' });
    expect(await failureOf([...lines, 'and so on'])).toMatchObject({ line: 15, why: 'is not JSON, or is cut off' });
  });
});

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
    const kept = signCheckpoint(treeOf(2), key);
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
      root: treeOf(8).hashes[0] ?? Buffer.alloc(32),
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
      signCheckpoint(treeOf(7), key),
      signCheckpoint(treeOf(1), key),
      signCheckpoint(treeOf(0), key),
    ];
    const source = inPieces(Buffer.from(lines.join('\n')), 500);
    expect(await verifyLedger(source, { key: key.verifier.text, checkpoints: pins })).toMatchObject({
      failure: null,
      key: 'pinned',
    });
  });

  it.each([
    ['signed by a stranger', signCheckpoint(treeOf(7), stranger), 'is wrong|is signed by'],
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

describe('The verifier is asked wrongly', () => {
  it('when the pinned key is no key', async () => {
    await expect(verifyLedger(inPieces(Buffer.alloc(0), 1), { key: 'a+b+c', checkpoints: [] })).rejects.toThrow(
      '--key is not a verifier key',
    );
  });
});
