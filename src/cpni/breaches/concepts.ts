import { z } from 'zod';
import { cpniConcepts } from '../../carriers/promises/cpni-concepts.ts';
import { promisesInForce } from '../../carriers/promises/in-force.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { breachConceptRow } from './record.ts';
import { heldBreach, mayKnow } from './show.ts';

const touched = z.strictObject(breachConceptRow.pick({ concept: true, effect: true }).shape);

/** What a breach touches: the last mark of each statement, those taken back left out. */
export const conceptsTouchedBy = async (ctx: Ctx, breachIds: readonly string[]) => {
  if (breachIds.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom('breachConcept')
    .select(['breachId', 'concept', 'effect'])
    .where('breachId', 'in', breachIds)
    .orderBy('markedAt')
    .orderBy('id')
    .execute();
  const last = new Map(rows.map((row) => [`${row.breachId} ${row.concept}`, row]));
  return [...last.values()].filter(({ effect }) => effect !== 'none');
};

export const markConcepts = operation({
  http: 'POST /v1/breaches/{breachId}/concepts',
  says: 'Say which statements of the carrier a breach contradicts or makes true only in part (none takes a mark back): the check of its promises and the certification will say so',
  law: ['47 CFR 64.2009(e)', '47 CFR 64.2011(d)'],
  may: ['compliance', 'officer', 'counsel'],
  by: 'person',
  takes: z.strictObject({ breachId: id, concepts: z.array(touched).min(1).max(100) }),
  gives: z.strictObject({ items: z.array(touched) }),
  async run(ctx: Ctx, { breachId, concepts }) {
    const known = new Set(cpniConcepts.map((one) => one.id));
    const strange = concepts.find(({ concept }) => !known.has(concept));
    if (strange !== undefined)
      refuse(
        'invalid-input',
        `'concepts': ${strange.concept} is no statement of the catalogue.`,
        'Choose from the list.',
      );
    await heldBreach(ctx, breachId);
    const rows = concepts.map((one) => ({ id: ctx.id(), breachId, ...one, markedAt: ctx.at }));
    await ctx.tx.insertInto('breachConcept').values(rows).execute();
    await record(ctx, {
      kind: 'breach.concepts-marked',
      subject: `breach:${breachId}`,
      happenedAt: ctx.at,
      facts: { concepts },
    });
    const items = await conceptsTouchedBy(ctx, [breachId]);
    return { items: items.map(({ concept, effect }) => ({ concept, effect })) };
  },
});

export const listConcepts = operation({
  http: 'GET /v1/breaches/{breachId}/concepts',
  says: "The statements of the catalogue to choose from, each with the carrier's own words for it and what this breach does to it",
  law: ['47 CFR 64.2009(e)'],
  may: mayKnow,
  by: 'anyone',
  takes: z.strictObject({ breachId: id }),
  gives: z.strictObject({
    items: z.array(
      touched.extend({
        says: z.string(),
        /** how the filings in force say it; empty where they do not */
        promised: z.array(z.string()),
      }),
    ),
  }),
  async run(ctx: Ctx, { breachId }) {
    const marks = new Map((await conceptsTouchedBy(ctx, [breachId])).map((one) => [one.concept, one.effect]));
    const promises = await promisesInForce(ctx, ctx.at);
    const items = cpniConcepts.map(({ id: concept, says }) => ({
      concept,
      says,
      effect: marks.get(concept) ?? ('none' as const),
      promised: promises.filter(({ concepts }) => concepts.includes(concept)).map(({ text }) => text),
    }));
    return { items };
  },
});
