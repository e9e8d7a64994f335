import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { everyone, operation, type Role } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { filingOf } from './find.ts';
import { filingRow } from './record.ts';
import { shownFiling, shownSentence, tellFiling } from './shown.ts';

// a packet may hold what is confidential: only who works on it reads it
export const mayRead: readonly Role[] = ['compliance', 'officer', 'counsel', 'auditor'];

export const showFiling = operation({
  http: 'GET /v1/filings/{filingId}',
  says: 'The year on one page, the sentences with their marks and evidence, the documents, signature and receipt',
  law: ['47 CFR 64.2009(e)'],
  may: mayRead,
  by: 'anyone',
  takes: z.strictObject({ filingId: id }),
  gives: shownFiling,
  run: async (ctx: Ctx, { filingId }) => tellFiling(ctx, await filingOf(ctx, filingId)),
});

const line = filingRow.pick({ id: true, kind: true, year: true, state: true, amendsId: true });

export const listFilings = operation({
  http: 'GET /v1/filings',
  says: 'The certifications by year, newest first, with their state',
  law: ['47 CFR 64.2009(e)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(line) }),
  async run(ctx: Ctx) {
    const items = await ctx.tx
      .selectFrom('filing')
      .select(['id', 'kind', 'year', 'state', 'amendsId'])
      .orderBy('year', 'desc')
      .orderBy('openedAt', 'desc')
      .execute();
    return { items };
  },
});

export const showSentence = operation({
  http: 'GET /v1/filings/{filingId}/sentences/{sentenceId}',
  says: 'One sentence with its evidence: the queries, their counts, and up to three records each',
  law: ['47 CFR 64.2009(e)'],
  may: mayRead,
  by: 'anyone',
  takes: z.strictObject({ filingId: id, sentenceId: id }),
  gives: shownSentence.strict(),
  async run(ctx: Ctx, { filingId, sentenceId }) {
    const row = await ctx.tx
      .selectFrom('filingSentence')
      .selectAll()
      .where('filingId', '=', filingId)
      .where('id', '=', sentenceId)
      .executeTakeFirst();
    const { carrierId: _c, filingId: _f, judgedAt: _j, ...sentence } = found(row, 'sentence');
    return sentence;
  },
});
