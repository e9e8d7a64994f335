import { z } from 'zod';
import { asJson, type Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { filingOf } from './find.ts';
import { company, contact, sender } from './record.ts';
import { shownFiling, tellFiling } from './shown.ts';

const ofProfile = async (ctx: Ctx): Promise<z.output<typeof company>[]> => {
  const { name, filerId } = await ctx.tx.selectFrom('carrier').select(['name', 'filerId']).executeTakeFirstOrThrow();
  if (filerId === null)
    return refuse(
      'invalid-input',
      "'companies': the carrier's profile has no Form 499 Filer ID.",
      'Enter it in the profile or name the companies here.',
    );
  return [{ name, filerId, records: 'here' }];
};

export const openFiling = operation({
  http: 'POST /v1/filings',
  says: 'Open the annual certification of a year: which companies it covers, who sends it, who answers questions',
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance'],
  by: 'person',
  takes: z.strictObject({
    year: z.int().min(2007).max(9998),
    companies: z.array(company).min(1).nullable(),
    contact,
    sender,
  }),
  gives: shownFiling,
  async run(ctx: Ctx, input) {
    const filingId = ctx.id();
    const companies = input.companies ?? (await ofProfile(ctx));
    const added = await ctx.tx
      .insertInto('filing')
      .values({
        id: filingId,
        kind: 'certification',
        year: input.year,
        companies: asJson(companies),
        contact: asJson(input.contact),
        sender: asJson(input.sender),
        outcome: asJson({ kind: 'in-compliance' as const }),
        withheld: [],
        state: 'draft',
        round: 0,
        officerId: null,
        signingOn: null,
        filesOn: null,
        packetHash: null,
        amendsId: null,
        changes: [],
        signatureId: null,
        openedAt: ctx.at,
      })
      .onConflict((conflict) =>
        conflict.columns(['carrierId', 'kind', 'year']).where('amendsId', 'is', null).doNothing(),
      )
      .returning('id')
      .executeTakeFirst();
    if (added === undefined)
      refuse(
        'already-exists',
        `The certification for ${input.year} is open already.`,
        'List the filings; a filed one is amended.',
      );
    await record(ctx, {
      kind: 'filing.opened',
      subject: `filing:${filingId}`,
      happenedAt: ctx.at,
      facts: { year: input.year, companies },
    });
    return tellFiling(ctx, await filingOf(ctx, filingId));
  },
});
