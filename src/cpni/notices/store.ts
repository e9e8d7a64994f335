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

/** The newest version in every other language of the same notice. */
export const translationsOf = async (
  ctx: Ctx,
  groupId: string,
  language: NoticeContent['language'],
): Promise<NoticeContent[]> => {
  const rows = await ctx.tx
    .selectFrom('noticeVersion')
    .selectAll()
    .where('groupId', '=', groupId)
    .where('language', '<>', language)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.filter((row, i) => rows.findIndex((r) => r.language === row.language) === i).map(contentOf);
};

/** All demands on a notice of this carrier. */
export const findingsOn = async (ctx: Ctx, content: NoticeContent, groupId: string | null): Promise<Finding[]> => {
  const { name, shortName } = await ctx.tx
    .selectFrom('carrier')
    .select(['name', 'shortName'])
    .executeTakeFirstOrThrow();
  const others = groupId === null ? [] : await translationsOf(ctx, groupId, content.language);
  return check(content, [name, shortName], others);
};
