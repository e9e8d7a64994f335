import { z } from 'zod';
import { settleTask } from '../../carriers/tasks/end.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { fccNoticeRow } from './record.ts';
import { noticeLaw, showing, shownNotice } from './shown.ts';
import { openNotice } from './store.ts';

const { role, finding, found, upstream } = fccNoticeRow.shape;

export const investigateNotice = operation({
  http: 'POST /v1/fcc-notices/{noticeId}:investigate',
  says: 'Record what the investigation of the traffic found: whether we originated it, brought it in or only passed it on and from whom, whether it is illegal, and how that was found',
  law: [...noticeLaw],
  may: ['network', 'compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({
    noticeId: id,
    role: role.unwrap(),
    finding: finding.unwrap(),
    found: found.unwrap(),
    upstream: upstream.default(null),
  }),
  gives: shownNotice,
  async run(ctx: Ctx, { noticeId, ...result }) {
    const notice = await openNotice(ctx, noticeId);
    if (notice.kind === 'final-determination')
      refuse('wrong-state', 'An order about another provider is not investigated.', 'Block that provider.');
    if (notice.reportedAt !== null)
      refuse(
        'wrong-state',
        'It was reported.',
        'What was found since is a new report: enter it as a notice of its own.',
      );
    if (result.role === 'other' && result.finding !== 'none-found' && (result.upstream ?? '') === '')
      throw new Problem('invalid-input', {
        detail: "'upstream': whoever only passed traffic on names the providers it came from.",
        fix: 'Name them; with finding none-found there are none.',
        cite: '47 CFR 64.1200(n)(2)',
      });
    const changed = await ctx.tx
      .updateTable('fccNotice')
      .set({ ...result, investigatedAt: ctx.at })
      .where('id', '=', noticeId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: 'fcc-notice.investigated',
      subject: `fcc-notice:${noticeId}`,
      happenedAt: ctx.at,
      facts: {
        role: result.role,
        finding: result.finding,
        found: sealed(notice.salt, result.found),
        upstream: result.upstream === null ? null : sealed(notice.salt, result.upstream),
      },
    });
    const note = 'The investigation is on record.';
    await settleTask(ctx, { kind: 'fcc-notice-investigate', key: noticeId, outcome: 'done', note });
    return showing(ctx, changed);
  },
});
