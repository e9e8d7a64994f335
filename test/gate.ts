// A call gate on a port of its own, with a key made for the test.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Connections } from '../src/db/connect.ts';
import { alone } from '../src/interfaces/gate/around.ts';
import { callPath } from '../src/interfaces/gate/call-path.ts';
import type { Gate } from '../src/robocall/call-gate/gate.ts';
import { signWithKey } from '../src/robocall/signing/signer.ts';
import { callerOf, type Reply } from './over-http.ts';

export type TestGate = {
  readonly gate: Gate;
  readonly publicKey: KeyObject;
  readonly port: number;
  /** Failures that were told. */
  readonly complaints: unknown[];
  /** Posts as the holder of a key. */
  post(key: string, path: string, body: object): Promise<Reply>;
  close(): Promise<void>;
};

/** Opens the gate of these connections; every carrier signs with one key, save those named. */
export const openGate = async (connections: Connections, withoutKey: readonly string[]): Promise<TestGate> => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer = {
    spc: '709J',
    x5u: 'https://certificates.prairievoice.example/709J.pem',
    fingerprint: '0'.repeat(64),
    sign: signWithKey(privateKey),
  };
  const complaints: unknown[] = [];
  const path = callPath(
    connections,
    (carrierId) => (withoutKey.includes(carrierId) ? null : signer),
    alone,
    (error) => complaints.push(error),
  );
  const server = path.listener((_request, response) => response.writeHead(404).end());
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
  return { gate, publicKey, port, complaints, post, close };
};
