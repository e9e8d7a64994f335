import { describe, expect, it } from 'vitest';
import * as s1200 from './47cfr/64.1200.ts';
import * as s1601 from './47cfr/64.1601.ts';
import * as s1604 from './47cfr/64.1604.ts';
import * as s6300 from './47cfr/64.6300.ts';
import * as s6301 from './47cfr/64.6301.ts';
import * as s6302 from './47cfr/64.6302.ts';
import * as s6303 from './47cfr/64.6303.ts';
import * as s6304 from './47cfr/64.6304.ts';
import * as s6305 from './47cfr/64.6305.ts';
import * as s6307 from './47cfr/64.6307.ts';
import * as s6308 from './47cfr/64.6308.ts';
import type { Rule } from './rule.ts';
import { sections } from './sections.ts';

const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const hour = 3_600_000;
const closures = new Map<number, string>();

type Case = { readonly rule: Rule<never>; readonly met: readonly boolean[]; readonly unmet: readonly boolean[] };

/** Facts that meet a rule, and changes to them each of which alone unmakes it: what is unknown is always among these. */
const sides = <Facts>(rule: Rule<Facts>, meets: Facts, ...unmakes: readonly Partial<Facts>[]): Case => ({
  rule,
  met: [rule.holds(meets)],
  unmet: unmakes.map((change) => rule.holds({ ...meets, ...change })),
});
/** Other facts that meet it too. */
const also = <Facts>(one: Case, rule: Rule<Facts>, ...others: readonly Facts[]): Case => ({
  ...one,
  met: [...one.met, ...others.map((facts) => rule.holds(facts))],
});

const blockNow = {
  weighs: 'several-signs-and-authentication',
  treats: 'all-alike',
  subscriber: 'may-opt-out',
} as const;
const blockFacts = [{ weighs: 'authentication-alone' }, { weighs: 'unknown' }, { treats: 'some-worse' }] as const;

