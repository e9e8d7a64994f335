import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { contentOf } from './content.ts';
import { checkedVersion, shownFindings, shownVersion, version } from './shown.ts';
import { findingsOn, findVersion } from './store.ts';

export const listNotices = operation({
  http: 'GET /v1/notices',
  says: 'Notice versions, newest first, with language, content hash and approver',
  law: ['47 CFR 64.2008(a)(2)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ ...paging, cursor: id.optional() }),
  gives: pageOf(version),
  async run(ctx: Ctx, { cursor, limit = 100 }) {
    let query = ctx.tx
      .selectFrom('noticeVersion')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (cursor !== undefined) query = query.where('id', '<', cursor);
    const rows = await query.execute();
    return {
      items: rows.slice(0, limit).map((row) => shownVersion(row, ctx.carrier.zone)),
      next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null,
    };
  },
});

export const showNotice = operation({
  http: 'GET /v1/notices/{versionId}',
  says: 'A notice version with each demand of the rule and the words that hold or break it',
  law: ['47 CFR 64.2008(c)', '47 CFR 64.2008(d)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ versionId: id }),
  gives: checkedVersion,
  async run(ctx: Ctx, { versionId }) {
    const row = await findVersion(ctx, versionId);
    const findings = await findingsOn(ctx, contentOf(row), row);
    return { ...shownVersion(row, ctx.carrier.zone), findings: shownFindings(findings) };
  },
});
