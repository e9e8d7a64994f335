import type { Ctx } from '../../db/context.ts';

/** The carrier's name and address as the lines of a letter's sender, town and code on the last. */
export const senderOf = async (ctx: Ctx): Promise<readonly string[]> => {
  const { address } = await ctx.tx.selectFrom('carrier').select('address').executeTakeFirstOrThrow();
  return [ctx.carrier.name, ...address.split(/,\s*(?=[^,]+,[^,]+$)/)];
};

/** Words with an empty line between their paragraphs, as paragraphs of lines. */
export const paragraphsOf = (words: string): readonly (readonly string[])[] =>
  words
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.split('\n'));
