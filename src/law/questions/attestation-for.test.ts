import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Attestation, attestationFor, type CallToSign } from './attestation-for.ts';
import { maySignFor, type Signer } from './may-sign-for.ts';
import type { NumberRight } from './number-right.ts';
import { weighs } from './weighs.ts';

const at = (text: string): number => Date.parse(text);
const easternDay = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const noon = at('2026-11-26T12:00:00-05:00');

const ours: Signer = { by: 'us', credentials: { token: 'valid', certificate: 'valid' } };
const assigned: NumberRight = {
  basis: 'assigned',
  evidence: 'verified',
  from: at('2024-01-01T00:00:00-05:00'),
  until: null,
  holder: 'customer',
};
const own: CallToSign = {
  at: noon,
  day: easternDay('2026-11-26'),
  role: 'originating',
  exchange: 'sip',
  received: 'unsigned',
  forwarded: 'no',
  presentation: 'shown',
  customer: {
    service: 'active',
    account: 'authenticated',
    vetting: 'approved',
    vettedFrom: at('2025-11-01T00:00:00-05:00'),
    vettedUntil: at('2027-11-01T00:00:00-05:00'),
  },
  number: { kind: 'geographic', caller: 'customer', right: assigned },
  signer: ours,
};
const withRight = (right: NumberRight | null): CallToSign => ({ ...own, number: { ...own.number, right } });
const withCustomer = (changes: Partial<CallToSign['customer']>): CallToSign => ({
  ...own,
  customer: { ...own.customer, ...changes },
});

describe('A call of a vetted customer who shows a number of ours', () => {
  it('is signed A: we put it on the network, know the customer and verified the number', () =>
    expect(attestationFor(own)).toMatchObject({
      allowed: true,
      level: 'A',
      basis: 'full',
      cite: '47 CFR 64.6301(a)(2)',
      missing: [],
      validUntil: own.customer.vettedUntil,
      reason: 'A: we know the customer, and the right to this number is verified.',
    }));
  it('is signed B from the instant at which the number was ported out, and A a millisecond before', () => {
    const portedOut = noon - 86_400_000;
    const right = { ...assigned, until: portedOut };
    expect(attestationFor({ ...withRight(right), at: portedOut - 1 })).toMatchObject({
      level: 'A',
      validUntil: portedOut,
    });
    expect(attestationFor({ ...withRight(right), at: portedOut }).level).toBe('B');
    expect(attestationFor(withRight(right))).toMatchObject({ level: 'B', missing: ['ended'] });
  });
  it('is signed A from the instant at which a number ported in today is his, and says so before', () => {
    const right: NumberRight = { ...assigned, basis: 'ported-in', from: noon + 60_000 };
    expect(attestationFor(withRight(right))).toMatchObject({
      level: 'B',
      missing: ['not-begun'],
      clearsAt: noon + 60_000,
    });
    expect(attestationFor({ ...withRight(right), at: noon + 60_000 }).level).toBe('A');
  });
  it('is signed B once the letter of authorization expired at midnight', () => {
    const midnight = at('2026-11-27T00:00:00-05:00');
    const letter: NumberRight = { ...assigned, basis: 'letter', until: midnight };
    expect(attestationFor({ ...withRight(letter), at: midnight - 1 }).level).toBe('A');
    expect(attestationFor({ ...withRight(letter), at: midnight })).toMatchObject({
      level: 'B',
      missing: ['ended'],
      reason: 'B: we know the customer, not the right to this number: the right to this number has ended.',
    });
  });
  it('is signed B with a letter that nobody verified, and with no right at all', () => {
    for (const evidence of ['unverified', 'unknown'] as const)
      expect(attestationFor(withRight({ ...assigned, basis: 'letter', evidence })).missing).toEqual(['evidence']);
    expect(attestationFor(withRight(null))).toMatchObject({ level: 'B', missing: ['no-right'] });
  });
  it('is signed at the same level when the number is withheld from the called party', () =>
    expect(attestationFor({ ...own, presentation: 'withheld' })).toEqual(attestationFor(own)));
});

