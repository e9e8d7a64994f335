import { describe, expect, it } from 'vitest';
import { signCheckpoint } from './checkpoint.ts';
import { checkpointLine, headerLine } from './export-format.ts';
import { generateSigningKey } from './note-key.ts';
import { type Failure, type Verdict, verifyLedger } from './verify.ts';
import { inPieces, sampleBody, sampleHeader, sampleLines, sampleOrigin, sampleTree } from './verify-sample.ts';

const unpinned = { key: null, checkpoints: [] };
const key = generateSigningKey(sampleOrigin);

// 1 header · 2-5 entries 0-3 · 6 checkpoint of 4 · 7-10 entries 4-7 · 11 checkpoint of 8 · 12-13 entries 8-9 · 14 checkpoint of 10
const lines = await sampleLines(10, 4, key);
const line = (number: number): string => lines[number - 1] ?? expect.fail(`no line ${number}`);
const noteOf = (number: number): string => JSON.parse(line(number)).note;

/** The lines with line `number` replaced by these. */
const replaced = (number: number, ...by: readonly string[]): string[] => lines.toSpliced(number - 1, 1, ...by);

const verifyBytes = (bytes: Buffer): Promise<Verdict> => verifyLedger(inPieces(bytes, 997), unpinned);
const verifyLines = (all: readonly string[]): Promise<Verdict> => verifyBytes(Buffer.from(`${all.join('\n')}\n`));
const failureOf = async (all: readonly string[]): Promise<Failure | null> => (await verifyLines(all)).failure;

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
    expect(
      await verifyLines([headerLine(sampleHeader(key)), checkpointLine(signCheckpoint(sampleTree(0), key))]),
    ).toMatchObject({
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

describe('The verifier is asked wrongly', () => {
  it('when the pinned key is no key', async () => {
    await expect(verifyLedger(inPieces(Buffer.alloc(0), 1), { key: 'a+b+c', checkpoints: [] })).rejects.toThrow(
      '--key is not a verifier key',
    );
  });
});