const of1200: readonly Case[] = [
  sides(s1200.atSubscribersRequest, { listing: 'inbound-only' }, { listing: 'none' }, { listing: 'unknown' }),
  sides(s1200.noSuchNumber, { listing: 'unused' }, { listing: 'inbound-only' }, { listing: 'unknown' }),
  sides(s1200.reasonableAnalytics, blockNow, ...blockFacts, { subscriber: 'opted-out' }, { subscriber: 'unknown' }),
  sides(
    s1200.badActorUpstream,
    { upstream: 'named-by-the-fcc-and-not-mitigating', fcc: 'told-before-blocking' },
    { upstream: 'unknown' },
    { fcc: 'not-told' },
  ),
  sides(s1200.neverBlocked, { emergency: 'to-911' }, { emergency: 'none' }, { emergency: 'from-public-safety' }),
  sides(s1200.publicSafetyCalls, { emergency: 'from-public-safety' }, { emergency: 'none' }),
  sides(
    s1200.pointOfContact,
    { contact: 'one-on-public-website-and-free', disputed: 0, statusGiven: null },
    { contact: 'unknown' },
  ),
  sides(
    s1200.statusInADay,
    { contact: 'one-on-public-website-and-free', disputed: 0, statusGiven: 24 * hour },
    { statusGiven: 24 * hour + 1 },
    { statusGiven: null },
    { contact: 'none' },
  ),
  sides(s1200.blockNotice, { network: 'sip', code: '608' }, { code: 'none' }, { network: 'unknown' }),
  sides(s1200.blockNotice603Plus, { network: 'sip', code: '603+' }, { code: '603' }, { code: '608' }),
  sides(
    s1200.blockedList,
    { asked: day('2026-11-23'), given: day('2026-11-27'), price: 'free', closures },
    { given: day('2026-11-28') },
    { given: null },
    { price: 'charged' },
  ),
  sides(
    s1200.highlyLikelyIllegal,
    { ...blockNow, subscriber: 'not-told', oversight: 'human-and-monitored' },
    ...blockFacts,
    { oversight: 'none' },
  ),
  sides(
    s1200.fullAndTimely,
    { requester: 'consortium', names: 'upstream-provider', answered: 5, due: 0 },
    { answered: null },
    { names: 'incomplete' },
  ),
  sides(
    s1200.fullInADay,
    { requester: 'fcc', names: 'customer', answered: 5, due: 5 },
    { answered: 6 },
    { answered: null },
    { names: 'nothing' },
  ),
  also(
    sides(
      s1200.noticeAnswered,
      {
        ...{ role: 'originating', investigated: 'yes', blocked: 'identified-and-similar', mitigated: 'not-needed' },
        ...{ reported: 14, due: 14 },
      },
      { reported: 15 },
      { blocked: 'identified-only' },
      { blocked: 'upstream-named-instead' },
      { investigated: 'unknown' },
      { role: 'other', blocked: 'upstream-named-instead', mitigated: 'nothing' },
      { role: 'other', blocked: 'upstream-named-instead', mitigated: 'unknown' },
    ),
    s1200.noticeAnswered,
    {
      ...{ role: 'other', investigated: 'yes', blocked: 'upstream-named-instead', mitigated: 'done-or-impossible' },
      ...{ reported: 14, due: 14 },
    },
  ),
  sides(
    s1200.finalOrderBlocked,
    { blocked: 'all-of-the-provider', since: 30, due: 30 },
    { since: 31 },
    { since: null },
    { blocked: 'part' },
    { blocked: 'unknown' },
  ),
  sides(
    s1200.knowYourCustomer,
    { identity: 'verified', use: 'examined', review: 'current' },
    { identity: 'claimed' },
    { use: 'unknown' },
    { review: 'overdue' },
  ),
  sides(
    s1200.knowYourUpstream,
    { steps: 'reasonable-and-effective', illegalTraffic: 'some' },
    { illegalTraffic: 'high-volume' },
    { illegalTraffic: 'unknown' },
    { steps: 'none' },
  ),
  also(
    sides(s1200.doNotOriginate, { listing: 'none', call: 'carried' }, { listing: 'invalid' }, { listing: 'unknown' }),
    s1200.doNotOriginate,
    { listing: 'invalid', call: 'blocked' },
  ),
];

const ofCallerId: readonly Case[] = [
  sides(
    s1601.callingNumberPassed,
    { received: 'calling-number', passed: 'unaltered' },
    { passed: 'altered' },
    { passed: 'unknown' },
  ),
  sides(
    s1601.privacyHonored,
    { asked: 'privacy', shownToCalledParty: 'private' },
    { shownToCalledParty: 'number' },
    { shownToCalledParty: 'unknown' },
  ),
  sides(
    s1601.telemarketerShowsNumber,
    { caller: 'telemarketer', number: 'answered-in-business-hours' },
    { number: 'blocked' },
    { number: 'unknown' },
  ),
  also(
    sides(
      s1604.noSpoofing,
      { accuracy: 'misleading', intent: 'fraud-harm-or-gain', caller: 'abroad' },
      { caller: 'in-the-united-states' },
      { caller: 'unknown' },
    ),
    s1604.noSpoofing,
    { accuracy: 'accurate', intent: 'unknown', caller: 'unknown' },
  ),
  sides(
    s1604.noSpoofingFromAbroad,
    { accuracy: 'misleading', intent: 'none-of-these', caller: 'abroad' },
    { intent: 'fraud-harm-or-gain' },
    { intent: 'unknown' },
  ),
  sides(s1604.lawEnforcementExempt, { by: 'court-order' }, { by: 'other' }, { by: 'unknown' }),
];

const valid = { token: 'valid', certificate: 'valid' } as const;
const lapses = [{ token: 'revoked' }, { token: 'unknown' }, { certificate: 'expired' }] as const;
const terms = { levelDecidedBy: 'us', certificate: 'ours', agreement: 'complete' } as const;

