import type { Tx } from '../../db/context.ts';
import { wrong } from './attempt.ts';

/** Holds a person's ways in until the transaction ends: what opens one and what ends them all wait for each other. */
export const holdPerson = async (tx: Tx, personId: string) =>
  (await tx
    .selectFrom('person')
    .select(['passwordHash', 'mustChange', 'failuresSince'])
    .where('id', '=', personId)
    .where('leftAt', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()) ?? Promise.reject(wrong());

/** The same of whoever has shown his password, while that is still his: one that was replaced meanwhile opens nothing. */
export const holdByPassword = async (
  tx: Tx,
  shown: { readonly id: string; readonly passwordHash: string | null },
): Promise<void> => {
  const { passwordHash } = await holdPerson(tx, shown.id);
  if (passwordHash !== shown.passwordHash) throw wrong();
};
