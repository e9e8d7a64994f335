import { sign as signBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CertificatePeer, openCertificatePeer } from '../../../test/certificate-peer.ts';
import { authorityFacts, leafFacts, type Made, makeCertificate } from '../../../test/certificates.ts';
import { certificateFetch } from '../../outside/certificate-fetch.ts';
import { type Claims, sign } from './passport.ts';
import { openVerifierTrust } from './verifier-trust.ts';
import { type VerificationRequest, verify } from './verify.ts';

const now = Date.now();
const seconds = Math.floor(now / 1000);
const root = makeCertificate(authorityFacts(now, 'Test ROOT'), null);
const carrier = makeCertificate(leafFacts(now, '818H'), root);

let peer: CertificatePeer;
let trust: ReturnType<typeof openVerifierTrust>;
let x5u: string;
let claims: Claims;

beforeAll(async () => {
  peer = await openCertificatePeer();
  x5u = `${peer.address}/818H.pem`;
  claims = {
    attest: 'A',
    orig: '12155550121',
    dest: ['12155550131'],
    iat: seconds,
    origid: '123e4567-e89b-12d3-a456-426655440000',
    x5u,
  };
});
afterAll(() => peer.close());
beforeEach(() => {
  peer.pages.set('/818H.pem', carrier.pem);
  peer.asked.length = 0;
  trust = openVerifierTrust(certificateFetch(peer.settings));
  trust.trust.takeAnchors(Buffer.from(root.pem), now);
});

const call = (identity: string): VerificationRequest => ({
  from: '12155550121',
  to: ['12155550131'],
  time: seconds,
  identity,
});

