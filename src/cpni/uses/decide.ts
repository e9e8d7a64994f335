import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';

import { found, orProblem, Problem, refuse } from '../../kernel/problem.ts';
import type { Zone } from '../../kernel/time.ts';
import type { Answer } from '../../law/questions/answer.ts';
import { mayUseCpni } from '../../law/questions/may-use-cpni.ts';
import { recordAlongside } from '../../ledger/record.ts';
import { zoneOf } from '../approvals/history.ts';
import { subscribedAt } from '../customers/subscribes.ts';
import { type Ground, groundOf, historyNow, type Known, knownOf, useOf } from './facts.ts';
import type { Answered, Question } from './record.ts';
import { bindSessions } from './sessions.ts';

type Judged = {
  readonly question: Question;
  readonly at: number;
  readonly historical: boolean;
  readonly known: Known;
  readonly answer: Answer;
};

// clocks of two machines may differ by seconds: what is recorded has happened, whatever its own clock says
const atLeast = (at: number, known: Known): number =>
  known.history.reduce((last, event) => Math.max(last, event.at), at);

/** The law's answer for one customer, from what is known of him. */
const judge = (question: Question, ground: Ground, known: Known, now: number): Judged => {
  const asked = question.at === undefined ? now : Date.parse(question.at);
  if (asked > now) refuse('invalid-input', "'at' lies in the future.", 'Ask for now or for a past instant.');
  const historical = question.at !== undefined && asked !== now;
  const at = historical ? asked : atLeast(now, known);
  const { zone } = ground;
  const day = zone.dayOf(at);
  const answer = mayUseCpni({
    carrier: ground.carrier,
    subscribes: known.subscribes,
    use: useOf(question.use),
    at,
    day,
    dayEnds: zone.startOf(day + 1),
    events: historyNow(known.history, ground),
  });
  return { question, at, historical, known, answer };
};

const shown = (
  judged: Judged,
  zone: Zone,
  ids: { decisionId: string; entryId: string; leaf: string },
  now: number,
): Answered => {
  const { answer, question } = judged;
  return {
    decisionId: ids.decisionId,
    customerId: question.customerId,
    allowed: answer.allowed,
    basis: answer.basis,
    cite: answer.cite,
    version: answer.version,
    missing: [...answer.missing],
    how: answer.how,
    clearsAt: answer.clearsDay === null ? null : zone.format(zone.startOf(answer.clearsDay)),
    validUntil: answer.validUntilMs === null ? null : zone.format(answer.validUntilMs),
    reason: answer.reason,
    at: new Date(judged.at).toISOString(),
    recordedAt: new Date(now).toISOString(),
    historical: judged.historical,
    facts: [...judged.known.facts],
    receipt: { entryId: ids.entryId, leaf: ids.leaf },
  };
};

const evidenceOf = ({ question, at, historical, known, answer }: Judged, decisionId: string) => ({
  kind: 'decision',
  subject: `customer:${question.customerId}`,
  happenedAt: at,
  facts: {
    decisionId,
    allowed: answer.allowed,
    basis: answer.basis,
    cite: answer.cite,
    version: answer.version,
    missing: answer.missing,
    historical,
    use: { ...question.use, to: question.use.to === null ? null : 'named' },
    facts: known.facts.map((fact) => fact.hash),
  },
});

const rowOf = (ctx: Ctx, one: Judged, answered: Answered) => ({
  id: answered.decisionId,
  customer_id: answered.customerId,
  at: one.at,
  recorded_at: ctx.at,
  historical: one.historical,
  allowed: answered.allowed,
  basis: answered.basis,
  cite: answered.cite,
  version: answered.version,
  missing: answered.missing,
  use: one.question.use,
  answer: {
    reason: answered.reason,
    how: answered.how,
    clearsAt: answered.clearsAt,
    weighed: one.answer.weighed,
  },
  facts: answered.facts,
  actor: `${ctx.actor.kind}:${ctx.actor.name}`,
  entry_id: answered.receipt.entryId,
});

// one text for any number of rows, so that it is prepared once
const store = (ctx: Ctx, rows: readonly ReturnType<typeof rowOf>[]) =>
  sql`
    insert into decision (id, customer_id, at, recorded_at, historical, allowed, basis, cite, version, missing, use, answer,
      facts, actor, entry_id)
    select id, customer_id, at, recorded_at, historical, allowed, basis, cite, version, missing, use, answer, facts, actor,
      entry_id
    from json_populate_recordset(null::decision, ${JSON.stringify(rows)}::json)`.execute(ctx.tx);

