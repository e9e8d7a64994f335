import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { sha256 } from './packet-hash.ts';
import type { documentKind, Filing } from './record.ts';

export type NewDocument = {
  readonly kind: z.output<typeof documentKind>;
  readonly name: string;
  readonly title: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly signed: boolean;
};

/** Stores a document's exact bytes under the filing's round; gives its id and hash. */
export const keepDocument = async (ctx: Ctx, { id: filingId, round }: Filing, position: number, made: NewDocument) => {
  if (made.bytes.length === 0) throw new Error(`${made.name} has no bytes`);
  const hash = sha256(made.bytes);
  const id = ctx.id();
  await ctx.tx
    .insertInto('filingDocument')
    .values({ ...made, id, filingId, round, position, bytes: Buffer.from(made.bytes), sha256: hash, madeAt: ctx.at })
    .execute();
  return { ...made, id, sha256: hash };
};

export type KeptDocument = Awaited<ReturnType<typeof keepDocument>>;
