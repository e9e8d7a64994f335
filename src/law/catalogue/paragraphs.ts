import { type Paragraph, section } from './paragraph.ts';
import { robocallParagraphs } from './robocall-paragraphs.ts';

const statute = '1996-02-08';
const firstRules = '1998-05-26';
const optOutRules = '2003-02-24';
const lastOfOptOutRules = '2007-12-07';
const epicOrder = '2007-12-08';

const s222 = section('47 USC 222');
const s2003 = section('47 CFR 64.2003');
const s2005 = section('47 CFR 64.2005');
const s2007 = section('47 CFR 64.2007');
const s2008 = section('47 CFR 64.2008');
const s2009 = section('47 CFR 64.2009');
const s2010 = section('47 CFR 64.2010');
const s2011 = section('47 CFR 64.2011');
const s20003 = section('47 CFR 1.20003');
const s20004 = section('47 CFR 1.20004');
const s20005 = section('47 CFR 1.20005');
const s1 = section('47 CFR 1.4');

// (d)(4), (f), (g) and part of (h) came in 1999; no event we judge is older, so one date serves all.
const statuteParagraphs: readonly Paragraph[] = [
  s222('(a)', 'duty to protect proprietary information', statute, null),
  s222('(b)', "other carriers' data only for what it was given for", statute, null),
  s222('(c)(1)', 'use only for the service it comes from, without approval', statute, null),
  s222('(c)(2)', "disclosure on the customer's written request", statute, null),
  s222('(c)(3)', 'aggregate information', statute, null),
  s222('(d)(1)', 'starting, rendering, billing and collecting', statute, null),
  s222('(d)(2)', 'protecting rights, property, users and carriers', statute, null),
  s222('(d)(3)', 'inbound help during a call the customer began', statute, null),
  s222('(d)(4)', 'location in emergencies', statute, null),
  s222('(e)', 'subscriber list information', statute, null),
  s222('(f)', 'prior authorization for wireless location', statute, null),
  s222('(g)', 'subscriber data for emergency services', statute, null),
  s222('(h)', 'definitions', statute, null),
];

// The letters are those of 2007. (p) has no row in the catalogue and is left out here.
const definitions: readonly Paragraph[] = [
  s2003('(a)', 'account information', epicOrder, null),
  s2003('(b)', 'address of record', epicOrder, null),
  s2003('(c)', 'affiliate', epicOrder, null),
  s2003('(d)', 'call detail information', epicOrder, null),
  s2003('(e)', 'communications-related services', epicOrder, null),
  s2003('(f)', 'customer', epicOrder, null),
  s2003('(g)', 'customer proprietary network information', epicOrder, null),
  s2003('(h)', 'customer premises equipment', epicOrder, null),
  s2003('(i)', 'information services carriers typically provide', epicOrder, null),
  s2003('(j)', 'local exchange carrier', epicOrder, null),
  s2003('(k)', 'opt-in approval', epicOrder, null),
  s2003('(l)', 'opt-out approval', epicOrder, null),
  s2003('(m)', 'readily available biographical information', epicOrder, null),
  s2003('(n)', 'subscriber list information', epicOrder, null),
  s2003('(o)', 'telecommunications carrier, interconnected VoIP included', epicOrder, null),
  s2003('(q)', 'telephone number of record', epicOrder, null),
  s2003('(r)', 'valid photo ID', epicOrder, null),
];

const withoutApproval: readonly Paragraph[] = [
  s2005('(a)', 'marketing within subscribed categories', firstRules, null),
  s2005('(a)(1)', 'affiliates, customer of several categories', firstRules, null),
  s2005('(a)(2)', 'affiliates, customer of one category', firstRules, null),
  s2005('(b)', 'no marketing outside subscribed categories', firstRules, null),
  s2005('(b)(1)', 'equipment and information services', firstRules, null),
  s2005('(b)(2)', 'no tracking of callers to competitors', firstRules, null),
  s2005('(c)(1)', 'inside wiring', firstRules, null),
  s2005('(c)(2)', 'health research on mobile service', firstRules, null),
  s2005('(c)(3)', 'adjunct-to-basic services of LECs and CMRS', firstRules, lastOfOptOutRules),
  s2005('(c)(3)', 'adjunct-to-basic services, interconnected VoIP too', epicOrder, null),
  s2005('(d)', 'protection of property, users and carriers', firstRules, null),
];

