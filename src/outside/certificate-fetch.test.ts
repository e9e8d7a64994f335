import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CertificatePeer, openCertificatePeer } from '../../test/certificate-peer.ts';
import { certificateFetch, faultOfCertificateUrl, publicCertificateFetch } from './certificate-fetch.ts';

let peer: CertificatePeer;
beforeAll(async () => {
  peer = await openCertificatePeer();
});
afterAll(() => peer.close());
beforeEach(() => {
  peer.pages.clear();
  peer.asked.length = 0;
});

const fetchWith = async (change: object, path = '/a.pem', host = '127.0.0.1') => {
  const fetched = await certificateFetch({ ...peer.settings, ...change })(`https://${host}:${peer.port}${path}`);
  return fetched.outcome === 'fetched' ? fetched.body.toString() : fetched.why;
};
const refusal = /private, loopback or link-local address/;

describe('The address of a certificate', () => {
  const fault = (url: string) => faultOfCertificateUrl(url, [443, 8443]);

  it('is https on port 443 or 8443', () => {
    for (const url of [
      'https://a.example/b.pem',
      'https://a.example:443/b',
      'https://a.example:8443/b',
      'https://a.example',
    ])
      expect(fault(url), url).toBeNull();
    expect(fault('http://a.example/b')).toMatch(/not https/);
    expect(fault('file:///etc/passwd')).toMatch(/not https/);
    expect(fault('https://a.example:444/b')).toMatch(/port 444; only 443 and 8443/);
    expect(fault('https://a.example:99999/b')).toMatch(/no URL/);
    expect(fault('garbage')).toMatch(/no URL/);
  });

  it('has no user name, query or fragment, also no empty one', () => {
    for (const url of ['https://u@a.example/b', 'https://u:p@a.example/b', 'https://:p@a.example/b'])
      expect(fault(url), url).toMatch(/user name/);
    for (const url of ['https://a.example/b?c=1', 'https://a.example/b?']) expect(fault(url), url).toMatch(/query/);
    for (const url of ['https://a.example/b#c', 'https://a.example/b#']) expect(fault(url), url).toMatch(/fragment/);
  });
});

describe('A fetch of a certificate', () => {
  it('gives what is served and what is said of it', async () => {
    peer.pages.set('/a.pem', (_request, response) => {
      response
        .writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'max-age=60', expires: 'never' })
        .end('abc');
    });
    const fetched = await certificateFetch(peer.settings)(`${peer.address}/a.pem`);
    expect(fetched).toEqual({
      outcome: 'fetched',
      body: Buffer.from('abc'),
      contentType: 'text/plain',
      cacheControl: 'max-age=60',
      expires: 'never',
    });
  });

  it('follows no redirect and takes no other answer than 200', async () => {
    peer.pages.set('/a.pem', (_request, response) =>
      response.writeHead(302, { location: `${peer.address}/b.pem` }).end(),
    );
    peer.pages.set('/b.pem', 'abc');
    expect(await fetchWith({})).toBe('The address of the certificate redirects (302); that is not followed.');
    expect(peer.asked).toEqual(['/a.pem']);
    expect(await fetchWith({}, '/none')).toBe('The address of the certificate answers 404.');
    peer.pages.set('/500', (_request, response) => response.writeHead(500).end());
    expect(await fetchWith({}, '/500')).toBe('The address of the certificate answers 500.');
    peer.pages.set('/206', (_request, response) => response.writeHead(206).end('a'));
    expect(await fetchWith({}, '/206')).toBe('The address of the certificate answers 206.');
  });

  it('takes 64 KiB and not a byte more, announced or not, and nothing compressed', async () => {
    const most = 64 * 1024;
    peer.pages.set('/most', 'a'.repeat(most));
    expect(await fetchWith({}, '/most')).toHaveLength(most);
    peer.pages.set('/more', 'a'.repeat(most + 1));
    expect(await fetchWith({}, '/more')).toBe('The certificate is larger than 65536 bytes.');
    let sent = 0;
    peer.pages.set('/endless', (_request, response) => {
      response.writeHead(200);
      const more = () => {
        sent += most;
        if (!response.destroyed && sent < 100 * most) response.write('a'.repeat(most), more);
      };
      more();
    });
    expect(await fetchWith({}, '/endless')).toBe('The certificate is larger than 65536 bytes.');
    expect(sent).toBeLessThan(100 * most);
    peer.pages.set('/packed', (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('a'));
    expect(await fetchWith({}, '/packed')).toMatch(/is compressed/);
  });

  it('waits so long and no longer: for the answer, for its end, for the name', async () => {
    const late = 'The address of the certificate did not answer in 200 ms.';
    peer.pages.set('/silent', () => undefined);
    expect(await fetchWith({ patienceMs: 200 }, '/silent')).toBe(late);
    peer.pages.set('/drip', (_request, response) => {
      const timer = setInterval(() => response.write('a'), 20);
      response.on('close', () => clearInterval(timer));
      response.writeHead(200).flushHeaders();
    });
    expect(await fetchWith({ patienceMs: 200 }, '/drip')).toBe(late);
    const never = () => new Promise<never>(() => undefined);
    expect(await fetchWith({ patienceMs: 200, lookUpAddresses: never }, '/a.pem', 'certificates.example')).toBe(late);
  });

  it('believes only the web authorities it was given, and only for the name asked', async () => {
    peer.pages.set('/a.pem', 'abc');
    expect(await fetchWith({ webAuthorities: null })).toMatch(/certificate|issuer/);
    const lookUpAddresses = async () => ['127.0.0.1'];
    expect(await fetchWith({ lookUpAddresses }, '/a.pem', 'certificates.example')).toBe('abc');
    expect(await fetchWith({ lookUpAddresses }, '/a.pem', 'other.example')).toMatch(/does not match certificate/);
    expect(peer.asked).toEqual(['/a.pem']);
  });

  it('tells a host without an address, one that cannot be looked up, and a closed port', async () => {
    expect(await fetchWith({ lookUpAddresses: async () => [] }, '/', 'none.example')).toBe(
      'The host of the certificate has no address.',
    );
    expect(await fetchWith({ lookUpAddresses: () => Promise.reject(new Error('SERVFAIL')) }, '/', 'none.example')).toBe(
      'The host of the certificate cannot be looked up.',
    );
    const closed = certificateFetch({ ...peer.settings, ports: [1] });
    expect(await closed('https://127.0.0.1:1/')).toMatchObject({
      outcome: 'failed',
      why: expect.stringMatching(/ECONNREFUSED/),
    });
  });
});