/** Stores what was judged, each with its facts and evidence, and gives the answers in order: no record, no answer. */
const keep = async (ctx: Ctx, zone: Zone, judged: readonly Judged[]): Promise<Answered[]> => {
  const decisions = judged.map((one) => ({ one, decisionId: ctx.id() }));
  const evidence = decisions.map(({ one, decisionId }) => evidenceOf(one, decisionId));
  const answers: Answered[] = [];
  await recordAlongside(ctx, evidence, (receipts) => {
    const rows = decisions.map(({ one, decisionId }, i) => {
      const receipt = receipts[i] ?? refuse('unavailable', 'The evidence was not written.', 'Ask again.');
      const answered = shown(one, zone, { decisionId, ...receipt }, ctx.at);
      answers.push(answered);
      return rowOf(ctx, one, answered);
    });
    return store(ctx, rows);
  });
  return answers;
};

type Standing = { readonly ground: Ground; readonly known: Known | undefined };

/** For each question what stood at its instant: the carrier's promises, and what the customer took. What was said is all kept with its time. */
const standingOf = async (ctx: Ctx, questions: readonly Question[]): Promise<(question: Question) => Standing> => {
  const customers = [...new Set(questions.map((q) => q.customerId))];
  const [now, known] = await Promise.all([groundOf(ctx, ctx.at), knownOf(ctx, customers, Number.MAX_SAFE_INTEGER)]);
  const past = questions.flatMap(({ at }) => (at === undefined || Date.parse(at) >= ctx.at ? [] : [Date.parse(at)]));
  if (past.length === 0) return ({ customerId }) => ({ ground: now, known: known.get(customerId) });
  const grounds = new Map<number, Ground>();
  for (const at of new Set(past)) grounds.set(at, await groundOf(ctx, at));
  const subscribed = await subscribedAt(ctx, customers);
  return ({ customerId, at }) => {
    const facts = known.get(customerId);
    const then = at === undefined ? undefined : grounds.get(Date.parse(at));
    if (facts === undefined || at === undefined || then === undefined) return { ground: now, known: facts };
    return { ground: then, known: { ...facts, subscribes: subscribed(customerId, Date.parse(at)) } };
  };
};

/** Decides and stores each question by itself: an answer, or why that one cannot be answered, in order. */
export const decideEach = async (ctx: Ctx, questions: readonly Question[]): Promise<(Answered | Problem)[]> => {
  const [standing, bound] = await Promise.all([standingOf(ctx, questions), bindSessions(ctx, questions)]);
  const judged = bound.map(({ question, proof }) =>
    orProblem(() => {
      const { ground, known } = standing(question);
      const facts = known ?? refuse('not-found', 'There is no such customer at this carrier.', "Check 'customerId'.");
      const read = proof === null ? facts : { ...facts, facts: [...facts.facts, proof] };
      return judge(question, ground, read, ctx.at);
    }),
  );
  const good = judged.flatMap((one) => (one instanceof Problem ? [] : [one]));
  const answers = (good.length === 0 ? [] : await keep(ctx, zoneOf(ctx), good)).values();
  return judged.map((one) => (one instanceof Problem ? one : answers.next().value)).filter((one) => one !== undefined);
};

/** Decides and stores all questions, or throws the first problem among them. */
export const decideAll = async (ctx: Ctx, questions: readonly Question[]): Promise<Answered[]> => {
  const each = await decideEach(ctx, questions);
  return each.map((one) => {
    if (one instanceof Problem) throw one;
    return one;
  });
};

/** The law's answers to several uses of one customer's CPNI now; nothing is stored, so nothing may be shown for them alone. */
export const judgeUses = async (
  ctx: Ctx,
  customerId: string,
  uses: readonly Question['use'][],
): Promise<readonly Answer[]> => {
  const ground = await groundOf(ctx, ctx.at);
  const facts = found((await knownOf(ctx, [customerId], Number.MAX_SAFE_INTEGER)).get(customerId), 'customer');
  return uses.map((use) => judge({ customerId, use }, ground, facts, ctx.at).answer);
};

/** The deciding word of each customer's answer now, asked with the facts; nothing is stored. For releases, which record the whole. */
export const judgeMany = async (
  ctx: Ctx,
  customers: readonly string[],
  use: Question['use'],
): Promise<Map<string, Judgement>> => {
  const ground = await groundOf(ctx, ctx.at);
  const known = await knownOf(ctx, customers, Number.MAX_SAFE_INTEGER);
  return new Map(
    [...known].map(([customerId, facts]) => {
      const { answer } = judge({ customerId, use }, ground, facts, ctx.at);
      return [
        customerId,
        { allowed: answer.allowed, word: answer.allowed ? answer.basis : (answer.missing[0] ?? 'notice') },
      ];
    }),
  );
};

export type Judgement = { readonly allowed: boolean; readonly word: string };