const approval: readonly Paragraph[] = [
  s2007('(a)', 'forms of approval', optOutRules, null),
  s2007('(a)(1)', 'burden of proof for oral approval', optOutRules, null),
  s2007('(a)(2)', 'approval lasts until changed', optOutRules, null),
  s2007('(a)(3)', 'records of approval', optOutRules, null),
  s2007('(b)', 'who needs which approval, partners by opt-out', optOutRules, lastOfOptOutRules),
  s2007('(b)', 'who needs which approval, partners by opt-in', epicOrder, null),
  s2007('(b)(2)', 'confidentiality agreement with partners', optOutRules, lastOfOptOutRules),
];

const notice: readonly Paragraph[] = [
  s2008('(a)(1)', 'notice before solicitation', optOutRules, null),
  s2008('(a)(2)', 'records of notices', optOutRules, null),
  s2008('(b)', 'notice to each customer', optOutRules, null),
  s2008('(c)(1)', "the customer's right and the carrier's duty", optOutRules, null),
  s2008('(c)(2)', 'kinds of CPNI, recipients, purposes, right to refuse', optOutRules, null),
  s2008('(c)(3)', 'exact steps, and no effect on service', optOutRules, null),
  s2008('(c)(4)', 'understandable and not misleading', optOutRules, null),
  s2008('(c)(5)', 'legible, large and visible', optOutRules, null),
  s2008('(c)(6)', 'all of it translated or none', optOutRules, null),
  s2008('(c)(7)', 'what it may add', optOutRules, null),
  s2008('(c)(8)', 'no urging to freeze third-party access', optOutRules, null),
  s2008('(c)(9)', 'approval or denial lasts until changed', optOutRules, null),
  s2008('(c)(10)', 'request close to the notice', optOutRules, null),
  s2008('(d)', 'opt-out notice not orally', optOutRules, null),
  s2008('(d)(1)', 'waiting period of at least 30 days', optOutRules, null),
  s2008('(d)(1)(i)', 'electronic notice: from the date sent', optOutRules, null),
  s2008('(d)(1)(ii)', 'mailed notice: from the third day', optOutRules, null),
  s2008('(d)(2)', 'renewal every two years', optOutRules, null),
  s2008('(d)(3)(i)', 'consent to notices by e-mail', optOutRules, null),
  s2008('(d)(3)(ii)', 'a reply opts out', optOutRules, null),
  s2008('(d)(3)(iii)', 'undeliverable e-mail', optOutRules, null),
  s2008('(d)(3)(iv)', 'subject line', optOutRules, null),
  s2008('(d)(3)(v)', 'free way to opt out at all hours', optOutRules, null),
  s2008('(e)', 'form of an opt-in notice', optOutRules, null),
  s2008('(f)(1)', 'one-time use for one call', optOutRules, null),
  s2008('(f)(2)', 'contents of the one-time notice', optOutRules, null),
  s2008('(f)(2)(i)', 'omission: earlier opt-outs need no action', optOutRules, null),
  s2008('(f)(2)(ii)', 'omission: sharing that will not happen', optOutRules, null),
  s2008('(f)(2)(iii)', 'omission: means to deny future access', optOutRules, null),
  s2008('(f)(2)(iv)', 'omission: precise steps', optOutRules, null),
];

const safeguards: readonly Paragraph[] = [
  s2009('(a)', 'system that shows approval before use', firstRules, null),
  s2009('(b)', 'training and discipline', firstRules, null),
  s2009('(c)', 'records of campaigns and disclosures', optOutRules, null),
  s2009('(d)', 'supervisory review of outbound marketing', optOutRules, null),
  s2009('(e)', 'yearly certificate, kept', firstRules, lastOfOptOutRules),
  s2009('(e)', 'yearly certificate, filed by March 1', epicOrder, null),
  s2009('(f)', 'letter on failed opt-out mechanisms', optOutRules, null),
];

