import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Connections } from '../../db/connect.ts';
import { randomIds } from '../../kernel/id.ts';
import { found } from '../../kernel/problem.ts';
import type { CallPath } from '../gate/call-path.ts';
import { callOf } from '../gate/calls.ts';
import { invoke, parsed } from '../invoke.ts';
import { answering, signedIn } from './identify.ts';

const account = z.strictObject({ accountId: z.uuid() });

/**
 * The account that a person of the carrier looks at through the gate: whoever may see the account may see what the gate makes of it.
 * The gate lives in memory, not in a transaction, so that neither look is an operation; equipment asks by its own key at
 * `POST /v1/calls:explain`.
 */
const accountLookedAt = async (connections: Connections, request: FastifyRequest) => {
  const now = Date.now();
  const identity = await signedIn(connections.platform, request, now);
  const { accountId } = parsed(account, request.params);
  const asking = { ...identity, at: now, id: randomIds(now) };
  await invoke(connections, 'accounts.show', asking, { input: { accountId }, key: null });
  return { carrierId: identity.carrierId, accountId };
};

/** What the gate would say of a call, and what it counts, for the people who answer for an account. */
export const gateLook = (app: FastifyInstance, connections: Connections, calls: CallPath): void => {
  const answer = answering(app);

  answer('GET', '/v1/voice-accounts/:accountId/calls', async (request) => {
    const { carrierId, accountId } = await accountLookedAt(connections, request);
    const now = await (await calls.open()).used(carrierId, accountId);
    const { allowance, used } = found(now ?? undefined, 'account at the gate');
    return {
      callsPerSecond: allowance.rate.perSecond,
      burst: allowance.rate.burst,
      sessions: allowance.sessions,
      used: used === 'gone' ? null : used,
    };
  });

  answer('POST', '/v1/voice-accounts/:accountId/calls::explain', async (request, reply) => {
    const { carrierId, accountId } = await accountLookedAt(connections, request);
    const asker = { id: '', carrierId, accountId, trunks: {} };
    const body = typeof request.body === 'object' ? request.body : {};
    const read = callOf(asker, { account: null, trunk: null }, { ...body, callId: 'explained' });
    if ('wrong' in read) return reply.code(read.wrong.status).headers(read.wrong.headers).send(read.wrong.body);
    const said = await (await calls.open()).explain(read.call);
    const { carry, emergency, refused, shadowed, attest, why, snapshotAgeMs } = said;
    return { carry, emergency, refused, shadowed, attest, why, snapshotAgeMs };
  });
};
