import { customersOrder, inboundHelp } from '../47usc/222.ts';
import { scopeOf } from '../coverage.ts';
import type { Events } from '../events.ts';
import type { CarrierPromise, UseAsked } from '../facts.ts';
import type { Weighed } from '../rule.ts';
import { type CpniVersion, cpniVersionAt, nextCpniVersion } from '../versions.ts';
import type { Answer } from './answer.ts';
import { approvalState } from './approval-state.ts';
import { orderFor } from './customers-order.ts';
import { type Ground, judgeApproval } from './judge-approval.ts';
import { oneTimeState } from './one-time.ts';
import { promiseDemand } from './promises.ts';
import { whyAllowed, whyNot, whyPromised } from './reasons.ts';
import { weighRequirement } from './requirement.ts';

/** May this CPNI be used so, at this instant, given all that the customer was told and said? */
export type UseQuestion = UseAsked & {
  /** Epoch ms. */
  readonly at: number;
  /** The local day of `at` in the carrier's zone, days since 1970-01-01. */
  readonly day: number;
  /** The first instant of the next local day, epoch ms. */
  readonly dayEnds: number;
  readonly events: Events;
};

/** The rules in force, and the paragraphs asked so far. */
type Under = { readonly version: CpniVersion | null; readonly weighed: Weighed[] };

const notOrdered: Ground = { allowed: false, missing: ['order'], cite: customersOrder.cite, clearsDay: null };
const notOnCall: Ground = { allowed: false, missing: ['call'], cite: inboundHelp.cite, clearsDay: null };
const onCall: Ground = { allowed: true, basis: 'one-time', cite: inboundHelp.cite, how: null, order: 'none' };

const byOrder = ({ events, use, at }: UseQuestion, weighed: Weighed[]): Ground => {
  const order = orderFor(events, use, scopeOf(use), at);
  weighed.push(order === 'none' ? customersOrder.failed : customersOrder.held);
  if (order === 'none') return notOrdered;
  return { allowed: true, basis: 'customer-request', cite: customersOrder.cite, how: 'give', order };
};

const byCall = ({ events, use, at }: UseQuestion, weighed: Weighed[]): Ground => {
  const held = inboundHelp.holds({ use, oneTime: oneTimeState(events, use, scopeOf(use), at) });
  weighed.push(held ? inboundHelp.held : inboundHelp.failed);
  return held ? onCall : notOnCall;
};

const groundOf = (question: UseQuestion, { version, weighed }: Under): Ground => {
  const needed = weighRequirement(question, version, weighed);
  switch (needed.need) {
    case 'none':
      return { allowed: true, basis: needed.basis, cite: needed.cite, how: needed.how, order: 'none' };
    case 'never':
      return { allowed: false, missing: [needed.missing], cite: needed.cite, clearsDay: null };
    case 'order':
      return byOrder(question, weighed);
    case 'call':
      return byCall(question, weighed);
    default: {
      const { events, use, at, day } = question;
      const scope = scopeOf(use);
      const state = approvalState(events, scope, at, day);
      return judgeApproval(needed, state, oneTimeState(events, use, scope, at), weighed);
    }
  }
};

/** The promise that alone turns a lawful use into a refused one, or null. */
const promiseAgainst = (question: UseQuestion, ground: Extract<Ground, { allowed: true }>): CarrierPromise | null => {
  const demand = promiseDemand(question, ground);
  if (demand.demands === 'nothing') return null;
  if (demand.demands === 'never') return demand.promise;
  const { events, use, at, day } = question;
  const state = approvalState(events, scopeOf(use), at, day);
  const met = demand.demands === 'yes' ? state.consent.allowed : state.refusal === 'none';
  return met ? null : demand.promise;
};

const refusal = (missing: Answer['missing'], ground: Ground, reason: string, { version, weighed }: Under): Answer => ({
  allowed: false,
  basis: 'none',
  cite: ground.cite,
  version: version === null ? null : version.name,
  missing,
  how: null,
  clearsDay: ground.allowed ? null : ground.clearsDay,
  validUntilMs: null,
  reason,
  weighed,
});

const byPromise = ['promise'] as const;

/**
 * Decides one use by contracts.md 1.1: the law in its order, then the carrier's own promises, which only tighten. Total and
 * deterministic: the same facts give the same answer whenever and in whatever order of events they are asked.
 */
export const mayUseCpni = (question: UseQuestion): Answer => {
  const under: Under = { version: cpniVersionAt(question.at), weighed: [] };
  const ground = groundOf(question, under);
  if (!ground.allowed) return refusal(ground.missing, ground, whyNot[ground.missing[0]], under);
  const promise = promiseAgainst(question, ground);
  if (promise !== null) return refusal(byPromise, ground, whyPromised[promise], under);
  return {
    allowed: true,
    basis: ground.basis,
    cite: ground.cite,
    version: under.version === null ? null : under.version.name,
    missing: [],
    how: ground.how,
    clearsDay: null,
    validUntilMs: Math.min(question.dayEnds, nextCpniVersion(question.at)),
    reason: whyAllowed[ground.basis],
    weighed: under.weighed,
  };
};
