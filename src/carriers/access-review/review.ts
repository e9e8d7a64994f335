import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { dateAt, told, toldOrNull } from '../promises/local-time.ts';
import { endMember } from '../staff/members.ts';
import { accessReviewItemRow, accessReviewRow } from './record.ts';
import { accessNow } from './store.ts';

const law = ['47 CFR 64.2010(a)'];
const reviewers: readonly Role[] = ['compliance', 'officer', 'auditor'];

const item = z.strictObject({
  ...accessReviewItemRow.omit({ carrierId: true, reviewId: true, decidedBy: true, decidedAt: true, lastUsedAt: true })
    .shape,
  lastUsedAt: when.nullable(),
  decidedAt: when.nullable(),
});
export const shownReview = z.strictObject({
  ...accessReviewRow.pick({ id: true, openedOn: true, openerName: true, closedOn: true }).shape,
  items: z.array(item),
});

const read = async (ctx: Ctx, reviewId: string): Promise<z.input<typeof shownReview>> => {
  const review = found(
    await ctx.tx
      .selectFrom('accessReview')
      .select(['id', 'openedOn', 'openerName', 'closedOn'])
      .where('id', '=', reviewId)
      .executeTakeFirst(),
    'access review',
  );
  const rows = await ctx.tx
    .selectFrom('accessReviewItem')
    .selectAll()
    .where('reviewId', '=', reviewId)
    .orderBy('kind', 'desc')
    .orderBy('name')
    .orderBy('id')
    .execute();
  const items = rows.map(({ carrierId: _c, reviewId: _r, decidedBy: _d, lastUsedAt, decidedAt, ...rest }) => ({
    ...rest,
    lastUsedAt: toldOrNull(ctx, lastUsedAt),
    decidedAt: toldOrNull(ctx, decidedAt),
  }));
  return { ...review, items };
};

