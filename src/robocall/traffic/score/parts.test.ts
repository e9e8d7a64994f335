// Each reason on both sides of the number from which it speaks: at the line it is silent, one call beyond it says so with counts.
import { expect, it } from 'vitest';
import { bare, counts, type Measure } from '../metrics/measure.ts';
import { undeclared } from '../side/accounts.ts';
import { complaintsOfLegalCalls } from '../thresholds/limits.ts';
import { expected } from '../thresholds/uses.ts';
import { findingsOf } from './findings.ts';
import type { Case, PeerFigure, Peers, Shape, Signals } from './part.ts';
import { weights } from './weights.ts';

const nothing = bare(counts.parse(Object.fromEntries(Object.keys(counts.shape).map((name) => [name, 0]))));
const day = (given: Partial<Measure>): Measure => ({ ...nothing, ...given });
const shape = (given: Partial<Shape>): Shape => ({
  ...{ days: 1, attempts: 0, answered: 0, completable: 0, completed: 0 },
  ...{ short6: 0, under15: 0, over120: 0, invalid: 0 },
  ...given,
});
const noPeers: Peers = { under15: null, over120: null, invalid: null, ringOnce: null };
const noSignals: Signals = { complaints: 0, complaintCalls: 0, complaintNumbers: 0, traceback: null };

/** A day of an office of which nothing is known but what is given; a share is taken as it is, without the doubt of small samples. */
const office = (of: Partial<Measure>, more: Partial<Case>): Case => ({
  ...{ level: 'account', of: day(of), whole: day(of), shape: shape({}), account: undeclared('acme') },
  ...{ peerGroup: 'conversation', expected: expected.conversation, inventory: 'known', before: [] },
  ...{ peers: noPeers, signals: noSignals, complaintRate: complaintsOfLegalCalls, doubt: 0 },
  ...more,
});
const shown = (standing: 'lapsed' | 'other' | 'impossible', calls: number): Partial<Measure> => ({
  attempts: 100,
  showing: { ...nothing.showing, [standing]: { calls, numbers: calls } },
});
const talks = (given: Partial<Shape>) => office({}, { shape: shape({ answered: 100, over120: 50, ...given }) });
const tries = (given: Partial<Shape>) => office({}, { shape: shape({ completable: 100, completed: 50, ...given }) });
const declared = { ...undeclared('acme'), perDay: 100, peakCps: 2 };
const usual = (given: Partial<Measure>) => Array.from({ length: 3 }, () => day({ attempts: 100, ...given }));
const rotated = (distinctCallers: number) =>
  office(
    { attempts: 2000, answered: 500, under15: 400, distinctCalled: 1900, callerEntropy: 0.96, distinctCallers },
    {},
  );
const neighbours = (neighbour: number) =>
  office({ attempts: 100, neighbour, neighbourExpected: 10, neighbourPrefixes: 5 }, {});
const complained = (complaintCalls: number) =>
  office({}, { signals: { ...noSignals, complaints: 2, complaintNumbers: 1, complaintCalls } });
const traced = (days: number) => office({}, { signals: { ...noSignals, traceback: { days, key: 'c', count: 1 } } });
const dialer = (of: Partial<Measure>) => office(of, { expected: expected['contact-centre'] });
const listed = (hits: Partial<Measure['listed']>): Partial<Measure> => ({
  listed: { dncAsked: 100, dncHits: 0, goneAsked: 100, goneHits: 0, ...hits },
});
const hours = (calls: number) => nothing.byHour.map((_, hour) => (hour === 3 ? calls : hour === 12 ? 100 - calls : 0));
const middle: PeerFigure = { middle: 0.3, spread: 0.1, accounts: 5 };
const beside = (under15: number) =>
  office({}, { peers: { ...noPeers, under15: middle }, shape: shape({ answered: 100, under15, over120: 50 }) });

