// What the gate is measured against: servers on bare node:http, one for each process, that sign or verify and check nothing else.
import cluster from 'node:cluster';
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { createServer } from 'node:http';

export type Bare = {
  readonly does: 'sign' | 'verify';
  readonly port: number;
  readonly processes: number;
  /** PEM of the private key. */
  readonly key: string;
  readonly x5u: string;
};

type Answering = (body: string, answer: (reply: object) => void) => void;

const signing = ({ key, x5u }: Bare): Answering => {
  const options = { key: createPrivateKey(key), dsaEncoding: 'ieee-p1363' } as const;
  const header = Buffer.from(JSON.stringify({ alg: 'ES256', ppt: 'shaken', typ: 'passport', x5u })).toString(
    'base64url',
  );
  return (body, answer) => {
    const { attest, dest, iat, orig, origid } = JSON.parse(body).signingRequest;
    const payload = Buffer.from(JSON.stringify({ attest, dest, iat, orig, origid })).toString('base64url');
    const input = `${header}.${payload}`;
    sign('sha256', Buffer.from(input), options, (error, signature) => {
      if (error !== null) throw error;
      const identity = `${input}.${signature.toString('base64url')};info=<${x5u}>;alg=ES256;ppt=shaken`;
      answer({ signingResponse: { identity } });
    });
  };
};

const verifying = ({ key }: Bare): Answering => {
  const options = { key: createPublicKey(createPrivateKey(key)), dsaEncoding: 'ieee-p1363' } as const;
  return (body, answer) => {
    const { from, to, identity } = JSON.parse(body).verificationRequest;
    const [token = ''] = String(identity).split(';', 1);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const same = claims.orig.tn === from.tn && claims.dest.tn[0] === to.tn[0];
    const input = Buffer.from(`${header}.${payload}`);
    verify('sha256', input, options, Buffer.from(signature, 'base64url'), (error, valid) => {
      if (error !== null) throw error;
      const verstat = valid && same ? 'TN-Validation-Passed' : 'TN-Validation-Failed';
      answer({ verificationResponse: { verstat } });
    });
  };
};

const listen = (bare: Bare): void => {
  const answering = bare.does === 'sign' ? signing(bare) : verifying(bare);
  createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () =>
      answering(body, (reply) => {
        const text = JSON.stringify(reply);
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
        response.end(text);
      }),
    );
  }).listen(bare.port, '127.0.0.1');
};

/** Serves until the process is ended, in as many processes as are asked for. */
export const serveBare = (bare: Bare): void => {
  if (cluster.isWorker) listen(bare);
  else for (let n = 0; n < bare.processes; n += 1) cluster.fork();
};
