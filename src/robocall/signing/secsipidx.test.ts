import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type CertificatePeer, openCertificatePeer } from '../../../test/certificate-peer.ts';
import { authorityFacts, intermediateFacts, leafFacts, makeCertificate } from '../../../test/certificates.ts';
import { missingPrograms } from '../../documents/system-programs.ts';
import { certificateFetch } from '../../outside/certificate-fetch.ts';
import { sign } from './passport.ts';
import { openVerifierTrust } from './verifier-trust.ts';
import { verify } from './verify.ts';

const missing = missingPrograms({ secsipidx: 'secsipidx' });
if (missing !== '') console.log(`skip: tokens exchanged with another implementation need ${missing}`);

const run = promisify(execFile);

describe.skipIf(missing !== '')('Tokens exchanged with secsipidx', () => {
  const folder = mkdtempSync(join(tmpdir(), 'compline-secsipidx-'));
  const now = Date.now();
  const seconds = Math.floor(now / 1000);
  const root = makeCertificate(authorityFacts(now, 'Test ROOT'), null);
  const between = makeCertificate(intermediateFacts(now, 'Test Issuing'), root);
  const carrier = makeCertificate(leafFacts(now, '818H'), between);
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const keyFile = write('key.pem', carrier.key.export({ type: 'sec1', format: 'pem' }).toString());
  const rootFile = write('root.pem', root.pem);
  const origid = '123e4567-e89b-12d3-a456-426655440000';
  const call = { from: '12155550121', to: ['12155550131'], time: seconds };
  let peer: CertificatePeer;
  let x5u: string;

  beforeAll(async () => {
    peer = await openCertificatePeer();
    peer.pages.set('/818H.pem', carrier.pem + between.pem);
    x5u = `${peer.address}/818H.pem`;
  });
  afterAll(async () => {
    await peer.close();
    rmSync(folder, { recursive: true });
  });

  // it signs by its own clock, whatever time it is given
  const theirs = async (): Promise<string> => {
    const numbers = ['-orig-tn', '12155550121', '-dest-tn', '12155550131', '-orig-id', origid];
    const { stdout } = await run('secsipidx', ['-sign-full', '-k', keyFile, '-x5u', x5u, '-attest', 'A', ...numbers]);
    return stdout.trim();
  };

  /** Their word on a token: they fetch the certificate over https and check its path to the root. */
  const checked = async (identity: string): Promise<string> => {
    const webAuthority = write('web.pem', (peer.settings.webAuthorities ?? []).join(''));
    const args = [
      '-check',
      '-fidentity',
      write('identity', identity),
      '-expire',
      '60',
      '-cert-verify',
      '13',
      '-fpubkey',
      x5u,
      '-ca-file',
      rootFile,
    ];
    const intermediates = ['-ca-inter', write('between.pem', between.pem)];
    const env = { ...process.env, SSL_CERT_FILE: webAuthority };
    try {
      return (await run('secsipidx', [...args, ...intermediates], { env })).stdout.trim();
    } catch (error) {
      return error instanceof Error && 'stdout' in error ? `${error.stdout}` : 'no answer';
    }
  };

  it('theirs verify here, once', async () => {
    const trust = openVerifierTrust(certificateFetch(peer.settings));
    trust.trust.takeAnchors(Buffer.from(root.pem), now);
    const identity = await theirs();
    const verdict = await verify({ ...call, identity }, trust, now);
    expect(verdict).toMatchObject({
      verstat: 'TN-Validation-Passed',
      attest: 'A',
      origid,
      signer: { spc: '818H' },
      warnings: [],
    });
    expect(await verify({ ...call, identity }, trust, now)).toMatchObject({
      reason: { row: 'replay', reasoncode: 438 },
    });
  });

  it('ours verify there, and not with a byte changed or after a minute', async () => {
    const claims = { attest: 'A', orig: '12155550121', dest: ['12155550131'], iat: seconds, origid, x5u } as const;
    const identity = await sign(claims, carrier.key);
    expect(await checked(identity)).toBe('ok');
    // one of 64 has that character there already
    const changed = identity.replace(/(?<=\.[^.]{10})[^.](?=[^.]*;)/, (byte) => (byte === '-' ? 'A' : '-'));
    expect(await checked(changed)).toMatch(/ECDSA verification failed/);
    expect(await checked(await sign({ ...claims, iat: seconds - 120 }, carrier.key))).toMatch(/expired token/);
  });

  it('have the same signing input and parameters, byte for byte', async () => {
    const identity = await theirs();
    const [header, payload = ''] = identity.split('.');
    const { iat } = z.object({ iat: z.int() }).parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
    const ours = await sign({ attest: 'A', orig: '12155550121', dest: ['12155550131'], iat, origid, x5u }, carrier.key);
    expect(ours.split('.').slice(0, 2)).toEqual([header, payload]);
    expect(ours.split(';').slice(1)).toEqual(identity.split(';').slice(1));
  });
});