const ofAuthentication: readonly Case[] = [
  sides(s6300.foreignVoiceServiceProvider, { established: 'abroad' }, { established: 'unknown' }),
  sides(
    s6300.gatewayProvider,
    { receives: 'from-abroad', sends: 'passes-on', facilities: 'in-the-united-states' },
    { receives: 'from-domestic-provider' },
    { sends: 'delivers' },
    { facilities: 'unknown' },
  ),
  sides(
    s6300.intermediateProvider,
    { receives: 'from-abroad', sends: 'passes-on', facilities: 'unknown' },
    { receives: 'from-own-end-user' },
    { sends: 'unknown' },
  ),
  sides(
    s6300.nonGatewayIntermediateProvider,
    { receives: 'from-domestic-provider', sends: 'passes-on', facilities: 'unknown' },
    { receives: 'from-abroad' },
    { receives: 'unknown' },
  ),
  sides(s6300.sipCall, { protocol: 'sip' }, { protocol: 'non-ip' }, { protocol: 'unknown' }),
  sides(
    s6300.voiceService,
    { reaches: 'telephone-network', numbers: 'north-american' },
    { reaches: 'closed-network' },
    { numbers: 'unknown' },
  ),
  sides(s6301.ownNetwork, { network: 'ip', signed: 'yes', verified: 'yes' }, { signed: 'no' }, { verified: 'unknown' }),
  also(sides(s6301.originatedSigned, { exchange: 'sip', level: 'B' }, { level: 'none' }), s6301.originatedSigned, {
    exchange: 'non-ip',
    level: 'none',
  }),
  sides(
    s6301.terminatedVerified,
    { network: 'ip', signed: 'yes', verified: 'yes' },
    { verified: 'no' },
    { verified: 'unknown' },
  ),
  sides(s6301.ownDecision, terms, { levelDecidedBy: 'third-party' }, { levelDecidedBy: 'unknown' }),
  sides(s6301.ownCertificate, terms, { certificate: 'third-partys' }, { certificate: 'unknown' }),
  sides(s6301.writtenAgreement, terms, { agreement: 'oral' }, { agreement: 'unknown' }),
  sides(
    s6301.agreementKept,
    { ended: day('2026-11-26'), purged: day('2028-11-26') },
    { purged: day('2028-11-25') },
    { ended: null },
  ),
  sides(s6301.ownCredentials, valid, ...lapses),
  sides(s6302.intermediateCredentials, valid, ...lapses),
  also(
    sides(
      s6302.passedOnUnaltered,
      { signedData: 'altered', why: 'technical-necessity' },
      { why: 'neither' },
      { why: 'unknown' },
      { signedData: 'unknown' },
    ),
    s6302.passedOnUnaltered,
    { signedData: 'unaltered', why: 'neither' },
  ),
  sides(
    s6302.signedOrTraced,
    { signedOn: 'no', tracebacks: 'all-answered' },
    { tracebacks: 'not-all' },
    { tracebacks: 'unknown' },
  ),
  sides(
    s6302.gatewaySigns,
    { signedOn: 'yes', tracebacks: 'unknown', number: 'north-american' },
    { signedOn: 'no', tracebacks: 'all-answered' },
    { signedOn: 'unknown' },
  ),
  sides(
    s6302.firstIntermediateSigns,
    { signedOn: 'yes', tracebacks: 'unknown', from: 'originating-provider' },
    { signedOn: 'no', tracebacks: 'all-answered' },
    { signedOn: 'no', from: 'unknown' },
  ),
  sides(
    s6303.nonIpNetwork,
    { network: 'some-non-ip', proof: 'represented-in-working-group' },
    { proof: 'none' },
    { proof: 'unknown' },
  ),
  sides(s6303.gatewayNonIpNetwork, { network: 'some-non-ip', proof: 'testing-a-solution' }, { proof: 'none' }),
  sides(s6304.smallProviders, { lines: 100_000, facilities: 'none' }, { lines: 100_001 }, { lines: null }),
  sides(
    s6304.smallProvidersWithFacilities,
    { lines: 100_000, facilities: 'own' },
    { lines: 100_001 },
    { facilities: 'none' },
    { facilities: 'unknown' },
  ),
  sides(
    s6304.withoutToken,
    { token: 'cannot-be-obtained', tried: 'diligently' },
    { token: 'could-be-obtained' },
    { tried: 'unknown' },
  ),
  sides(s6304.nonIpParts, { network: 'non-ip' }, { network: 'ip' }, { network: 'unknown' }),
];