describe('A toll-free number', () => {
  const tollFree = (basis: NumberRight['basis']): CallToSign => ({
    ...own,
    number: { kind: 'toll-free', caller: 'customer', right: { ...assigned, basis } },
  });
  it('is signed A only by the word of its responsible organization', () => {
    expect(attestationFor(tollFree('toll-free')).level).toBe('A');
    expect(attestationFor(tollFree('delegate-certificate')).level).toBe('A');
    for (const basis of ['assigned', 'ported-in', 'letter'] as const)
      expect(attestationFor(tollFree(basis))).toMatchObject({ level: 'B', missing: ['toll-free-authority'] });
  });
  it('is no ground for a geographic number', () =>
    expect(attestationFor(withRight({ ...assigned, basis: 'toll-free' })).missing).toEqual(['no-right']));
});

describe('A suspended customer', () => {
  it('has no call signed, whatever the right to the number, nor has one whose service ended or is unknown', () => {
    for (const service of ['suspended', 'ended', 'none', 'unknown'] as const)
      expect(attestationFor(withCustomer({ service }))).toMatchObject({
        allowed: false,
        level: 'none',
        act: 'nothing',
        missing: ['service'],
        reason: 'Nothing may be signed by us: the customer has no active service.',
      });
  });
});

describe('An emergency call of a suspended customer', () => {
  it('is signed as high as what we know of customer and number allows', () => {
    const suspended: CallToSign = withCustomer({ service: 'emergency-only' });
    expect(attestationFor(suspended).level).toBe('A');
    expect(attestationFor({ ...suspended, number: { ...own.number, right: null } }).level).toBe('B');
  });
});

describe('A customer who is not vetted', () => {
  it('is signed C, never B: we cannot say who calls', () => {
    for (const vetting of ['not-approved', 'unknown'] as const)
      expect(attestationFor(withCustomer({ vetting }))).toMatchObject({ level: 'C', missing: ['vetting'] });
    for (const account of ['not-authenticated', 'unknown'] as const)
      expect(attestationFor(withCustomer({ account }))).toMatchObject({ level: 'C', missing: ['authentication'] });
  });
  it('falls from A to C at the instant the vetting lapses', () => {
    const lapses = noon + 1;
    expect(attestationFor(withCustomer({ vettedUntil: lapses }))).toMatchObject({ level: 'A', validUntil: lapses });
    expect(attestationFor({ ...withCustomer({ vettedUntil: lapses }), at: lapses }).missing).toEqual([
      'vetting-lapsed',
    ]);
  });
});

describe("A reseller's customer", () => {
  const byEndUser = (right: NumberRight | null): CallToSign => ({
    ...own,
    number: { kind: 'geographic', caller: 'resellers-customer', right },
  });
  it("is signed B on the reseller's right, and A when the right is verified for the end user", () => {
    expect(attestationFor(byEndUser(assigned))).toMatchObject({ level: 'B', missing: ['end-users-right'] });
    expect(attestationFor(byEndUser({ ...assigned, holder: 'end-user' })).level).toBe('A');
    expect(attestationFor(byEndUser({ ...assigned, basis: 'delegate-certificate', holder: 'end-user' })).level).toBe(
      'A',
    );
  });
  it('is signed C when the reseller itself is not vetted', () => {
    const call = byEndUser({ ...assigned, holder: 'end-user' });
    expect(attestationFor({ ...call, customer: { ...call.customer, vetting: 'not-approved' } }).level).toBe('C');
  });
  it('is signed B when it is not known whether our customer or one of its customers calls', () =>
    expect(attestationFor({ ...own, number: { ...own.number, caller: 'unknown' } }).missing).toEqual(['caller']));
});

describe('A forwarded call', () => {
  const forwarded: CallToSign = { ...own, forwarded: 'with-evidence', number: { ...own.number, right: null } };
  it("keeps its caller's signature, with a div PASSporT beside it, and gets no level of ours", () =>
    expect(attestationFor({ ...forwarded, received: 'signed' })).toMatchObject({
      allowed: false,
      level: 'none',
      act: 'keep-and-add-div',
      cite: '47 CFR 64.6302(b)',
    }));
  it('is signed C when it came unsigned, even for a number on record (doubt D-38)', () => {
    expect(attestationFor(forwarded)).toMatchObject({ level: 'C', missing: ['forwarded'] });
    expect(attestationFor({ ...own, forwarded: 'with-evidence' }).level).toBe('C');
  });
  it('is not signed over when it is not known whether it came signed', () =>
    expect(attestationFor({ ...forwarded, received: 'unknown' })).toMatchObject({
      act: 'nothing',
      missing: ['received'],
    }));
});

