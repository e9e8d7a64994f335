import { randomBytes } from 'node:crypto';
import type { Db } from '../../db/connect.ts';
import type { Tx } from '../../db/context.ts';
import { randomIds } from '../../kernel/id.ts';
import { secretHash } from '../staff/passwords.ts';
import { base32 } from './totp.ts';

const howMany = 10;

// 80 bits each: who reads the hashes cannot try them all
const newCode = (): string => (base32(randomBytes(10)).match(/.{4}/g) ?? []).join('-').toLowerCase();

const plain = (code: string): string => code.toLowerCase().replace(/[^a-z2-7]/g, '');

/** Whether what was typed has the form of a recovery code rather than of an app's six digits. */
export const looksLikeRecovery = (code: string): boolean => plain(code).length === 16;

/** Ten new codes, shown this once; the older ones end. */
export const newRecoveryCodes = async (tx: Tx, personId: string, now: number): Promise<readonly string[]> => {
  const codes = Array.from({ length: howMany }, newCode);
  const makeId = randomIds(now);
  await endRecoveryCodes(tx, personId, now);
  const rest = { personId, createdAt: now, usedAt: null, endedAt: null };
  await tx
    .insertInto('recoveryCode')
    .values(codes.map((code) => ({ id: makeId(), codeHash: secretHash(plain(code)), ...rest })))
    .execute();
  return codes;
};

/** Uses a code up; false where it is none of this person's that still serves. */
export const useRecoveryCode = async (platform: Db, personId: string, code: string, now: number): Promise<boolean> => {
  const used = await platform
    .updateTable('recoveryCode')
    .set({ usedAt: now })
    .where('codeHash', '=', secretHash(plain(code)))
    .where('personId', '=', personId)
    .where('usedAt', 'is', null)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return used !== undefined;
};

/** How many still serve. */
export const recoveryCodesLeft = async (platform: Db, personId: string): Promise<number> => {
  const { left } = await platform
    .selectFrom('recoveryCode')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('personId', '=', personId)
    .where('usedAt', 'is', null)
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return left;
};

/** Ends all codes of a person: without an app they open nothing. */
export const endRecoveryCodes = async (tx: Tx, personId: string, now: number): Promise<void> => {
  await tx
    .updateTable('recoveryCode')
    .set({ endedAt: now })
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .execute();
};
