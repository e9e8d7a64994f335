import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { startOfDate } from '../customers/dates.ts';
import { accountChange } from '../customers/record.ts';
import { judgedChanges } from './changes.ts';
import { accountNoticeRow } from './record.ts';

const shown = z.strictObject({
  id,
  ...accountChange.shape,
  changedAt: when,
  punctual: z.enum(['at-once', 'late', 'waiting', 'never']),
  notices: z.array(z.strictObject({ id, way: accountNoticeRow.shape.way, state: accountNoticeRow.shape.state })),
});

export const listAccountChanges = operation({
  http: 'GET /v1/account-changes',
  says: 'The account changes since a day, each with how and how soon its customer was told; no value, old or new',
  law: ['47 CFR 64.2010(f)'],
  may: ['agent', 'supervisor', 'compliance', 'officer', 'auditor', 'counsel'],
  by: 'anyone',
  takes: z.strictObject({ since: date, customerId: id.optional() }),
  gives: z.strictObject({ items: z.array(shown) }),
  async run(ctx: Ctx, { since, customerId }) {
    await workWithCpni(ctx);
    const period = { from: startOfDate(ctx.carrier.zone, since), until: ctx.at + 1 };
    const judged = await judgedChanges(ctx, period);
    const items = judged
      .filter(({ change }) => customerId === undefined || change.customerId === customerId)
      .map(({ change, notices, punctual }) => ({
        id: change.id,
        customerId: change.customerId,
        what: change.what,
        how: change.how,
        subject: change.subject,
        changedAt: told(ctx, change.changedAt),
        punctual,
        notices: notices.map(({ id: noticeId, way, state }) => ({
          id: noticeId,
          way,
          state: accountNoticeRow.shape.state.parse(state),
        })),
      }));
    return { items };
  },
});
