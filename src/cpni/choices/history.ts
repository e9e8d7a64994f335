import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { choiceReceiptRow } from '../approvals/record.ts';
import { local } from '../customers/dates.ts';
import { findCustomer } from '../customers/find.ts';

const line = z.strictObject({
  at: when,
  asked: z.strictObject({ versionId: id, kind: z.string(), purposes: z.array(z.string()) }).nullable(),
  ...choiceReceiptRow.pick({ choice: true, method: true, number: true }).shape,
});

export const choiceHistory = operation({
  http: 'GET /v1/customers/{customerId}/choices',
  says: 'What a customer was asked and chose, newest first: when, by which way, and the number of each receipt',
  law: ['47 CFR 64.2007(a)(3)', '47 CFR 64.2009(a)'],
  may: ['agent', 'supervisor', 'compliance', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({ customerId: id }),
  gives: z.strictObject({ items: z.array(line) }),
  async run(ctx: Ctx, { customerId }) {
    await findCustomer(ctx, customerId);
    const rows = await ctx.tx
      .selectFrom('choiceReceipt')
      .leftJoin('noticeVersion', 'noticeVersion.id', 'choiceReceipt.versionId')
      .select(['number', 'choice', 'method', 'at', 'versionId', 'noticeVersion.kind', 'noticeVersion.purposes'])
      .where('customerId', '=', customerId)
      .orderBy('at', 'desc')
      .limit(1000)
      .execute();
    return {
      items: rows.map(({ at, versionId, kind, purposes, ...rest }) => ({
        at: local(ctx.carrier.zone, at),
        asked: versionId === null ? null : { versionId, kind: kind ?? '', purposes: purposes ?? [] },
        ...rest,
      })),
    };
  },
});
