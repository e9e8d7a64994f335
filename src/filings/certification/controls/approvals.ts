import type { Control } from '../../../carriers/promises/controls.ts';
import { judge } from './judge.ts';

/** The controls over notices and what customers answered. */
export const approvalControls: readonly Control[] = [
  {
    id: 'notices',
    says: 'Each delivered notice had been approved by another person before it went out',
    law: '47 CFR 64.2008(a)(1)',
    async check(ctx, { from, until }) {
      const rows = await ctx.tx
        .selectFrom('delivery')
        .innerJoin('noticeVersion', 'noticeVersion.id', 'delivery.versionId')
        .select(['noticeVersion.id', 'noticeVersion.approvedAt'])
        .select((eb) => [eb.fn.min('delivery.sentAt').as('first'), eb.fn.countAll<number>().as('n')])
        .where('delivery.sentAt', '>=', from)
        .where('delivery.sentAt', '<', until)
        .groupBy(['noticeVersion.id', 'noticeVersion.approvedAt'])
        .orderBy('first')
        .execute();
      const judged = rows.map(({ id, approvedAt, first }) => ({
        id,
        good: approvedAt !== null && approvedAt <= first,
      }));
      const finding = judge(
        'notice-version',
        judged,
        'versions approved',
        'sent unapproved',
        'no notice was delivered',
      );
      return { ...finding, counts: { ...finding.counts, deliveries: rows.reduce((sum, { n }) => sum + n, 0) } };
    },
  },
  {
    id: 'notice-content',
    says: 'Each notice in use passed the check of its contents and bears its approver',
    law: '47 CFR 64.2008(c)',
    async check(ctx, { until }) {
      const rows = await ctx.tx
        .selectFrom('noticeVersion')
        .select(['id', 'approvedHash', 'contentHash'])
        .where('approvedAt', '<', until)
        .orderBy('approvedAt')
        .execute();
      const judged = rows.map(({ id, approvedHash, contentHash }) => ({ id, good: approvedHash === contentHash }));
      return judge('notice-version', judged, 'approved texts', 'texts changed after', 'no notice text was approved');
    },
  },
  {
    id: 'approval-records',
    says: 'Notices, approvals and refusals of the period are on record, each with its instant',
    law: '47 CFR 64.2007(a)(3)',
    async check(ctx, { from, until }) {
      const rows = await ctx.tx
        .selectFrom('permissionEvent')
        .select('id')
        .where('type', 'in', ['notice', 'approved', 'refused'])
        .where('at', '>=', from)
        .where('at', '<', until)
        .orderBy('at')
        .limit(10_000)
        .execute();
      const judged = rows.map(({ id }) => ({ id, good: true }));
      return judge(
        'permission-event',
        judged,
        'events on record',
        'none',
        'no notice, approval or refusal is on record',
      );
    },
  },
  {
    id: 'one-time',
    says: 'Each one-time approval was bound to one call',
    law: '47 CFR 64.2008(f)',
    async check(ctx, { from, until }) {
      const rows = await ctx.tx
        .selectFrom('permissionEvent')
        .select(['id', 'callId'])
        .where('type', '=', 'one-time')
        .where('at', '>=', from)
        .where('at', '<', until)
        .orderBy('at')
        .execute();
      const judged = rows.map(({ id, callId }) => ({ id, good: callId !== null }));
      return judge('permission-event', judged, 'bound to a call', 'bound to no call', 'no one-time approval was given');
    },
  },
];
