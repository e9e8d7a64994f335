import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refusedAnswer } from './answers.ts';
import { checkPassword } from './check-password.ts';
import { knownOf } from './known.ts';
import { origin } from './origin.ts';
import { backup, newPassword, type Setting, setting, telephonePassword } from './secrets.ts';
import { loginOf } from './sessions.ts';
import { setBackup, setPassword } from './set-password.ts';
import { backupFault, keyedPasswordFault, lawfulRefusal, passwordFault } from './unsuitable.ts';

const change = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('password'), newPassword }),
  z.strictObject({ what: z.literal('telephone'), newPassword: telephonePassword }),
  z.strictObject({ what: z.literal('backup'), backup }),
]);
type Change = z.output<typeof change>;

type Holder = { readonly customerId: string; readonly onlineAccountId: string; readonly login: string };

const made = async (ctx: Ctx, { customerId, onlineAccountId, login }: Holder, wanted: Change): Promise<Setting> => {
  const known = await knownOf(ctx, customerId, login);
  const setBy = 'password' as const;
  if (wanted.what === 'backup') {
    const refused = lawfulRefusal('password', wanted.backup) ?? backupFault(wanted.backup, known);
    if (refused !== null) return refused;
    await setBackup(ctx, { customerId, onlineAccountId }, wanted.backup);
    return { outcome: 'set', onlineAccountId };
  }
  const online = wanted.what === 'password';
  const fault = online ? passwordFault(wanted.newPassword, known) : keyedPasswordFault(wanted.newPassword, known);
  if (fault !== null) return fault;
  const setter = { customerId, onlineAccountId: online ? onlineAccountId : null, setBy, codeId: null };
  await setPassword(ctx, setter, wanted.newPassword, online ? login : customerId);
  return { outcome: 'set', onlineAccountId: setter.onlineAccountId };
};

export const changeSecrets = operation({
  http: 'POST /v1/online/passwords:change',
  says: 'Change the password of a login, the password keyed in on the telephone, or the back-up question, by the password in force',
  law: ['47 CFR 64.2010(e)'],
  may: ['portal'],
  by: 'machine',
  takes: z.strictObject({
    sessionId: id,
    password: z.string().min(1).max(128),
    origin,
    change,
  }),
  gives: setting,
  async run(ctx: Ctx, { sessionId, password, origin: from, change: wanted }) {
    const login = await loginOf(ctx, sessionId);
    if (login === null) return { outcome: 'expired' as const };
    const checked = await checkPassword(ctx, { of: { login }, password, origin: from });
    if (checked.outcome !== 'right') return refusedAnswer(ctx, checked);
    const { customerId, onlineAccountId } = checked;
    if (onlineAccountId === null) throw new Error('a login without an online account');
    return made(ctx, { customerId, onlineAccountId, login }, wanted);
  },
});