// (c) bound small entities six months later: 2008-06-08. We do not model that relief.
const authentication: readonly Paragraph[] = [
  s2010('(a)', 'reasonable measures, authentication', epicOrder, null),
  s2010('(b)', 'telephone access', epicOrder, null),
  s2010('(c)', 'online access', epicOrder, null),
  s2010('(d)', 'access in store', epicOrder, null),
  s2010('(e)', 'passwords and their backup', epicOrder, null),
  s2010('(f)', 'notice of account changes', epicOrder, null),
  s2010('(g)', 'business customers by contract', epicOrder, null),
  s2010('(h)', 'SIM changes', 'delayed', null),
];

const breaches: readonly Paragraph[] = [
  s2011('(a)', 'law enforcement first', epicOrder, null),
  s2011('(b)', 'report within seven business days', epicOrder, null),
  s2011('(b)(1)', 'hold of seven full business days', epicOrder, null),
  s2011('(b)(2)', 'urgent need to tell customers', epicOrder, null),
  s2011('(b)(3)', "agency's delay", epicOrder, null),
  s2011('(c)', 'notice to customers', epicOrder, null),
  s2011('(d)', 'records of breaches', epicOrder, null),
  s2011('(e)', 'breach: intentional', epicOrder, null),
  s2011('(f)', 'other law', epicOrder, null),
  s2011('(a)', 'report to the FCC too', 'delayed', null),
  s2011('(a)(3)', 'yearly summary of small harmless breaches', 'delayed', null),
  s2011('(b)', 'customers within 30 days', 'delayed', null),
  s2011('(c)', 'records with findings of harm', 'delayed', null),
  s2011('(e)', 'breach: inadvertent too, more kinds of data', 'delayed', null),
];

// Moved here from 64.2103 to 64.2105 in 2006; we judge nothing older.
const movedHere = '2006-08-04';
const security: readonly Paragraph[] = [
  s20003('(a)', 'senior officer', movedHere, null),
  s20003('(b)(1)', 'both authorizations', movedHere, null),
  s20003('(b)(2)', 'what appropriate authorization means', movedHere, null),
  s20003('(b)(3)', 'how long records are kept', movedHere, null),
  s20003('(b)(4)', 'appendix: officer and contact', movedHere, null),
  s20003('(c)', 'report of a compromise', movedHere, null),
  s20004('(a)(1)', 'six fields of the certification', movedHere, null),
  s20004('(a)(2)', 'its signature', movedHere, null),
  s20004('(a)(3)', 'when it is made', movedHere, null),
  s20004('(a)(4)', 'the order attached instead', movedHere, null),
  s20004('(b)', 'retention of records', movedHere, null),
  s20005('(a)', 'filing of the policies', movedHere, null),
  s20005('(b)', 'review by the FCC', movedHere, null),
];

const timeComputation: readonly Paragraph[] = [
  s1('(b)', 'first day counted after public notice', 'always', null),
  s1('(c)', 'first day counted after an act or event', 'always', null),
  s1('(e)(1)', 'holiday', 'always', null),
  s1('(e)(2)', 'business day', 'always', null),
  s1('(g)', 'periods under seven days', 'always', null),
  s1('(h)', 'three more days after service by mail', 'always', null),
  s1('(j)', 'last day on a holiday', 'always', null),
];

/** Every paragraph in our scope, in the order of the law; amended ones stand once a period. */
export const paragraphs: readonly Paragraph[] = [
  ...statuteParagraphs,
  ...definitions,
  ...withoutApproval,
  ...approval,
  ...notice,
  ...safeguards,
  ...authentication,
  ...breaches,
  ...robocallParagraphs,
  ...security,
  ...timeComputation,
];
