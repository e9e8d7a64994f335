import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallAsked, mayCarryCall } from './may-carry-call.ts';
import { weighs } from './weighs.ts';

const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const own: CallAsked = {
  day: day('2026-11-26'),
  emergency: 'none',
  account: 'active',
  vetting: 'approved',
  strikes: 'clear',
  callerId: 'own',
  callerIdRule: 'own-only',
  forwarding: 'none',
  listing: 'none',
  analytics: null,
};
/** Every way in which a call can be refused, at once. */
const hopeless: CallAsked = {
  ...own,
  account: 'suspended',
  vetting: 'never',
  strikes: 'closed',
  callerId: 'not-own',
  listing: 'invalid',
  analytics: { weighs: 'several-signs-and-authentication', treats: 'all-alike', subscriber: 'may-opt-out' },
};
const analytics = hopeless.analytics;

describe('An emergency call', () => {
  it('to 911, 933, 988 or a public safety answering point is carried in every refusing state', () => {
    for (const emergency of ['to-911', 'to-933', 'to-988', 'to-public-safety'] as const) {
      expect(mayCarryCall({ ...hopeless, emergency })).toMatchObject({ allowed: true, sip: null, infraction: 'none' });
      expect(mayCarryCall({ ...hopeless, emergency, account: 'none' }).allowed).toBe(true);
    }
    expect(mayCarryCall({ ...hopeless, emergency: 'to-911' })).toMatchObject({
      basis: 'emergency',
      cite: '47 CFR 64.1200(k)(5)',
    });
  });
  it('of a public safety answering point passes from its own number, and not from one that only shows it', () => {
    const call: CallAsked = { ...hopeless, emergency: 'from-public-safety' };
    expect(mayCarryCall({ ...call, callerId: 'own' })).toMatchObject({ allowed: true, cite: '47 CFR 64.1200(k)(6)' });
    expect(mayCarryCall(call).allowed).toBe(false);
    expect(mayCarryCall({ ...own, emergency: 'from-public-safety', callerId: 'not-own' })).toMatchObject({
      allowed: false,
      missing: ['caller-id'],
    });
  });
});

describe('A call is refused in the order of the gate', () => {
  const refusedAs = (changes: Partial<CallAsked>) => {
    const { allowed, missing } = mayCarryCall({ ...own, ...changes });
    return allowed ? 'carried' : missing[0];
  };
  it('first for the account, then vetting, strikes, caller ID, do-not-originate, analytics', () => {
    expect(refusedAs(hopeless)).toBe('account-suspended');
    expect(refusedAs({ ...hopeless, account: 'active' })).toBe('not-vetted');
    expect(refusedAs({ ...hopeless, account: 'active', vetting: 'approved' })).toBe('termination-ordered');
    const struckNoMore = { ...hopeless, account: 'active', vetting: 'approved', strikes: 'warned' } as const;
    expect(refusedAs(struckNoMore)).toBe('caller-id');
    expect(refusedAs({ ...struckNoMore, callerId: 'own' })).toBe('no-such-number');
    expect(refusedAs({ ...struckNoMore, callerId: 'own', listing: 'none' })).toBe('analytics');
    expect(refusedAs({ ...struckNoMore, callerId: 'own', listing: 'none', analytics: null })).toBe('carried');
  });
  it('what is not known never lets it pass', () => {
    expect(refusedAs({ account: 'unknown' })).toBe('account-unknown');
    expect(refusedAs({ vetting: 'unknown' })).toBe('not-vetted');
    expect(refusedAs({ strikes: 'unknown' })).toBe('strikes-unknown');
    expect(refusedAs({ callerId: 'unknown' })).toBe('caller-id-unknown');
    expect(refusedAs({ listing: 'unknown' })).toBe('listing-unknown');
    expect(refusedAs({ callerId: 'not-own', forwarding: 'unknown' })).toBe('caller-id');
  });
  it('a customer whose review is overdue calls on in the grace that the carrier gives, and not once it lapsed', () => {
    expect(refusedAs({ vetting: 'overdue' })).toBe('carried');
    expect(refusedAs({ vetting: 'lapsed' })).toBe('vetting-lapsed');
  });
  it('an account that was warned, or whose termination an officer excepted, calls on with its own numbers', () => {
    for (const strikes of ['warned', 'excepted'] as const) expect(refusedAs({ strikes })).toBe('carried');
    for (const strikes of ['termination-ordered', 'closed'] as const)
      expect(refusedAs({ strikes })).toBe('termination-ordered');
  });
});

describe("A number that is not the account's", () => {
  it('is refused with 403 and is evidence of an infraction', () =>
    expect(mayCarryCall({ ...own, callerId: 'not-own' })).toMatchObject({
      allowed: false,
      cite: '47 CFR 64.6305(a)(2)',
      infraction: 'wrong-caller-id',
      redress: 'account-contact',
      sip: { code: 403, text: 'Caller ID not authorized for this account' },
    }));
  it('is carried where forwarding is shown, and where the account may send it signed B; neither is an infraction', () => {
    expect(mayCarryCall({ ...own, callerId: 'not-own', forwarding: 'evidence' })).toMatchObject({
      basis: 'forwarded',
      infraction: 'none',
    });
    expect(mayCarryCall({ ...own, callerId: 'not-own', callerIdRule: 'signed-b' }).basis).toBe('signed-b');
  });
  it('is refused for the list all the same, forwarded or not, which is no infraction', () => {
    for (const changes of [{ forwarding: 'evidence' }, { callerIdRule: 'signed-b' }] as const)
      expect(mayCarryCall({ ...own, ...changes, callerId: 'not-own', listing: 'unallocated' })).toMatchObject({
        allowed: false,
        missing: ['no-such-number'],
        infraction: 'none',
      });
  });
});

