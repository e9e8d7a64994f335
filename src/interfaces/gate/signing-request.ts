import { isObject, type Reply } from './answering.ts';
import { serviceException } from './atis.ts';

/** A signing request of ATIS-1000082, its values checked; numbers canonical: no plus sign, no separators. */
export type SigningRequest = {
  readonly attest: 'A' | 'B' | 'C';
  readonly orig: string;
  readonly dest: readonly string[];
  readonly iat: number;
  readonly origid: string;
};

type Checked<T> = { readonly value: T } | { readonly wrong: Reply };

const wrong = (name: string, why: string) => ({ wrong: serviceException('SVC4005', [name, why]) });

const numberForm = /^[0-9*#+.\-()]{1,40}$/;

/** A telephone number as the standard takes it, made canonical; null where it is none. */
export const canonicalNumber = (value: unknown): string | null => {
  if (typeof value !== 'string' || !numberForm.test(value)) return null;
  const canonical = value.replace(/[^0-9*#]/g, '');
  return canonical === '' || canonical.length > 32 ? null : canonical;
};

const tnOf = (holder: unknown): unknown => (isObject(holder) ? holder.tn : undefined);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const fields = ['attest', 'orig', 'dest', 'iat', 'origid'] as const;

const missingIn = (given: Record<string, unknown>): string | null => {
  for (const name of fields) if (given[name] === undefined || given[name] === null) return name;
  if (tnOf(given.orig) === undefined) return 'orig.tn';
  if (tnOf(given.dest) === undefined) return 'dest.tn';
  return null;
};

/** Reads the body of `POST /stir/v1/signing`, or says what is wrong with it by the standard's own error. */
export const signingRequestOf = (body: Record<string, unknown>): Checked<SigningRequest> => {
  const given = body.signingRequest;
  if (!isObject(given)) return { wrong: serviceException('SVC4001', ['signingRequest']) };
  const missing = missingIn(given);
  if (missing !== null) return { wrong: serviceException('SVC4001', [missing]) };
  const { attest, iat, origid } = given;
  if (attest !== 'A' && attest !== 'B' && attest !== 'C') return wrong('attest', 'A, B or C');
  const orig = canonicalNumber(tnOf(given.orig));
  if (orig === null) return wrong('orig.tn', 'one telephone number');
  const tn = tnOf(given.dest);
  const dest = Array.isArray(tn) ? tn.map(canonicalNumber) : [];
  const known = dest.filter((number) => number !== null);
  if (known.length === 0 || known.length !== dest.length) return wrong('dest.tn', 'an array of telephone numbers');
  if (typeof iat !== 'number' || !Number.isSafeInteger(iat) || iat <= 0)
    return wrong('iat', 'seconds since 1970, an integer');
  if (iat > Date.now() / 1000 + 60) return wrong('iat', 'more than 60 seconds in the future');
  if (typeof origid !== 'string' || !uuid.test(origid)) return wrong('origid', 'a UUID');
  return { value: { attest, orig, dest: known, iat, origid: origid.toLowerCase() } };
};
