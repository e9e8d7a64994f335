import { hashPassword } from '../../carriers/staff/passwords.ts';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import type { Target } from '../account-changes/target.ts';
import { newOneTimeCode, newSpokenCode, tidyOneTimeCode } from './code.ts';
import type { OneTimeCode } from './record.ts';

/** Makes a code for its target; only the hash is kept. */
export const makeCode = async (
  ctx: Ctx,
  { id, way }: Pick<OneTimeCode, 'id' | 'way'>,
  { serviceId, contactId, heldOn }: Omit<Target, 'way'>,
): Promise<string> => {
  const secret = way === 'call' ? newSpokenCode() : newOneTimeCode();
  await ctx.tx
    .updateTable('oneTimeCode')
    .set({ serviceId, contactId, heldOn, codeHash: await hashPassword(tidyOneTimeCode(secret)) })
    .where('id', '=', id)
    .execute();
  return secret;
};

/** Moves a code on, with its evidence: which way and what became of it, never where to. */
export const settleCode = async (
  ctx: Ctx,
  { id, customerId }: Pick<OneTimeCode, 'id' | 'customerId'>,
  state: OneTimeCode['state'],
): Promise<void> => {
  const sent = state === 'sent' ? { sentAt: ctx.at } : {};
  await ctx.tx
    .updateTable('oneTimeCode')
    .set({ state, ...sent })
    .where('id', '=', id)
    .execute();
  if (customerId === null) return;
  await record(ctx, {
    kind: `code.${state}`,
    subject: `customer:${customerId}`,
    happenedAt: ctx.at,
    facts: { code: id },
  });
};
