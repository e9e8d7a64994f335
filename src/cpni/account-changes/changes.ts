import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import type { Period } from '../../carriers/promises/controls.ts';
import type { Ctx } from '../../db/context.ts';
import { punctuality, type Told } from './punctual.ts';
import type { Change } from './store.ts';

export type Judged = {
  readonly change: Change;
  readonly notices: readonly (Told & { readonly id: string; readonly try: number })[];
  readonly punctual: ReturnType<typeof punctuality>;
};

/** The changes of a period that needed a notice, each with its notices and whether the customer was told at once. */
export const judgedChanges = async (ctx: Ctx, { from, until }: Period): Promise<readonly Judged[]> => {
  const closures = await closuresOf(ctx);
  const changes = await ctx.tx
    .selectFrom('accountChange')
    .selectAll()
    .where('changedAt', '>=', from)
    .where('changedAt', '<', until)
    .where('during', '=', 'service')
    .orderBy('changedAt')
    .execute();
  const notices = await ctx.tx
    .selectFrom('accountNotice')
    .innerJoin('accountChange', 'accountChange.id', 'accountNotice.changeId')
    .select(['accountNotice.id', 'accountNotice.changeId', 'accountNotice.way', 'accountNotice.state'])
    .select(['accountNotice.sentAt', 'accountNotice.try'])
    .where('accountChange.changedAt', '>=', from)
    .where('accountChange.changedAt', '<', until)
    .orderBy('accountNotice.try')
    .execute();
  const byChange = new Map<string, typeof notices>();
  for (const notice of notices) byChange.set(notice.changeId, [...(byChange.get(notice.changeId) ?? []), notice]);
  return changes.map((change) => {
    const own = byChange.get(change.id) ?? [];
    return { change, notices: own, punctual: punctuality(ctx, change, own, closures) };
  });
};
