import { z } from 'zod';
import { dateAt, monthsAfter, startOf, told, toldOrNull } from '../../carriers/promises/local-time.ts';
import { settleTask } from '../../carriers/tasks/end.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { upstreamReviewRow } from './record.ts';
import { upstreamNamed } from './sheet.ts';

const law = ['47 CFR 64.1200(n)(5)'];

/** From how many tracebacks of one upstream in twelve months on it is looked at. */
export const repeated = 3;

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const fromSheet = z.object({ found: z.object({ upstream: upstreamNamed.nullable() }).nullable() });
type Upstream = z.output<typeof upstreamNamed>;

type OneUpstream<T> = {
  readonly answers: readonly T[];
  /** By what it may have been known so far: its FRN first, then the names that answers give it. */
  readonly keys: readonly string[];
};

/** The answers that name one upstream: those with its FRN, and those without one that bear a name which an answer with it bears. */
export const oneUpstream = <T extends Upstream>(upstream: Upstream, answers: readonly T[]): OneUpstream<T> => {
  const called = plain(upstream.name);
  const frns = new Set(answers.filter(({ name }) => plain(name) === called).flatMap(({ frn }) => frn ?? []));
  // a name that two registration numbers bear says nothing of which is meant
  const [only = null] = frns.size === 1 ? frns : [];
  const frn = upstream.frn ?? only;
  const own = frn === null ? [] : answers.filter((one) => one.frn === frn);
  const names = new Set([called, ...own.map(({ name }) => plain(name))]);
  const unnumbered = answers.filter((one) => one.frn === null && names.has(plain(one.name)));
  return { answers: [...own, ...unnumbered], keys: [...(frn === null ? [] : [frn]), ...names] };
};

/** The date from which on answers are counted: twelve months back. */
export const countedSince = (ctx: Ctx): string => monthsAfter(dateAt(ctx, ctx.at), -12);

/** The upstreams that answers of the last twelve months named, one an answer, the newest first. */
export const named = async (ctx: Ctx): Promise<readonly (Upstream & { readonly tracebackId: string })[]> => {
  const rows = await ctx.tx
    .selectFrom('traceback')
    .select(['id as tracebackId', 'sheet'])
    .where('upstream', 'is not', null)
    .where('answeredAt', '>=', startOf(ctx, countedSince(ctx)))
    .orderBy('answeredAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.flatMap(({ tracebackId, sheet }) => {
    const upstream = fromSheet.safeParse(sheet).data?.found?.upstream ?? null;
    return upstream === null ? [] : [{ ...upstream, tracebackId }];
  });
};

/** The open review of an upstream, under whichever of its keys it was opened. */
const openReviewOf = (ctx: Ctx, keys: readonly string[]) =>
  ctx.tx
    .selectFrom('upstreamReview')
    .select('key')
    .where('key', 'in', keys)
    .where('decision', 'is', null)
    .orderBy('openedAt')
    .limit(1)
    .executeTakeFirst();

/** How many answers of the last twelve months named this upstream; from the third on a review of it is open. */
export const countUpstream = async (ctx: Ctx, upstream: Upstream, tracebackId: string): Promise<number> => {
  const { answers, keys } = oneUpstream(upstream, await named(ctx));
  const times = answers.length;
  if (times < repeated) return times;
  const key = (await openReviewOf(ctx, keys))?.key ?? keys[0] ?? plain(upstream.name);
  const undecided = { decision: null, because: null, decidedBy: null, deciderName: null, decidedAt: null };
  const salt = ctx.salt();
  const added = await ctx.tx
    .insertInto('upstreamReview')
    .values({
      ...{ id: ctx.id(), key, upstream: upstream.name, tracebacks: times, tracebackId, openedAt: ctx.at },
      ...undecided,
      salt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  const { id: reviewId } =
    added ??
    (await ctx.tx
      .updateTable('upstreamReview')
      .set({ tracebacks: times, tracebackId })
      .where('key', '=', key)
      .where('decision', 'is', null)
      .returning('id')
      .executeTakeFirstOrThrow());
  await openTask(ctx, {
    kind: 'know-your-upstream',
    subject: `upstream-review:${reviewId}`,
    why: `${times} tracebacks in twelve months led to one upstream provider: review what you know of it and whether you go on taking its calls`,
    role: 'compliance',
    dueAt: null,
    key,
  });
  if (added !== undefined)
    await record(ctx, {
      kind: 'upstream.review-opened',
      subject: `upstream-review:${reviewId}`,
      happenedAt: ctx.at,
      facts: { upstream: sealed(salt, upstream.name), tracebacks: times, traceback: tracebackId },
    });
  return times;
};

export const decideUpstream = operation({
  http: 'POST /v1/upstream-reviews/{reviewId}:decide',
  says: 'Decide, after a look at what is known of an upstream provider to which tracebacks led again and again, whether its calls are taken',
  law,
  may: ['compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({
    reviewId: id,
    decision: upstreamReviewRow.shape.decision.unwrap(),
    because: z.string().trim().min(1).max(2000),
  }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { reviewId, decision, because }) {
    const review = found(
      await ctx.tx.selectFrom('upstreamReview').selectAll().where('id', '=', reviewId).forUpdate().executeTakeFirst(),
      'review of an upstream provider',
    );
    if (review.decision !== null)
      refuse('wrong-state', `It was decided already: ${review.decision}.`, 'List the reviews.');
    await ctx.tx
      .updateTable('upstreamReview')
      .set({ decision, because, decidedBy: personOf(ctx).id, deciderName: ctx.actor.name, decidedAt: ctx.at })
      .where('id', '=', reviewId)
      .execute();
    const note = `Decided in the review: ${decision}`;
    await settleTask(ctx, { kind: 'know-your-upstream', key: review.key, outcome: 'done', note });
    await record(ctx, {
      kind: 'upstream.review-decided',
      subject: `upstream-review:${reviewId}`,
      happenedAt: ctx.at,
      facts: {
        ...{ decision, tracebacks: review.tracebacks },
        because: sealed(review.salt, because),
        upstream: sealed(review.salt, review.upstream),
      },
    });
    return { id: reviewId };
  },
});

const {
  carrierId: _carrier,
  openedAt: _opened,
  decidedAt: _decided,
  key: _key,
  salt: _salt,
  ...shape
} = upstreamReviewRow.shape;

export const listUpstreamReviews = operation({
  http: 'GET /v1/upstream-reviews',
  says: 'Upstream providers to which three and more tracebacks led in twelve months, and what was decided about each; those that wait come first',
  law,
  may: ['network', 'compliance', 'counsel', 'officer', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({
    items: z.array(z.strictObject({ ...shape, opened: when, decided: when.nullable() })),
  }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('upstreamReview')
      .selectAll()
      .orderBy('decidedAt', (by) => by.desc().nullsFirst())
      .orderBy('openedAt', 'desc')
      .limit(500)
      .execute();
    return {
      items: rows.map(({ carrierId: _of, openedAt, decidedAt, key: _by, salt: _sealing, ...row }) => ({
        ...row,
        opened: told(ctx, openedAt),
        decided: toldOrNull(ctx, decidedAt),
      })),
    };
  },
});
