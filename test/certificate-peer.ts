import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type CertificateFetchSettings, publicCertificateFetch } from '../src/outside/certificate-fetch.ts';
import { authorityFacts, makeCertificate, webFacts } from './certificates.ts';

/** A repository of certificates on this machine, over https with an authority of its own. */
export type CertificatePeer = {
  readonly port: number;
  /** Its address at 127.0.0.1, without a slash at its end. */
  readonly address: string;
  /** What is served, by path; a function answers itself. */
  readonly pages: Map<string, string | Buffer | ((request: IncomingMessage, response: ServerResponse) => void)>;
  /** The paths asked for, in order. */
  readonly asked: string[];
  /** The settings of a fetch that may reach it. */
  readonly settings: CertificateFetchSettings;
  readonly close: () => Promise<void>;
};

const asRecommended = { 'content-type': 'application/pem-certificate-chain', 'cache-control': 'max-age=86400' };

/** Opens one. Its names are `localhost` and `certificates.example`. */
export const openCertificatePeer = async (): Promise<CertificatePeer> => {
  const now = Date.now();
  const authority = makeCertificate(authorityFacts(now, 'Web'), null);
  const web = makeCertificate(webFacts(now, ['127.0.0.1', 'localhost', 'certificates.example']), authority);
  const pages: CertificatePeer['pages'] = new Map();
  const asked: string[] = [];
  const key = web.key.export({ type: 'pkcs8', format: 'pem' });
  const server = createServer({ key, cert: web.pem }, (request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const page = pages.get(path);
    if (typeof page === 'function') return page(request, response);
    if (page === undefined) return response.writeHead(404).end('no such certificate');
    return response.writeHead(200, asRecommended).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    address: `https://127.0.0.1:${port}`,
    pages,
    asked,
    settings: {
      ...publicCertificateFetch,
      ports: [port],
      addresses: 'public-and-loopback',
      webAuthorities: [authority.pem],
      // a loaded machine is no slow repository
      patienceMs: 20_000,
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
