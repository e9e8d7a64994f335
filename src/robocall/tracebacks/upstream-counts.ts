import { z } from 'zod';
import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, frn, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { countedSince, listUpstreamReviews, named, oneUpstream, repeated } from './upstreams.ts';

const counted = z.strictObject({
  name: z.string(),
  frn: frn.nullable(),
  tracebacks: z.int().positive(),
  /** the one that was answered last */
  newest: id,
});

/** From which date on is counted, and how that was reckoned. */
const counting = z.strictObject({
  due: date,
  cite: z.string(),
  steps: z.array(z.strictObject({ date, counted: z.boolean(), why: z.string() })),
});

const sinceOf = (ctx: Ctx): z.output<typeof counting> => {
  const due = countedSince(ctx);
  return {
    due,
    cite: listUpstreamReviews.law[0] ?? '',
    steps: [
      { date: due, counted: true, why: 'twelve months before today: what was answered from here on counts' },
      { date: dateAt(ctx, ctx.at), counted: false, why: 'today' },
    ],
  };
};

type Named = Awaited<ReturnType<typeof named>>;

/** Each upstream once, under the name and the FRN that the newest answers give it. */
const eachOnce = (answers: Named): z.output<typeof counted>[] => {
  const seen = new Set<string>();
  return answers.flatMap((answer) => {
    if (seen.has(answer.tracebackId)) return [];
    const of = oneUpstream(answer, answers).answers;
    for (const { tracebackId } of of) seen.add(tracebackId);
    const { name, tracebackId: newest } = answer;
    return [{ name, frn: of.find((one) => one.frn !== null)?.frn ?? null, tracebacks: of.length, newest }];
  });
};

export const countUpstreams = operation({
  http: 'GET /v1/upstreams',
  says: 'Upstream providers that answers to tracebacks named in twelve months, those named most first, and from how many on one is reviewed',
  law: listUpstreamReviews.law,
  may: listUpstreamReviews.may,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(counted), since: counting, reviewedFrom: z.int() }),
  async run(ctx: Ctx) {
    const items = eachOnce(await named(ctx)).toSorted((a, b) => b.tracebacks - a.tracebacks);
    return { items, since: sinceOf(ctx), reviewedFrom: repeated };
  },
});
