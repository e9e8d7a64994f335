import { asJson, type Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { lacking } from './check.ts';
import { contentHash, tidied } from './content.ts';
import { demandSameNotice } from './paper-form.ts';
import { noticeContent } from './record.ts';
import { checkedVersion, shownFindings, shownVersion } from './shown.ts';
import { findingsOn, findVersion } from './store.ts';

export const draft = operation({
  http: 'POST /v1/notices',
  says: 'Draft a notice version: its words, what it covers and how it goes out; it never changes, an edit is another version',
  law: ['47 CFR 64.2008(a)', '47 CFR 64.2008(c)', '47 CFR 64.2008(d)'],
  may: ['marketing', 'supervisor', 'compliance', 'counsel'],
  by: 'anyone',
  takes: noticeContent.extend({
    /** The version in another language of which this is the translation. */
    translationOf: id.nullable().default(null),
    /** The e-mail version that this is on paper: same language, covering the same. */
    formOf: id.nullable().default(null),
  }),
  gives: checkedVersion,
  async run(ctx: Ctx, { translationOf, formOf, ...given }) {
    const content = tidied(given);
    const versionId = ctx.id();
    const original = translationOf === null ? null : await findVersion(ctx, translationOf);
    if (original?.language === content.language)
      refuse('invalid-input', "'translationOf' is in the same language.", 'Draft a new version without translationOf.');
    const printed = formOf === null ? null : await findVersion(ctx, formOf);
    if (printed !== null) demandSameNotice(content, printed);
    const groupId = printed?.groupId ?? original?.groupId ?? versionId;
    const { entities, ...plain } = content;
    const row = await ctx.tx
      .insertInto('noticeVersion')
      .values({
        ...plain,
        id: versionId,
        groupId,
        formOf,
        entities: asJson(entities),
        contentHash: contentHash(content),
        authorId: ctx.actor.id,
        authorName: ctx.actor.name,
        createdAt: ctx.at,
        approvedBy: null,
        approverName: null,
        approvedAt: null,
        approvedHash: null,
      })
      .onConflict((conflict) => conflict.columns(['carrierId', 'contentHash']).doNothing())
      .returningAll()
      .executeTakeFirst();
    const drafted =
      row ?? refuse('already-exists', 'A version with exactly this content exists.', 'List the notices to find it.');
    const findings = await findingsOn(ctx, content, { groupId, formOf });
    await record(ctx, {
      kind: 'notice.drafted',
      subject: `notice:${versionId}`,
      happenedAt: ctx.at,
      facts: {
        contentHash: drafted.contentHash,
        kind: content.kind,
        language: content.language,
        groupId,
        formOf,
        lacks: lacking(findings).map(({ cite, item }) => `${cite} ${item}`),
      },
    });
    return { ...shownVersion(drafted, ctx.carrier.zone), findings: shownFindings(findings) };
  },
});
