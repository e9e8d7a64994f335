import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { latestCode } from './check-code.ts';
import { login } from './login.ts';
import type { OneTimeCode } from './record.ts';
import { backup, type Setting, telephonePassword } from './secrets.ts';
import { setBackupByCode, setByCode } from './set-by-code.ts';

/** What a customer sets himself on a page of ours: the digits that he keys in on the telephone, or the back-up question of his login. */
export const ownSecret = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('telephone'), password: telephonePassword }),
  z.strictObject({ what: z.literal('backup'), login, backup }),
]);

type Typed = {
  readonly customerId: string;
  /** The way by which he says that the code came; null: whichever came last. */
  readonly way: OneTimeCode['way'] | null;
  readonly oneTimeCode: string;
  /** As `originKey` writes it. */
  readonly origin: string;
};

/** Sets it by his latest code that serves this: one for a yes sets no password. No code and a wrong one get one answer for one price. */
export const setOwn = async (
  ctx: Ctx,
  { customerId, way, oneTimeCode, origin }: Typed,
  sets: z.output<typeof ownSecret>,
): Promise<Setting> => {
  const latest = await latestCode(ctx, customerId, way, 'online');
  const typed = { named: latest?.id ?? `${customerId}/${way}/online`, typed: oneTimeCode, origin };
  return sets.what === 'telephone' ? setByCode(ctx, latest, typed, sets) : setBackupByCode(ctx, latest, typed, sets);
};
