import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ctx } from '../../../db/context.ts';
import { dateOfDay } from '../../../kernel/time.ts';
import type { CalledLists, ListFile } from '../columnar/called-lists.ts';

/** Where the lists of a carrier lie. */
export const folderOf = (dataFolder: string, carrierId: string): string => join(dataFolder, 'called-lists', carrierId);

/** Where the numbers of a list lie. */
export const pathOf = (
  ctx: { readonly dataFolder: string; readonly carrier: { readonly id: string } },
  listId: string,
): string => join(folderOf(ctx.dataFolder, ctx.carrier.id), `${listId}.parquet`);

/** Answers of the database are of the day that was asked about: so many days before or after it (a day's numbers are asked for later) they count. */
export const answersHold = 31;

type Row = { readonly id: string; readonly areaCodes: readonly number[] };

/** Each area code by the newest list that has it. */
const newestByCode = (ctx: Ctx, rows: readonly Row[]): readonly ListFile[] => {
  const taken = new Set<number>();
  return rows.flatMap(({ id, areaCodes }) => {
    const codes = areaCodes.filter((code) => !taken.has(code));
    for (const code of codes) taken.add(code);
    return codes.length === 0 ? [] : [{ path: pathOf(ctx, id), areaCodes: codes }];
  });
};

/** The lists that a day (since 1970) is joined with: of the registry the newest that was out by then, area code by area code. One that is not on this disk, or was taken away, is left out. */
export const listsFor = async (ctx: Ctx, day: number): Promise<CalledLists> => {
  const rows = async (kind: 'do-not-call' | 'reassigned', from: number, until: number): Promise<readonly Row[]> =>
    (
      await ctx.tx
        .selectFrom('calledList')
        .select(['id', 'areaCodes'])
        .where('kind', '=', kind)
        .where('goneAt', 'is', null)
        .where('publishedOn', '>=', dateOfDay(from))
        .where('publishedOn', '<=', dateOfDay(until))
        .orderBy('publishedOn', 'desc')
        .orderBy('takenAt', 'desc')
        .execute()
    ).filter(({ id }) => existsSync(pathOf(ctx, id)));
  const answers = await rows('reassigned', day - answersHold, day + answersHold);
  return {
    doNotCall: newestByCode(ctx, await rows('do-not-call', 0, day)),
    reassigned: answers.map(({ id, areaCodes }) => ({ path: pathOf(ctx, id), areaCodes })),
  };
};

/** Where the lists lie that some day from this one on is joined with. */
export const neededFrom = async (ctx: Ctx, day: number): Promise<ReadonlySet<string>> => {
  const since = await ctx.tx
    .selectFrom('calledList')
    .select('id')
    .where('goneAt', 'is', null)
    .where('publishedOn', '>=', dateOfDay(day - answersHold))
    .execute();
  const { doNotCall } = await listsFor(ctx, day);
  return new Set([...since.map(({ id }) => pathOf(ctx, id)), ...doNotCall.map(({ path }) => path)]);
};
