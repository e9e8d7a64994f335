import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  administratorFacts,
  authorityFacts,
  leafFacts,
  makeCertificate,
  makeRevocationList,
} from '../../../test/certificates.ts';
import { publicCertificateFetch } from '../../outside/certificate-fetch.ts';
import { fetchList } from '../../outside/list-fetch.ts';
import { fetchTrust, trustSources } from './fetch-trust.ts';
import { openVerifier } from './verifier.ts';

const now = Date.now();
const one = makeCertificate(authorityFacts(now, 'One ROOT'), null);
const two = makeCertificate(authorityFacts(now, 'Two ROOT'), null);
const administrator = makeCertificate(administratorFacts(now), null);
const leaf = makeCertificate(leafFacts(now, '818H'), one);
const listAt = (at: number) =>
  makeRevocationList(administrator, { at, until: at + 86_400_000, kind: 'indirect', revoked: [] });

const served = new Map<string, Buffer | number>();
const peer = createServer((request, response) => {
  const found = served.get(request.url ?? '') ?? 404;
  if (typeof found === 'number') response.writeHead(found, { location: '/authorities' }).end();
  else response.end(found);
});
let folder = '';
let at = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
  at = `http://127.0.0.1:${(peer.address() as AddressInfo).port}`;
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compline-trust-'));
  writeFileSync(join(folder, 'administrators.pem'), administrator.pem);
});
afterAll(() => {
  peer.close();
  rmSync(folder, { recursive: true });
});

const sources = () => ({ authorities: `${at}/authorities`, revocations: [`${at}/v1/crl`] });
const fetchAll = () => fetchTrust(folder, sources(), fetchList);
const fileOf = (name: string) => readFileSync(join(folder, name));

describe('The policy administrator’s lists, fetched', () => {
  it('are put where every verifier reads them', async () => {
    served.set('/authorities', Buffer.from(one.pem + two.pem));
    served.set('/v1/crl', listAt(now));
    expect(await fetchAll()).toEqual([]);
    const verifier = await openVerifier(folder, publicCertificateFetch, (line) => expect.unreachable(line));
    expect(verifier.age()).toMatchObject({ anchors: 2, lists: [{ revoked: 0, outdated: false }] });
    served.set('/authorities', Buffer.from(one.pem));
    expect(await fetchAll()).toEqual([]);
    await verifier.refresh();
    expect(verifier.age()).toMatchObject({ anchors: 1 });
    verifier.close();
  });

  it('change nothing where the answer is a failure, a redirection, no list, a list of others, or older', async () => {
    served.set('/authorities', Buffer.from(one.pem));
    served.set('/v1/crl', listAt(now));
    await fetchAll();
    const before = fileOf('authorities.pem');
    for (const answer of [500, 302, Buffer.from(''), Buffer.from('<html>busy</html>'), Buffer.from(leaf.pem)]) {
      served.set('/authorities', answer);
      served.set('/v1/crl', listAt(now - 86_400_000));
      const failures = await fetchAll();
      expect(failures).toEqual([expect.stringContaining('/authorities: '), expect.stringContaining('older')]);
      expect(fileOf('authorities.pem')).toEqual(before);
    }
  });
});

describe('Where they are fetched', () => {
  it('is an https address for the authorities; revocation lists are signed and may come by http', () => {
    process.env.COMPLINE_TRUST_LIST_URL = 'http://lists.example/ca';
    expect(() => trustSources()).toThrow(/COMPLINE_TRUST_LIST_URL/);
    process.env.COMPLINE_TRUST_LIST_URL = 'https://lists.example/ca';
    process.env.COMPLINE_REVOCATION_LIST_URLS = 'http://lists.example/crl, https://other.example/crl';
    expect(trustSources()).toEqual({
      authorities: 'https://lists.example/ca',
      revocations: ['http://lists.example/crl', 'https://other.example/crl'],
    });
    process.env.COMPLINE_REVOCATION_LIST_URLS = 'ftp://lists.example/crl';
    expect(() => trustSources()).toThrow(/COMPLINE_REVOCATION_LIST_URLS/);
    delete process.env.COMPLINE_TRUST_LIST_URL;
    delete process.env.COMPLINE_REVOCATION_LIST_URLS;
  });
});
