// A call gate on a port of its own, and a certificate to sign with.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connections } from '../src/db/connect.ts';
import { alone } from '../src/interfaces/gate/around.ts';
import { callPath } from '../src/interfaces/gate/call-path.ts';
import { publicCertificateFetch } from '../src/outside/certificate-fetch.ts';
import type { Gate } from '../src/robocall/call-gate/gate.ts';
import { type GateLine, writeLine } from '../src/robocall/call-gate/line.ts';
import { addSigningCredential } from '../src/robocall/signing/credentials/add.ts';
import { authorityFacts, leafFacts, type Made, makeCertificate } from './certificates.ts';
import type { Staff, TestCarrier } from './house.ts';
import { callerOf, type Reply } from './over-http.ts';

const root = makeCertificate(authorityFacts(Date.now(), 'Test ROOT'), null);

/** The authority that issued what `certify` loads, as PEM. */
export const certificateAuthority = root.pem;

type Certified = { readonly spc: string; readonly x5u: string; readonly notAfter: number };

const load = async (carrier: TestCarrier, as: Staff, { spc, x5u, notAfter }: Certified): Promise<Made> => {
  const made = makeCertificate({ ...leafFacts(Date.now(), spc), notAfter }, root);
  await carrier.run(as, addSigningCredential, {
    chain: made.pem + root.pem,
    x5u,
    expectedSpc: spc,
    key: made.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    password: as.password,
  });
  return made;
};

const inAMonth = (spc: string): number => leafFacts(Date.now(), spc).notAfter;
const usual = (spc: string): string => `https://certificates.example/${spc}.pem`;

/** Loads a certificate for a carrier that ends at an instant (ms), as its network operations would. */
export const certifyUntil = (carrier: TestCarrier, as: Staff, spc: string, notAfter: number): Promise<Made> =>
  load(carrier, as, { spc, x5u: usual(spc), notAfter });

/** The same with a month to go, which its tokens say stands at `x5u`. */
export const certifyAt = (carrier: TestCarrier, as: Staff, spc: string, x5u: string): Promise<Made> =>
  load(carrier, as, { spc, x5u, notAfter: inAMonth(spc) });

/** The same where certificates of tests stand. */
export const certify = (carrier: TestCarrier, as: Staff, spc: string): Promise<Made> =>
  certifyAt(carrier, as, spc, usual(spc));

export type TestGate = {
  readonly gate: Gate;
  readonly port: number;
  /** The same answers on another port. */
  readonly answering: RequestListener;
  /** Failures that were told. */
  readonly complaints: string[];
  /** Posts as the holder of a key. */
  post(key: string, path: string, body: object): Promise<Reply>;
  close(): Promise<void>;
};

/** Opens the gate of these connections, which waits so long (ms) for its record. */
export const openGateThatWaits = async (connections: Connections, patienceMs: number): Promise<TestGate> => {
  const complaints: string[] = [];
  const settings = { place: alone, fetch: publicCertificateFetch, patienceMs };
  const path = callPath(connections, settings, (line) => complaints.push(line));
  const answering = path.answering((_request, response) => response.writeHead(404).end());
  const server = createServer(answering);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const gate = await path.open();
  const callers = new Map<string, ReturnType<typeof callerOf>>();
  const post: TestGate['post'] = (key, to, body) => {
    const caller = callers.get(key) ?? callerOf(port, key, 64);
    callers.set(key, caller);
    return caller.post(to, body);
  };
  const close = async () => {
    for (const caller of callers.values()) caller.end();
    await new Promise((resolve) => server.close(resolve));
    await path.close();
  };
  return { gate, port, answering, complaints, post, close };
};

/** The same with the patience that tests need on a busy machine. */
export const openGate = (connections: Connections): Promise<TestGate> => openGateThatWaits(connections, 30_000);

/** A line of a call as the gate keeps it, with what a test says of it. */
export const gateLine = (told: Partial<GateLine>): string =>
  writeLine({
    ...{ at: 0, call: 'call', account: null, from: '+12025550100', to: [], diverted: null, trunk: null, ip: null },
    ...{
      placed: null,
      carry: true,
      emergency: false,
      refused: null,
      shadowed: null,
      asked: null,
      attest: null,
      right: null,
    },
    ...{ iat: null, origid: null, certificate: null },
    ...told,
  });
