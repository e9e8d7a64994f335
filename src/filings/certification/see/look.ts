import { z } from 'zod';
import { told } from '../../../carriers/promises/local-time.ts';
import { seesSecrecy } from '../../../carriers/under-seal.ts';
import type { Ctx } from '../../../db/context.ts';
import { id, when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { personOf } from '../../../kernel/person.ts';
import { found } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { filingOf, stillOpen } from '../find.ts';
import { mayRead } from '../show.ts';
import { seenBefore, talksBefore } from './seen.ts';

const seen = z.strictObject({
  entryId: id,
  personId: id,
  personName: z.string(),
  openedAt: when,
  /** null: not closed yet */
  seconds: z.int().nullable(),
});
const talk = z.strictObject({
  personId: id,
  personName: z.string(),
  officerName: z.string(),
  said: z.string(),
  at: when,
});
const knowledge = z.strictObject({ seen: z.array(seen), talks: z.array(talk) });

const tell = async (ctx: Ctx, filingId: string): Promise<z.input<typeof knowledge>> => ({
  seen: (await seenBefore(ctx, filingId)).map((one) => ({ ...one, openedAt: told(ctx, one.openedAt) })),
  talks: (await talksBefore(ctx, filingId)).map(({ officerId: _officer, ...one }) => ({
    ...one,
    at: told(ctx, one.at),
  })),
});

export const lookAtEntry = operation({
  http: 'POST /v1/filings/{filingId}:look',
  says: 'Note that somebody who works on the filing opens an entry of evidence, or, without one, closes what he had open; how long it was open is kept with the signature',
  law: ['47 CFR 64.2009(e)'],
  may: ['officer', 'compliance'],
  by: 'person',
  takes: z.strictObject({ filingId: id, entryId: id.nullable() }),
  gives: knowledge,
  async run(ctx: Ctx, { filingId, entryId }) {
    const person = personOf(ctx);
    stillOpen(await filingOf(ctx, filingId));
    if (entryId !== null)
      found(
        await ctx.tx
          .selectFrom('ledgerEntry')
          .select('id')
          .where('id', '=', entryId)
          .where('secrecy', 'in', seesSecrecy(ctx))
          .executeTakeFirst(),
        'entry',
      );
    await ctx.tx
      .insertInto('filingLook')
      .values({ id: ctx.id(), filingId, personId: person.id, personName: person.name, entryId, at: ctx.at })
      .execute();
    return tell(ctx, filingId);
  },
});

export const noteTalk = operation({
  http: 'POST /v1/filings/{filingId}:talked',
  says: 'Note what one of the staff told the officer before he signs',
  law: ['47 CFR 64.2009(e)'],
  may: ['officer'],
  by: 'person',
  takes: z.strictObject({ filingId: id, personId: id, said: z.string().trim().min(1).max(4000) }),
  gives: knowledge,
  async run(ctx: Ctx, { filingId, personId, said }) {
    const officer = personOf(ctx);
    stillOpen(await filingOf(ctx, filingId));
    const member = await ctx.tx
      .selectFrom('membership')
      .select('name')
      .where('personId', '=', personId)
      .orderBy('fromAt', 'desc')
      .limit(1)
      .executeTakeFirst();
    const { name } = found(member, 'person');
    const row = { id: ctx.id(), filingId, personId, personName: name, said, at: ctx.at };
    await ctx.tx
      .insertInto('filingTalk')
      .values({ ...row, officerId: officer.id, officerName: officer.name })
      .execute();
    await record(ctx, {
      kind: 'filing.talked',
      subject: `filing:${filingId}`,
      happenedAt: ctx.at,
      facts: { talk: row.id, with: name },
    });
    return tell(ctx, filingId);
  },
});

export const showKnowledge = operation({
  http: 'GET /v1/filings/{filingId}/knowledge',
  says: 'What was looked at on the way to the signature, by whom and how long, and what the officer was told',
  law: ['47 CFR 64.2009(e)', '47 CFR 1.17'],
  may: mayRead,
  by: 'anyone',
  takes: z.strictObject({ filingId: id }),
  gives: knowledge,
  async run(ctx: Ctx, { filingId }) {
    return tell(ctx, (await filingOf(ctx, filingId)).id);
  },
});
