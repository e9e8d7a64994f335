import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import type { PublicFileKind, publicFileRow } from './record.ts';

export type PublicFile = z.output<typeof publicFileRow>;

/** The file of a kind that was taken in last, or null. */
export const latestFile = async (ctx: Ctx, kind: PublicFileKind): Promise<PublicFile | null> =>
  (await ctx.tx
    .selectFrom('publicFile')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('importedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()) ?? null;