export const openReview = operation({
  http: 'POST /v1/access-reviews',
  says: 'Open a review of who may see CPNI here: every member with his roles, every key, and when each was last used',
  law,
  may: reviewers,
  by: 'person',
  takes: z.strictObject({}),
  gives: shownReview,
  async run(ctx: Ctx) {
    const openedOn = dateAt(ctx, ctx.at);
    const opened = await ctx.tx
      .insertInto('accessReview')
      .values({
        id: ctx.id(),
        openedOn,
        openedBy: ctx.actor.id ?? '',
        openerName: ctx.actor.name,
        openedAt: ctx.at,
        closedOn: null,
        closedAt: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (opened === undefined)
      return refuse('wrong-state', 'A review is open already.', 'List the reviews and decide what is left in it.');
    const undecided = { verdict: null, why: null, decidedBy: null, deciderName: null, decidedAt: null };
    const rows = (await accessNow(ctx)).map((one) => ({ id: ctx.id(), reviewId: opened.id, ...one, ...undecided }));
    await ctx.tx.insertInto('accessReviewItem').values(rows).execute();
    const members = rows.filter(({ kind }) => kind === 'member').length;
    const facts = { openedOn, members, keys: rows.length - members };
    await record(ctx, {
      kind: 'access-review.opened',
      subject: `access-review:${opened.id}`,
      happenedAt: ctx.at,
      facts,
    });
    return read(ctx, opened.id);
  },
});

type Item = z.output<typeof accessReviewItemRow>;

/** Ends what the item stands for; what ended meanwhile by another hand stays ended. */
const endAccess = async (ctx: Ctx, { kind, subjectId }: Item, why: string): Promise<void> => {
  if (kind === 'key') {
    await ctx.tx
      .updateTable('apiKey')
      .set({ revokedAt: ctx.at })
      .where('id', '=', subjectId)
      .where('revokedAt', 'is', null)
      .execute();
    await record(ctx, { kind: 'key.revoked', subject: `key:${subjectId}`, happenedAt: ctx.at, facts: {} });
    return;
  }
  const there = await ctx.tx
    .selectFrom('membership')
    .select('id')
    .where('id', '=', subjectId)
    .where('untilAt', 'is', null)
    .executeTakeFirst();
  if (there !== undefined) await endMember.run(ctx, { memberId: subjectId, reason: why });
};

const closeWhole = async (ctx: Ctx, reviewId: string): Promise<void> => {
  const rows = await ctx.tx.selectFrom('accessReviewItem').select('verdict').where('reviewId', '=', reviewId).execute();
  if (rows.some(({ verdict }) => verdict === null)) return;
  const closedOn = dateAt(ctx, ctx.at);
  await ctx.tx.updateTable('accessReview').set({ closedOn, closedAt: ctx.at }).where('id', '=', reviewId).execute();
  const ended = rows.filter(({ verdict }) => verdict === 'ended').length;
  const facts = { closedOn, kept: rows.length - ended, ended };
  await record(ctx, { kind: 'access-review.closed', subject: `access-review:${reviewId}`, happenedAt: ctx.at, facts });
};

export const decideAccess = operation({
  http: 'POST /v1/access-reviews/items/{itemId}:decide',
  says: 'Decide in a review that somebody keeps his access or that it ends, at once, and why; nobody decides on his own. The last decision closes the review',
  law,
  may: reviewers,
  by: 'person',
  takes: z.strictObject({
    itemId: id,
    verdict: accessReviewItemRow.shape.verdict.unwrap(),
    why: accessReviewItemRow.shape.why.unwrap(),
  }),
  gives: shownReview,
  async run(ctx: Ctx, { itemId, verdict, why }) {
    const row = found(
      await ctx.tx.selectFrom('accessReviewItem').selectAll().where('id', '=', itemId).executeTakeFirst(),
      'item of a review',
    );
    // decisions of one review wait for each other: one of them is the last
    await ctx.tx.selectFrom('accessReview').select('id').where('id', '=', row.reviewId).forUpdate().execute();
    if (row.personId === ctx.actor.id)
      refuse('same-person', 'Nobody reviews his own access.', 'Ask a colleague who may review to decide on it.');
    const decided = await ctx.tx
      .updateTable('accessReviewItem')
      .set({ verdict, why, decidedBy: ctx.actor.id, deciderName: ctx.actor.name, decidedAt: ctx.at })
      .where('id', '=', itemId)
      .where('verdict', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (decided === undefined)
      refuse('wrong-state', 'It was decided already.', 'Show the review; open another one to look again.');
    if (verdict === 'ended') await endAccess(ctx, row, why);
    const { kind, subjectId, name, roles } = row;
    await record(ctx, {
      kind: `access-review.${verdict}`,
      subject: `access-review:${row.reviewId}`,
      happenedAt: ctx.at,
      facts: { kind, subjectId, name, roles, why },
    });
    await closeWhole(ctx, row.reviewId);
    return read(ctx, row.reviewId);
  },
});

export const showReview = operation({
  http: 'GET /v1/access-reviews/{reviewId}',
  says: 'One review: who had which roles and keys, when each was last used, what was decided by whom',
  law,
  may: [...reviewers, 'administrator', 'counsel'],
  by: 'anyone',
  takes: z.strictObject({ reviewId: id }),
  gives: shownReview,
  run: (ctx: Ctx, { reviewId }) => read(ctx, reviewId),
});

const listed = z.strictObject({ ...shownReview.omit({ items: true }).shape, openedAt: when });

export const listReviews = operation({
  http: 'GET /v1/access-reviews',
  says: 'The reviews of access, newest first',
  law,
  may: [...reviewers, 'administrator', 'counsel'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(listed) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('accessReview')
      .select(['id', 'openedOn', 'openerName', 'closedOn', 'openedAt'])
      .orderBy('openedAt', 'desc')
      .execute();
    return { items: rows.map((row) => ({ ...row, openedAt: told(ctx, row.openedAt) })) };
  },
});
