import { orProblem } from '../../kernel/problem.ts';
import { canonical } from '../../ledger/canonical.ts';
import { readIdentity } from './identity-header.ts';
import { decodeObject, textMember } from './json-object.ts';
import type { Failure, Row } from './verdict.ts';
import type { Warning } from './warning.ts';

/** A token of an Identity header whose outside is in order; its claims are not weighed yet. */
export type OpenToken = {
  readonly x5u: string;
  /** The claims as JSON; null where they are none. */
  readonly claims: object | null;
  /** The bytes that were signed, as they came: made anew they might differ. */
  readonly input: Buffer;
  readonly signature: Buffer;
  readonly warnings: readonly Warning[];
};

export type Ppt = 'shaken' | 'div';

const notCanonical: Warning = {
  code: 'not-canonical',
  text: 'The token is not in the canonical form of RFC 8225 section 9: keys in another order, or white space.',
};

const failure = (row: Row, desc: string): Failure => ({ row, desc });

/** The kind that a token says it is, without believing more of it; null where that cannot be read. */
export const kindOf = (identity: string): string | null => {
  const read = readIdentity(identity);
  return read === null ? null : textMember(decodeObject(read.header)?.object, 'ppt');
};

/** Takes an Identity header apart and checks its parameters and its token's header, rows E4 to E13 in their order; the claims are decoded only. */
export const openToken = (identity: string, kind: Ppt): OpenToken | Failure => {
  const read = readIdentity(identity);
  if (read === null) return failure('E4', 'The Identity header has not the form of RFC 8224, or is longer than 8 KiB.');
  const { form, info, alg, ppt } = read;
  if (form === 'compact') return failure('E4', 'The token is in compact form; SHAKEN needs the full form.');
  if (ppt !== null && ppt !== kind) return failure('E5', `The ppt parameter is '${ppt}', not '${kind}'.`);
  if (info === null) return failure('E6', "Missing 'info' parameter in the 'identity'.");
  if (!URL.canParse(info)) return failure('E7', "The 'info' parameter is no URI.");
  const header = decodeObject(read.header);
  if (header === null) return failure('E9', 'The header of the token cannot be decoded.');
  const fault = headerFault(header.object, info, alg, kind);
  if (fault !== null) return fault;
  const claims = decodeObject(read.payload);
  const inOrder = isCanonical(header) && (claims === null || isCanonical(claims));
  return {
    x5u: info,
    claims: claims?.object ?? null,
    input: Buffer.from(`${read.header}.${read.payload}`, 'latin1'),
    signature: signatureOf(read.signature),
    warnings: inOrder ? [] : [notCanonical],
  };
};

// what canonical JSON cannot hold, such as half a character, is not canonical either
const isCanonical = ({ text, object }: { readonly text: string; readonly object: object }): boolean =>
  orProblem(() => canonical(object)) === text;

/** Rows E9 to E13. */
const headerFault = (header: object, info: string, algParameter: string | null, kind: Ppt): Failure | null => {
  const missing = ['ppt', 'typ', 'alg', 'x5u'].filter((name) => textMember(header, name) === null);
  if (missing.length > 0) return failure('E9', `The header of the token lacks ${missing.join(', ')}.`);
  if (textMember(header, 'x5u') !== info)
    return failure('E10', "The 'info' parameter and the 'x5u' of the token are not the same.");
  if (textMember(header, 'typ') !== 'passport') return failure('E11', "The 'typ' of the token is not 'passport'.");
  if (textMember(header, 'alg') !== 'ES256' || (algParameter !== null && algParameter !== 'ES256'))
    return failure('E12', "The 'alg' of the token is not 'ES256'.");
  if (textMember(header, 'ppt') !== kind) return failure('E13', `The 'ppt' of the token is not '${kind}'.`);
  // RFC 7515 section 4.1.11: what must be understood and is not makes the token invalid
  if (Object.hasOwn(header, 'crit')) return failure('E13', "The header of the token demands an extension ('crit').");
  return null;
};

/** The bytes of a signature. None where its text could be written otherwise: then one token would have many texts. */
const signatureOf = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : Buffer.alloc(0);
};
