import { z } from 'zod';
import { dayNumber } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { dateOfDay, HOUR } from '../../kernel/time.ts';
import type { Answer } from '../../law/questions/answer.ts';
import { mayUseCpni } from '../../law/questions/may-use-cpni.ts';
import { zoneOf } from '../approvals/history.ts';
import { subscribedAt } from '../customers/subscribes.ts';
import { askers } from './askers.ts';
import { type Ground, groundOf, historyNow, knownOf, useOf } from './facts.ts';
import { use } from './record.ts';

const longest = 800;

const span = z.strictObject({
  from: date,
  /** the last day of it */
  until: date,
  allowed: z.boolean(),
  basis: z.string(),
  cite: z.string(),
  version: z.string().nullable(),
  missing: z.array(z.string()),
  how: z.string().nullable(),
  /** first day of use after a wait that runs */
  clearsOn: date.nullable(),
  reason: z.string(),
  weighed: z.array(z.strictObject({ cite: z.string(), held: z.boolean() })),
});
type Span = z.output<typeof span>;

/** The instants at which the carrier's promises, or what is lost of refusals, changed. */
const changesOf = async (ctx: Ctx): Promise<readonly number[]> => {
  const [promises, losses] = await Promise.all([
    ctx.tx.selectFrom('carrierPromise').select(['fromAt as began', 'untilAt as ended']).execute(),
    ctx.tx
      .selectFrom('channelIncident')
      .select(['openedAt as began', 'closedAt as ended'])
      .where('mechanism', '=', 'opt-out')
      .execute(),
  ]);
  const instants = [...promises, ...losses].flatMap(({ began, ended }) => [began, ...(ended === null ? [] : [ended])]);
  return [...new Set(instants)].sort((a, b) => a - b);
};

/** What every question stands on at an instant; read once for each time between two changes. */
const groundsOver = async (ctx: Ctx): Promise<(at: number) => Promise<Ground>> => {
  const changes = await changesOf(ctx);
  const read = new Map<number, Promise<Ground>>();
  return (at) => {
    const since = changes.findLastIndex((change) => change <= at);
    const before = read.get(since);
    if (before !== undefined) return before;
    const ground = groundOf(ctx, at);
    read.set(since, ground);
    return ground;
  };
};

const told = (day: number, answer: Answer): Span => ({
  from: dateOfDay(day),
  until: dateOfDay(day),
  allowed: answer.allowed,
  basis: answer.basis,
  cite: answer.cite,
  version: answer.version,
  missing: [...answer.missing],
  how: answer.how,
  clearsOn: answer.clearsDay === null ? null : dateOfDay(answer.clearsDay),
  reason: answer.reason,
  weighed: answer.weighed.map(({ cite, held }) => ({ cite, held })),
});

const same = ({ from: _f, until: _u, ...one }: Span, { from: _g, until: _v, ...other }: Span): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const daysOf = (from: string, until: string): readonly number[] => {
  const [first, last] = [dayNumber(from), dayNumber(until)];
  if (last < first || last - first >= longest)
    refuse('invalid-input', `'until': not within ${longest} days after 'from'.`, 'Give the first and the last day.');
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
};

export const explainDecision = operation({
  http: 'POST /v1/decisions:explain',
  says: "How the answer to a use stands on each day of a period, at noon by the carrier's clock, by what is on record now; nothing is recorded, so nothing may be used for it",
  law: ['47 CFR 64.2009(a)', '47 CFR 64.2008(d)(1)'],
  may: askers,
  by: 'anyone',
  takes: z.strictObject({ customerId: id, use, from: date, until: date }),
  gives: z.strictObject({ spans: z.array(span) }),
  async run(ctx: Ctx, { customerId, use: asked, from, until }) {
    const days = daysOf(from, until);
    const known = found((await knownOf(ctx, [customerId], Number.MAX_SAFE_INTEGER)).get(customerId), 'customer');
    const subscribed = await subscribedAt(ctx, [customerId]);
    const groundAt = await groundsOver(ctx);
    const zone = zoneOf(ctx);
    const spans: Span[] = [];
    for (const day of days) {
      const at = zone.startOf(day) + 12 * HOUR;
      const ground = await groundAt(at);
      const answer = mayUseCpni({
        ...{ carrier: ground.carrier, use: useOf(asked), at, day, dayEnds: zone.startOf(day + 1) },
        subscribes: subscribed(customerId, at),
        events: historyNow(known.history, ground),
      });
      const next = told(day, answer);
      const last = spans.at(-1);
      if (last !== undefined && same(last, next)) last.until = next.until;
      else spans.push(next);
    }
    return { spans };
  },
});
