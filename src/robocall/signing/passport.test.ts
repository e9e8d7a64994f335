import { createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readIdentity } from './identity-header.ts';
import { type Claims, divSigningInput, sign, signDiv, signingInput } from './passport.ts';

const vectorFile = z.object({
  keys: z.object({ 'stir-draft-8HNb (RFC 8225 drafts)': z.object({ private: z.string(), public: z.string() }) }),
  tokens: z.array(
    z.object({
      id: z.string(),
      token: z.string().optional(),
      identity: z.string().optional(),
      jwk: z.json().optional(),
    }),
  ),
  rfc8588_s6: z.object({ canonical_header: z.string(), canonical_payload: z.string() }),
});
const folder = join(import.meta.dirname, '../../../test/fixtures/stir');
const vectors = vectorFile.parse(JSON.parse(readFileSync(join(folder, 'vectors.json'), 'utf8')));
const vector = (id: string) => {
  const found = vectors.tokens.find((one) => one.id === id);
  return (found?.token ?? found?.identity ?? '').split(/[.;]/);
};
const decoded = (text: string | undefined) => Buffer.from(text ?? '', 'base64url').toString();

const claims: Claims = {
  attest: 'A',
  orig: '12155550121',
  dest: ['12155550131'],
  iat: 1443208345,
  origid: '123e4567-e89b-12d3-a456-426655440000',
  x5u: 'https://cert.example.org/passport.cer',
};
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const signed = (identity: string): boolean => {
  const read = readIdentity(identity);
  if (read === null) return false;
  const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  const input = Buffer.from(`${read.header}.${read.payload}`);
  return verify('sha256', input, key, Buffer.from(read.signature, 'base64url'));
};

describe('A SHAKEN token', () => {
  it('has byte for byte the canonical header and payload of RFC 8588 section 6', () => {
    const [header, payload] = signingInput(claims).split('.');
    expect(decoded(header)).toBe(vectors.rfc8588_s6.canonical_header);
    expect(decoded(payload)).toBe(vectors.rfc8588_s6.canonical_payload);
  });

  it('has the bytes of a token from a live carrier', () => {
    const [header, payload] = vector('xrobau-pastebin');
    const made = signingInput({
      attest: 'A',
      orig: '19205551234',
      dest: ['12125551234'],
      iat: 1629357305,
      origid: 'c1375035-add9-48d3-8052-c48c2977bc60',
      x5u: 'https://stir.tel/c/704J',
    });
    expect(made).toBe(`${header}.${payload}`);
  });

  it('is signed in full form with 64 bytes r‖s and unquoted parameters', async () => {
    const identity = await sign(claims, privateKey);
    expect(identity).toMatch(
      /^[\w-]+\.[\w-]+\.[\w-]{86};info=<https:\/\/cert\.example\.org\/passport\.cer>;alg=ES256;ppt=shaken$/,
    );
    expect(signed(identity)).toBe(true);
  });

  it('names every certificate by its own address, also after hundreds of others', () => {
    for (let count = 0; count < 600; count += 1) {
      const x5u = `https://cert.example.org/${count}.pem`;
      expect(decoded(signingInput({ ...claims, x5u }).split('.')[0])).toContain(`"x5u":"${x5u}"`);
    }
  });
});

describe('A diversion token', () => {
  const forwarded = { ...claims, div: '12155550131', dest: ['12155550141'] };

  it('says who was called first, in the order of RFC 8946', async () => {
    const [header, payload] = divSigningInput(forwarded).split('.');
    expect(decoded(header)).toBe(
      '{"alg":"ES256","ppt":"div","typ":"passport","x5u":"https://cert.example.org/passport.cer"}',
    );
    expect(decoded(payload)).toBe(
      '{"dest":{"tn":["12155550141"]},"div":{"tn":"12155550131"},"iat":1443208345,"orig":{"tn":"12155550121"}}',
    );
    const identity = await signDiv(forwarded, privateKey);
    expect(identity).toMatch(/;alg=ES256;ppt=div$/);
    expect(signed(identity)).toBe(true);
  });
});

describe('Published vectors', () => {
  const verifies = (parts: readonly (string | undefined)[], key: string | Parameters<typeof createPublicKey>[0]) =>
    verify(
      'sha256',
      Buffer.from(`${parts[0]}.${parts[1]}`),
      { key: createPublicKey(key), dsaEncoding: 'ieee-p1363' },
      Buffer.from(parts[2] ?? '', 'base64url'),
    );
  const draft = vectors.keys['stir-draft-8HNb (RFC 8225 drafts)'];

  it('of the drafts of RFC 8225 section 7.1 verify with their key', () => {
    expect(createPublicKey(createPrivateKey(draft.private)).export({ type: 'spki', format: 'pem' })).toBe(draft.public);
    expect(verifies(vector('rfc8225-7.1-draft'), draft.public)).toBe(true);
  });

  it('of RFC 8225 appendix A are canonical in form, though no published key signs them', () => {
    const parts = vector('rfc8225-A');
    expect(decoded(parts[0])).toBe('{"alg":"ES256","typ":"passport","x5u":"https://cert.example.org/passport.cer"}');
    expect(decoded(parts[1])).toBe(
      '{"dest":{"uri":["sip:alice@example.com"]},"iat":1471375418,"orig":{"tn":"12155551212"}}',
    );
    expect(verifies(parts, draft.public)).toBe(false);
  });
});
