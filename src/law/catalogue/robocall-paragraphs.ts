import { type Paragraph, section } from './paragraph.ts';

// Letters and numbers are those of today as recalled (doubt D-23): no full current text was readable. Where a duty stood under
// another letter before, its period is told here under today's.

const signing = '2021-06-30';
const lastOfPartPlans = '2024-02-25';
const everyProviderPlans = '2024-02-26';
const tracebackInADay = '2024-01-08';
const gateways = '2023-01-11';
const gatewaysSign = '2023-06-30';
const thirdParties = '2025-09-18';
const doNotOriginate = '2025-12-15';
const lastOfOldCodes = '2026-03-24';
const code603Plus = '2026-03-25';
const recertified = '2026-02-05';

const s1200 = section('47 CFR 64.1200');
const s1600 = section('47 CFR 64.1600');
const s1601 = section('47 CFR 64.1601');
const s1604 = section('47 CFR 64.1604');
const s6300 = section('47 CFR 64.6300');
const s6301 = section('47 CFR 64.6301');
const s6302 = section('47 CFR 64.6302');
const s6303 = section('47 CFR 64.6303');
const s6304 = section('47 CFR 64.6304');
const s6305 = section('47 CFR 64.6305');
const s6306 = section('47 CFR 64.6306');
const s6307 = section('47 CFR 64.6307');
const s6308 = section('47 CFR 64.6308');

const blocking: readonly Paragraph[] = [
  s1200('(k)(1)', "blocking at the number's own subscriber's request", '2018-02-12', null),
  s1200('(k)(2)', 'blocking of invalid, unallocated and unused numbers', '2018-02-12', null),
  s1200('(k)(3)', 'blocking by reasonable analytics with opt-out', '2020-10-14', null),
  s1200('(k)(4)', 'blocking of a bad-actor upstream provider', '2020-10-14', null),
  s1200('(k)(5)', 'no blocking of calls to 911', '2020-10-14', null),
  s1200('(k)(6)', 'calls of public safety answering points', '2020-10-14', null),
  s1200('(k)(8)', 'point of contact for disputes', '2020-10-14', '2021-05-05'),
  s1200('(k)(8)', 'point of contact for disputes, status in 24 hours', '2021-05-06', null),
  s1200('(k)(9)', 'notice to the caller by 603, 607 or 608', '2022-01-01', lastOfOldCodes),
  s1200('(k)(9)', 'notice to the caller by 603+', code603Plus, null),
  s1200('(k)(10)', 'list of blocked calls in three business days', '2022-01-01', null),
  s1200('(k)(11)', 'network blocking of highly likely illegal calls', '2021-05-06', null),
];

const illegalTraffic: readonly Paragraph[] = [
  s1200('(n)(1)', 'tracebacks answered fully and timely', '2021-05-06', '2024-01-07'),
  s1200('(n)(1)', 'tracebacks answered fully in 24 hours', tracebackInADay, null),
  s1200('(n)(2)', 'notice of suspected illegal traffic', tracebackInADay, null),
  s1200('(n)(3)', 'Final Determination Order', tracebackInADay, null),
  s1200('(n)(4)', 'know your customer', '2021-05-06', null),
  s1200('(n)(5)', 'know your upstream provider', tracebackInADay, null),
  s1200('(o)', 'do-not-originate list', doNotOriginate, null),
];

const callerId: readonly Paragraph[] = [
  s1600('(c)', 'caller identification information', '2011-08-19', null),
  s1601('(a)', 'delivery of the calling number', '1995-12-01', null),
  s1601('(b)', "privacy at the caller's request", '1995-12-01', null),
  s1601('(e)', 'telemarketers transmit a number that can be called', '2004-01-29', null),
  s1604('(a)', 'no caller ID that misleads with ill intent', '2011-08-19', '2020-02-04'),
  s1604('(a)', 'no caller ID that misleads, also from abroad and by text', '2020-02-05', null),
  s1604('(b)', 'law enforcement', '2011-08-19', null),
];

