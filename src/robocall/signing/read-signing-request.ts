import { freshMs, readAttest } from './claims.ts';
import { member } from './json-object.ts';
import type { Attestation } from './passport.ts';
import { invalid, isFault, missing, type RequestFault } from './request-fault.ts';
import { readNumber, readNumbers, readSeconds, readText } from './request-parts.ts';

/** What is asked to be signed; numbers are canonical. */
export type SigningRequest = {
  readonly attest: Attestation;
  readonly orig: string;
  readonly dest: readonly string[];
  readonly iat: number;
  readonly origid: string;
};

const level = { form: /^[ABC]$/, says: 'A, B or C' };
const uuid = { form: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, says: 'a UUID' };

/** Reads the body of `POST /stir/v1/signing` (ATIS-1000082) once it is parsed as JSON. All five fields are mandatory; the first that is wrong is named. `now` in milliseconds. */
export const readSigningRequest = (body: unknown, now: number): SigningRequest | RequestFault => {
  const request = member(body, 'signingRequest');
  if (request === undefined) return missing('signingRequest');
  const asked = readText(request, 'attest', level);
  if (isFault(asked)) return asked;
  const attest = readAttest(asked.text);
  if (attest === null) return invalid('attest', level.says);
  const orig = readNumber(request, 'orig');
  if (isFault(orig)) return orig;
  const dest = readNumbers(request, 'dest');
  if (isFault(dest)) return dest;
  const iat = readSeconds(request, 'iat');
  if (isFault(iat)) return iat;
  // a token of the future would be a signed blank cheque
  if (iat.seconds * 1000 > now + freshMs) return invalid('iat', 'more than 60 seconds in the future');
  const origid = readText(request, 'origid', uuid);
  if (isFault(origid)) return origid;
  return { attest, orig: orig.number, dest: dest.numbers, iat: iat.seconds, origid: origid.text };
};
