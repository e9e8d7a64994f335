import type { Connections } from '../../db/connect.ts';
import { type Asking, atCarrier, transactPlatform } from '../../db/context.ts';
import type { Role } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { newSecret, secretHash } from './passwords.ts';

/** Whose key it is: a person's who works at the carrier, or a machine's by its name. */
export type KeyHolder = { readonly person: string } | { readonly machine: string };

export type NewKey = {
  readonly holder: KeyHolder;
  readonly roles: readonly Role[];
  /** How long it serves, in days. */
  readonly days: number;
};

export type ShownKey = { readonly id: string; readonly secret: string; readonly expiresAt: number };

const day = 86_400_000;

const memberBy = async ({ platform }: Connections, carrierId: string, email: string) => {
  const member = await platform
    .selectFrom('membership')
    .select(['personId', 'name', 'roles'])
    .where('carrierId', '=', carrierId)
    .where('email', '=', email.toLowerCase())
    .where('untilAt', 'is', null)
    .executeTakeFirst();
  return member ?? refuse('not-found', `Nobody with the e-mail address ${email} works here.`, 'Add the person first.');
};

const holderOf = async (connections: Connections, carrierId: string, { holder, roles }: NewKey) => {
  if ('machine' in holder) return { personId: null, machine: holder.machine, name: holder.machine };
  const member = await memberBy(connections, carrierId, holder.person);
  const beyond = roles.filter((role) => !member.roles.includes(role));
  if (beyond.length > 0)
    refuse(
      'invalid-input',
      `roles: ${member.name} has no role ${beyond.join(', ')} here.`,
      'A key never has more roles than its person; give the person the role first.',
    );
  return { personId: member.personId, machine: null, name: member.name };
};

/** Issues an API key of the asker's carrier. The secret is in this answer only; its SHA-256 hash is kept. */
export const issueKey = async (connections: Connections, asking: Asking, key: NewKey): Promise<ShownKey> => {
  const { carrierId, at: createdAt } = asking;
  const { personId, machine, name } = await holderOf(connections, carrierId, key);
  const id = asking.id();
  const secret = `ck_${newSecret()}`;
  const roles = [...key.roles];
  const expiresAt = createdAt + key.days * day;
  const row = { id, carrierId, personId, machine, roles, createdAt, expiresAt, lastUsedAt: null, revokedAt: null };
  const holder = machine === null ? `person:${personId}` : `machine:${machine}`;
  await transactPlatform(connections, async (tx) => {
    await tx
      .insertInto('apiKey')
      .values({ ...row, prefix: secret.slice(0, 7), secretHash: secretHash(secret) })
      .execute();
    const facts = { holder, name, roles, days: key.days };
    await atCarrier(connections, tx, asking, (ctx) =>
      record(ctx, { kind: 'key.issued', subject: `key:${id}`, happenedAt: ctx.at, facts }),
    );
  });
  return { id, secret, expiresAt };
};

/** Ends a key at once. */
export const revokeKey = (connections: Connections, asking: Asking, keyId: string): Promise<void> =>
  transactPlatform(connections, async (tx) => {
    const key = await tx
      .updateTable('apiKey')
      .set({ revokedAt: asking.at })
      .where('id', '=', keyId)
      .where('carrierId', '=', asking.carrierId)
      .where('revokedAt', 'is', null)
      .returning('id')
      .executeTakeFirst();
    const { id } = found(key, 'key in force');
    await atCarrier(connections, tx, asking, (ctx) =>
      record(ctx, { kind: 'key.revoked', subject: `key:${id}`, happenedAt: ctx.at, facts: {} }),
    );
  });
