import type { Ctx } from '../../db/context.ts';

/** The newest version of a notice approved by an instant, in each language; one that was checked for e-mail before one for paper alone. */
export const versionsOf = async (ctx: Ctx, groupId: string, at: number) => {
  const rows = await ctx.tx
    .selectFrom('noticeVersion')
    .select(['id', 'language', 'methods', 'contentHash'])
    .where('groupId', '=', groupId)
    .where('approvedAt', '<=', at)
    .orderBy('approvedAt')
    .execute();
  const byEmail = ({ methods }: { readonly methods: readonly string[] }) => methods.includes('email');
  return new Map([...rows.filter((row) => !byEmail(row)), ...rows.filter(byEmail)].map((row) => [row.language, row]));
};
