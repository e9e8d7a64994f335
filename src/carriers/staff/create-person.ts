import type { Connections } from '../../db/connect.ts';
import { type Asking, atCarrier, type Ctx, type Tx, transactPlatform } from '../../db/context.ts';
import type { Role } from '../../kernel/operation.ts';
import { type Fact, record } from '../../ledger/record.ts';
import { hashPassword } from './passwords.ts';

/** How a person is known, and how he comes in. */
export type KnownAs = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly mustChange: boolean;
  readonly demo: boolean;
};

/** Makes a person known to the installation; whoever had left is as new. Who works somewhere stays as he is. Gives his id. */
export const makeKnown = async (tx: Tx, person: KnownAs, now: number): Promise<string> => {
  const { passwordHash, mustChange } = person;
  const counts = { failures: 0, failuresSince: 0, lockedUntil: null, proofFailures: 0, proofLockedUntil: null };
  const fresh = { passwordHash, mustChange, ...counts, leftAt: null };
  const row = await tx
    .insertInto('person')
    .values({ ...person, ...fresh, createdAt: now })
    .onConflict((conflict) => conflict.column('email').doUpdateSet(fresh).where('person.leftAt', 'is not', null))
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? person.id;
};

/** What a person is at a carrier. */
export type Place = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly title: string;
};

/** Gives a person roles at a carrier where he has none, on record; `more` tells how it came. */
export const takeOn = async (
  ctx: Ctx,
  { id, email, name, title, ...place }: Place,
  more: { readonly [name: string]: Fact },
): Promise<void> => {
  const roles = [...place.roles];
  const plain = { cpniResponsibleFrom: null, cpniResponsibleUntil: null, fromAt: ctx.at, untilAt: null };
  await ctx.tx
    .insertInto('membership')
    .values({ id: ctx.id(), personId: id, name, email, roles, title, ...plain })
    .execute();
  await record(ctx, {
    kind: 'member.added',
    subject: `person:${id}`,
    happenedAt: ctx.at,
    facts: { name, roles, title, ...more },
  });
};

export type NewPerson = Place & { readonly password: string; readonly demo: boolean };

/** Makes a person known to the installation, with a password that somebody gave him, and gives him roles at the asker's carrier. */
export const createPerson = async (
  connections: Connections,
  asking: Asking,
  { password, demo, ...place }: NewPerson,
): Promise<void> => {
  const passwordHash = await hashPassword(password);
  const person = { ...place, email: place.email.toLowerCase() };
  const { id, email, name } = person;
  await transactPlatform(connections, async (tx) => {
    // passwords of demo persons are printed for everybody: nobody has to change one before he may look around
    const known = await makeKnown(tx, { id, email, name, passwordHash, mustChange: !demo, demo }, asking.at);
    await atCarrier(connections, tx, asking, (ctx) => takeOn(ctx, { ...person, id: known }, {}));
  });
};
