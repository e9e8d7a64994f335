import type { FastifyInstance, FastifyRequest } from 'fastify';
import QRCode from 'qrcode';
import { z } from 'zod';
import {
  appInForce,
  confirmApp,
  endApp,
  enrolApp,
  renewRecoveryCodes,
} from '../../carriers/sign-in/authenticator-app.ts';
import { changePassword } from '../../carriers/sign-in/change-password.ts';
import { passkeysOf } from '../../carriers/sign-in/passkeys.ts';
import { demandFresh } from '../../carriers/sign-in/prove.ts';
import { recoveryCodesLeft } from '../../carriers/sign-in/recovery-codes.ts';
import { demandOwnWay } from '../../carriers/sign-in/sessions.ts';
import type { SessionIdentity } from '../../carriers/staff/authenticate.ts';
import type { Connections } from '../../db/connect.ts';
import { found } from '../../kernel/problem.ts';
import { parsed } from '../invoke.ts';
import { answering, heldIn, signedIn } from './identify.ts';

/** Who sits at the session. */
export const personOf = async ({ platform }: Connections, { actor }: SessionIdentity) =>
  found(
    await platform
      .selectFrom('person')
      .select(['id', 'email', 'name', 'mustChange'])
      .where('id', '=', actor.id)
      .executeTakeFirst(),
    'person',
  );

const describe = async (connections: Connections, identity: SessionIdentity) => {
  const { id, email, name, mustChange } = await personOf(connections, identity);
  const app = await appInForce(connections.platform, id);
  const confirmedAt = app?.confirmedAt ?? null;
  return {
    ...{ id, email, name, mustChangePassword: mustChange },
    app: confirmedAt === null ? null : { since: new Date(confirmedAt).toISOString() },
    passkeys: (await passkeysOf(connections.platform, id)).map(({ createdAt, lastUsedAt, ...key }) => ({
      ...{ id: key.id, name: key.name, since: new Date(createdAt).toISOString() },
      lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
    })),
    recoveryCodesLeft: await recoveryCodesLeft(connections.platform, id),
  };
};

/** Whoever sits at a session that was left open must not put his own app beside the password. */
export const freshly = async (connections: Connections, request: FastifyRequest): Promise<SessionIdentity> => {
  const identity = await signedIn(connections.platform, request, Date.now());
  demandOwnWay(identity);
  demandFresh(identity.proof, Date.now());
  return identity;
};

const appRoutes = (app: FastifyInstance, connections: Connections): void => {
  const answer = answering(app);

  answer('POST', '/v1/persons/current/app', async (request) => {
    const identity = await freshly(connections, request);
    const person = await personOf(connections, identity);
    const { secret, address } = await enrolApp(connections, person, Date.now());
    return { secret, address, picture: await QRCode.toDataURL(address) };
  });

  answer('POST', '/v1/persons/current/app::confirm', async (request) => {
    const identity = await freshly(connections, request);
    const { code } = parsed(z.strictObject({ code: z.string().min(1) }), request.body);
    return { recoveryCodes: await confirmApp(connections, identity, code, Date.now()) };
  });

  answer('DELETE', '/v1/persons/current/app', async (request, reply) => {
    await endApp(connections, await freshly(connections, request), Date.now());
    return reply.code(204).send();
  });

  answer('POST', '/v1/persons/current/recovery-codes', async (request) => {
    return { recoveryCodes: await renewRecoveryCodes(connections, await freshly(connections, request), Date.now()) };
  });
};

/** What a person sees and changes of his own way in. */
export const person = (app: FastifyInstance, connections: Connections): void => {
  const answer = answering(app);

  answer('GET', '/v1/persons/current', async (request) =>
    describe(connections, await heldIn(connections.platform, request, Date.now())),
  );

  answer('POST', '/v1/persons/current::change-password', async (request) => {
    const identity = await heldIn(connections.platform, request, Date.now());
    const given = z.strictObject({ password: z.string().min(1), newPassword: z.string().min(1) });
    await changePassword(connections, identity, parsed(given, request.body), Date.now());
    return describe(connections, identity);
  });

  appRoutes(app, connections);
};
