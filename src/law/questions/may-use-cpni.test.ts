import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDayOfUse } from '../47cfr/64.2008.ts';
import { covers, everything, scopeOf } from '../coverage.ts';
import { noEvents } from '../events.ts';
import { carrierPromises } from '../facts.ts';
import { cpniVersionAt } from '../versions.ts';
import { approvalBoundaries, approvalState } from './approval-state.ts';
import { askedAt, histories, questions, uses } from './histories.example.ts';
import { judgeApproval } from './judge-approval.ts';
import { mayUseCpni, type UseQuestion } from './may-use-cpni.ts';
import { promiseDemand } from './promises.ts';
import { requirement } from './requirement.ts';
import { weighs } from './weighs.ts';

const DAY = 86_400_000;
const always = { numRuns: 3000 };

const reversed = ({ events, ...question }: UseQuestion): UseQuestion => ({
  ...question,
  events: {
    consents: [...events.consents].reverse(),
    notices: [...events.notices].reverse(),
    bounces: [...events.bounces].reverse(),
    approvals: [...events.approvals].reverse(),
    refusals: [...events.refusals].reverse(),
    orders: [...events.orders].reverse(),
    oneTimes: [...events.oneTimes].reverse(),
    callEnds: [...events.callEnds].reverse(),
  },
});

const upTo = <Event extends { readonly at: number }>(list: readonly Event[], at: number) =>
  list.filter((event) => event.at <= at);

const withoutFuture = ({ events, ...question }: UseQuestion): UseQuestion => ({
  ...question,
  events: {
    consents: upTo(events.consents, question.at),
    notices: upTo(events.notices, question.at),
    bounces: upTo(events.bounces, question.at),
    approvals: upTo(events.approvals, question.at),
    refusals: upTo(events.refusals, question.at),
    orders: upTo(events.orders, question.at),
    oneTimes: upTo(events.oneTimes, question.at),
    callEnds: upTo(events.callEnds, question.at),
  },
});

describe('whatever the facts', () => {
  it('the random questions meet every basis and every lack', () => {
    const met = new Set<string>();
    for (const question of fc.sample(questions, { numRuns: 30_000, seed: 7 })) {
      const { basis, missing } = mayUseCpni(question);
      for (const one of [basis, ...missing]) met.add(one);
    }
    expect([...met].sort()).toEqual([
      ...[
        'agreement',
        'authenticated',
        'authentication',
        'call',
        'customer-request',
        'delivery',
        'email-consent',
        'form',
      ],
      ...['legal-process', 'no-approval-needed', 'none', 'not-applicable', 'notice', 'one-time', 'opt-in', 'opt-out'],
      ...['order', 'prohibited', 'promise', 'proof', 'refused', 'renewal', 'scope', 'waiting-period'],
    ]);
  });

  it('an answer is whole: allowed with nothing missing and a term, or refused with a first lack', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { allowed, basis, missing, validUntilMs, reason, how } = mayUseCpni(question);
        expect(reason).not.toBe('');
        expect(allowed).toBe(missing.length === 0);
        expect(allowed).toBe(basis !== 'none');
        expect(allowed).toBe(validUntilMs !== null);
        if (!allowed) expect(how).toBeNull();
        if (validUntilMs !== null) expect(validUntilMs).toBeGreaterThan(question.at);
      }),
      always,
    );
  });

  it('the absence of records never allows what needs the customer', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { allowed, basis } = mayUseCpni({ ...question, events: noEvents });
        if (allowed) expect(['no-approval-needed', 'legal-process', 'authenticated']).toContain(basis);
      }),
      always,
    );
  });

  it('a refusal never widens', () => {
    fc.assert(
      fc.property(questions, histories, (question, more) => {
        const { events } = question;
        const refused = mayUseCpni({
          ...question,
          events: { ...events, refusals: [...events.refusals, ...more.refusals] },
        });
        if (refused.allowed) expect(mayUseCpni(question).allowed).toBe(true);
      }),
      always,
    );
  });

  it('neither does a bounce, a withdrawal or the end of a call', () => {
    fc.assert(
      fc.property(questions, histories, (question, more) => {
        const { events } = question;
        const withdrawn = more.consents.filter(({ said }) => said === 'withdrawn');
        const less = mayUseCpni({
          ...question,
          events: {
            ...events,
            bounces: [...events.bounces, ...more.bounces],
            consents: [...events.consents, ...withdrawn],
            callEnds: [...events.callEnds, ...more.callEnds],
          },
        });
        if (less.allowed) expect(mayUseCpni(question).allowed).toBe(true);
      }),
      always,
    );
  });

  it('a promise never widens, and alone is named only where it turns the answer', () => {
    fc.assert(
      fc.property(questions, fc.constantFrom(...carrierPromises), (question, promise) => {
        const { carrier } = question;
        const before = mayUseCpni(question);
        const after = mayUseCpni({ ...question, carrier: { ...carrier, promises: [...carrier.promises, promise] } });
        if (after.allowed) expect(before.allowed).toBe(true);
        if (!before.allowed) expect(after.missing).toEqual(before.missing);
        expect(after.cite).toBe(before.cite);
      }),
      always,
    );
  });

  it('the order in which events are written does not matter', () => {
    fc.assert(
      fc.property(questions, (question) => {
        expect(mayUseCpni(reversed(question))).toEqual(mayUseCpni(question));
      }),
      always,
    );
  });

  it('what happens later does not matter', () => {
    fc.assert(
      fc.property(questions, (question) => {
        expect(mayUseCpni(withoutFuture(question))).toEqual(mayUseCpni(question));
      }),
      always,
    );
  });

  it('an answer holds unchanged to the last millisecond of its term', () => {
    fc.assert(
      fc.property(questions, (drawn) => {
        const question = withoutFuture(drawn);
        const answer = mayUseCpni(question);
        if (answer.validUntilMs !== null)
          expect(mayUseCpni(askedAt(question, answer.validUntilMs - 1))).toEqual(answer);
      }),
      always,
    );
  });

  it('silence permits no earlier than the wait of a notice that covers the use and did not come back', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { use, events, at, day } = question;
        if (mayUseCpni(question).basis !== 'opt-out') return;
        const waited = events.notices.filter(
          (notice) =>
            notice.at <= at &&
            notice.approval === 'opt-out' &&
            notice.method !== 'oral' &&
            covers(notice.covers, scopeOf(use)) &&
            !events.bounces.some(({ notice: id, at: when }) => id === notice.id && when >= notice.at && when <= at),
        );
        const last = waited.some((notice) => {
          const posted = notice.method === 'mail' || notice.method === 'bill-insert' ? 3 : 0;
          return [31, notice.waitDays + 1].every((wait) => day >= notice.day + posted + wait);
        });
        expect(last).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });

  it('names only paragraphs that `where` knows it weighs', () => {
    const known = new Set<string>(weighs.get('may-use-cpni'));
    const met = new Set<string>();
    for (const question of fc.sample(questions, { numRuns: 30_000, seed: 11 }))
      for (const { cite } of mayUseCpni(question).weighed) met.add(cite);
    expect([...met].filter((cite) => !known.has(cite))).toEqual([]);
    expect([...known].filter((cite) => !met.has(cite))).toEqual([]);
  });
});