const authentication: readonly Paragraph[] = [
  s6300('(c)', 'foreign voice service provider', signing, null),
  s6300('(d)', 'gateway provider', gateways, null),
  s6300('(g)', 'intermediate provider', signing, null),
  s6300('(i)', 'non-gateway intermediate provider', everyProviderPlans, null),
  s6300('(l)', 'SIP call', signing, null),
  s6300('(o)', 'voice service', signing, null),
  s6301('(a)(1)', 'signing and verifying on the own network', signing, null),
  s6301('(a)(2)', 'signing what is originated and passed on', signing, null),
  s6301('(a)(3)', 'verifying what is terminated', signing, null),
  s6301('(b)(1)', 'third-party signing: own decisions', thirdParties, null),
  s6301('(b)(2)', 'third-party signing: own certificate', thirdParties, null),
  s6301('(b)(3)', 'third-party signing: written agreement', thirdParties, null),
  s6301('(b)(4)', 'third-party signing: agreement kept for two years', thirdParties, null),
  s6301('(c)', 'own token and certificate', thirdParties, null),
  s6302('(a)', 'own token and certificate of intermediate providers', thirdParties, null),
  s6302('(b)', 'signed data passed on unaltered', signing, null),
  s6302('(c)', 'unsigned calls signed, or tracebacks answered', signing, null),
  s6302('(d)', 'gateway providers sign', gatewaysSign, null),
  s6302('(e)', 'the first intermediate provider signs', '2023-12-31', null),
  s6303('(a)', 'non-IP networks of voice service providers', signing, null),
  s6303('(b)', 'non-IP networks of gateway providers', gatewaysSign, null),
  s6304('(a)', 'small providers', signing, '2022-06-30'),
  s6304('(a)', 'small providers with facilities', '2022-07-01', '2023-06-30'),
  s6304('(b)', 'providers that cannot obtain a token', signing, null),
  s6304('(c)', 'services about to be discontinued', signing, '2022-06-30'),
  s6304('(d)', 'non-IP parts of a network', signing, null),
];

const mitigation: readonly Paragraph[] = [
  s6305('(a)(1)', 'program for the unsigned part', signing, lastOfPartPlans),
  s6305('(a)(1)', 'program for all traffic', everyProviderPlans, null),
  s6305('(a)(2)', 'reasonable steps, timely tracebacks', signing, lastOfPartPlans),
  s6305('(a)(2)', 'reasonable steps, tracebacks in 24 hours', everyProviderPlans, null),
  s6305('(b)', 'program of gateway providers', gateways, null),
  s6305('(c)', 'program of other intermediate providers', everyProviderPlans, null),
  s6305('(d)(1)', 'certified status', signing, lastOfPartPlans),
  s6305('(d)(1)', 'certified status, program and no removal', everyProviderPlans, null),
  s6305('(d)(2)(i)', 'extension and why', signing, null),
  s6305('(d)(2)(ii)', 'reasonable steps, described', signing, lastOfPartPlans),
  s6305('(d)(2)(ii)', 'customers, upstream providers, analytics', everyProviderPlans, null),
  s6305('(d)(2)(iii)', 'traceback commitment, timely', signing, lastOfPartPlans),
  s6305('(d)(2)(iii)', 'traceback commitment, 24 hours', everyProviderPlans, null),
  s6305('(d)(2)(iv)', 'enforcement of the past two years', everyProviderPlans, null),
  s6305('(d)(2)(v)', 'whether foreign', everyProviderPlans, null),
  s6305('(d)(3)', 'filed and signed by an officer', signing, null),
  s6305('(d)(4)', 'identity and contact', signing, lastOfPartPlans),
  s6305('(d)(4)', 'identity, contact, role, principals', everyProviderPlans, null),
  s6305('(d)(5)', 'update in ten business days', signing, null),
  s6305('(e)', 'certification of gateway providers', gateways, null),
  s6305('(f)', 'certification of other intermediate providers', everyProviderPlans, null),
  s6305('(g)(1)', 'calls from domestic providers', '2021-09-28', null),
  s6305('(g)(2)', 'calls from foreign providers', '2021-09-28', null),
  s6305('(g)(3)', 'calls from gateway providers', '2023-04-11', null),
  s6305('(g)(4)', 'calls from other intermediate providers', '2024-05-28', null),
  s6305('(g)(5)', 'public safety', '2021-09-28', null),
  s6305('(h)', 'yearly recertification', recertified, null),
  s6306('(a)', 'exemption for early deployment', '2020-12-01', null),
  s6307('(a)', 'no line item charge', signing, null),
  s6308('(b)', 'review of a revoked token', '2021-09-30', null),
];

/** The paragraphs on blocking, tracebacks, caller ID, its authentication and robocall mitigation, in the order of the law. */
export const robocallParagraphs: readonly Paragraph[] = [
  ...blocking,
  ...illegalTraffic,
  ...callerId,
  ...authentication,
  ...mitigation,
];
