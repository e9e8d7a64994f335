import type { Connections } from '../../db/connect.ts';
import { type Asking, transact } from '../../db/context.ts';
import type { Role } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { hashPassword } from './passwords.ts';

export type NewPerson = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly roles: readonly Role[];
  readonly title: string;
  readonly demo: boolean;
};

/** Makes a person known to the installation and gives him roles at the asker's carrier. */
export const createPerson = async (connections: Connections, asking: Asking, person: NewPerson): Promise<void> => {
  const passwordHash = await hashPassword(person.password);
  const { id, name, demo, title } = person;
  const email = person.email.toLowerCase();
  await connections.platform
    .insertInto('person')
    .values({
      id,
      email,
      name,
      passwordHash,
      // passwords of demo persons are printed for everybody: nobody has to change one before he may look around
      mustChange: !demo,
      demo,
      failures: 0,
      failuresSince: 0,
      lockedUntil: null,
      createdAt: asking.at,
      leftAt: null,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute();
  await transact(connections, asking, async (ctx) => {
    const roles = [...person.roles];
    await ctx.tx
      .insertInto('membership')
      .values({
        id: ctx.id(),
        personId: id,
        name,
        email,
        roles,
        title,
        cpniResponsibleFrom: null,
        cpniResponsibleUntil: null,
        fromAt: ctx.at,
        untilAt: null,
      })
      .execute();
    await record(ctx, {
      kind: 'member.added',
      subject: `person:${id}`,
      happenedAt: ctx.at,
      facts: { name, roles, title },
    });
  });
};
