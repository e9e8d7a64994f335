import type { Ctx } from '../../db/context.ts';
import { found, refuse } from '../../kernel/problem.ts';
import type { Filing, FilingSentence } from './record.ts';

/** The filing, locked until the transaction ends. */
export const heldFiling = async (ctx: Ctx, filingId: string): Promise<Filing> =>
  found(
    await ctx.tx.selectFrom('filing').selectAll().where('id', '=', filingId).forUpdate().executeTakeFirst(),
    'filing',
  );

export const filingOf = async (ctx: Ctx, filingId: string): Promise<Filing> =>
  found(await ctx.tx.selectFrom('filing').selectAll().where('id', '=', filingId).executeTakeFirst(), 'filing');

/** The sentences of the filing's present round in their order. */
export const sentencesOf = (ctx: Ctx, { id, round }: Filing): Promise<FilingSentence[]> =>
  ctx.tx
    .selectFrom('filingSentence')
    .selectAll()
    .where('filingId', '=', id)
    .where('round', '=', round)
    .orderBy('chapter')
    .orderBy('position')
    .execute();

/** The documents of the present round without their bytes, in the order of the packet. */
export const documentsOf = (ctx: Ctx, { id, round }: Filing) =>
  ctx.tx
    .selectFrom('filingDocument')
    .select(['id', 'kind', 'name', 'title', 'position', 'mediaType', 'sha256', 'signed', 'madeAt'])
    .select((eb) => eb.fn<number>('length', ['bytes']).as('size'))
    .where('filingId', '=', id)
    .where('round', '=', round)
    .orderBy('position')
    .execute();

/** Refuses when the filing was signed: then only an amendment changes what it says. */
export const stillOpen = (filing: Filing): void => {
  if (filing.state !== 'draft' && filing.state !== 'prepared')
    refuse('wrong-state', `This filing is ${filing.state}: it is never edited.`, 'Amend it (filings.amend).');
};
