import { addressLines } from '../../carriers/letters/address-lines.ts';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import type { CustomerLetter } from './record.ts';

export type LetterWanted = Pick<CustomerLetter, 'caseId' | 'concerns' | 'sourceId' | 'about'> & {
  readonly subject: string;
  /** Paragraphs with an empty line between. */
  readonly text: string;
};

/** Name and address of a customer as they were claimed last; null where one is lacking or they fit no envelope's window. */
const addresseeOf = async (ctx: Ctx, caseId: string): Promise<readonly string[] | null> => {
  const rows = await ctx.tx
    .selectFrom('onboardingField')
    .select(['name', 'claimed'])
    .where('caseId', '=', caseId)
    .where('name', 'in', ['legal-name', 'street-address'])
    .where('claimed', '!=', '(purged)')
    .orderBy('enteredAt')
    .orderBy('id')
    .execute();
  const claims = new Map(rows.map(({ name, claimed }) => [name, claimed]));
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

/** Takes back a letter that the post has not got, of which what it says is true no longer. Whether it was still here. */
export const takeBackLetter = async (
  ctx: Ctx,
  concerns: CustomerLetter['concerns'],
  sourceId: string,
): Promise<boolean> => {
  const row = await ctx.tx
    .updateTable('customerLetter')
    .set({ state: 'needless' })
    .where('concerns', '=', concerns)
    .where('sourceId', '=', sourceId)
    .where('state', 'in', ['waiting', 'printed'])
    .returning(['id', 'about'])
    .executeTakeFirst();
  if (row === undefined) return false;
  const facts = { letter: row.id, concerns, source: sourceId };
  await record(ctx, { kind: 'customer-letters.needless', subject: row.about, happenedAt: ctx.at, facts });
  return true;
};
