import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import type { investigationIntakeRow } from './record.ts';

/** Something that gives cause to look into calls, of an account where that is known. */
export type Cause = Pick<z.output<typeof investigationIntakeRow>, 'trigger' | 'reference' | 'why'> & {
  readonly accountId: string | null;
};

const openOf = (ctx: Ctx, accountId: string) =>
  ctx.tx
    .selectFrom('investigation')
    .select('id')
    .where('accountId', '=', accountId)
    .where('closedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();

const begun = async (ctx: Ctx, accountId: string | null): Promise<string> => {
  const id = ctx.id();
  const looked = { line: null, numberOwned: null, forwarded: null, found: null, foundAt: null, finderName: null };
  const closed = { outcome: null, closing: null, closedAt: null, closerName: null };
  await ctx.tx
    .insertInto('investigation')
    .values({ id, accountId, salt: ctx.salt(), openedAt: ctx.at, openerName: ctx.actor.name, ...looked, ...closed })
    .execute();
  await record(ctx, {
    kind: 'investigation.opened',
    subject: `investigation:${id}`,
    happenedAt: ctx.at,
    facts: { account: accountId },
  });
  return id;
};

/** Opens an investigation, or joins the open one of the same account. Returns its id; null where this very cause was taken up before. */
export const takeUp = async (ctx: Ctx, { accountId, ...cause }: Cause): Promise<string | null> => {
  const before = await ctx.tx
    .selectFrom('investigationIntake')
    .select('id')
    .where('reference', '=', cause.reference)
    .executeTakeFirst();
  if (before !== undefined) return null;
  const open = accountId === null ? undefined : await openOf(ctx, accountId);
  const investigationId = open?.id ?? (await begun(ctx, accountId));
  await ctx.tx
    .insertInto('investigationIntake')
    .values({ id: ctx.id(), investigationId, ...cause, cameAt: ctx.at })
    .execute();
  await record(ctx, {
    kind: 'investigation.caused',
    subject: `investigation:${investigationId}`,
    happenedAt: ctx.at,
    facts: { trigger: cause.trigger, reference: cause.reference },
  });
  return investigationId;
};
