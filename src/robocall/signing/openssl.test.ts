import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  administratorFacts,
  authorityFacts,
  intermediateFacts,
  leafFacts,
  makeCertificate,
  makeRevocationList,
} from '../../../test/certificates.ts';
import { missingPrograms } from '../../documents/system-programs.ts';
import { type Chain, readCertificates, readChain } from './certificate-chain.ts';
import { validatePath } from './certificate-path.ts';
import { ownCredential, readPrivateKey } from './own-credential.ts';
import { readRevocationList } from './revocation-list.ts';

const missing = missingPrograms({ openssl: 'openssl' });
if (missing !== '') console.log(`skip: certificates made and checked by OpenSSL need ${missing}`);

const authorityConfig = `[req]
distinguished_name=dn
x509_extensions=v3
prompt=no
[dn]
C=US
O=Test STI-CA
CN=SHAKEN Test Root
[v3]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
`;
const carrierConfig = `[req]
distinguished_name=dn
prompt=no
[dn]
C=US
O=Test SP
CN=SHAKEN 999X
[v3]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
certificatePolicies=2.16.840.1.114569.1.1.4
1.3.6.1.5.5.7.1.26=ASN1:SEQUENCE:tnauth
[tnauth]
spc=EXPLICIT:0,IA5STRING:999X
[ca]
database=index
default_md=sha256
default_crl_days=1
`;

describe.skipIf(missing !== '')('Certificates between OpenSSL and here', () => {
  const folder = mkdtempSync(join(tmpdir(), 'compline-openssl-'));
  const path = (name: string) => join(folder, name);
  const openssl = (...args: readonly string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  const write = (name: string, body: string | Buffer) => writeFileSync(path(name), body);
  const chainOf = (name: string): Chain => readChain(readFileSync(path(name))) ?? expect.fail(`${name} cannot be read`);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('made there are read here: path, TNAuthList, revocation, credential with an encrypted key', () => {
    write('ca.cnf', authorityConfig);
    write('sp.cnf', carrierConfig);
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
    openssl(
      'req',
      '-x509',
      ...curve,
      '-nodes',
      '-days',
      '2',
      '-config',
      'ca.cnf',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
    );
    openssl(
      'req',
      ...curve,
      '-passout',
      'pass:open sesame',
      '-config',
      'sp.cnf',
      '-keyout',
      'sp.key',
      '-out',
      'sp.csr',
    );
    const signing = [
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-set_serial',
      '0x4142434445464748',
      '-days',
      '2',
      '-extfile',
      'sp.cnf',
      '-extensions',
      'v3',
    ];
    openssl('x509', '-req', '-in', 'sp.csr', ...signing, '-out', 'sp.pem');

    const now = Date.now();
    const [anchors, chain] = [chainOf('ca.pem'), chainOf('sp.pem')];
    expect(validatePath(chain, { anchors, lists: [] }, now)).toMatchObject({ valid: true, spc: '999X' });

    const key = readPrivateKey(readFileSync(path('sp.key'), 'utf8'), 'open sesame');
    const facts = {
      chain: readFileSync(path('sp.pem')),
      x5u: 'https://certificates.example/sp.pem',
      expectedSpc: '999X',
    };
    const { chain: own } = ownCredential(key, facts, now);
    expect(own.findings.map(({ code }) => code)).toEqual(['subject-serial-number', 'revocation-point']);

    write('index', '');
    openssl('ca', '-config', 'sp.cnf', '-name', 'ca', '-cert', 'ca.pem', '-keyfile', 'ca.key', '-revoke', 'sp.pem');
    openssl(
      'ca',
      '-config',
      'sp.cnf',
      '-name',
      'ca',
      '-cert',
      'ca.pem',
      '-keyfile',
      'ca.key',
      '-gencrl',
      '-out',
      'ca.crl',
    );
    const list = readRevocationList(readFileSync(path('ca.crl')), { administrators: [], authorities: anchors });
    if ('why' in list) expect.fail(list.why);
    else
      expect(validatePath(chain, { anchors, lists: [list] }, now)).toMatchObject({
        valid: false,
        why: expect.stringMatching(/is revoked/),
      });
  });

  it('made here are valid there, with an indirect revocation list too: the tests of our reader stand on good ground', () => {
    const now = Date.now();
    const root = makeCertificate(authorityFacts(now, 'Test ROOT'), null);
    const between = makeCertificate(intermediateFacts(now, 'Test Issuing'), root);
    const leaf = makeCertificate(leafFacts(now, '818H'), between);
    const administrator = makeCertificate(administratorFacts(now), root);
    const revoked = [{ serial: leaf.serial, issuer: between.facts.subject }];
    const der = makeRevocationList(administrator, {
      at: now - 1000,
      until: now + 86_400_000,
      kind: 'indirect',
      revoked,
    });
    write('root.pem', root.pem);
    write('between.pem', between.pem + administrator.pem);
    write('leaf.pem', leaf.pem);
    write('crl.der', der);
    openssl('crl', '-inform', 'DER', '-in', 'crl.der', '-out', 'crl.pem');
    const verify = (...more: readonly string[]) => {
      const args = ['verify', '-CAfile', 'root.pem', '-untrusted', 'between.pem', ...more, 'leaf.pem'];
      const { stdout, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
      return stdout + stderr;
    };
    expect(verify('-x509_strict')).toMatch(/leaf\.pem: OK/);
    expect(verify('-crl_check', '-extended_crl', '-CRLfile', 'crl.pem')).toMatch(/certificate revoked/);
    expect(readCertificates(readFileSync(path('leaf.pem')))?.[0].serial).toBe(leaf.serial.toString('hex'));
  });
});
