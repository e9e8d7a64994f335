import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { signNoComplaints } from '../../cpni/complaints/nil.ts';
import { addSource } from '../../cpni/complaints/sources.ts';
import { signNoPretexting } from '../../cpni/pretexting/nil.ts';
import { missingPrograms } from '../../documents/system-programs.ts';
import { operations } from '../../operations.ts';
import { openFiling } from '../certification/open.ts';
import { showFiling } from '../certification/show.ts';
import { signFiling } from './sign.ts';

const missing = missingPrograms({ openssl: 'openssl', pdfsig: 'poppler-utils' });
if (missing !== '') console.log(`skip: sealing a filing with a PKCS#12 certificate needs ${missing}`);

let home: TestHouse;
let prairie: TestCarrier;
let clara: Staff;
let otto: Staff;
let filingId: string;
let packetHash: string;
const folder = mkdtempSync(join(tmpdir(), 'compline-seal-'));
const place = (name: string): string => join(folder, name);

const bundle = (): string => {
  const subject = ['-subj', '/CN=Prairie Voice LLC/O=Prairie Voice LLC'];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject];
  execFileSync('openssl', [...request, '-keyout', place('a.key'), '-out', place('a.pem')], { stdio: 'ignore' });
  const wrapped = [
    'pkcs12',
    '-export',
    '-inkey',
    place('a.key'),
    '-in',
    place('a.pem'),
    '-passout',
    'pass:open sesame',
  ];
  execFileSync('openssl', [...wrapped, '-out', place('a.p12')], { stdio: 'ignore' });
  return readFileSync(place('a.p12')).toString('base64');
};

const documents = () =>
  prairie.look((ctx) =>
    ctx.tx
      .selectFrom('filingDocument')
      .select(['kind', 'name', 'bytes', 'signed', 'mediaType'])
      .where('filingId', '=', filingId)
      .orderBy('position')
      .execute(),
  );

beforeAll(async () => {
  if (missing !== '') return;
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-01-02T15:00:00Z') });
  clara = await prairie.person('Clara Reyes', 'compliance');
  otto = await prairie.person('Otto Grant', 'officer');
  const feeds = ['complaints', 'data-brokers', 'pretexters'] as const;
  await prairie.run(clara, addSource, {
    name: 'Support line',
    kind: 'phone',
    feeds: [...feeds],
    fromDay: '2026-01-01',
  });
  await prairie.at('2027-02-10T15:00:00Z');
  const signer = { year: 2026, password: clara.password };
  await prairie.run(clara, signNoComplaints, signer);
  await prairie.run(clara, signNoPretexting, { ...signer, register: 'data-brokers' });
  await prairie.run(clara, signNoPretexting, { ...signer, register: 'pretexters' });
  const contact = {
    name: 'Clara Reyes',
    organization: 'Prairie Voice LLC',
    address: ['12 Elm Street', 'Des Moines, IA 50309'],
    telephone: '+1 515 555 0100',
    email: 'compliance@prairievoice.example',
  };
  const sender = { ...contact, title: 'Compliance manager', capacity: 'company' as const };
  filingId = (await prairie.run(clara, openFiling, { year: 2026, companies: null, contact, sender })).id;
  const outcome = { kind: 'in-compliance' as const };
  await prairie.run(clara, operations['filings.write'], { filingId, outcome, withheld: [] });
  const asked = { filingId, officerId: otto.id, filesOn: '2027-02-10' };
  packetHash = (await prairie.run(clara, operations['filings.prepare'], asked)).packetHash ?? '';
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  if (missing === '') await home.close();
});

describe.skipIf(missing !== '')('A filing signed with the carrier’s own certificate too', () => {
  it('is not signed at all where the passphrase is wrong: nothing of the act remains', async () => {
    const certificate = { file: bundle(), passphrase: 'wrong' };
    const tried = prairie.run(otto, signFiling, { filingId, packetHash, password: otto.password, certificate });
    await expect(tried).rejects.toMatchObject({
      type: 'invalid-input',
      facts: { detail: expect.stringContaining('certificate') },
    });
    expect((await prairie.run(clara, showFiling, { filingId })).state).toBe('prepared');
    expect((await documents()).filter(({ kind }) => kind === 'sealed' || kind === 'signature-page')).toEqual([]);
  });

  it('is signed whole or not at all: a crash at any of its writes leaves the packet prepared and nothing behind', async () => {
    const certificate = { file: readFileSync(place('a.p12')).toString('base64'), passphrase: 'open sesame' };
    const left = () => prairie.look((ctx) => ctx.tx.selectFrom('ledgerEntry').select('id').execute());
    const before = (await left()).length;
    for (let steps = 0; ; steps += 1) {
      const crashed = await prairie
        .look(async (ctx) => {
          let writes = 0;
          const step = <T>(act: T): T => {
            writes += 1;
            if (writes > steps) throw new Error('crash');
            return act;
          };
          const tx = new Proxy(ctx.tx, {
            get: (of, name) => {
              const found: unknown = Reflect.get(of, name, of);
              if (name === 'insertInto' || name === 'updateTable') step(found);
              return typeof found === 'function' ? found.bind(of) : found;
            },
          });
          await signFiling.run({ ...ctx, tx, actor: otto }, { filingId, packetHash, password: '', certificate });
          throw new Error('every write was done');
        })
        .then(
          () => '',
          (error: unknown) => (error instanceof Error ? error.message : ''),
        );
      expect((await prairie.run(clara, showFiling, { filingId })).state).toBe('prepared');
      expect((await documents()).filter(({ kind }) => kind === 'sealed' || kind === 'signature-page')).toEqual([]);
      expect((await left()).length).toBe(before);
      if (crashed === 'every write was done') {
        expect(steps).toBeGreaterThan(7);
        break;
      }
      expect(crashed).toBe('crash');
    }
  }, 120_000);

  it('keeps each document once more, which pdfsig calls valid and which begins with the officer’s bytes', async () => {
    const certificate = { file: readFileSync(place('a.p12')).toString('base64'), passphrase: 'open sesame' };
    const signed = await prairie.run(otto, signFiling, { filingId, packetHash, password: otto.password, certificate });
    expect(signed.state).toBe('signed');
    const rows = await documents();
    const plain = rows.filter(({ signed: own, mediaType }) => own && mediaType === 'application/pdf');
    const sealed = rows.filter(({ kind }) => kind === 'sealed');
    expect(sealed.map(({ name }) => name)).toEqual(plain.map(({ name }) => name.replace('.pdf', '-sealed.pdf')));
    expect(sealed.length).toBeGreaterThanOrEqual(3);
    for (const [n, { bytes }] of sealed.entries()) {
      const before = plain[n]?.bytes ?? Buffer.alloc(1);
      expect(bytes.subarray(0, before.length).equals(before)).toBe(true);
      writeFileSync(place('sealed.pdf'), bytes);
      const said = execFileSync('sh', ['-c', `pdfsig "${place('sealed.pdf')}" 2>/dev/null || true`], {
        encoding: 'utf8',
      });
      expect(said).toContain('Signature is Valid.');
    }
  });

  it('leaves neither passphrase nor key in the database', async () => {
    const traces = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('body', 'like', '%open sesame%').execute(),
    );
    expect(traces).toEqual([]);
  });
});
