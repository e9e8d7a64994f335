import { type Concept, concept } from './concept.ts';

/** A duty of the rule text itself: its number is the paragraph. */
const duty = (paragraph: string, says: string, controls: readonly string[], found: RegExp): Concept =>
  concept(paragraph, says, `47 CFR ${paragraph}`, controls, found);

/** The duties of the rule text among the seeds (catalogue, section 3.2), so that a carrier that files the rule is asked for it. */
export const ruleConcepts: readonly Concept[] = [
  duty(
    '64.2007(b)(2)',
    'Agreements with contractors and joint venturers hold three clauses',
    ['third-party-agreements'],
    /\bCPNI only for the purpose of marketing or providing\b|\bindependent contractor or joint venture partner\b/i,
  ),
  duty(
    '64.2007(b)(3)',
    'Every other use needs opt-in',
    ['approval-gate'],
    /\bindividually identifiable CPNI subject to opt-in approval\b/i,
  ),
  duty(
    '64.2008(a)(1)',
    'Notice before solicitation',
    ['notices'],
    /\bprior to any solicitation for customer approval\b/i,
  ),
  duty('64.2008(a)(2)', 'Records of notification, a year', ['retention-notices'], /\brecords of notification\b/i),
  duty('64.2008(b)', 'Individual notice', ['notices'], /\bindividual notice to customers\b/i),
  duty(
    '64.2008(c)',
    'What the notice must hold',
    ['notice-content'],
    /\bcustomer notification must provide\b|\bthe notification must (state|specify|advise|be comprehensible)\b|\bnotice must be clearly legible\b|\btranslated into\b|\bin the notification\b|\bsolicitation for approval must be proximate\b|\bclear and neutral language\b/i,
  ),
  duty(
    '64.2008(d)',
    'Opt-out notices are written or electronic',
    ['notices'],
    /\bnotification to obtain opt-?out approval\b/i,
  ),
  duty(
    '64.2008(d)(1)',
    'The wait before silence permits',
    ['approval-gate'],
    /\b30-day minimum\b|\bwaiting period\b|\bprovide for a longer period\b/i,
  ),
  duty('64.2008(d)(2)', 'Notices every two years', ['notices'], /\bevery two years\b/i),
  duty(
    '64.2008(d)(3)',
    'Opt-out notices by e-mail',
    ['notices'],
    /\buse e-mail to (provide opt-?out|send CPNI) notices\b/i,
  ),
  duty(
    '64.2008(d)(3)(i)',
    'Consent to notices by e-mail',
    ['approval-records'],
    /\bapproval from consumers to send notices via e-mail\b/i,
  ),
  duty('64.2008(d)(3)(ii)', 'Reply to opt out', ['opt-out-channels'], /\breply directly to e-mails\b/i),
  duty('64.2008(d)(3)(iii)', 'Bounced e-mail', ['notices'], /\breturned to the carrier as undeliverable\b/i),
  duty('64.2008(d)(3)(iv)', 'Subject line', ['notice-content'], /\bsubject line\b/i),
  duty(
    '64.2008(d)(3)(v)',
    'A free way to opt out at all hours',
    ['opt-out-channels'],
    /\bmethod to opt-?out that is of no additional cost\b|\bability to opt-?out at no cost\b/i,
  ),
  duty('64.2008(e)', 'Opt-in notices', ['notices'], /\bnotification to obtain opt-?in approval\b/i),
  duty(
    '64.2008(f)',
    'One-time use on a call',
    ['one-time'],
    /\blimited, one-time use\b|\bcarriers (need not|may omit)\b|\bmay omit any of the following notice provisions\b/i,
  ),
  duty(
    '64.2009(a)',
    'Status of approval established before use',
    ['approval-gate'],
    /\bstatus of a customer's CPNI approval\b/i,
  ),
  duty(
    '64.2009(b)',
    'Training and discipline',
    ['training', 'discipline'],
    /\bmust train their personnel\b.*\bdisciplinary process\b/i,
  ),
  duty(
    '64.2009(c)',
    'Records of campaigns and of disclosures to third parties, a year',
    ['campaign-records', 'disclosure-log'],
    /\bsales and marketing campaigns that use\b|\binstances where CPNI was disclosed\b|\bdescription of each campaign\b|\bretain the record for a minimum of one year\b/i,
  ),
  duty(
    '64.2009(d)',
    'Supervisory review of outbound marketing',
    ['supervision'],
    /\bsupervisory (review process|approval of any proposed outbound)\b/i,
  ),
  duty(
    '64.2009(e)',
    "The officer's yearly certificate and its statement",
    ['certificate'],
    /\bsign a compliance certificate\b|\bstatement accompanying the certificate\b/i,
  ),
  duty(
    '64.2009(f)',
    'The opt-out failure letter',
    ['opt-out-failure-letters'],
    /\bwithin five business days to the Commission\b|\bform of a letter\b|\bother methods by which consumers may opt-?out\b/i,
  ),
  duty(
    '64.2100',
    'Interception only with proper authorization',
    ['interceptions'],
    /\binterception of communications or access to call-identifying information\b/i,
  ),
];
