import type { ClientRequest, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { type LookUpNames, lookUpAddresses } from './dns.ts';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** What stood at the address of a certificate, or why nothing could be had. */
export type FetchedCertificate =
  | {
      readonly outcome: 'fetched';
      readonly body: Buffer;
      readonly contentType: string | null;
      /** The header fields that say how long it stays fresh; null where absent. */
      readonly cacheControl: string | null;
      readonly expires: string | null;
    }
  | {
      readonly outcome: 'failed';
      readonly why: string;
      /** What is at fault: an address that was not even asked, one where its host has no certificate, or the host, which does not answer. A stranger can make up the first two at any host. */
      readonly fault: 'unasked' | 'address' | 'host';
    };

/** Fetches what stands at an address that a stranger's token names. It never throws. */
export type FetchCertificate = (url: string) => Promise<FetchedCertificate>;

/** How far a fetch may go. A stranger chooses the address, so everything here is a wall. */
export type CertificateFetchSettings = {
  readonly ports: readonly number[];
  /** `public-and-loopback` is for tests and rehearsals on one machine. */
  readonly addresses: 'public' | 'public-and-loopback';
  /** Certificates in PEM of the web authorities believed, or null for those of this machine. */
  readonly webAuthorities: readonly string[] | null;
  readonly lookUpAddresses: LookUpNames;
  readonly patienceMs: number;
  readonly mostBytes: number;
};

/** The settings of a carrier's verifier: ATIS-1000074 allows ports 443 and 8443 only. */
export const publicCertificateFetch: CertificateFetchSettings = {
  ports: [443, 8443],
  addresses: 'public',
  webAuthorities: null,
  lookUpAddresses,
  patienceMs: 3000,
  mostBytes: 64 * 1024,
};

const failed = (why: string): FetchedCertificate => ({ outcome: 'failed', why, fault: 'address' });

const unasked = (why: string): FetchedCertificate => ({ outcome: 'failed', why, fault: 'unasked' });

const hostFailed = (why: string): FetchedCertificate => ({ outcome: 'failed', why, fault: 'host' });

const leastServerError = 500;

/** Why an address may not be asked at all; null where it may. Cheap: nothing is looked up. */
export const faultOfCertificateUrl = (url: string, ports: readonly number[]): string | null => {
  if (!URL.canParse(url)) return 'The address of the certificate is no URL.';
  const read = new URL(url);
  if (read.protocol !== 'https:') return 'The address of the certificate is not https.';
  if (read.username !== '' || read.password !== '') return 'The address of the certificate holds a user name.';
  // an empty query or fragment leaves no trace in what the parser gives
  if (url.includes('?')) return 'The address of the certificate has a query.';
  if (url.includes('#')) return 'The address of the certificate has a fragment.';
  if (!ports.includes(read.port === '' ? 443 : Number(read.port)))
    return `The address of the certificate has port ${read.port === '' ? 443 : read.port}; only ${ports.join(' and ')} are allowed.`;
  return null;
};

const bare = (host: string): string => host.replace(/^\[|\]$/g, '');

const allows =
  ({ addresses }: CertificateFetchSettings) =>
  (address: string): boolean =>
    isPublicAddress(address) || (addresses === 'public-and-loopback' && isLoopbackAddress(address));

const forbidden = 'The certificate is on a private, loopback or link-local address, which is never asked.';

/** Looks a host up and gives its addresses to the connection only if every one of them is allowed. */
const guardedLookup =
  (settings: CertificateFetchSettings): LookupFunction =>
  (host, options, done) => {
    settings.lookUpAddresses(host).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined) return done(new Error('The host of the certificate has no address.'), '');
        if (!addresses.every(allows(settings))) return done(new Error(forbidden), '');
        if (!options.all) return done(null, first, isIP(first));
        return done(
          null,
          addresses.map((address) => ({ address, family: isIP(address) })),
        );
      },
      () => done(new Error('The host of the certificate cannot be looked up.'), ''),
    );
  };

const header = (answer: IncomingMessage, name: string): string | null => answer.headers[name]?.toString() ?? null;

/** Reads an answer, up to the cap. */
const read = async (answer: IncomingMessage, { mostBytes }: CertificateFetchSettings): Promise<FetchedCertificate> => {
  const status = answer.statusCode ?? 0;
  if (status >= 300 && status < 400)
    return failed(`The address of the certificate redirects (${status}); that is not followed.`);
  if (status >= leastServerError) return hostFailed(`The address of the certificate answers ${status}.`);
  if (status !== 200) return failed(`The address of the certificate answers ${status}.`);
  if (Number(header(answer, 'content-length') ?? 0) > mostBytes)
    return failed(`The certificate is larger than ${mostBytes} bytes.`);
  if ((header(answer, 'content-encoding') ?? 'identity') !== 'identity')
    return failed('The certificate is compressed, which was not asked for.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > mostBytes) return failed(`The certificate is larger than ${mostBytes} bytes.`);
    chunks.push(bytes);
  }
  return {
    outcome: 'fetched',
    body: Buffer.concat(chunks),
    contentType: header(answer, 'content-type'),
    cacheControl: header(answer, 'cache-control'),
    expires: header(answer, 'expires'),
  };
};

/** Ends a connection that stands where none may: what was looked up is not believed, the socket's own word is. */
const watchSocket = (asked: ClientRequest, settings: CertificateFetchSettings) => (socket: Socket) => {
  socket.once('connect', () => {
    if (!allows(settings)(socket.remoteAddress ?? '')) asked.destroy(new Error(forbidden));
  });
};

const ask = (url: string, settings: CertificateFetchSettings): Promise<FetchedCertificate> =>
  new Promise((resolve) => {
    const asked = request(url, {
      agent: false,
      lookup: guardedLookup(settings),
      headers: { accept: 'application/pem-certificate-chain', 'accept-encoding': 'identity' },
      ...(settings.webAuthorities === null ? {} : { ca: [...settings.webAuthorities] }),
    });
    const done = (fetched: FetchedCertificate) => {
      clearTimeout(late);
      asked.destroy();
      resolve(fetched);
    };
    const late = setTimeout(
      () => done(hostFailed(`The address of the certificate did not answer in ${settings.patienceMs} ms.`)),
      settings.patienceMs,
    );
    asked.on('socket', watchSocket(asked, settings));
    asked.on('error', ({ message }) => done(hostFailed(message)));
    asked.on('response', (answer) => {
      read(answer, settings).then(done, ({ message }) => done(hostFailed(message)));
    });
    asked.end();
  });

/** A fetch within these settings: https only, no redirect, no private address, so much time and so many bytes. */
export const certificateFetch =
  (settings: CertificateFetchSettings): FetchCertificate =>
  async (url) => {
    const fault = faultOfCertificateUrl(url, settings.ports);
    if (fault !== null) return unasked(fault);
    const host = bare(new URL(url).hostname);
    if (isIP(host) !== 0 && !allows(settings)(host)) return unasked(forbidden);
    return ask(url, settings);
  };
