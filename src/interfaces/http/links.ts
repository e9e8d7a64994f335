import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { acceptInvitation, lookAtInvitation } from '../../carriers/sign-in/links/accept.ts';
import { acceptFirst, firstAdministrator, lookAtFirst } from '../../carriers/sign-in/links/first-administrator.ts';
import { askNewPassword, setNewPassword } from '../../carriers/sign-in/links/new-password.ts';
import type { Connections } from '../../db/connect.ts';
import { refuse } from '../../kernel/problem.ts';
import { within } from '../choice/limit.ts';
import { parsed } from '../invoke.ts';
import { heldBack } from './hold-back.ts';
import { answering } from './identify.ts';

const secret = z.string().min(1);
const withSecret = z.strictObject({ secret });
const accepted = z.strictObject({ secret, password: z.string().min(1) });
const newPassword = z.strictObject({ secret, newPassword: z.string().min(1) });

/** What a link with a secret opens. The secret comes in the body: addresses stand in logs. */
export const links = (app: FastifyInstance, connections: Connections): void => {
  const answer = answering(app);

  answer('POST', '/v1/invitations::look', async (request) => {
    const { expiresAt, ...shown } = await lookAtInvitation(
      connections,
      parsed(withSecret, request.body).secret,
      Date.now(),
    );
    return { ...shown, expiresAt: new Date(expiresAt).toISOString() };
  });

  answer('POST', '/v1/invitations::accept', (request) => {
    const given = parsed(accepted, request.body);
    return heldBack(connections, request, () => acceptInvitation(connections, given, Date.now()));
  });

  answer('POST', '/v1/new-passwords', async (request, reply) => {
    const { email } = parsed(z.strictObject({ email: z.string().min(3).max(320) }), request.body);
    const now = Date.now();
    const counts = [request.ip, `to ${email.toLowerCase()}`];
    for (const asker of counts)
      if (!(await within(connections.platform, 'newPassword', asker, now)))
        refuse(
          'too-many',
          'A new password was asked for too often.',
          'Look into the mail, or wait until the next full hour.',
        );
    askNewPassword(connections, email, now);
    return reply
      .code(202)
      .send({ sent: 'to the address, if it is known here, works for one carrier only, and that carrier sends mail' });
  });

  answer('POST', '/v1/new-passwords::set', async (request, reply) => {
    await setNewPassword(connections, parsed(newPassword, request.body), Date.now());
    return reply.code(204).send();
  });

  answer('POST', '/v1/first-administrator::look', async (request) => ({
    carriers: await lookAtFirst(connections, parsed(withSecret, request.body).secret, Date.now()),
  }));

  answer('POST', '/v1/first-administrator', async (request, reply) =>
    reply.code(201).send(await acceptFirst(connections, parsed(firstAdministrator, request.body), Date.now())),
  );
};
