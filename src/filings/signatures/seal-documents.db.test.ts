import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Certifying, certifying } from '../../../test/certifying.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { client } from '../../db/migrate.ts';
import { secretOf } from '../../db/secrets.ts';
import { missingPrograms } from '../../documents/system-programs.ts';
import { invoke } from '../../interfaces/invoke.ts';
import { randomIds } from '../../kernel/id.ts';
import { showFiling } from '../certification/show.ts';

const missing = missingPrograms({ openssl: 'openssl', pdfsig: 'poppler-utils' });
if (missing !== '') console.log(`skip: sealing a filing with a PKCS#12 certificate needs ${missing}`);

const passphrase = 'open sesame 4711';
const folder = mkdtempSync(join(tmpdir(), 'compline-seal-'));
const place = (name: string): string => join(folder, name);

let home: TestHouse;
let scene: Certifying;
let packetHash: string;
let file: string;

const bundle = (): string => {
  const openssl = (...words: string[]) => execFileSync('openssl', words, { stdio: 'ignore' });
  const subject = ['-subj', '/CN=Prairie Voice LLC/O=Prairie Voice LLC'];
  const kept = ['-keyout', place('a.key'), '-out', place('a.pem')];
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, ...kept);
  const both = ['-inkey', place('a.key'), '-in', place('a.pem'), '-passout', `pass:${passphrase}`];
  openssl('pkcs12', '-export', ...both, '-out', place('a.p12'));
  return readFileSync(place('a.p12')).toString('base64');
};

const documents = () =>
  scene.prairie.look((ctx) =>
    ctx.tx
      .selectFrom('filingDocument')
      .select(['kind', 'name', 'bytes', 'signed', 'mediaType'])
      .where('filingId', '=', scene.filingId)
      .orderBy('position')
      .execute(),
  );

/** Signs as over HTTP, under an Idempotency-Key. */
const sign = (given: string) => {
  const { prairie, otto, filingId } = scene;
  const asking = {
    carrierId: prairie.id,
    actor: otto,
    proof: { by: 'key' as const, password: null },
    at: Date.now(),
    id: randomIds(Date.now()),
  };
  const input = { filingId, packetHash, password: otto.password, certificate: { file, passphrase: given } };
  return invoke(home.connections, 'filings.sign', asking, { input, key: `sign with ${given.length}` });
};

const verdict = (bytes: Uint8Array): string => {
  writeFileSync(place('sealed.pdf'), bytes);
  // pdfsig leaves with 1 because nobody trusts a self-signed certificate; its verdict on the signature stands all the same
  return execFileSync('sh', ['-c', `pdfsig "${place('sealed.pdf')}" 2>/dev/null || true`], { encoding: 'utf8' });
};

/** Every table that holds these words in any row, read as its owner. */
const tablesWith = async (words: string): Promise<readonly string[]> => {
  const owner = await client(home.address, 'database' in home.address ? home.address.database : '');
  const tables = await owner.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
  );
  const holding: string[] = [];
  for (const { name } of tables.rows) {
    const found = await owner.query(`select 1 from ${name} t where strpos(t::text, $1) > 0 limit 1`, [words]);
    if (found.rowCount !== 0) holding.push(name);
  }
  await owner.end();
  return holding;
};

beforeAll(async () => {
  if (missing !== '') return;
  home = await house();
  scene = await certifying(home);
  await scene.write();
  packetHash = await scene.prepare();
  file = bundle();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  if (missing === '') await home.close();
});

describe.skipIf(missing !== '')('A filing signed with the carrier’s own certificate too', () => {
  it('is not signed at all where the passphrase is wrong: nothing of the act remains', async () => {
    await expect(sign('wrong')).rejects.toMatchObject({
      type: 'invalid-input',
      facts: { detail: expect.stringContaining('certificate') },
    });
    expect((await scene.prairie.run(scene.clara, showFiling, { filingId: scene.filingId })).state).toBe('prepared');
    expect((await documents()).filter(({ kind }) => kind === 'sealed' || kind === 'signature-page')).toEqual([]);
  });

  it('keeps each document once more, which pdfsig calls valid and which begins with the officer’s bytes', async () => {
    expect(await sign(passphrase)).toMatchObject({ state: 'signed' });
    const rows = await documents();
    const plain = rows.filter(({ signed, mediaType }) => signed && mediaType === 'application/pdf');
    const sealed = rows.filter(({ kind }) => kind === 'sealed');
    expect(sealed.map(({ name }) => name)).toEqual(plain.map(({ name }) => name.replace('.pdf', '-sealed.pdf')));
    expect(sealed.length).toBe(3);
    for (const [n, { bytes }] of sealed.entries()) {
      const before = plain[n]?.bytes ?? Buffer.alloc(1);
      expect(bytes.subarray(0, before.length).equals(before)).toBe(true);
      expect(verdict(bytes)).toMatch(/CN[\s\S]*Prairie Voice LLC[\s\S]*Signature is Valid\./);
    }
  });

  it('leaves passphrase, certificate file and password in no table', async () => {
    expect(await tablesWith('Prairie Voice LLC')).toContain('filing');
    for (const secret of [passphrase, file.slice(0, 60), scene.otto.password])
      expect(await tablesWith(secret)).toEqual([]);
  });

  it('gives its answer to the same request alone: another passphrase is another request, told by a key that stands in no table', async () => {
    await expect(sign(passphrase)).resolves.toMatchObject({ state: 'signed' });
    const other = passphrase.replace('4711', '4712');
    await expect(sign(other)).rejects.toMatchObject({ type: 'key-reused' });
    const known = await secretOf(home.dataFolder, scene.prairie.id, 'requests');
    expect(known).toMatch(/^\S{20,}$/);
    expect(await tablesWith(known ?? '')).toEqual([]);
  });
});