describe('screening', () => {
  /** The answer as a screen finds it: requirement and promises once a campaign, the customer's state from intervals. */
  const screened = (question: UseQuestion): string => {
    const { at, day, use, events } = question;
    const needed = requirement(question, cpniVersionAt(at));
    if (needed.need === 'never') return needed.missing;
    if (needed.need === 'order' || needed.need === 'call') return 'not a campaign';
    const state = approvalState(events, scopeOf(use), at, day);
    const ground =
      needed.need === 'none'
        ? ({ allowed: true, basis: needed.basis, order: 'none' } as const)
        : judgeApproval(needed, state, 'none', []);
    if (!ground.allowed) return ground.missing[0];
    const demand = promiseDemand(question, ground);
    const kept =
      demand.demands === 'nothing' ||
      (demand.demands === 'yes' && state.consent.allowed) ||
      (demand.demands === 'no-refusal' && state.refusal === 'none');
    return kept ? ground.basis : 'promise';
  };

  it('agrees with the decision, in reason too', () => {
    fc.assert(
      fc.property(questions, (drawn) => {
        const question = { ...drawn, use: { ...drawn.use, callId: null, channel: 'none' as const } };
        const seen = screened(question);
        if (seen === 'not a campaign') return;
        const { allowed, basis, missing } = mayUseCpni(question);
        expect(seen).toBe(allowed ? basis : missing[0]);
      }),
      always,
    );
  });

  it('finds the state constant between two neighbouring boundaries', () => {
    fc.assert(
      fc.property(histories, uses, (events, use) => {
        const scope = scopeOf(use);
        const { instants, days } = approvalBoundaries(events, scope);
        const edges = [...new Set([...instants, ...days.map((day) => day * DAY)])].sort((a, b) => a - b);
        const stateAt = (at: number) => approvalState(events, scope, at, Math.floor(at / DAY));
        edges.forEach((edge, index) => {
          const next = edges[index + 1] ?? edge + 4000 * DAY;
          const middle = edge + Math.floor((next - edge) / 2);
          expect(stateAt(middle)).toEqual(stateAt(edge));
          expect(stateAt(next - 1)).toEqual(stateAt(edge));
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('sees in two coverages that cover and touch alike the same state', () => {
    fc.assert(
      fc.property(questions, ({ events, use, at, day }) => {
        const scope = scopeOf(use);
        const plain = approvalState(events, scope, at, day);
        const coded = {
          ...events,
          notices: events.notices.map((notice) => ({
            ...notice,
            covers: covers(notice.covers, scope) ? everything : 0,
          })),
        };
        expect(approvalState(coded, scope, at, day)).toEqual(plain);
      }),
      always,
    );
  });

  it('is told the first day after a wait', () => {
    expect(
      firstDayOfUse({
        ...{ at: 0, day: 0, id: 'a', approval: 'opt-out', method: 'email', address: null, waitDays: 0 },
        covers: everything,
      }),
    ).toBe(31);
  });
});