describe('A fetch that failed says what is at fault', () => {
  it('the address, where its host answers otherwise; the host, where it does not; nobody, where nothing was asked', async () => {
    peer.pages.set('/moved', (_request, response) => response.writeHead(301, { location: '/' }).end());
    peer.pages.set('/down', (_request, response) => response.writeHead(503).end());
    peer.pages.set('/silent', () => undefined);
    const fault = async (url: string, change: object = {}) => {
      const fetched = await certificateFetch({ ...peer.settings, ...change })(url);
      return fetched.outcome === 'failed' ? fetched.fault : 'none';
    };
    for (const path of ['/none', '/moved']) expect(await fault(peer.address + path)).toBe('address');
    expect(await fault(`${peer.address}/down`)).toBe('host');
    expect(await fault(`${peer.address}/silent`, { patienceMs: 200 })).toBe('host');
    expect(await fault('https://127.0.0.1:1/', { ports: [1] })).toBe('host');
    for (const url of [`${peer.address}/a?b`, `http://127.0.0.1:${peer.port}/`, `https://10.0.0.1:${peer.port}/`])
      expect(await fault(url)).toBe('unasked');
  });
});

describe('A fetch from inside', () => {
  const open = { addresses: 'public' };

  it('never asks a private, loopback or link-local address, however it is written', async () => {
    for (const host of [
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0x7f.0.0.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '10.0.0.1',
      '169.254.169.254',
      '192.168.1.1',
    ])
      expect(await fetchWith(open, '/a.pem', host), host).toMatch(refusal);
    expect(peer.asked).toEqual([]);
  });

  it('never asks a name that stands for such an address, alone or beside a public one', async () => {
    for (const addresses of [['127.0.0.1'], ['::1'], ['8.8.8.8', '127.0.0.1'], ['fe80::1'], ['nonsense']])
      expect(
        await fetchWith({ ...open, lookUpAddresses: async () => addresses }, '/a.pem', 'certificates.example'),
        `${addresses}`,
      ).toMatch(refusal);
    expect(peer.asked).toEqual([]);
  });

  it('connects to the address it checked and looks a name up once, so that a name cannot change between', async () => {
    peer.pages.set('/a.pem', 'abc');
    let times = 0;
    const lookUpAddresses = async () => {
      times += 1;
      return times === 1 ? ['127.0.0.1'] : ['10.0.0.1'];
    };
    expect(await fetchWith({ lookUpAddresses }, '/a.pem', 'certificates.example')).toBe('abc');
    expect(times).toBe(1);
  });

  it('is the setting of a carrier: public addresses, two ports, 64 KiB', async () => {
    expect(publicCertificateFetch).toMatchObject({
      ports: [443, 8443],
      addresses: 'public',
      webAuthorities: null,
      mostBytes: 65_536,
    });
    expect(await certificateFetch(publicCertificateFetch)('https://127.0.0.1/')).toMatchObject({
      outcome: 'failed',
      why: expect.stringMatching(refusal),
    });
    expect(await certificateFetch(publicCertificateFetch)('http://8.8.8.8/')).toMatchObject({ outcome: 'failed' });
  });
});