const reasons: readonly (readonly [code: string, silent: Case, speaks: Case])[] = [
  ['caller-id-not-authorized', office({ attempts: 100 }, {}), office(shown('other', 1), {})],
  ['caller-id-lapsed', office({ attempts: 100 }, {}), office(shown('lapsed', 1), {})],
  ['caller-id-invalid', office({ attempts: 100 }, {}), office(shown('impossible', 1), {})],
  ['neighbour-numbers', neighbours(20), neighbours(21)],
  ['rotating-numbers', rotated(60), rotated(61)],
  ['short-calls', talks({ short6: 22 }), talks({ short6: 23 })],
  ['under-fifteen-seconds', talks({ under15: 45 }), talks({ under15: 46 })],
  ['no-conversations', talks({ over120: 15 }), talks({ over120: 14 })],
  ['low-completion', tries({ completed: 35 }), tries({ completed: 34 })],
  ['invalid-numbers', tries({ invalid: 6 }), tries({ invalid: 7 })],
  ['outside-hours', dialer({ attempts: 100, outsideHours: 5 }), dialer({ attempts: 100, outsideHours: 6 })],
  [
    'volume-over-declared',
    office({ attempts: 250 }, { account: declared }),
    office({ attempts: 251 }, { account: declared }),
  ],
  [
    'rate-over-declared',
    office({ attempts: 100, minuteCps: 3 }, { account: declared }),
    office({ attempts: 100, minuteCps: 3.1 }, { account: declared }),
  ],
  ['ring-once', office({ attempts: 100, ringOnce: 15 }, {}), office({ attempts: 100, ringOnce: 16 }, {})],
  ['sequential-dialing', office({ pairs: 100, sequential: 10 }, {}), office({ pairs: 100, sequential: 11 }, {})],
  [
    'one-destination',
    office({ oneDestination: { n: 100, talks: 0 } }, {}),
    office({ oneDestination: { n: 101, talks: 0 } }, {}),
  ],
  ['blocked-downstream', office({ completable: 100, blocked: 4 }, {}), office({ completable: 100, blocked: 5 }, {})],
  ['limit-hits', office({ attempts: 98, limitRejected: 2 }, {}), office({ attempts: 97, limitRejected: 3 }, {})],
  ['complaints', complained(3000), complained(2000)],
  ['traceback', traced(31), traced(30)],
  ['do-not-call-hits', dialer(listed({ dncHits: 5 })), dialer(listed({ dncHits: 6 }))],
  ['reassigned-numbers', office(listed({ goneHits: 5 }), {}), office(listed({ goneHits: 6 }), {})],
  [
    'volume-changed',
    office({ attempts: 400 }, { before: usual({}) }),
    office({ attempts: 401 }, { before: usual({}) }),
  ],
  [
    'talk-changed',
    office({ attempts: 1000, answered: 1000, under15: 320 }, { before: usual({ answered: 1000, under15: 200 }) }),
    office({ attempts: 1000, answered: 1000, under15: 330 }, { before: usual({ answered: 1000, under15: 200 }) }),
  ],
  [
    'hours-changed',
    office({ attempts: 100, byHour: hours(15) }, { before: usual({ byHour: hours(0) }) }),
    office({ attempts: 100, byHour: hours(16) }, { before: usual({ byHour: hours(0) }) }),
  ],
  [
    'destinations-changed',
    office({ attempts: 1000, abroad: 100 }, { before: usual({}) }),
    office({ attempts: 1000, abroad: 110 }, { before: usual({}) }),
  ],
  [
    'delivery-fell',
    office(
      { attempts: 1000, completable: 1000, completed: 375 },
      { before: usual({ completable: 1000, completed: 500 }) },
    ),
    office(
      { attempts: 1000, completable: 1000, completed: 370 },
      { before: usual({ completable: 1000, completed: 500 }) },
    ),
  ],
  ['unlike-peers', beside(60), beside(61)],
];

const found = (code: string, of: Case) => findingsOf(of).find((one) => one.code === code);

it.each(reasons)('%s', (code, silent, speaks) => {
  expect(found(code, silent)).toBeUndefined();
  const finding = found(code, speaks);
  expect(finding?.strength).toBeGreaterThan(0);
  expect(finding?.why).toMatch(/\d/);
});

it('Every reason that has a weight is tried here, and none without', () => {
  expect(reasons.map(([code]) => code).toSorted()).toEqual(Object.keys(weights).toSorted());
});

it('An account that declared that it grows, has no history or is lost among too few calls gives no reason to compare', () => {
  const grows = { before: usual({}), account: { ...undeclared('acme'), perDay: 400 } };
  expect(found('volume-changed', office({ attempts: 480 }, grows))).toBeUndefined();
  expect(found('volume-changed', office({ attempts: 401 }, { before: usual({}).slice(1) }))).toBeUndefined();
  expect(
    found('neighbour-numbers', office({ attempts: 100, neighbour: 90, neighbourPrefixes: 4 }, {})),
  ).toBeUndefined();
  expect(found('unlike-peers', { ...beside(90), level: 'number' })).toBeUndefined();
});
