import type { IncomingMessage } from 'node:http';
import type { Credential } from '../../robocall/call-gate/account.ts';
import type { Gate } from '../../robocall/call-gate/gate.ts';
import { readSigningRequest, type SigningRequest } from '../../robocall/signing/read-signing-request.ts';
import { readVerificationRequest } from '../../robocall/signing/read-verification-request.ts';
import { isFault } from '../../robocall/signing/request-fault.ts';
import { withPlus } from '../../robocall/signing/telephone-number.ts';
import type { Verdict } from '../../robocall/signing/verdict.ts';
import { bodyOf, isObject, type Reply, reply } from './answering.ts';
import { accountOf, namedBy } from './asker.ts';
import { policyException, serviceException } from './atis.ts';
import { refusalOf } from './calls.ts';
import type { Verifier } from './verifier.ts';

type Read = { readonly body: Record<string, unknown> } | { readonly wrong: Reply };

const json = 'application/json';

/** The JSON object of a request of the standard's two endpoints, or the error of its table. */
const read = async (request: IncomingMessage): Promise<Read> => {
  if (request.method !== 'POST') return { wrong: policyException(405, 'POL4050', 'Method not allowed', []) };
  const { accept, 'content-type': type, 'content-length': length, 'transfer-encoding': coding } = request.headers;
  if (accept !== undefined && !/\*\/\*|application\/(\*|json)/.test(accept))
    return { wrong: serviceException('SVC4002', [accept]) };
  if (length === undefined && coding === undefined) return { wrong: serviceException('SVC4007', []) };
  if (type !== undefined && !type.startsWith(json)) return { wrong: serviceException('SVC4004', [json]) };
  const text = await bodyOf(request);
  if (text === null) return { wrong: serviceException('SVC4006', ['the body is over 64 KB']) };
  if (text.trim() === '') return { wrong: serviceException('SVC4000', []) };
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? { body } : { wrong: serviceException('SVC4006', ['not a JSON object']) };
  } catch {
    return { wrong: serviceException('SVC4006', ['not JSON']) };
  }
};

const requestId = (request: IncomingMessage): string | null => {
  const given = request.headers['x-requestid'];
  return typeof given === 'string' && given !== '' && given.length <= 256 ? given : null;
};

const sign = async (gate: Gate, asker: Credential, request: IncomingMessage, asked: SigningRequest): Promise<Reply> => {
  const named = namedBy(request);
  const answer = await gate.authorize({
    carrierId: asker.carrierId,
    accountId: accountOf(asker, named),
    callId: requestId(request) ?? asked.origid,
    from: withPlus(asked.orig),
    to: asked.dest,
    diverted: null,
    asked: asked.attest,
    reportsEnd: false,
    iat: asked.iat,
    origid: asked.origid,
    trunk: named.trunk,
    sourceIp: null,
    placedAt: null,
  });
  const refused = refusalOf(answer);
  if (refused !== null) return policyException(refused.http, refused.pol, refused.reason, [refused.code, refused.cite]);
  // carried without a signature: there is none to give, and the call goes on
  const signature = answer.identity === null ? {} : { identity: answer.identity };
  return reply(200, { signingResponse: signature });
};

/** The verdict as the standard tells it, with what it is silent of beside: each check, warnings, who signed. */
const told = ({ verstat, reason, checks, warnings, signer, attest, origid }: Verdict): Reply => {
  const why =
    reason === null
      ? {}
      : { reasoncode: reason.reasoncode, reasontext: reason.reasontext, reasondesc: reason.reasondesc };
  return reply(200, { verificationResponse: { ...why, verstat, attest, origid, checks, warnings, signer } });
};

const signingOf = async (gate: Gate, asker: Credential, request: IncomingMessage, body: unknown): Promise<Reply> => {
  const asked = readSigningRequest(body, Date.now());
  return isFault(asked) ? serviceException(asked.messageId, asked.variables) : sign(gate, asker, request, asked);
};

const verificationOf = async (verifier: Verifier, body: unknown): Promise<Reply> => {
  const asked = readVerificationRequest(body);
  return isFault(asked) ? serviceException(asked.messageId, asked.variables) : told(await verifier.verify(asked));
};

/** `POST /stir/v1/signing` and `/stir/v1/verification`, the dialect of ATIS-1000082. */
export const stir = async (
  { gate, verifier }: { readonly gate: Gate; readonly verifier: Verifier },
  asker: Credential | null,
  request: IncomingMessage,
  path: string,
): Promise<Reply> => {
  const signing = path === '/stir/v1/signing';
  if (!signing && path !== '/stir/v1/verification') return serviceException('SVC4003', []);
  if (asker === null)
    return policyException(401, 'POL4010', 'Send `Authorization: Bearer` with a key of the call gate', []);
  const got = await read(request);
  if ('wrong' in got) return got.wrong;
  return signing ? signingOf(gate, asker, request, got.body) : verificationOf(verifier, got.body);
};
