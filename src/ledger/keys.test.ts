import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKey, keysFolder, loadKey, publicKeys, rotateKey } from './keys.ts';
import { followHandovers, type OlderKey } from './keys-handover.ts';
import { signNote } from './note.ts';
import { generateSigningKey, type VerifierKey } from './note-key.ts';

const origin = 'compline.example/a1';
const at = (date: string): number => Date.parse(`${date}T12:00:00Z`);

let data = '';
let folder = '';
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'compline-keys-'));
  folder = keysFolder(data);
});
afterEach(() => rm(data, { recursive: true }));

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);
const fileOf = (name: string): string => join(folder, `${name}.json`);

describe('A ledger key', () => {
  it('lies in a folder and a file that only the owner can read, and loads as it was created', async () => {
    const created = await createKey(folder, 'a1', origin, at('2026-01-05'));
    expect(await modeOf(folder)).toBe('700');
    expect(await modeOf(fileOf('a1'))).toBe('600');
    expect(await readdir(folder)).toEqual(['a1.json']);
    const loaded = await loadKey(folder, 'a1');
    expect(loaded.signing.verifier.text).toBe(created.signing.verifier.text);
    expect(signNote('same\n', [loaded.signing])).toBe(signNote('same\n', [created.signing]));
    expect(loaded.from).toBe('2026-01-05T12:00:00.000Z');
  });

  it('is never replaced by creating another, not even when many create it at once', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => createKey(folder, 'a1', origin, at('2026-01-05'))),
    );
    const created = tries.filter((each) => each.status === 'fulfilled').map((each) => each.value.signing.verifier.text);
    expect(created).toEqual([(await loadKey(folder, 'a1')).signing.verifier.text]);
    await expect(createKey(folder, 'a1', origin, at('2026-01-06'))).rejects.toThrow('There is a ledger key already');
    expect(await readdir(folder)).toEqual(['a1.json']);
  });

  it('shows nothing of its private half when it is printed', async () => {
    const key = await createKey(folder, 'a1', origin, at('2026-01-05'));
    const secret = key.signing.privateKey.export({ format: 'jwk' }).d ?? expect.fail('no private half');
    const raw = Buffer.from(secret, 'base64url');
    for (const shown of [inspect(key, { depth: 9, showHidden: true }), JSON.stringify(key)]) {
      for (const form of [secret, raw.toString('hex'), raw.toString('base64')]) expect(shown).not.toContain(form);
    }
  });

  it.each(['0644', '0640', '0400', '0700'])('is refused when its file has mode %s', async (mode) => {
    await createKey(folder, 'a1', origin, at('2026-01-05'));
    await chmod(fileOf('a1'), Number.parseInt(mode, 8));
    await expect(loadKey(folder, 'a1')).rejects.toThrow(`The mode of ${fileOf('a1')} is ${mode} and must be 0600.`);
  });

  it('is refused when its folder can be read by others', async () => {
    await createKey(folder, 'a1', origin, at('2026-01-05'));
    await chmod(folder, 0o755);
    await expect(loadKey(folder, 'a1')).rejects.toThrow(`The mode of ${folder} is 0755 and must be 0700.`);
    await expect(createKey(folder, 'b2', origin, at('2026-01-05'))).rejects.toThrow('must be 0700');
  });

  it('is refused when it is missing, a link or damaged', async () => {
    await expect(loadKey(folder, 'a1')).rejects.toThrow(`There is no ledger key folder ${folder}.`);
    await createKey(folder, 'a1', origin, at('2026-01-05'));
    await expect(loadKey(folder, 'b2')).rejects.toThrow(`There is no ledger key file ${fileOf('b2')}.`);
    await symlink(fileOf('a1'), fileOf('b2'));
    await expect(loadKey(folder, 'b2')).rejects.toThrow('is not a file');
    await writeFile(fileOf('a1'), '{"format":"compline-led');
    await expect(loadKey(folder, 'a1')).rejects.toThrow('is not a ledger key file');
    await expect(loadKey(folder, '../a1')).rejects.toThrow('cannot name a key file');
  });
});

describe('A rotated key', () => {
  it('leaves its public half with the time it signed, and not its private half', async () => {
    const first = await createKey(folder, 'a1', origin, at('2026-01-05'));
    const second = await rotateKey(folder, 'a1', at('2026-06-01'));
    const third = await rotateKey(folder, 'a1', at('2027-01-04'));
    expect(publicKeys(await loadKey(folder, 'a1'))).toEqual([
      { publicKey: first.signing.verifier.text, from: '2026-01-05T12:00:00.000Z', until: '2026-06-01T12:00:00.000Z' },
      { publicKey: second.signing.verifier.text, from: '2026-06-01T12:00:00.000Z', until: '2027-01-04T12:00:00.000Z' },
      { publicKey: third.signing.verifier.text, from: '2027-01-04T12:00:00.000Z', until: null },
    ]);
    expect(third.signing.verifier.name).toBe(origin);
    expect((await readFile(fileOf('a1'), 'utf8')).match(/PRIVATE KEY/g)).toHaveLength(2);
    expect(await readdir(folder)).toEqual(['a1.json']);
    expect(await modeOf(fileOf('a1'))).toBe('600');
  });

  it('is rotated by one at a time: the others are refused, none is lost', async () => {
    await createKey(folder, 'a1', origin, at('2026-01-05'));
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => rotateKey(folder, 'a1', at('2026-06-01'))));
    const done = tries.filter((each) => each.status === 'fulfilled').length;
    const { older, signing } = await loadKey(folder, 'a1');
    expect(older).toHaveLength(done);
    expect(followHandovers(older, signing.verifier).holds).toBe(true);
  });

  it('stays as it is when an earlier rotation was interrupted', async () => {
    const key = await createKey(folder, 'a1', origin, at('2026-01-05'));
    await writeFile(`${fileOf('a1')}.rotating`, '', { mode: 0o600 });
    await expect(rotateKey(folder, 'a1', at('2026-06-01'))).rejects.toThrow('A rotation is running or was interrupted');
    expect((await loadKey(folder, 'a1')).signing.verifier.text).toBe(key.signing.verifier.text);
  });
});

describe('The chain of handovers', () => {
  const handovers = async (): Promise<{ older: readonly OlderKey[]; current: VerifierKey }> => {
    await createKey(folder, 'a1', origin, at('2026-01-05'));
    await rotateKey(folder, 'a1', at('2026-06-01'));
    const { older, signing } = await rotateKey(folder, 'a1', at('2027-01-04'));
    return { older, current: signing.verifier };
  };

  it('leads from the oldest key to the current one', async () => {
    const { older, current } = await handovers();
    const chain = followHandovers(older, current);
    expect(chain.holds && chain.keys.map((key) => key.text)).toEqual([
      ...older.map((each) => each.publicKey),
      current.text,
    ]);
  });

  it('breaks when a stranger puts his key at its end, a link is missing or swapped, or a date is changed', async () => {
    const { older, current } = await handovers();
    const [first, second] = older;
    if (first === undefined || second === undefined) return expect.fail('two keys were handed over');
    expect(followHandovers(older, generateSigningKey(origin).verifier).holds).toBe(false);
    expect(followHandovers([first], current).holds).toBe(false);
    expect(followHandovers([second, first], current).holds).toBe(false);
    expect(followHandovers([{ ...first, until: '2026-06-02T12:00:00.000Z' }, second], current).holds).toBe(false);
    expect(followHandovers([first, { ...second, handover: first.handover }], current).holds).toBe(false);
    expect(followHandovers([second], current).holds).toBe(true);
  });
});
