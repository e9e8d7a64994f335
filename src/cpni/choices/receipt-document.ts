import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import type { Fact } from '../../ledger/record.ts';
import type { choiceReceiptRow } from '../approvals/record.ts';
import { local } from '../customers/dates.ts';

type Row = z.output<typeof choiceReceiptRow>;

const processingOf = async (ctx: Ctx, versionId: string | null): Promise<{ readonly [name: string]: Fact } | null> => {
  if (versionId === null) return null;
  const version = await ctx.tx
    .selectFrom('noticeVersion')
    .select(['contentHash', 'language', 'kind', 'cpni', 'recipients', 'purposes', 'entities'])
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow();
  const { contentHash, language, kind, cpni, recipients, purposes, entities } = version;
  return {
    privacyNotice: { id: versionId, sha256: contentHash, language, kind },
    piiCategories: cpni,
    recipients,
    recipientNames: entities.map(({ name }) => name),
    purposes,
  };
};

/**
 * A receipt in the structure of ISO/IEC TS 27560: header, controller, processing, event, evidence. It names no customer: who holds
 * it knows whose it is, and who finds it learns nothing.
 */
export const receiptDocument = async (ctx: Ctx, row: Row): Promise<{ readonly [name: string]: Fact }> => {
  const { leaf } = await ctx.tx
    .selectFrom('ledgerEntry')
    .select('leaf')
    .where('id', '=', row.entryId)
    .executeTakeFirstOrThrow();
  return {
    receiptHeader: {
      schema: 'ISO/IEC TS 27560:2023',
      receiptNumber: row.number,
      issuedAt: local(ctx.carrier.zone, row.recordedAt),
    },
    piiController: { name: ctx.carrier.name, demo: ctx.carrier.demo },
    piiProcessing: await processingOf(ctx, row.versionId),
    event: {
      type: row.choice === 'no' ? 'refused' : 'given',
      at: local(ctx.carrier.zone, row.at),
      method: row.method,
      language: row.language,
      state:
        row.choice === 'no'
          ? 'Every use that needs approval is refused from this instant.'
          : 'Approval given within the notice.',
    },
    evidence: { entryId: row.entryId, leaf: leaf.toString('hex') },
  };
};
