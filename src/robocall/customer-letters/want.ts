import { addressLines } from '../../carriers/letters/address-lines.ts';
import type { Ctx } from '../../db/context.ts';
import { record, recordAll } from '../../ledger/record.ts';
import { claimsNow } from '../accounts/claims-now.ts';
import type { CustomerLetter } from './record.ts';

export type LetterWanted = Pick<CustomerLetter, 'caseId' | 'concerns' | 'sourceId' | 'about'> & {
  readonly subject: string;
  /** Paragraphs with an empty line between. */
  readonly text: string;
};

/** Name and address of a customer as they were claimed last; null where one is lacking or they fit no envelope's window. */
const addresseeOf = async (ctx: Ctx, caseId: string): Promise<readonly string[] | null> => {
  const claims = await claimsNow(ctx, caseId);
  const [name, address] = [claims.get('legal-name'), claims.get('street-address')];
  return name === undefined || address === undefined ? null : addressLines(name, address);
};

/** Has a letter to the customer of a case wait for the printer, once for what it tells of. Its id; null where the case has no postal address. */
export const wantLetter = async (ctx: Ctx, wanted: LetterWanted): Promise<string | null> => {
  const { subject, text, ...rest } = wanted;
  const addressee = await addresseeOf(ctx, rest.caseId);
  if (addressee === null) return null;
  const letterId = ctx.id();
  const row = { id: letterId, ...rest, addressee: [...addressee], words: `${subject}\n\n${text.trim()}` };
  await ctx.tx
    .insertInto('customerLetter')
    .values({ ...row, wantedAt: ctx.at, state: 'waiting', batchId: null, sequence: null, returnedOn: null })
    .execute();
  await record(ctx, {
    kind: 'customer-letters.wanted',
    subject: rest.about,
    happenedAt: ctx.at,
    facts: { letter: letterId, concerns: rest.concerns, source: rest.sourceId },
  });
  return letterId;
};

/** Takes back letters that the post has not got, of which what they say is true no longer. How many were still here. */
export const takeBackLetters = async (
  ctx: Ctx,
  concerns: CustomerLetter['concerns'],
  sourceIds: readonly string[],
): Promise<number> => {
  if (sourceIds.length === 0) return 0;
  const rows = await ctx.tx
    .updateTable('customerLetter')
    .set({ state: 'needless' })
    .where('concerns', '=', concerns)
    .where('sourceId', 'in', [...sourceIds])
    .where('state', 'in', ['waiting', 'printed'])
    .returning(['id', 'about', 'sourceId'])
    .execute();
  await recordAll(
    ctx,
    rows.map(({ id: letter, about, sourceId }) => ({
      kind: 'customer-letters.needless',
      subject: about,
      happenedAt: ctx.at,
      facts: { letter, concerns, source: sourceId },
    })),
  );
  return rows.length;
};