const program = { covers: 'all-traffic', signed: 'part', steps: 'reasonable', tracebacks: 'within-24-hours' } as const;
const unlikeProgram = [
  { covers: 'unsigned-traffic' },
  { covers: 'unknown' },
  { steps: 'not-reasonable' },
  { tracebacks: 'in-time' },
] as const;
const certified = { status: 'partial', program: 'all-originated-calls', removals: 'none-stated' } as const;
const described = {
  steps: 'specific',
  customers: 'new-and-renewing-with-contract',
  upstream: 'described',
  analytics: 'described-with-vendors',
} as const;
const promise = { answer: 'within-24-hours', requesters: 'all-three' } as const;
const identified = {
  names: 'present-and-former',
  address: 'stated',
  contact: 'complete',
  role: 'stated',
  related: 'none-stated',
  operatingCompanyNumber: 'stated',
} as const;
const filing = { certified, described, promise };
const unlikeFiling = [
  { certified: { ...certified, removals: 'removed-or-barred' } },
  { described: { ...described, upstream: 'none-taken' } },
  { promise: { ...promise, answer: 'in-time' } },
] as const;
const handedOver = { listing: 'listed', number: 'north-american' } as const;
const unlisted = [{ listing: 'removed' }, { listing: 'verified-absent' }, { listing: 'could-not-check' }] as const;