describe('A call from another provider', () => {
  it('is signed C where we are only the entry point, by the paragraph of our role', () => {
    const cites = (['gateway', 'first-intermediate', 'intermediate'] as const).map((role) => {
      const { level, cite } = attestationFor({ ...own, role });
      return [level, cite];
    });
    expect(cites).toEqual([
      ['C', '47 CFR 64.6302(d)'],
      ['C', '47 CFR 64.6302(e)'],
      ['C', '47 CFR 64.6302(c)'],
    ]);
  });
  it('that came signed goes on as it came', () =>
    expect(attestationFor({ ...own, role: 'intermediate', received: 'signed' })).toMatchObject({
      act: 'keep',
      level: 'none',
    }));
  it('of which we cannot say whether we originate it is not signed', () =>
    expect(attestationFor({ ...own, role: 'unknown' })).toMatchObject({ act: 'nothing', missing: ['role'] }));
});

describe('Who may sign, 64.6301', () => {
  const thirdParty: Signer = {
    by: 'third-party',
    credentials: { token: 'valid', certificate: 'valid' },
    terms: { levelDecidedBy: 'us', certificate: 'ours', agreement: 'complete' },
  };
  const ruled = easternDay('2025-09-18');
  it('a third party, since 2025-09-18, only where we decide, with our certificate, by a written agreement', () => {
    expect(maySignFor(ruled, thirdParty)).toMatchObject({ allowed: true, basis: 'third-party-for-us' });
    const terms = thirdParty.terms;
    const missing = (changed: Partial<typeof terms>) =>
      maySignFor(ruled, { ...thirdParty, terms: { ...terms, ...changed } }).missing;
    for (const levelDecidedBy of ['third-party', 'unknown'] as const)
      expect(missing({ levelDecidedBy })).toEqual(['own-decision']);
    for (const certificate of ['third-partys', 'unknown'] as const)
      expect(missing({ certificate })).toEqual(['own-certificate']);
    for (const agreement of ['incomplete', 'oral', 'none', 'unknown'] as const)
      expect(missing({ agreement })).toEqual(['agreement']);
  });
  it('a third party with its own certificate on 2025-09-17, and no longer on 2025-09-18', () => {
    const theirs: Signer = {
      ...thirdParty,
      terms: { levelDecidedBy: 'third-party', certificate: 'third-partys', agreement: 'none' },
    };
    expect(maySignFor(ruled - 1, theirs)).toMatchObject({ allowed: true, basis: 'before-the-rules' });
    expect(maySignFor(ruled, theirs)).toMatchObject({ allowed: false, cite: '47 CFR 64.6301(b)(1)' });
  });
  it('nobody without a token and certificate of ours that are valid', () => {
    for (const state of ['expired', 'revoked', 'none', 'unknown'] as const) {
      const lapsed: Signer = { by: 'us', credentials: { token: 'valid', certificate: state } };
      expect(maySignFor(ruled, lapsed)).toMatchObject({ allowed: false, missing: ['certificate'] });
      expect(attestationFor({ ...own, signer: lapsed })).toMatchObject({ level: 'none', act: 'nothing' });
    }
    const noToken: Signer = { ...thirdParty, credentials: { token: 'revoked', certificate: 'valid' } };
    expect(maySignFor(ruled, noToken)).toMatchObject({ missing: ['token'], cite: '47 CFR 64.6301(c)' });
    expect(attestationFor({ ...own, signer: noToken }).reason).toBe(
      'Nothing may be signed by us: we have no valid service provider code token.',
    );
  });
  it('nothing that does not leave by SIP', () => {
    for (const exchange of ['non-ip', 'unknown'] as const)
      expect(attestationFor({ ...own, exchange })).toMatchObject({ level: 'none', cite: '47 CFR 64.6304(d)' });
  });
});

