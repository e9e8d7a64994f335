import { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { id } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { signingPaperRow } from './record.ts';

const shown = signingPaperRow.omit({ carrierId: true, recordedAt: true });

export const addSigningPaper = operation({
  http: 'POST /v1/signing-papers',
  says: 'Record an operating company number or a service provider code token, with the days on which it holds',
  law: ['47 CFR 64.6301(a)'],
  may: ['network', 'compliance'],
  by: 'person',
  takes: shown.omit({ id: true }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, given) {
    if (given.untilDay !== null && given.untilDay < given.fromDay)
      refuse('invalid-input', 'untilDay: before fromDay.', 'Give the last day on which it holds, or null.');
    const paperId = ctx.id();
    await ctx.tx
      .insertInto('signingPaper')
      .values({ id: paperId, ...given, recordedAt: ctx.at })
      .execute();
    const facts = {
      kind: given.kind,
      code: given.code,
      issuer: given.issuer,
      from: given.fromDay,
      until: given.untilDay,
    };
    await record(ctx, { kind: 'signing.paper-added', subject: `signing-paper:${paperId}`, happenedAt: ctx.at, facts });
    return { id: paperId };
  },
});

export const listSigningPapers = operation({
  http: 'GET /v1/signing-papers',
  says: 'Show operating company numbers and service provider code tokens, the newest first',
  law: ['47 CFR 64.6301(a)'],
  may: ['network', 'compliance', 'officer', 'auditor', 'counsel'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(shown) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx.selectFrom('signingPaper').selectAll().orderBy('fromDay', 'desc').orderBy('id').execute();
    return { items: rows.map(({ carrierId: _carrier, recordedAt: _at, ...row }) => row) };
  },
});
