import { z } from 'zod';
import type { Credential } from '../../robocall/call-gate/account.ts';
import { type Call, levels, refusals } from '../../robocall/call-gate/call.ts';
import type { Answer, Gate } from '../../robocall/call-gate/gate.ts';
import { type Reply, reply } from './answering.ts';
import { accountOf, type Named } from './asker.ts';

// a NUL would be refused by the database, and with it every call of the same commit
const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}+$/u, 'control characters stand in it');
const number = text(64);

/** What `POST /v1/calls:authorize` takes. */
export const callRequest = z.strictObject({
  account: z.uuid().nullish(),
  callId: text(256),
  from: number,
  to: z.union([number, z.array(number).min(1).max(10)]),
  diverted: number.nullish(),
  trunk: text(128).nullish(),
  sourceIp: text(64).nullish(),
  attest: z.enum(levels).nullish(),
  at: z.iso.datetime({ offset: true }).nullish(),
});

const problem = (status: number, type: string, title: string, detail: string, fix: string): Reply => ({
  status,
  body: { type: `/problems/${type}`, title, status, detail, fix, cite: null },
  headers: { 'content-type': 'application/problem+json' },
});

/** The refusal of a request that no credential of the gate came with. */
export const notKnown = (): Reply =>
  problem(
    401,
    'not-signed-in',
    'Nobody is signed in',
    'The request carries no key of the call gate, and its connection no certificate that is listed.',
    'Send `Authorization: Bearer` with a key that POST /v1/gate-credentials gave, or list the certificate there.',
  );

/** A request that is not understood: which field, and the fix. */
export const notUnderstood = (detail: string, fix: string): Reply =>
  problem(400, 'invalid-input', 'The request is not understood', detail, fix);

/** The call that a request asks about, or what is wrong with it. */
export const callOf = (asker: Credential, named: Named, body: unknown): { call: Call } | { wrong: Reply } => {
  const read = callRequest.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    return {
      wrong: notUnderstood(
        `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not understood'}`,
        'GET /openapi.json shows the fields.',
      ),
    };
  }
  const { account, callId, from, to, diverted, trunk, sourceIp, attest, at } = read.data;
  const call: Call = {
    carrierId: asker.carrierId,
    accountId: accountOf(asker, { account: account ?? named.account, trunk: trunk ?? named.trunk }),
    callId,
    from,
    to: typeof to === 'string' ? [to] : to,
    diverted: diverted ?? null,
    asked: attest ?? null,
    reportsEnd: true,
    iat: null,
    origid: null,
    trunk: trunk ?? named.trunk,
    sourceIp: sourceIp ?? null,
    placedAt: at ?? null,
  };
  return { call };
};

/** A refusal is an answer, not an error: HTTP 200 with the citation. */
export const authorize = async (gate: Gate, call: Call): Promise<Reply> => reply(200, await gate.authorize(call));

/** The same decision without effect. */
export const explain = async (gate: Gate, call: Call): Promise<Reply> => reply(200, await gate.explain(call));

/** HTTP status and our own code of a refusal in the dialect of ATIS-1000082. */
export const refusalOf = ({ refused }: Answer) => (refused === null ? null : { ...refused, ...refusals[refused.code] });
