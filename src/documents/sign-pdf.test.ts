import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleCertificate } from './example-facts.ts';
import { render } from './render.ts';
import { signPdf } from './sign-pdf.ts';
import { missingPrograms } from './system-programs.ts';

const missing = missingPrograms({ openssl: 'openssl', pdfsig: 'poppler-utils', pdfinfo: 'poppler-utils' });
if (missing !== '') console.log(`skip: signing with a PKCS#12 certificate needs ${missing}`);

const facts = {
  signerName: 'Lucía Ortega',
  reason: 'Annual CPNI certification (2026)',
  location: 'Springfield, IL',
  contact: 'compliance@penasco.example',
  signedAt: '2027-02-10T14:03:22-05:00',
};

describe.skipIf(missing !== '')('A certificate signed with the carrier’s PKCS#12 file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'compline-sign-'));
  const inFolder = (name: string) => join(folder, name);
  const pdf = render(exampleCertificate);

  beforeAll(() => {
    selfSigned('rsa', ['-newkey', 'rsa:2048']);
    selfSigned('ec', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function selfSigned(name: string, key: string[]): void {
    const [keyFile, certificateFile] = [inFolder(`${name}.key`), inFolder(`${name}.pem`)];
    const request = [
      'req',
      '-x509',
      ...key,
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=Penasco Voice LLC/O=Penasco Voice LLC',
    ];
    execFileSync('openssl', [...request, '-keyout', keyFile, '-out', certificateFile], { stdio: 'ignore' });
    const bundle = ['pkcs12', '-export', '-inkey', keyFile, '-in', certificateFile, '-passout', 'pass:open sesame'];
    execFileSync('openssl', [...bundle, '-out', inFolder(`${name}.p12`)], { stdio: 'ignore' });
  }

  const p12 = (name: string) => new Uint8Array(readFileSync(inFolder(`${name}.p12`)));

  function verdict(bytes: Uint8Array): string {
    writeFileSync(inFolder('signed.pdf'), bytes);
    // pdfsig leaves with 1 because nobody trusts a self-signed certificate; its verdict on the signature stands all the same.
    const command = `pdfsig "${inFolder('signed.pdf')}" 2>/dev/null || true`;
    return execFileSync('sh', ['-c', command], { encoding: 'utf8' });
  }

  it('is called valid by pdfsig, covers the whole file and names the signer', async () => {
    const said = verdict(await signPdf(pdf, p12('rsa'), 'open sesame', facts));
    expect(said).toContain('Signature is Valid.');
    expect(said).toContain('Total document signed');
    expect(said).toContain('Penasco Voice LLC');
    expect(said).toMatch(/Signing Time: Feb 10 2027/);
  });

  it('keeps the bytes that the officer saw as its beginning, and stays tagged', async () => {
    const signed = await signPdf(pdf, p12('rsa'), 'open sesame', facts);
    expect(Buffer.from(signed.subarray(0, pdf.length)).equals(Buffer.from(pdf))).toBe(true);
    writeFileSync(inFolder('signed.pdf'), signed);
    expect(execFileSync('pdfinfo', [inFolder('signed.pdf')], { encoding: 'utf8' })).toMatch(/Tagged:\s+yes/);
  });

  it('names the signer in letters that every reader shows', async () => {
    const signed = await signPdf(pdf, p12('rsa'), 'open sesame', facts);
    expect(Buffer.from(signed).toString('latin1')).toContain('/Name (Lucia Ortega)');
  });

  it('is no longer valid when one byte of the text changes', async () => {
    const signed = await signPdf(pdf, p12('rsa'), 'open sesame', facts);
    const altered = Uint8Array.from(signed);
    altered[2000] = (signed[2000] ?? 0) ^ 1;
    expect(verdict(altered)).not.toContain('Signature is Valid.');
  });

  it('says what is wrong with a wrong passphrase and with a key that is not RSA', async () => {
    await expect(signPdf(pdf, p12('rsa'), 'wrong', facts)).rejects.toThrow('its passphrase');
    await expect(signPdf(pdf, p12('ec'), 'open sesame', facts)).rejects.toThrow('RSA key');
  });
});
