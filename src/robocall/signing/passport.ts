import type { KeyObject } from 'node:crypto';
import { type SignBytes, signWithKey } from './signer.ts';

export type Attestation = 'A' | 'B' | 'C';

type Call = {
  /** Canonical numbers, see `canonicalNumber`. */
  readonly orig: string;
  readonly dest: readonly string[];
  /** Whole seconds since 1970. */
  readonly iat: number;
  readonly x5u: string;
};

/** What a SHAKEN token says of a call (RFC 8588). */
export type Claims = Call & { readonly attest: Attestation; readonly origid: string };

/** What a diversion token says: the call to `div` was forwarded to `dest` (RFC 8946). */
export type DivClaims = Call & { readonly div: string };

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

// a carrier has a handful of certificates; the bound only keeps a mistake from growing
const mostHeaders = 256;
const headers = new Map<string, string>();

const headerOf = (ppt: 'shaken' | 'div', x5u: string): string => {
  const name = `${ppt} ${x5u}`;
  const known = headers.get(name);
  if (known !== undefined) return known;
  const header = encoded({ alg: 'ES256', ppt, typ: 'passport', x5u });
  if (headers.size >= mostHeaders) headers.clear();
  headers.set(name, header);
  return header;
};

/** The bytes of a SHAKEN token that are signed: keys in lexicographic order, no white space, base64url (RFC 8225 section 9). */
export const signingInput = ({ attest, orig, dest, iat, origid, x5u }: Claims): string =>
  `${headerOf('shaken', x5u)}.${encoded({ attest, dest: { tn: dest }, iat, orig: { tn: orig }, origid })}`;

/** The same of a diversion token. */
export const divSigningInput = ({ orig, dest, div, iat, x5u }: DivClaims): string =>
  `${headerOf('div', x5u)}.${encoded({ dest: { tn: dest }, div: { tn: div }, iat, orig: { tn: orig } })}`;

const identity = async (input: string, x5u: string, ppt: 'shaken' | 'div', sign: SignBytes): Promise<string> =>
  `${input}.${(await sign(Buffer.from(input))).toString('base64url')};info=<${x5u}>;alg=ES256;ppt=${ppt}`;

/** The value of an Identity header for a call, in full form, signed by whoever holds the key. */
export const signBy = (claims: Claims, sign: SignBytes): Promise<string> =>
  identity(signingInput(claims), claims.x5u, 'shaken', sign);

/** The same with a key in memory. */
export const sign = (claims: Claims, key: KeyObject): Promise<string> => signBy(claims, signWithKey(key));

/** The value of an Identity header for a forwarded call, which stands beside that of the call as it came (RFC 8946). */
export const signDivBy = (claims: DivClaims, sign: SignBytes): Promise<string> =>
  identity(divSigningInput(claims), claims.x5u, 'div', sign);

/** The same with a key in memory. */
export const signDiv = (claims: DivClaims, key: KeyObject): Promise<string> => signDivBy(claims, signWithKey(key));
