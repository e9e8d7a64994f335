import type { z } from 'zod';
import { underSeal } from '../../carriers/under-seal.ts';
import type { Ctx } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import type { Investigation, investigationIntakeRow } from './record.ts';
import { unwrite } from './write-to.ts';

/** Something that gives cause to look into calls, of an account where that is known. */
export type Cause = Pick<z.output<typeof investigationIntakeRow>, 'trigger' | 'reference' | 'why'> & {
  readonly accountId: string | null;
  /** Whether a court ordered that nobody is told of it. */
  readonly secrecy: Investigation['secrecy'];
};

const openOf = (ctx: Ctx, accountId: string) =>
  ctx.tx
    .selectFrom('investigation')
    .select('id')
    .where('accountId', '=', accountId)
    .where('closedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();

/** Begins one; null where another transaction began one of the same account meanwhile. */
const begun = async (ctx: Ctx, accountId: string | null): Promise<string | null> => {
  const id = ctx.id();
  const looked = { line: null, numberOwned: null, forwarded: null, found: null, foundAt: null, finderName: null };
  const closed = { outcome: null, closing: null, closedAt: null, closerName: null };
  const by = { salt: ctx.salt(), openedAt: ctx.at, openerName: ctx.actor.name };
  const added = await ctx.tx
    .insertInto('investigation')
    .values({ id, accountId, secrecy: 'none', ...by, ...looked, ...closed })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) return null;
  await record(ctx, {
    kind: 'investigation.opened',
    subject: `investigation:${id}`,
    happenedAt: ctx.at,
    facts: { account: accountId },
  });
  return id;
};

const joined = async (ctx: Ctx, accountId: string | null): Promise<string> => {
  if (accountId === null) return (await begun(ctx, null)) ?? refuse('wrong-state', 'It was begun.', 'Ask again.');
  const open = async () => (await openOf(ctx, accountId))?.id;
  // what another began is closed again at the earliest after this read: then it is asked again
  const id = (await open()) ?? (await begun(ctx, accountId)) ?? (await open());
  return id ?? refuse('wrong-state', 'An investigation of this account was closed just now.', 'Ask again.');
};

/** From now on few read it, and nobody tells the customer what the post has not got. */
const putUnderSeal = async (ctx: Ctx, investigationId: string): Promise<void> => {
  await ctx.tx.updateTable('investigation').set({ secrecy: 'ordered' }).where('id', '=', investigationId).execute();
  await unwrite(ctx, investigationId, ['warned', 'blocked', 'suspended', 'terminated']);
};

/**
 * Opens an investigation, or joins the open one of the same account, which a cause under seal puts under seal as a whole: also what comes to it
 * later is then read by few. Returns its id; null where this very cause was taken up before.
 */
export const takeUp = async (asked: Ctx, { accountId, secrecy, ...cause }: Cause): Promise<string | null> => {
  const ctx = underSeal(asked, secrecy);
  const before = await ctx.tx
    .selectFrom('investigationIntake')
    .select('id')
    .where('reference', '=', cause.reference)
    .executeTakeFirst();
  if (before !== undefined) return null;
  const investigationId = await joined(ctx, accountId);
  const added = await ctx.tx
    .insertInto('investigationIntake')
    .values({ id: ctx.id(), investigationId, ...cause, cameAt: ctx.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  // all of it falls away: an investigation that was begun for this would be left without a cause
  if (added === undefined)
    refuse('already-exists', `${cause.reference} was taken up just now.`, 'List the investigations.');
  if (secrecy === 'ordered') await putUnderSeal(ctx, investigationId);
  const whole = await ctx.tx
    .selectFrom('investigation')
    .select('secrecy')
    .where('id', '=', investigationId)
    .executeTakeFirstOrThrow();
  await record(underSeal(ctx, whole.secrecy), {
    kind: 'investigation.caused',
    subject: `investigation:${investigationId}`,
    happenedAt: ctx.at,
    facts: { trigger: cause.trigger, reference: cause.reference },
  });
  return investigationId;
};
