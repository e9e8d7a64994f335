import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { dateAt, dayNumber, monthsAfter, pastDate } from '../promises/local-time.ts';
import { practiceReviewRow, practiceRow } from './record.ts';

const shownPractice = practiceRow.omit({ carrierId: true }).extend({
  lastReview: practiceReviewRow.pick({ reviewedOn: true, verdict: true, note: true, reviewerName: true }).nullable(),
  reviewBy: date,
});

/** The practices of a day with the last look at each. */
export const practicesOn = async (ctx: Ctx, day: string) => {
  const rows = await ctx.tx
    .selectFrom('practice')
    .selectAll()
    .where('fromDay', '<=', day)
    .where((eb) => eb.or([eb('untilDay', 'is', null), eb('untilDay', '>=', day)]))
    .orderBy('title')
    .execute();
  const reviews = await ctx.tx
    .selectFrom('practiceReview')
    .distinctOn('practiceId')
    .select(['practiceId', 'reviewedOn', 'verdict', 'note', 'reviewerName'])
    .where('reviewedOn', '<=', day)
    .orderBy('practiceId')
    .orderBy('reviewedOn', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const last = new Map(reviews.map(({ practiceId, ...review }) => [practiceId, review]));
  return rows.map(({ carrierId: _carrier, ...practice }) => {
    const lastReview = last.get(practice.id) ?? null;
    return {
      ...practice,
      lastReview,
      reviewBy: monthsAfter(lastReview?.reviewedOn ?? practice.fromDay, practice.reviewMonths),
    };
  });
};

export const addPractice = operation({
  http: 'POST /v1/practices',
  says: 'Enter a security practice with its owner and how often it is looked at again',
  law: ['47 CFR 64.2010(a)'],
  may: ['compliance', 'network'],
  by: 'person',
  takes: practiceRow.pick({ title: true, description: true, ownerId: true, fromDay: true, reviewMonths: true }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, given) {
    dayNumber(given.fromDay);
    const owner = found(
      await ctx.tx
        .selectFrom('membership')
        .select('name')
        .where('personId', '=', given.ownerId)
        .where('untilAt', 'is', null)
        .executeTakeFirst(),
      'person of the staff',
    );
    const practiceId = ctx.id();
    await ctx.tx
      .insertInto('practice')
      .values({ id: practiceId, ...given, ownerName: owner.name, untilDay: null })
      .execute();
    const facts = { title: given.title, owner: owner.name, from: given.fromDay, reviewMonths: given.reviewMonths };
    await record(ctx, { kind: 'practice.added', subject: `practice:${practiceId}`, happenedAt: ctx.at, facts });
    return { id: practiceId };
  },
});

export const reviewPractice = operation({
  http: 'POST /v1/practices/{practiceId}:review',
  says: 'Record a look at a practice: it holds, has changed, or fails',
  law: ['47 CFR 64.2010(a)'],
  may: ['compliance', 'network', 'officer', 'auditor'],
  by: 'person',
  takes: practiceReviewRow.pick({ reviewedOn: true, verdict: true, note: true }).extend({ practiceId: id }),
  gives: z.strictObject({ id, reviewBy: date }),
  async run(ctx: Ctx, { practiceId, ...review }) {
    const practice = found(
      await ctx.tx.selectFrom('practice').selectAll().where('id', '=', practiceId).executeTakeFirst(),
      'practice',
    );
    pastDate(ctx, 'reviewedOn', review.reviewedOn);
    const reviewId = ctx.id();
    await ctx.tx
      .insertInto('practiceReview')
      .values({
        id: reviewId,
        practiceId,
        ...review,
        reviewerId: ctx.actor.id,
        reviewerName: ctx.actor.name,
        recordedAt: ctx.at,
      })
      .execute();
    const subject = `practice:${practiceId}`;
    await record(ctx, { kind: 'practice.reviewed', subject, happenedAt: ctx.at, facts: review });
    return { id: reviewId, reviewBy: monthsAfter(review.reviewedOn, practice.reviewMonths) };
  },
});

export const endPractice = operation({
  http: 'POST /v1/practices/{practiceId}:end',
  says: 'End a practice: it is followed no more after a day, and why',
  law: ['47 CFR 64.2010(a)'],
  may: ['compliance'],
  by: 'person',
  takes: z.strictObject({ practiceId: id, untilDay: date, reason: z.string().min(1) }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { practiceId, untilDay, reason }) {
    dayNumber(untilDay);
    const ended = await ctx.tx
      .updateTable('practice')
      .set({ untilDay })
      .where('id', '=', practiceId)
      .where('untilDay', 'is', null)
      .where('fromDay', '<=', untilDay)
      .returning('id')
      .executeTakeFirst();
    if (ended === undefined)
      refuse('wrong-state', 'No practice of today has this id, or it began after that day.', 'List the practices.');
    const facts = { untilDay, reason };
    await record(ctx, { kind: 'practice.ended', subject: `practice:${practiceId}`, happenedAt: ctx.at, facts });
    return { id: practiceId };
  },
});

export const listPractices = operation({
  http: 'GET /v1/practices',
  says: 'The security practices of a day, each with its owner, the last look at it and when the next is due',
  law: ['47 CFR 64.2010(a)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ on: date.optional() }),
  gives: z.strictObject({ items: z.array(shownPractice) }),
  run: async (ctx: Ctx, { on }) => ({ items: await practicesOn(ctx, on ?? dateAt(ctx, ctx.at)) }),
});
