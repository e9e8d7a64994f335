import type { Ctx } from '../../db/context.ts';
import { found } from '../../kernel/problem.ts';
import type { Finding } from './check/finding.ts';
import { check } from './check.ts';
import { contentOf } from './content.ts';
import type { NoticeContent } from './record.ts';

/** A stored version, or the problem `not-found`. */
export const findVersion = async (ctx: Ctx, versionId: string) =>
  found(
    await ctx.tx.selectFrom('noticeVersion').selectAll().where('id', '=', versionId).executeTakeFirst(),
    'notice version',
  );

/** The notice that a version belongs to, and whether it is the paper form of a version. */
export type Kin = { readonly groupId: string; readonly formOf: string | null };

/** The newest version in every other language of the same notice; a paper form is compared with paper forms. */
export const translationsOf = async (
  ctx: Ctx,
  { groupId, formOf }: Kin,
  language: NoticeContent['language'],
): Promise<NoticeContent[]> => {
  const rows = await ctx.tx
    .selectFrom('noticeVersion')
    .selectAll()
    .where('groupId', '=', groupId)
    .where('language', '<>', language)
    .where('formOf', formOf === null ? 'is' : 'is not', null)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.filter((row, i) => rows.findIndex((r) => r.language === row.language) === i).map(contentOf);
};

/** All demands on a notice of this carrier. */
export const findingsOn = async (ctx: Ctx, content: NoticeContent, kin: Kin | null): Promise<Finding[]> => {
  const { name, shortName } = await ctx.tx
    .selectFrom('carrier')
    .select(['name', 'shortName'])
    .executeTakeFirstOrThrow();
  const others = kin === null ? [] : await translationsOf(ctx, kin, content.language);
  return check(content, [name, shortName], others);
};
