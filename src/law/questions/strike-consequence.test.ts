import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterStrike,
  noStrikes,
  type StrikeAnswer,
  type StrikeEvent,
  strikeConsequence,
} from './strike-consequence.ts';

const hour = 3_600_000;
const start = Date.parse('2026-11-02T10:00:00-05:00');
const hoursOn = (hours: number): number => start + hours * hour;

const call = (hours: number): StrikeEvent => ({ kind: 'wrong-caller-id', at: hoursOn(hours), forwarding: 'none' });
const warned = (hours: number, finding: number): StrikeEvent => ({
  kind: 'warning-delivered',
  at: hoursOn(hours),
  finding,
});
const voided = (hours: number, finding: number): StrikeEvent => ({
  kind: 'voided',
  at: hoursOn(hours),
  finding,
  by: 'Priya, network operations',
  reason: 'ported in on Monday, entered on Tuesday',
});
const exception = (hours: number): StrikeEvent => ({
  kind: 'exception',
  at: hoursOn(hours),
  by: 'Dana Ruiz, chief operating officer',
  reason: 'a test dialer, now switched off',
});
const closed = (hours: number): StrikeEvent => ({ kind: 'closed', at: hoursOn(hours) });

describe('The promise of one warning', () => {
  it('a first wrong caller ID warns and leaves service on', () =>
    expect(strikeConsequence([call(0)])).toMatchObject({
      standing: 'warned',
      service: 'active',
      consequence: 'warn',
      finding: 1,
      cite: '47 CFR 64.6305(a)(2)',
    }));
  it('a thousand refused calls before the warning is delivered are one infraction', () => {
    const calls = Array.from({ length: 1000 }, (_, n) => call(n));
    expect(strikeConsequence(calls)).toMatchObject({ standing: 'warned', consequence: 'attach', finding: 1 });
  });
  it('a call in the 24 hours after delivery still belongs to it; the next millisecond is a second infraction', () => {
    const told = [call(0), warned(5, 1)];
    expect(strikeConsequence([...told, call(29)])).toMatchObject({ standing: 'warned', finding: 1 });
    const late: StrikeEvent = { kind: 'wrong-caller-id', at: hoursOn(29) + 1, forwarding: 'none' };
    expect(strikeConsequence([...told, late])).toMatchObject({
      standing: 'termination-ordered',
      service: 'suspended',
      consequence: 'order-termination',
      finding: 2,
    });
  });
  it('a call with evidence of forwarding is no infraction; what is unknown is no evidence', () => {
    expect(strikeConsequence([{ kind: 'wrong-caller-id', at: hoursOn(0), forwarding: 'evidence' }])).toMatchObject({
      standing: 'clear',
      consequence: 'not-an-infraction',
    });
    expect(strikeConsequence([{ kind: 'wrong-caller-id', at: hoursOn(0), forwarding: 'unknown' }]).standing).toBe(
      'warned',
    );
  });
  it('proof of delivery that comes late counts from when the customer was told (doubt D-41)', () => {
    expect(strikeConsequence([call(0), call(40), warned(5, 1)])).toMatchObject({
      standing: 'termination-ordered',
      finding: 2,
    });
    expect(strikeConsequence([call(0), call(29), warned(5, 1)])).toMatchObject({ standing: 'warned' });
  });
  it('years later the warning still stands: it has no end (doubt D-19)', () =>
    expect(strikeConsequence([call(0), warned(5, 1), call(24 * 365 * 5)]).standing).toBe('termination-ordered'));
});

describe('A termination order', () => {
  const ordered = [call(0), warned(5, 1), call(48)];
  it('ends service when it is carried out, and nothing reopens it', () => {
    expect(strikeConsequence([...ordered, closed(50)])).toMatchObject({ standing: 'closed', service: 'ended' });
    expect(strikeConsequence([...ordered, closed(50), exception(51), voided(52, 2)]).standing).toBe('closed');
  });
  it('is lifted by an officer who signs by name with a reason, and by no blank', () => {
    expect(strikeConsequence([...ordered, exception(50)])).toMatchObject({ standing: 'excepted', service: 'active' });
    for (const blank of [
      { by: ' ', reason: 'a test dialer' },
      { by: 'Dana Ruiz', reason: '' },
    ])
      expect(strikeConsequence([...ordered, { kind: 'exception', at: hoursOn(50), ...blank }])).toMatchObject({
        standing: 'termination-ordered',
        consequence: 'not-applicable',
      });
  });
  it('comes again with the next wrong call after an exception, which excused what was before it', () => {
    expect(strikeConsequence([...ordered, exception(50), call(50)])).toMatchObject({ standing: 'excepted' });
    expect(strikeConsequence([...ordered, exception(50), call(51)])).toMatchObject({
      standing: 'termination-ordered',
      finding: 3,
    });
  });
  it('cannot be signed away or carried out in advance', () => {
    const early = [call(0), warned(5, 1), exception(6), closed(7)];
    expect(strikeConsequence(early)).toMatchObject({ standing: 'warned', consequence: 'not-applicable' });
    expect(strikeConsequence([...early, call(48)]).standing).toBe('termination-ordered');
  });
});