const instant = fc.integer({ min: noon - 5, max: noon + 5 });
const credentialState = fc.constantFrom('valid', 'valid', 'expired', 'unknown');
const credentials = fc.record({ token: credentialState, certificate: credentialState });
const randomCall: fc.Arbitrary<CallToSign> = fc.record({
  at: instant,
  day: fc.constantFrom(easternDay('2025-09-17'), easternDay('2026-11-26')),
  role: fc.constantFrom('originating', 'originating', 'gateway', 'first-intermediate', 'intermediate', 'unknown'),
  exchange: fc.constantFrom('sip', 'sip', 'sip', 'non-ip', 'unknown'),
  received: fc.constantFrom('signed', 'unsigned', 'unknown'),
  forwarded: fc.constantFrom('no', 'no', 'with-evidence'),
  presentation: fc.constantFrom('shown', 'withheld'),
  customer: fc.record({
    service: fc.constantFrom('active', 'active', 'emergency-only', 'suspended', 'unknown'),
    account: fc.constantFrom('authenticated', 'authenticated', 'not-authenticated', 'unknown'),
    vetting: fc.constantFrom('approved', 'approved', 'not-approved', 'unknown'),
    vettedFrom: instant,
    vettedUntil: fc.option(instant),
  }),
  number: fc.record({
    kind: fc.constantFrom('geographic', 'geographic', 'toll-free', 'unknown'),
    caller: fc.constantFrom('customer', 'customer', 'resellers-customer', 'unknown'),
    right: fc.option(
      fc.record({
        basis: fc.constantFrom('assigned', 'ported-in', 'letter', 'toll-free', 'delegate-certificate'),
        evidence: fc.constantFrom('verified', 'verified', 'unverified', 'unknown'),
        from: instant,
        until: fc.option(instant),
        holder: fc.constantFrom('customer', 'end-user', 'unknown'),
      }),
    ),
  }),
  signer: fc.oneof(
    fc.record({ by: fc.constant('us' as const), credentials }),
    fc.record({
      by: fc.constant('third-party' as const),
      credentials,
      terms: fc.record({
        levelDecidedBy: fc.constantFrom('us', 'us', 'third-party', 'unknown'),
        certificate: fc.constantFrom('ours', 'ours', 'third-partys', 'unknown'),
        agreement: fc.constantFrom('complete', 'complete', 'oral', 'unknown'),
      }),
    }),
  ),
});
const parts = ['role', 'exchange', 'received', 'forwarded', 'customer', 'number', 'signer'] as const;
/** The lawful A call with some parts at random, so that every level is met often. */
const anyCall: fc.Arbitrary<CallToSign> = fc
  .tuple(randomCall, fc.subarray([...parts]))
  .map(([random, kept]) => ({ ...random, ...Object.fromEntries(kept.map((part) => [part, own[part]])) }));
const known = new Set<string>(weighs.get('attestation-for'));
const meaning = ({ level, act, missing }: Attestation): unknown => [level, act, missing];

describe('Every attestation', () => {
  it('that is A has an authenticated, vetted, active customer and a verified right in force: never a default', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyCall, (call) => {
        const answer = attestationFor(call);
        if (answer.level !== 'A') return;
        seen += 1;
        const { customer, number } = call;
        expect([call.role, call.forwarded, customer.account, customer.vetting]).toEqual([
          'originating',
          'no',
          'authenticated',
          'approved',
        ]);
        expect(['active', 'emergency-only']).toContain(customer.service);
        expect(number.right?.evidence).toBe('verified');
        expect(number.right?.from).toBeLessThanOrEqual(call.at);
        expect(number.right?.until ?? Number.POSITIVE_INFINITY).toBeGreaterThan(call.at);
      }),
      { numRuns: 20_000, seed: 4 },
    );
    expect(seen).toBeGreaterThan(20);
  });
  it('below A says what failed, and says it in words', () => {
    fc.assert(
      fc.property(anyCall, (call) => {
        const { level, act, missing, reason, allowed } = attestationFor(call);
        expect(allowed).toBe(level !== 'none');
        expect(missing.length > 0).toBe(level !== 'A' && act !== 'keep' && act !== 'keep-and-add-div');
        expect(reason).toMatch(/^(?:[ABC]: |Nothing may be signed by us: |Not signed anew: ).+\.$/);
      }),
      { numRuns: 5000 },
    );
  });
  it('stays as it is until the instant that it names', () => {
    fc.assert(
      fc.property(anyCall, (call) => {
        const answer = attestationFor(call);
        if (!answer.allowed) return;
        const last = answer.validUntil === null ? call.at + 100 : answer.validUntil - 1;
        expect(meaning(attestationFor({ ...call, at: last }))).toEqual(meaning(answer));
      }),
      { numRuns: 10_000 },
    );
  });
  it('asks only paragraphs that `law where` knows it weighs', () => {
    fc.assert(
      fc.property(anyCall, (call) => {
        const { cite, weighed } = attestationFor(call);
        for (const each of [cite, ...weighed.map((one) => one.cite)]) expect(known).toContain(each);
      }),
    );
  });
});
