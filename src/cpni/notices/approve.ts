import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, sha256Hex } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { Problem } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import type { Finding } from './check/finding.ts';
import { lacking } from './check.ts';
import { contentOf } from './content.ts';
import { checkedVersion, shownFindings, shownVersion } from './shown.ts';
import { findingsOn, findVersion } from './store.ts';

type Version = Awaited<ReturnType<typeof findVersion>>;

const mayApprove = (ctx: Ctx, version: Version, seenHash: string): void => {
  if (version.approvedAt !== null)
    throw new Problem('wrong-state', {
      detail: 'This version is approved already.',
      fix: 'Deliver it, or draft another one.',
      cite: null,
    });
  if (version.authorId === ctx.actor.id)
    throw new Problem('same-person', {
      detail: 'Who drafted a notice does not approve it.',
      fix: 'Ask a colleague with the role compliance or supervisor.',
      cite: null,
    });
  if (version.contentHash !== seenHash)
    throw new Problem('changed-meanwhile', {
      detail: "'contentHash' is not the one of this version.",
      fix: 'Read the version again and approve what you read.',
      cite: null,
    });
};

const demandComplete = (findings: readonly Finding[]): void => {
  const [first, ...rest] = lacking(findings);
  if (first === undefined) return;
  throw new Problem('notice-incomplete', {
    detail: `The notice lacks: ${[first, ...rest].map(({ cite, item }) => `${cite} ${item}`).join('; ')}.`,
    fix: [first, ...rest].map(({ fix }) => fix).join(' '),
    cite: first.cite,
  });
};

export const approve = operation({
  http: 'POST /v1/notices/{versionId}:approve',
  says: 'Approve a notice version by the hash that was read; another person than its author, and only what holds every demand',
  law: ['47 CFR 64.2008(c)', '47 CFR 64.2008(d)'],
  may: ['compliance', 'supervisor'],
  by: 'person-fresh',
  takes: z.strictObject({ versionId: id, contentHash: sha256Hex }),
  gives: checkedVersion,
  async run(ctx: Ctx, { versionId, contentHash }) {
    const drafted = await findVersion(ctx, versionId);
    mayApprove(ctx, drafted, contentHash);
    const findings = await findingsOn(ctx, contentOf(drafted), drafted);
    demandComplete(findings);
    const approved = await ctx.tx
      .updateTable('noticeVersion')
      .set({ approvedBy: ctx.actor.id, approverName: ctx.actor.name, approvedAt: ctx.at, approvedHash: contentHash })
      .where('id', '=', versionId)
      .where('approvedAt', 'is', null)
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: 'notice.approved',
      subject: `notice:${versionId}`,
      happenedAt: ctx.at,
      facts: { contentHash, author: drafted.authorName },
    });
    return { ...shownVersion(approved, ctx.carrier.zone), findings: shownFindings(findings) };
  },
});