const ofMitigation: readonly Case[] = [
  also(
    sides(
      s6305.programForUnsigned,
      { ...program, covers: 'unsigned-traffic' },
      { covers: 'nothing' },
      { covers: 'unknown' },
    ),
    s6305.programForUnsigned,
    { ...program, covers: 'nothing', signed: 'all' },
  ),
  sides(s6305.programForAll, program, { covers: 'unsigned-traffic', signed: 'all' }, { covers: 'unknown' }),
  sides(s6305.reasonableSteps, { ...program, tracebacks: 'in-time' }, { tracebacks: 'unknown' }, { steps: 'unknown' }),
  sides(s6305.reasonableStepsFollowed, program, { tracebacks: 'in-time' }, { steps: 'unknown' }),
  sides(s6305.gatewayProgram, program, ...unlikeProgram),
  sides(s6305.intermediateProgram, program, ...unlikeProgram),
  sides(
    s6305.certifiedStatus,
    { ...certified, program: 'unsigned-calls', removals: 'not-stated' },
    { status: 'several' },
    { status: 'not-stated' },
    { program: 'not-stated' },
  ),
  sides(
    s6305.certifiedStatusAndProgram,
    certified,
    { status: 'several' },
    { program: 'unsigned-calls' },
    { removals: 'not-stated' },
    { removals: 'removed-or-barred' },
  ),
  also(
    sides(
      s6305.statedExtension,
      { status: 'none', extension: 'named-and-explained', runs: 'yes' },
      { runs: 'ended' },
      { runs: 'unknown' },
      { extension: 'named-only' },
      { extension: 'not-stated' },
    ),
    s6305.statedExtension,
    { status: 'none', extension: 'no-network-control-explained', runs: 'not-claimed' },
    { status: 'full', extension: 'not-stated', runs: 'not-claimed' },
  ),
  sides(s6305.describedSteps, described, { steps: 'general' }, { steps: 'not-stated' }),
  sides(
    s6305.describedStepsInFull,
    { ...described, upstream: 'none-taken' },
    { steps: 'general' },
    { customers: 'new-only' },
    { upstream: 'not-stated' },
    { analytics: 'vendors-missing' },
  ),
  sides(s6305.promisedTracebacks, { ...promise, answer: 'in-time' }, { answer: 'unknown' }, { requesters: 'not-all' }),
  sides(s6305.promisedTracebacksInADay, promise, { answer: 'in-time' }, { requesters: 'unknown' }),
  also(
    sides(
      s6305.enforcementHistory,
      { actions: 'none', stated: 'that-there-is-none' },
      { stated: 'not-stated' },
      { actions: 'some' },
      { actions: 'unknown' },
    ),
    s6305.enforcementHistory,
    { actions: 'some', stated: 'with-agency-date-status-findings' },
  ),
  sides(s6305.saysWhetherForeign, { stated: 'domestic' }, { stated: 'not-stated' }),
  sides(
    s6305.signedByOfficer,
    { signer: 'officer', declaration: 'under-penalty-of-perjury', filed: 'in-the-portal' },
    { signer: 'unknown' },
    { declaration: 'other' },
    { filed: 'elsewhere' },
  ),
  sides(s6305.identity, { ...identified, role: 'missing' }, { contact: 'incomplete' }, { names: 'incomplete' }),
  sides(
    s6305.identityAndRole,
    identified,
    { role: 'missing' },
    { related: 'missing' },
    { operatingCompanyNumber: 'missing' },
    { contact: 'missing' },
  ),
  sides(
    s6305.updatedInTenDays,
    { changed: day('2026-11-20'), updated: day('2026-12-07'), closures },
    { updated: day('2026-12-08') },
    { updated: null },
  ),
  sides(s6305.gatewayCertification, filing, ...unlikeFiling),
  sides(s6305.intermediateCertification, filing, ...unlikeFiling),
  sides(s6305.acceptedFromProviders, handedOver, ...unlisted),
  sides(s6305.acceptedFromForeign, handedOver, ...unlisted),
  sides(s6305.acceptedFromGateways, handedOver, ...unlisted),
  sides(s6305.acceptedFromIntermediates, handedOver, ...unlisted),
  sides(s6305.publicSafety, { emergency: 'to-911' }, { emergency: 'none' }, { emergency: 'unknown' }),
  sides(
    s6305.recertified,
    {
      recertified: day('2026-03-02'),
      windowOpens: day('2026-02-01'),
      due: day('2026-03-02'),
      declaration: 'true-and-correct-under-penalty-of-perjury',
    },
    { recertified: day('2026-03-03') },
    { recertified: day('2026-01-31') },
    { recertified: null },
    { declaration: 'other' },
  ),
  also(
    sides(
      s6307.noLineItem,
      { subscriber: 'small-business', lineItem: 'none' },
      { lineItem: 'for-call-authentication' },
      { subscriber: 'unknown', lineItem: 'unknown' },
    ),
    s6307.noLineItem,
    { subscriber: 'other-business', lineItem: 'for-call-authentication' },
  ),
  sides(s6308.reviewInSixtyDays, { revoked: 0, asked: 60 }, { asked: 61 }, { asked: -1 }, { asked: null }),
];

const cases = [...of1200, ...ofCallerId, ...ofAuthentication, ...ofMitigation];

describe('Each rule of robocall mitigation', () => {
  for (const { rule, met, unmet } of cases)
    it(`${rule.cite}: ${rule.duty}`, () => {
      expect(met).not.toContain(false);
      expect(unmet).not.toContain(true);
      expect(unmet.length).toBeGreaterThan(0);
    });
  it('is tried, and none is tried twice', () => {
    const ours = /^47 CFR 64\.(?:1\d|6)/;
    const rules = sections.filter(({ cite }) => ours.test(cite)).flatMap((section) => section.rules);
    expect(new Set(cases.map(({ rule }) => rule))).toEqual(new Set(rules));
    expect(cases).toHaveLength(rules.length);
  });
});