describe('A do-not-originate number', () => {
  it('may be blocked until 2025-12-14 and must be from 2025-12-15', () => {
    const invalid: CallAsked = { ...own, listing: 'invalid' };
    const inbound: CallAsked = { ...own, listing: 'inbound-only' };
    expect(mayCarryCall({ ...invalid, day: day('2025-12-14') }).cite).toBe('47 CFR 64.1200(k)(2)');
    expect(mayCarryCall({ ...inbound, day: day('2025-12-14') }).cite).toBe('47 CFR 64.1200(k)(1)');
    for (const call of [invalid, inbound])
      expect(mayCarryCall({ ...call, day: day('2025-12-15') })).toMatchObject({
        allowed: false,
        cite: '47 CFR 64.1200(o)',
        redress: 'public-contact',
        sip: { code: 603, form: 'plain', phrase: 'Decline' },
      });
  });
  it('that became assigned at 10:00 is carried at 10:05', () => {
    expect(mayCarryCall({ ...own, listing: 'unused' }).allowed).toBe(false);
    expect(mayCarryCall({ ...own, listing: 'none' }).allowed).toBe(true);
  });
  it('that could not be looked up is carried while blocking was a right, and refused since it is a duty', () => {
    expect(mayCarryCall({ ...own, listing: 'unknown', day: day('2025-12-14') }).allowed).toBe(true);
    expect(mayCarryCall({ ...own, listing: 'unknown', day: day('2025-12-15') }).allowed).toBe(false);
  });
});

describe('A block by analytics', () => {
  it('answers 603 until 2026-03-24 and 603+ from 2026-03-25, with redress', () => {
    expect(mayCarryCall({ ...own, analytics, day: day('2026-03-24') }).sip).toMatchObject({ code: 603, form: 'plain' });
    expect(mayCarryCall({ ...own, analytics, day: day('2026-03-25') })).toMatchObject({
      cite: '47 CFR 64.1200(k)(3)',
      redress: 'public-contact',
      sip: { code: 603, form: '603+', phrase: 'Network Blocked', isup: 21 },
    });
  });
  it('is none where authentication alone decides, where some are treated worse, or where the subscriber opted out', () => {
    if (analytics === null) throw new Error('no analytics');
    for (const changes of [
      { weighs: 'authentication-alone' },
      { treats: 'some-worse' },
      { subscriber: 'opted-out' },
      { subscriber: 'unknown' },
    ] as const)
      expect(mayCarryCall({ ...own, analytics: { ...analytics, ...changes } }).allowed).toBe(true);
  });
});

const anyCall: fc.Arbitrary<CallAsked> = fc.record({
  day: fc.constantFrom(day('2025-12-14'), day('2026-03-24'), day('2026-11-26')),
  emergency: fc.constantFrom(
    'none',
    'none',
    'none',
    'to-911',
    'to-933',
    'to-988',
    'to-public-safety',
    'from-public-safety',
  ),
  account: fc.constantFrom('active', 'active', 'active', 'suspended', 'ended', 'none', 'unknown'),
  vetting: fc.constantFrom('approved', 'approved', 'overdue', 'lapsed', 'never', 'unknown'),
  strikes: fc.constantFrom('clear', 'warned', 'excepted', 'termination-ordered', 'closed', 'unknown'),
  callerId: fc.constantFrom('own', 'own', 'not-own', 'unknown'),
  callerIdRule: fc.constantFrom('own-only', 'signed-b'),
  forwarding: fc.constantFrom('evidence', 'none', 'unknown'),
  listing: fc.constantFrom('none', 'none', 'inbound-only', 'invalid', 'unallocated', 'unused', 'unknown'),
  analytics: fc.constantFrom(null, null, analytics),
});

describe('Every answer', () => {
  const known = new Set<string>(weighs.get('may-carry-call'));
  it('is a yes without SIP code, or a no with cite, code, a text that fits in a header, reason and redress', () => {
    fc.assert(
      fc.property(anyCall, (call) => {
        const { allowed, sip, missing, redress, basis, cite, weighed, reason } = mayCarryCall(call);
        expect(allowed).toBe(sip === null);
        expect(allowed).toBe(missing.length === 0);
        expect(allowed).toBe(redress === 'none');
        expect(allowed).toBe(basis !== 'none');
        if (sip !== null) expect(sip.text).toMatch(/^[A-Za-z0-9 ='-]+$/);
        expect(reason).toMatch(/^[A-Z].*\.$/);
        for (const each of [cite, ...weighed.map((one) => one.cite)]) expect(known).toContain(each);
      }),
      { numRuns: 5000 },
    );
  });
  it('that carries an ordinary call has a vetted, active account that is not struck out', () => {
    fc.assert(
      fc.property(anyCall, (call) => {
        if (call.emergency !== 'none' || !mayCarryCall(call).allowed) return;
        expect(call.account).toBe('active');
        expect(['approved', 'overdue']).toContain(call.vetting);
        expect(['clear', 'warned', 'excepted']).toContain(call.strikes);
      }),
      { numRuns: 5000 },
    );
  });
  it('is one made before: asked twice it is the same object, so that a call costs no memory', () => {
    fc.assert(fc.property(anyCall, (call) => mayCarryCall(call) === mayCarryCall({ ...call })));
  });
});
