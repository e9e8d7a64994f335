import { member } from './json-object.ts';
import { isFault, missing, type RequestFault } from './request-fault.ts';
import { readNumber, readNumbers, readSeconds, readText } from './request-parts.ts';
import type { VerificationRequest } from './verify.ts';

const something = { form: /\S/, says: 'the value of an Identity header' };

// clients of the first draft (out-of-band call placement, Vesper) still send the names of the token's claims
const names = { standard: ['from', 'to', 'time'], older: ['orig', 'dest', 'iat'] } as const;

/** Reads the body of `POST /stir/v1/verification` (ATIS-1000082) once it is parsed as JSON: rows E1 and E2. The first field that is wrong is named. */
export const readVerificationRequest = (body: unknown): VerificationRequest | RequestFault => {
  const request = member(body, 'verificationRequest');
  if (request === undefined) return missing('verificationRequest');
  const older = member(request, 'from') === undefined && member(request, 'orig') !== undefined;
  const [fromName, toName, timeName] = older ? names.older : names.standard;
  const from = readNumber(request, fromName);
  if (isFault(from)) return from;
  const to = readNumbers(request, toName);
  if (isFault(to)) return to;
  const time = readSeconds(request, timeName);
  if (isFault(time)) return time;
  const identity = readText(request, 'identity', something);
  if (isFault(identity)) return identity;
  return { from: from.number, to: to.numbers, time: time.seconds, identity: identity.text };
};
