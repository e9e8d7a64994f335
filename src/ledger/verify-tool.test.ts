import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSigningKey } from './note-key.ts';
import { sampleLines, sampleOrigin } from './verify-sample.ts';
import { verifyTool } from './verify-tool.ts';

const key = generateSigningKey(sampleOrigin);
let folder = '';
let file = '';
let text = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compline-verify-'));
  file = join(folder, 'ledger.ndjson');
  const lines = await sampleLines(10, 4, key);
  text = `${lines.join('\n')}\n`;
  await writeFile(file, text);
  await writeFile(join(folder, 'seen.note'), JSON.parse(lines[5] ?? '').note);
});
afterAll(() => rm(folder, { recursive: true }));

const called = async (...args: readonly string[]) => {
  let out = '';
  let complaints = '';
  const status = await verifyTool.run(args, {
    input: (async function* () {
      yield Buffer.from(text);
    })(),
    write: async (chunk) => {
      out += chunk;
    },
    complain: (line) => {
      complaints += `${line}\n`;
    },
  });
  return { status, out, complaints };
};

describe('compline ledger verify', () => {
  it('says that the file holds, whose key signed it and that nobody vouched for the key', async () => {
    const { status, out } = await called(file);
    expect(status).toBe(0);
    expect(out).toContain('10 entries and 3 checkpoints verified');
    expect(out).toContain(key.verifier.fingerprint);
    expect(out).toContain('key not pinned');
  });

  it('reads standard input, takes a pinned key and checkpoints kept elsewhere', async () => {
    const note = join(folder, 'seen.note');
    const { status, out } = await called('-', '--key', key.verifier.text, '--checkpoint', note, `--checkpoint=${note}`);
    expect(status).toBe(0);
    expect(out).toContain('key pinned');
    expect(out).not.toContain('not pinned');
    expect(out.match(/seen\.note agrees/g)).toHaveLength(2);
    const inWords = await called(file, '--checkpoint', await readFile(note, 'utf8'));
    expect(inWords).toMatchObject({ status: 0, out: expect.stringContaining('checkpoint 1 agrees') });
  });

  it('names the first wrong line and exits 1', async () => {
    const broken = join(folder, 'broken.ndjson');
    await writeFile(broken, text.replace('"count":6', '"count":7'));
    const { status, out } = await called(broken);
    expect(status).toBe(1);
    expect(out).toContain('broken: line 9 has a leaf that is not the hash of its entry');
    expect(out).toContain(key.verifier.fingerprint);
  });

  it('names the first checkpoint interval that fails and exits 1', async () => {
    const cut = join(folder, 'cut.ndjson');
    await writeFile(cut, text.split('\n').slice(0, 8).join('\n'));
    const { status, out } = await called(cut);
    expect(status).toBe(1);
    expect(out).toContain('broken: checkpoint interval of entries 4 to 5: the last checkpoint covers 4 entries only');
  });

  it('exits 1 when the pinned key is another', async () => {
    const { status, out } = await called(file, '--key', generateSigningKey(sampleOrigin).verifier.text);
    expect(status).toBe(1);
    expect(out).toContain('not the pinned');
  });

  it.each([
    [[], 'Name one file'],
    [['a', 'b'], 'Name one file'],
    [['a', '--key'], '--key needs a value'],
    [['a', '--keys', 'k'], 'There is no option --keys'],
    [['a', '--key', 'k', '--key', 'k'], 'Give --key once'],
    [['-', '--key', 'k'], '--key is not a verifier key'],
    [['no-such-file'], 'no such file'],
    [['-', '--checkpoint', 'no-such-note'], 'no such file'],
  ])('called with %j exits 2 and says why', async (args, why) => {
    const { status, out, complaints } = await called(...args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(complaints).toContain(why);
  });
});