const encoded = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A token of any header and payload, rightly signed. */
const raw = (header: unknown, payload: unknown, by: Made = carrier, info = x5u): string => {
  const input = `${encoded(header)}.${encoded(payload)}`;
  const signature = signBytes('sha256', Buffer.from(input), { key: by.key, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')};info=<${info}>;alg=ES256;ppt=shaken`;
};
const headerOf = (change: object = {}) => ({ alg: 'ES256', ppt: 'shaken', typ: 'passport', x5u, ...change });
const payloadOf = (change: object = {}) => ({
  attest: 'A',
  dest: { tn: ['12155550131'] },
  iat: seconds,
  orig: { tn: '12155550121' },
  origid: claims.origid,
  ...change,
});

/** The row, code, text and status of a refusal, or `passed`. */
const outcome = async (identity: string, change: Partial<VerificationRequest> = {}) => {
  const { verstat, reason } = await verify({ ...call(identity), ...change }, trust, now);
  return reason === null ? verstat : `${reason.row} ${reason.reasoncode} ${reason.reasontext} ${verstat}`;
};
const passed = 'TN-Validation-Passed';
const none = 'No-TN-Validation';
const failed = 'TN-Validation-Failed';

describe('A good token', () => {
  it('passes, and says who signed and what level', async () => {
    const verdict = await verify(call(await sign(claims, carrier.key)), trust, now);
    expect(verdict).toMatchObject({ verstat: passed, reason: null, warnings: [], attest: 'A', origid: claims.origid });
    expect(verdict.signer).toMatchObject({
      spc: '818H',
      subject: 'C=US, O=Test Carrier, serialNumber=1, CN=SHAKEN 818H',
    });
    expect(Object.values(verdict.checks).every((check) => check === true)).toBe(true);
  });

  it('passes at every level, to several called numbers, and with numbers written with plus and separators', async () => {
    expect(await outcome(await sign({ ...claims, attest: 'B' }, carrier.key))).toBe(passed);
    expect(await outcome(await sign({ ...claims, attest: 'C' }, carrier.key))).toBe(passed);
    const two = { ...claims, dest: ['12155550141', '12155550131'] };
    expect(await outcome(await sign(two, carrier.key))).toBe(passed);
    expect(await outcome(await sign(two, carrier.key), { to: ['12155550131', '12155550141'] })).toBe(passed);
    expect(await outcome(await sign(claims, carrier.key), { from: '+1(215)555-0121', to: ['+12155550131'] })).toBe(
      passed,
    );
  });

  it('passes with its keys in another order or white space, which is a warning', async () => {
    const { attest, ...rest } = payloadOf();
    const verdict = await verify(
      call(raw({ typ: 'passport', alg: 'ES256', x5u, ppt: 'shaken' }, { ...rest, attest })),
      trust,
      now,
    );
    expect(verdict.verstat).toBe(passed);
    expect(verdict.warnings.map(({ code }) => code)).toEqual(['not-canonical']);
    expect(await outcome(raw(headerOf(), JSON.stringify(payloadOf(), null, 1)))).toBe(passed);
  });

  it('passes with a plus sign inside, which is a warning', async () => {
    const verdict = await verify(call(raw(headerOf(), payloadOf({ orig: { tn: '+12155550121' } }))), trust, now);
    expect(verdict.verstat).toBe(passed);
    expect(verdict.warnings.map(({ code }) => code)).toEqual(['number-not-canonical']);
  });

  it('passes with its parameters in another order, quoted, or without alg and ppt', async () => {
    for (const parameters of [`ppt="shaken";alg="ES256";info=<${x5u}>`, `info=<${x5u}>`]) {
      const [token] = (await sign(claims, carrier.key)).split(';');
      expect(await outcome(`${token};${parameters}`)).toBe(passed);
    }
  });

  it('passes with claims and header entries that we do not know', async () => {
    expect(await outcome(raw(headerOf({ kid: '1' }), payloadOf({ crn: 'delivery', rcd: { nam: 'A' } })))).toBe(passed);
  });

  it('passes 5 seconds and one minute off, either way', async () => {
    for (const off of [-60, -5, 5, 60]) {
      const iat = Math.floor(now / 1000) + off;
      const at = seconds * 1000;
      const verdict = await verify(call(await sign({ ...claims, iat }, carrier.key)), trust, at);
      expect(verdict.verstat, `${off} s`).toBe(passed);
    }
  });
});

describe('Rows that need no network', () => {
  it.each<[string, string, () => string | Promise<string>]>([
    [
      'a compact token',
      `E4 438 Invalid Identity Header ${none}`,
      async () => (await sign(claims, carrier.key)).replace(/^[^.]+\.[^.]+/, '.'),
    ],
    ['no token at all', `E4 438 Invalid Identity Header ${none}`, () => 'garbage'],
    ['a token without a part', `E4 438 Invalid Identity Header ${none}`, () => `aaa.bbb;info=<${x5u}>`],
    [
      'an rph token',
      `E5 438 Invalid Identity Header ${none}`,
      () => raw(headerOf({ ppt: 'rph' }), payloadOf()).replace('ppt=shaken', 'ppt=rph'),
    ],
    [
      'a div token alone',
      `E5 438 Invalid Identity Header ${none}`,
      () => raw(headerOf({ ppt: 'div' }), payloadOf()).replace('ppt=shaken', 'ppt=div'),
    ],
    [
      'no info',
      `E6 436 Bad identity Info ${none}`,
      async () => (await sign(claims, carrier.key)).replace(/info=<[^>]*>;/, ''),
    ],
    [
      'info that is no address',
      `E7 436 Bad identity Info ${none}`,
      async () => (await sign(claims, carrier.key)).replace(/info=<[^>]*>/, 'info=<garbage>'),
    ],
    [
      'an empty info',
      `E7 436 Bad identity Info ${none}`,
      async () => (await sign(claims, carrier.key)).replace(/info=<[^>]*>/, 'info=<>'),
    ],
    ['a header that is no JSON', `E9 436 Bad identity Info ${none}`, () => raw('garbage', payloadOf())],
    ['a header that is a list', `E9 436 Bad identity Info ${none}`, () => raw([], payloadOf())],
    ['no typ', `E9 436 Bad identity Info ${none}`, () => raw(headerOf({ typ: undefined }), payloadOf())],
    ['no alg', `E9 436 Bad identity Info ${none}`, () => raw(headerOf({ alg: undefined }), payloadOf())],
    ['no ppt', `E9 436 Bad identity Info ${none}`, () => raw(headerOf({ ppt: undefined }), payloadOf())],
    ['no x5u', `E9 436 Bad identity Info ${none}`, () => raw(headerOf({ x5u: undefined }), payloadOf())],
    ['x5u that is a number', `E9 436 Bad identity Info ${none}`, () => raw(headerOf({ x5u: 1 }), payloadOf())],
    [
      'another x5u than info',
      `E10 436 Bad identity Info ${none}`,
      () => raw(headerOf({ x5u: `${x5u}?` }), payloadOf()),
    ],
    ['another typ', `E11 437 Unsupported credential ${none}`, () => raw(headerOf({ typ: 'JWT' }), payloadOf())],
    ['another alg', `E12 437 Unsupported credential ${none}`, () => raw(headerOf({ alg: 'HS256' }), payloadOf())],
    ['alg none', `E12 437 Unsupported credential ${none}`, () => raw(headerOf({ alg: 'none' }), payloadOf())],
    [
      'another alg parameter',
      `E12 437 Unsupported credential ${none}`,
      async () => (await sign(claims, carrier.key)).replace('alg=ES256', 'alg=RS256'),
    ],
    ['another ppt inside', `E13 438 Invalid Identity Header ${none}`, () => raw(headerOf({ ppt: 'rcd' }), payloadOf())],
    [
      'a critical header entry',
      `E13 438 Invalid Identity Header ${none}`,
      () => raw(headerOf({ crit: ['b64'] }), payloadOf()),
    ],
    ['claims that are no JSON', `E14 438 Invalid Identity Header ${none}`, () => raw(headerOf(), 'garbage')],
    ['no attest', `E14 438 Invalid Identity Header ${none}`, () => raw(headerOf(), payloadOf({ attest: undefined }))],
    ['no dest', `E14 438 Invalid Identity Header ${none}`, () => raw(headerOf(), payloadOf({ dest: undefined }))],
    [
      'an empty dest',
      `E14 438 Invalid Identity Header ${none}`,
      () => raw(headerOf(), payloadOf({ dest: { tn: [] } })),
    ],
    [
      'a dest that is a text',
      `E14 438 Invalid Identity Header ${none}`,
      () => raw(headerOf(), payloadOf({ dest: '{"tn":["12155550131"]}' })),
    ],
    [
      'a dest of one text',
      `E14 438 Invalid Identity Header ${none}`,
      () => raw(headerOf(), payloadOf({ dest: { tn: '12155550131' } })),
    ],
    [
      'a dest of numbers',
      `E14 438 Invalid Identity Header ${none}`,
      () => raw(headerOf(), payloadOf({ dest: { tn: [12155550131] } })),
    ],
    [
      'a dest of URIs',
      `E14 438 Invalid Identity Header ${none}`,
      () => raw(headerOf(), payloadOf({ dest: { uri: ['sip:alice@example.com'] } })),
    ],
    ['no orig', `E14 438 Invalid Identity Header ${none}`, () => raw(headerOf(), payloadOf({ orig: undefined }))],
    [
      'an orig that is a list',
      `E14 438 Invalid Identity Header ${none}`,
      () => raw(headerOf(), payloadOf({ orig: { tn: ['12155550121'] } })),
    ],
    ['no iat', `E14 438 Invalid Identity Header ${none}`, () => raw(headerOf(), payloadOf({ iat: undefined }))],
    [
      'iat as a text',
      `E14 438 Invalid Identity Header ${none}`,
      () => raw(headerOf(), payloadOf({ iat: `${seconds}` })),
    ],
    [
      'iat with a fraction',
      `E14 438 Invalid Identity Header ${none}`,
      () => raw(headerOf(), payloadOf({ iat: seconds + 0.5 })),
    ],
    ['iat zero', `E14 438 Invalid Identity Header ${none}`, () => raw(headerOf(), payloadOf({ iat: 0 }))],
    ['a negative iat', `E14 438 Invalid Identity Header ${none}`, () => raw(headerOf(), payloadOf({ iat: -1 }))],
    ['no origid', `E14 438 Invalid Identity Header ${none}`, () => raw(headerOf(), payloadOf({ origid: undefined }))],
    ['iat 61 seconds ago', `E15 403 Stale Date ${none}`, () => raw(headerOf(), payloadOf({ iat: seconds - 61 }))],
    ['iat 62 seconds ahead', `E15 403 Stale Date ${none}`, () => raw(headerOf(), payloadOf({ iat: seconds + 62 }))],
    [
      'iat ten years ahead',
      `E15 403 Stale Date ${none}`,
      () => raw(headerOf(), payloadOf({ iat: seconds + 315_360_000 })),
    ],
    ['attest X', `E19 438 Invalid Identity Header ${none}`, () => raw(headerOf(), payloadOf({ attest: 'X' }))],
    ['attest a', `E19 438 Invalid Identity Header ${none}`, () => raw(headerOf(), payloadOf({ attest: 'a' }))],
    ['an empty attest', `E19 438 Invalid Identity Header ${none}`, () => raw(headerOf(), payloadOf({ attest: '' }))],
    [
      'another caller',
      `E16 438 Invalid Identity Header ${none}`,
      () => raw(headerOf(), payloadOf({ orig: { tn: '12155550122' } })),
    ],
    [
      'an empty caller',
      `E16 438 Invalid Identity Header ${none}`,
      () => raw(headerOf(), payloadOf({ orig: { tn: '' } })),
    ],
    [
      'another called number',
      `E16 438 Invalid Identity Header ${none}`,
      () => raw(headerOf(), payloadOf({ dest: { tn: ['12155550132'] } })),
    ],
    [
      'garbage among the called',
      `E16 438 Invalid Identity Header ${none}`,
      () => raw(headerOf(), payloadOf({ dest: { tn: ['12155550131', 'x'] } })),
    ],
  ])('%s: %s', async (_what, expected, make) => {
    expect(await outcome(await make())).toBe(expected);
    expect(peer.asked).toEqual([]);
  });

  it('E3: a request of another time than ours is stale, whatever it holds', async () => {
    for (const off of [-62, 62])
      expect(await outcome('garbage', { time: seconds + off })).toBe(`E3 403 Stale Date ${none}`);
  });

  it('E15: a token near the request but over a minute from our clock is stale', async () => {
    expect(await outcome(raw(headerOf(), payloadOf({ iat: seconds - 90 })), { time: seconds - 50 })).toBe(
      `E15 403 Stale Date ${none}`,
    );
  });

  it('E16: a request to more numbers than the token names, or to none, is another call', async () => {
    const identity = await sign(claims, carrier.key);
    expect(await outcome(identity, { to: ['12155550131', '12155550141'] })).toBe(
      `E16 438 Invalid Identity Header ${none}`,
    );
    expect(await outcome(identity, { to: [] })).toBe(`E16 438 Invalid Identity Header ${none}`);
  });

  it('say which checks held, which failed and which were not reached', async () => {
    const { checks } = await verify(call(raw(headerOf({ typ: 'JWT' }), payloadOf())), trust, now);
    expect(checks).toMatchObject({ requestFresh: true, infoIsX5u: true, typ: false, alg: null, signature: null });
  });
});

describe('Rows of the certificate and the signature', () => {
  it('E8: an address where nothing can be had, or no certificate stands', async () => {
    peer.pages.delete('/818H.pem');
    expect(await outcome(await sign(claims, carrier.key))).toBe(`E8 436 Bad identity Info ${none}`);
    for (const [path, page] of [
      ['/empty', ''],
      ['/text', 'garbage'],
      ['/key', carrier.key.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ] as const) {
      peer.pages.set(path, page);
      const other = { ...claims, x5u: peer.address + path };
      expect(await outcome(await sign(other, carrier.key))).toBe(`E8 436 Bad identity Info ${none}`);
    }
  });

  it('E8: an address that may not be asked, or whose answer may not be taken', async () => {
    const most = 64 * 1024;
    peer.pages.set('/moved', (_request, response) => response.writeHead(301, { location: x5u }).end());
    peer.pages.set('/large', 'a'.repeat(most + 1));
    peer.pages.set('/silent', () => undefined);
    const patient = openVerifierTrust(certificateFetch({ ...peer.settings, patienceMs: 300 }));
    const host = `127.0.0.1:${peer.port}`;
    const addresses: readonly [string, RegExp][] = [
      [`http://${host}/818H.pem`, /not https/],
      ['https://127.0.0.1:444/818H.pem', /port 444/],
      [`https://user@${host}/818H.pem`, /user name/],
      [`https://${host}/818H.pem?a=b`, /query/],
      [`https://${host}/818H.pem#a`, /fragment/],
      [`https://10.0.0.1:${peer.port}/818H.pem`, /private, loopback or link-local/],
      [`https://${host}/moved`, /redirects \(301\)/],
      [`https://${host}/large`, /larger than 65536 bytes/],
      [`https://${host}/silent`, /did not answer in 300 ms/],
    ];
    for (const [address, why] of addresses) {
      const { verstat, reason } = await verify(
        call(await sign({ ...claims, x5u: address }, carrier.key)),
        patient,
        now,
      );
      expect({ verstat, row: reason?.row, code: reason?.reasoncode }).toEqual({ verstat: none, row: 'E8', code: 436 });
      expect(reason?.reasondesc).toMatch(why);
    }
    expect(peer.asked).toEqual(['/moved', '/large', '/silent']);
  });

  it('E17: a certificate that nobody trusted issued, or that expired', async () => {
    const stranger = makeCertificate(leafFacts(now, '818H'), makeCertificate(authorityFacts(now, 'Other ROOT'), null));
    const old = makeCertificate({ ...leafFacts(now, '818H'), notAfter: now - 1000 }, root);
    for (const made of [stranger, old]) {
      trust = openVerifierTrust(certificateFetch(peer.settings));
      trust.trust.takeAnchors(Buffer.from(root.pem), now);
      peer.pages.set('/818H.pem', made.pem);
      expect(await outcome(await sign(claims, made.key))).toBe(`E17 437 Unsupported credential ${failed}`);
    }
  });

  it('E18: a signature by another key, in DER, or over other bytes', async () => {
    const other = makeCertificate(leafFacts(now, '818H'), root);
    expect(await outcome(await sign(claims, other.key))).toBe(`E18 438 Invalid Identity Header ${failed}`);
    const [input = ''] = raw(headerOf(), payloadOf()).split(/\.[^.]*;/);
    const der = signBytes('sha256', Buffer.from(input), carrier.key).toString('base64url');
    expect(await outcome(`${input}.${der};info=<${x5u}>;alg=ES256;ppt=shaken`)).toBe(
      `E18 438 Invalid Identity Header ${failed}`,
    );
    const honest = (await sign({ ...claims, attest: 'C' }, carrier.key)).split('.');
    const forged = [honest[0], encoded(payloadOf()), ...honest.slice(2)].join('.');
    expect(await outcome(forged)).toBe(`E18 438 Invalid Identity Header ${failed}`);
  });

  it('replay: one token serves one call; a bad one does not spoil it', async () => {
    const identity = await sign(claims, carrier.key);
    expect(await outcome(identity.replace(/^([^.]+\.[^.]+\.).{20}/, '$1AAAAAAAAAAAAAAAAAAAA'))).toMatch(/^E18/);
    expect(await outcome(identity)).toBe(passed);
    expect(await outcome(identity)).toBe(`replay 438 Invalid Identity Header ${failed}`);
    expect(await outcome(await sign(claims, carrier.key))).toBe(passed);
  });

  it('replay: a signature turned round (n − s), which holds too, is the same token', async () => {
    const identity = await sign(claims, carrier.key);
    const [, , rest = ''] = identity.split('.');
    const bytes = Buffer.from(rest.split(';')[0] ?? '', 'base64url');
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const s = order - BigInt(`0x${bytes.subarray(32).toString('hex')}`);
    const turned = Buffer.concat([bytes.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
    const other = identity.replace(rest.split(';')[0] ?? '', turned.toString('base64url'));
    expect(other).not.toBe(identity);
    expect(await outcome(other)).toBe(passed);
    expect(await outcome(identity)).toBe(`replay 438 Invalid Identity Header ${failed}`);
  });
});

describe('Any one byte of a good token changed', () => {
  it('is refused, and never with an error', async () => {
    const identity = await sign(claims, carrier.key);
    const length = identity.indexOf(';');
    expect(await outcome(await sign(claims, carrier.key))).toBe(passed);
    await fc.assert(
      fc.asyncProperty(fc.nat(length - 1), fc.integer({ min: 32, max: 126 }), async (place, code) => {
        const byte = String.fromCharCode(code);
        fc.pre(identity[place] !== byte);
        const changed = identity.slice(0, place) + byte + identity.slice(place + 1);
        expect(await outcome(changed)).not.toBe(passed);
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused at every place for the byte beside it, also in the unused bits of the last', async () => {
    const identity = await sign(claims, carrier.key);
    const length = identity.indexOf(';');
    for (let place = 0; place < length; place += 1) {
      const byte = String.fromCharCode(identity.charCodeAt(place) ^ 1);
      const changed = identity.slice(0, place) + byte + identity.slice(place + 1);
      expect(await outcome(changed), `byte ${place}`).not.toBe(passed);
    }
    for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
      if (last !== identity[length - 1])
        expect(await outcome(identity.slice(0, length - 1) + last + identity.slice(length)), last).not.toBe(passed);
    expect(await outcome(identity)).toBe(passed);
  });
});
