import fc from 'fast-check';
import type { Coverage } from '../coverage.ts';
import { coverageOf, everything } from '../coverage.ts';
import { answerMethods, approvalKinds, type Events, noticeMethods, orderMethods } from '../events.ts';
import {
  authentications,
  carrierKinds,
  carrierPromises,
  categories,
  channels,
  cpniClasses,
  identifiables,
  offerKinds,
  purposes,
  recipients,
  sources,
  type Use,
} from '../facts.ts';
import type { UseQuestion } from './may-use-cpni.ts';

// Random facts, drawn from few words and few instants so that they meet. Days are days of UTC here.

const DAY = 86_400_000;
const start = Date.UTC(2003, 0, 10);

/** Instants: days near the first versions of the rules and some years on, at few times of the day, often the same. */
const instant = fc
  .tuple(fc.integer({ min: 0, max: 70 }), fc.constantFrom(0, 365, 730, 1790), fc.constantFrom(0, 5, 12))
  .map(([day, years, hour]) => start + (day + years) * DAY + hour * 3_600_000);

const dayOf = (at: number): number => Math.floor(at / DAY);

const some = <Word extends string>(words: readonly Word[]) => fc.subarray([...words], { minLength: 1 });

const coverage: fc.Arbitrary<Coverage> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(everything) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(some(cpniClasses.slice(0, 2)), some(recipients.slice(0, 4)), some(purposes.slice(8, 10)))
      .map(([classes, to, forPurposes]) => coverageOf(classes, to, forPurposes)),
  },
);

const id = fc.constantFrom('a', 'b', 'c');

// mostly the one that all name
const address = fc.constantFrom(null, null, 'x', 'y');

const notice = fc
  .record({
    at: instant,
    id,
    approval: fc.constantFrom(...approvalKinds, 'opt-out' as const),
    method: fc.constantFrom(...noticeMethods),
    address,
    waitDays: fc.constantFrom(0, 30, 45, 800),
    covers: coverage,
  })
  .map((drawn) => ({ ...drawn, day: dayOf(drawn.at) }));

const list = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { maxLength: 3 });

/** One customer's history. */
export const histories: fc.Arbitrary<Events> = fc.record({
  consents: list(
    fc.record({
      at: instant,
      said: fc.constantFrom('given' as const, 'given' as const, 'withdrawn' as const),
      address,
    }),
  ),
  notices: list(notice),
  bounces: list(fc.record({ at: instant, notice: id })),
  approvals: list(
    fc.record({ at: instant, notice: id, method: fc.constantFrom(...answerMethods), proof: fc.boolean() }),
  ),
  refusals: fc.array(fc.record({ at: instant, covers: coverage }), { maxLength: 2 }),
  orders: list(
    fc.record({
      at: instant,
      recipient: fc.constantFrom(...recipients),
      to: fc.constantFrom('x', 'y', null),
      cpni: coverage,
      method: fc.constantFrom(...orderMethods),
      authenticated: fc.boolean(),
    }),
  ),
  oneTimes: list(fc.record({ at: instant, callId: id, covers: coverage })),
  callEnds: list(fc.record({ at: instant, callId: id })),
});

/** One use; an offer exactly when it markets. */
export const uses: fc.Arbitrary<Use> = fc
  .record({
    identifiable: fc.constantFrom('individual' as const, 'individual' as const, ...identifiables),
    source: fc.constantFrom('own-service' as const, 'own-service' as const, ...sources),
    purpose: fc.constantFrom('market' as const, 'market' as const, 'sell' as const, ...purposes),
    kind: fc.constantFrom('communications-related' as const, ...offerKinds),
    category: fc.constantFrom(...categories, null),
    recipient: fc.constantFrom('self' as const, 'self' as const, ...recipients),
    recipientServes: fc.subarray([...categories], { maxLength: 1 }),
    to: fc.constantFrom('x', null),
    cpni: fc.integer({ min: 1, max: 3 }),
    agreement: fc.boolean(),
    callId: fc.constantFrom('a', null),
    channel: fc.constantFrom(...channels),
    authentication: fc.constantFrom(...authentications),
  })
  .map(({ kind, category, ...use }) => ({ ...use, offer: use.purpose === 'market' ? { kind, category } : null }));

/** A whole question. */
export const questions: fc.Arbitrary<UseQuestion> = fc
  .record({
    at: instant,
    carrier: fc.record({
      kind: fc.constantFrom(...carrierKinds),
      promises: fc.subarray([...carrierPromises], { maxLength: 2 }),
    }),
    subscribes: fc.subarray([...categories], { maxLength: 2 }),
    use: uses,
    events: histories,
  })
  .map((drawn) => ({ ...drawn, day: dayOf(drawn.at), dayEnds: (dayOf(drawn.at) + 1) * DAY }));

/** The same question asked at another instant. */
export const askedAt = (question: UseQuestion, at: number): UseQuestion => ({
  ...question,
  at,
  day: dayOf(at),
  dayEnds: (dayOf(at) + 1) * DAY,
});
