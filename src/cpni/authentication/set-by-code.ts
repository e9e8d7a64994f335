import type { Ctx } from '../../db/context.ts';
import type { ProvedBy } from '../../law/questions/may-set-password.ts';
import { refusedAnswer } from './answers.ts';
import { knownOf } from './known.ts';
import { loginKey } from './login.ts';
import type { OneTimeCode } from './record.ts';
import type { Backup, NotProved, Setting, Unsuitable, Wanted } from './secrets.ts';
import { setBackup } from './set-password.ts';
import { accountOf, refusalOf, setWanted } from './set-wanted.ts';
import { type CodeTyped, spendCode, tryCode } from './try-code.ts';
import { backupFault, lawfulRefusal, loginUnknown } from './unsuitable.ts';

type Right = { readonly code: OneTimeCode; readonly customerId: string; readonly provedBy: ProvedBy };

const provedBy = async (
  ctx: Ctx,
  code: OneTimeCode | undefined,
  typed: CodeTyped,
): Promise<Right | { readonly refused: Setting }> => {
  const given = await tryCode(ctx, code, typed);
  if (given.outcome !== 'right') return { refused: refusedAnswer(ctx, given) };
  const customerId = code?.customerId ?? null;
  if (code === undefined || customerId === null) throw new Error('a code that was never made was right');
  const proved = code.serviceId === null ? 'code-to-address-of-record' : 'code-to-number-of-record';
  return { code, customerId, provedBy: proved };
};

/** Sets a login or the password for the telephone by a code that came to what is of record. A code is spent by what it sets, not by what is refused. */
export const setByCode = async (
  ctx: Ctx,
  code: OneTimeCode | undefined,
  typed: CodeTyped,
  sets: Wanted,
): Promise<Setting> => {
  const right = await provedBy(ctx, code, typed);
  if ('refused' in right) return right.refused;
  // the code is still good: he may choose better
  const refused = await refusalOf(ctx, right, sets);
  if (refused !== null) return refused;
  await spendCode(ctx, right.code.id);
  return setWanted(ctx, { customerId: right.customerId, setBy: 'code', codeId: right.code.id }, sets);
};

const unfitBackup = async (
  ctx: Ctx,
  { customerId, provedBy: proved }: Right,
  login: string,
  backup: Backup,
): Promise<Unsuitable | NotProved | null> =>
  lawfulRefusal(proved, backup) ?? backupFault(backup, await knownOf(ctx, customerId, login));

/** Sets the back-up question of a login that the customer has, by such a code. */
export const setBackupByCode = async (
  ctx: Ctx,
  code: OneTimeCode | undefined,
  typed: CodeTyped,
  { login, backup }: { readonly login: string; readonly backup: Backup },
): Promise<Setting> => {
  const right = await provedBy(ctx, code, typed);
  if ('refused' in right) return right.refused;
  const account = await accountOf(ctx, loginKey(login));
  // another customer's login and none are told in the same words
  if (account === undefined || account.customerId !== right.customerId) return loginUnknown;
  const refused = await unfitBackup(ctx, right, login, backup);
  if (refused !== null) return refused;
  await spendCode(ctx, right.code.id);
  await setBackup(ctx, { customerId: right.customerId, onlineAccountId: account.id }, backup);
  return { outcome: 'set', onlineAccountId: account.id };
};
