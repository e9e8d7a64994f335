// The requests of the gate's bench as they go over the wire: the same bytes for ours and the bare servers.
import { createPrivateKey, sign } from 'node:crypto';
import { numberOf } from './gate-house.ts';
import type { Requests } from './load.ts';

/** What the requests are made of; `key` opens the gate, `signer` is the PEM of who signs the tokens to verify. */
export type Facts = {
  readonly key: string;
  readonly signer: string;
  readonly x5u: string;
  readonly accountIds: readonly string[];
  readonly numbersEach: number;
};

export type Kind = 'signing' | 'csv' | 'verification';

const stub = '123e4567-e89b-12d3-a456-';
const none = '000000000000';

const post = (path: string, headers: readonly string[], body: string): Buffer =>
  Buffer.from(
    [
      `POST ${path} HTTP/1.1`,
      'host: 127.0.0.1',
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      ...headers,
      '',
      body,
    ].join('\r\n'),
  );

/** Each with another identifier, as calls have: 12 hexadecimal digits, of which this run's own are the first. */
const numbered = (all: readonly Buffer[]): Requests => {
  const run = (Date.now() % 0xffffff).toString(16).padStart(6, '0');
  const places = new Map(all.map((request) => [request, request.indexOf(stub) + stub.length]));
  return {
    all,
    fresh: (request, n) =>
      request.write(`${run}${n.toString(16).padStart(6, '0')}`, places.get(request) ?? 0, 'latin1'),
  };
};

const seconds = () => Math.floor(Date.now() / 1000);
const called = (n: number): string => `1303720${String(n % 10_000).padStart(4, '0')}`;

// mixed, so that accounts next to each other do not follow each other
const mixed = (facts: Facts, n: number): { account: string; from: string } => {
  const place = (n * 7919) % facts.accountIds.length;
  const line = place * facts.numbersEach + (n % facts.numbersEach);
  return { account: facts.accountIds[place] ?? '', from: String(numberOf(line)) };
};

const signing = (facts: Facts): Requests =>
  numbered(
    Array.from({ length: 10_000 }, (_, n) => {
      const { account, from } = mixed(facts, n);
      const [orig, dest] = [{ tn: from }, { tn: [called(n)] }];
      const signingRequest = { attest: 'A', dest, iat: seconds(), orig, origid: `${stub}${none}` };
      const headers = [`authorization: Bearer ${facts.key}`, `x-compline-account: ${account}`];
      return post('/stir/v1/signing', headers, JSON.stringify({ signingRequest }));
    }),
  );

/** The same call as secsipidx takes it. */
const csv = (facts: Facts): Requests =>
  numbered(
    Array.from({ length: 10_000 }, (_, n) =>
      post('/v1/sign-csv', [], `${mixed(facts, n).from},${called(n)},A,${stub}${none},${facts.x5u}`),
    ),
  );

/** Tokens of their own, each to be used once: a gate that remembers refuses the second use. */
const verification = (facts: Facts, most: number): Requests => {
  const key = { key: createPrivateKey(facts.signer), dsaEncoding: 'ieee-p1363' } as const;
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = encoded({ alg: 'ES256', ppt: 'shaken', typ: 'passport', x5u: facts.x5u });
  const [time, to] = [seconds(), { tn: [called(0)] }];
  const all = Array.from({ length: most }, (_, n) => {
    const from = { tn: mixed(facts, n).from };
    const origid = `${stub}${n.toString(16).padStart(12, '0')}`;
    const input = `${header}.${encoded({ attest: 'A', dest: to, iat: time, orig: from, origid })}`;
    const signature = sign('sha256', Buffer.from(input), key).toString('base64url');
    const identity = `${input}.${signature};info=<${facts.x5u}>;alg=ES256;ppt=shaken`;
    const body = JSON.stringify({ verificationRequest: { from, to, time, identity } });
    return post('/stir/v1/verification', [`authorization: Bearer ${facts.key}`], body);
  });
  return { all, fresh: () => {} };
};

/** The requests of a kind; of those that are used up, so many. */
export const requestsOf = (kind: Kind, facts: Facts, most: number): Requests => {
  if (kind === 'verification') return verification(facts, most);
  return kind === 'csv' ? csv(facts) : signing(facts);
};
