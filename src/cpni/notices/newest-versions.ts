import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';

/**
 * SQL: the version that is printed for a version `v`, as approved at an instant: itself where it was checked for mail, else the newest that
 * is its form; null where it has none. The same at every look.
 */
export const printedOf = (at: number) => sql<string | null>`coalesce(
  case when 'mail' = any(v.methods) then v.id end,
  (select p.id from notice_version p where p.form_of = v.id and 'mail' = any(p.methods) and p.approved_at <= ${at}
    order by p.approved_at desc, p.id desc limit 1))`;

/** The newest version of a notice approved by an instant, in each language; one that was checked for e-mail before one for paper alone. */
export const versionsOf = async (ctx: Ctx, groupId: string, at: number) => {
  const rows = await ctx.tx
    .selectFrom('noticeVersion as v')
    .select(['id', 'language', 'methods', 'contentHash'])
    .select(printedOf(at).as('printedId'))
    .where('groupId', '=', groupId)
    .where('approvedAt', '<=', at)
    .orderBy('approvedAt')
    .execute();
  const byEmail = ({ methods }: { readonly methods: readonly string[] }) => methods.includes('email');
  return new Map([...rows.filter((row) => !byEmail(row)), ...rows.filter(byEmail)].map((row) => [row.language, row]));
};

/** A text that a customer may read of a notice. */
type Words = { readonly language: 'en' | 'es'; readonly versionId: string; readonly contentHash: string };

/** The words of a notice as approved by an instant: its newest version in each language, and the form in which that is printed. */
export const wordsOf = async (ctx: Ctx, groupId: string, at: number): Promise<readonly Words[]> => {
  const ids = [...(await versionsOf(ctx, groupId, at)).values()].flatMap(({ id, printedId }) => [id, printedId ?? id]);
  if (ids.length === 0) return [];
  return ctx.tx
    .selectFrom('noticeVersion')
    .select(['language', 'id as versionId', 'contentHash'])
    .where('id', 'in', ids)
    .orderBy('language')
    .orderBy((eb) => eb('formOf', 'is not', null))
    .execute();
};