describe('A finding that our own number record was wrong', () => {
  it('is voided: a first leaves the account clear, a second leaves it warned', () => {
    expect(strikeConsequence([call(0), voided(3, 1)])).toMatchObject({ standing: 'clear', service: 'active' });
    expect(strikeConsequence([call(0), warned(5, 1), call(48), voided(50, 2)]).standing).toBe('warned');
  });
  it('if the first of two, makes the second the first, which must have its own warning', () => {
    const events = [call(0), warned(5, 1), call(48), voided(50, 1)];
    expect(strikeConsequence(events)).toMatchObject({ standing: 'warned', service: 'active' });
    expect(strikeConsequence([...events, call(90)])).toMatchObject({ standing: 'warned', finding: 2 });
    expect(strikeConsequence([...events, warned(52, 2), call(90)])).toMatchObject({
      standing: 'termination-ordered',
      finding: 3,
    });
  });
  it('is voided by a person with a reason, once, and its number is not used again', () => {
    const nobody: StrikeEvent = { kind: 'voided', at: hoursOn(1), finding: 1, by: '', reason: 'wrong' };
    expect(strikeConsequence([call(0), nobody]).standing).toBe('warned');
    expect(strikeConsequence([call(0), voided(1, 1), voided(2, 1)]).consequence).toBe('not-applicable');
    expect(strikeConsequence([call(0), voided(1, 1), call(2)])).toMatchObject({ standing: 'warned', finding: 2 });
  });
});

// ---- No path: the promise is broken by an account in active service with two findings that stand and no signed exception.

/** What is wrong with a state, by the text of the promise and not by the code; null when nothing is. */
const broken = ({ state, service, standing }: StrikeAnswer): string | null => {
  const standingFindings = state.findings.filter(({ voided: gone }) => gone === null);
  const latest = standingFindings.at(-1);
  if (state.closedAt !== null) return service === 'ended' ? null : 'closed and in service';
  if (standingFindings.length === 0) return service === 'active' ? null : 'suspended without a finding';
  if (standingFindings.length === 1) return service === 'active' ? null : 'suspended on one finding';
  if (service === 'suspended') return standing === 'termination-ordered' ? null : 'suspended without an order';
  const signed = latest?.exception ?? null;
  if (signed === null) return 'two findings, active service and no exception';
  return signed.by.trim() !== '' && signed.at >= (latest?.lastCallAt ?? Number.POSITIVE_INFINITY)
    ? null
    : 'an exception older than a call that it excuses';
};

/** Everything that can happen in a step at an hour: the clock moves 13 hours a step, so that a day passes between some. */
const steps = (hours: number): readonly StrikeEvent[] => [
  call(hours),
  { kind: 'wrong-caller-id', at: hoursOn(hours), forwarding: 'evidence' },
  warned(hours, 1),
  warned(hours, 2),
  voided(hours, 1),
  voided(hours, 2),
  exception(hours),
  { kind: 'exception', at: hoursOn(hours), by: '', reason: '' },
  closed(hours),
];

describe('No path', () => {
  it('of seven events leads to a second finding, active service and no exception: all of them are walked', () => {
    const reached = new Map<string, number>();
    let states = 0;
    const walk = (at: StrikeAnswer, depth: number): void => {
      states += 1;
      const wrong = broken(at);
      if (wrong !== null) throw new Error(`${wrong}: ${JSON.stringify(at.state)}`);
      if (depth === 7) {
        reached.set(at.standing, (reached.get(at.standing) ?? 0) + 1);
        return;
      }
      for (const event of steps(depth * 13)) {
        const next = afterStrike(at.state, event);
        // What changes nothing leads nowhere new but later: it is walked on only as the passing of time.
        if (next.consequence !== 'not-applicable' || event.kind === 'closed') walk(next, depth + 1);
      }
    };
    walk(strikeConsequence([]), 0);
    expect(states).toBeGreaterThan(10_000);
    expect([...reached.keys()].sort()).toEqual(['clear', 'closed', 'excepted', 'termination-ordered', 'warned']);
  });

  it('of up to sixty events in any order of time does, nor loses a finding', () => {
    const anyEvent: fc.Arbitrary<StrikeEvent> = fc
      .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 5 }))
      .map(([hours, finding, which]) => {
        const choices = [
          call(hours),
          call(hours),
          warned(hours, finding),
          voided(hours, finding),
          exception(hours),
          closed(hours),
        ];
        return choices[which] ?? call(hours);
      });
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60, size: 'max' }), fc.boolean(), (any, inOrder) => {
        const events = inOrder ? any.toSorted((one, two) => one.at - two.at) : any;
        let last = strikeConsequence([]);
        for (const event of events) {
          const next = afterStrike(last.state, event);
          expect(broken(next)).toBeNull();
          expect(next.state.findings.length).toBeGreaterThanOrEqual(last.state.findings.length);
          if (last.service === 'ended') expect(next.service).toBe('ended');
          seen.add(next.standing);
          last = next;
        }
        expect(strikeConsequence(events)).toMatchObject({ state: last.state, standing: last.standing });
      }),
      { numRuns: 1000 },
    );
    expect([...seen].sort()).toEqual(['clear', 'closed', 'excepted', 'termination-ordered', 'warned']);
  });

  it('is seen by the walk when there is one: a state of two findings in service is called broken', () => {
    const ordered = strikeConsequence([call(0), warned(5, 1), call(48)]);
    expect(broken({ ...ordered, service: 'active', standing: 'warned' })).toMatch(/no exception/);
    expect(noStrikes.findings).toEqual([]);
  });
});
