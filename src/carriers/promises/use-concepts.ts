import { type Concept, concept, ofCampaigns } from './concept.ts';

/** What CPNI statements say about use, consent, notices and campaigns: P1 to P28 of the catalogue's section 3.1. */
export const useConcepts: readonly Concept[] = [
  ofCampaigns(
    concept(
      'P1',
      'CPNI is used now and then for lawful marketing',
      '47 CFR 64.2007(b)',
      ['approval-gate', 'campaign-records'],
      /^(?!(however, )?if\b)(?!.*\bnot\b).*\buses? CPNI\b.*\bto (lawfully )?(market|promote|advertise)\b/i,
    ),
  ),
  ofCampaigns(
    concept(
      'P2',
      'CPNI is not used in marketing at all',
      '47 CFR 64.2009(e)',
      ['no-marketing'],
      /\b(does not|do not|doesn't|never|will not) (currently )?uses? (any )?CPNI (in|for) (any )?(sales |sales or |sales and )?marketing/i,
    ),
  ),
  concept(
    'P3',
    'CPNI is used only as law permits',
    '47 USC 222(c)(1)',
    ['approval-gate'],
    /\b(not to|does not|will not) use,? (disclose,? or permit access to )?CPNI for any (activity|purpose) other than as (permitted|allowed)|\bCPNI (is|may be|will be) used only as (permitted|allowed) by\b/i,
  ),
  ofCampaigns(
    concept(
      'P4',
      'CPNI goes to affiliates, vendors and agents only when business tied to existing services needs it',
      '47 CFR 64.2005',
      ['disclosure-log'],
      /\bdisclos(e|es|ure)\b.*\bCPNI\b.*\b(affiliates|vendors|agents|other parties)\b.*\bonly (if|when|where|as)\b/i,
    ),
  ),
  concept(
    'P5',
    'Consent comes first unless law compels or FCC rules permit',
    '47 CFR 64.2007',
    ['approval-gate'],
    /\bconsent\b.{0,30}\b(before|prior to) (using|sharing)\b/i,
  ),
  concept(
    'P6',
    'The carrier takes steps to protect CPNI from misuse',
    '47 CFR 64.2010(a)',
    ['audit-log', 'authentication'],
    /\bundertakes the steps\b|\btakes the privacy and security of CPNI seriously\b|\bdesigned to ensure compliance with .*\bCPNI rules\b|\bimplemented controls to ensure compliance\b/i,
  ),
  concept(
    'P7',
    'Industry-standard practices keep others out; no guarantee',
    '47 CFR 64.2010(a)',
    ['security-review'],
    /\bindustry[- ]standard (practices|measures)\b|\bcannot guarantee\b/i,
  ),
  concept(
    'P8',
    'Customers are told of their right to restrict, by opt-out notices',
    '47 CFR 64.2008(a)(1)',
    ['notices'],
    /\bnotif(y|ies)\b.*\bcustomers\b.*\bright to restrict\b.*\bopt-?out\b/i,
  ),
  ofCampaigns(
    concept(
      'P9',
      'Notice of the right to restrict comes before any solicitation',
      '47 CFR 64.2008(a)(1)',
      ['notices'],
      /\b(prior to|before) any solicitation for (customer )?approval\b/i,
    ),
  ),
  concept(
    'P10',
    'Each customer is notified individually when approval is solicited',
    '47 CFR 64.2008(b)',
    ['notices'],
    /\bindividual notice\b/i,
  ),
  concept(
    'P11',
    'Notices hold what the rule demands',
    '47 CFR 64.2008(c)',
    ['notice-content'],
    /\bnotices?\b.*\bcompl(y|ies)\b.*\b64\.2008\(c\)/i,
  ),
  concept(
    'P12',
    'Records show that notice was given and whether approval was obtained',
    '47 CFR 64.2007(a)(3)',
    ['approval-records'],
    /\brecords?\b.*\bnotice was (provided|given)\b.*\bapproval\b/i,
  ),
  ofCampaigns(
    concept(
      'P13',
      'Opt-in wherever approval is needed',
      '47 CFR 64.2007(b)',
      ['opt-in-only'],
      /\bopt-?in (approval|consent)\b.*\b(in|for) (any|every|each|all) instances?\b/i,
    ),
  ),
  concept(
    'P14',
    'A yes or no stands until the customer changes it',
    '47 CFR 64.2007(a)(2)',
    ['approval-records', 'standing-choices'],
    /\bapproval or (disapproval|denial|refusal)\b.*\bremains? in effect until\b/i,
  ),
  concept(
    'P15',
    'Approval records are kept at least one year',
    '47 CFR 64.2007(a)(3)',
    ['retention-approvals'],
    /\brecords of approvals?\b.*\b(at least|minimum)\b/i,
  ),
  ofCampaigns(
    concept(
      'P16',
      'Approval status is clearly known before use',
      '47 CFR 64.2009(a)',
      ['approval-gate'],
      /\bstatus of a customer's (CPNI )?approval\b/i,
    ),
  ),
  concept(
    'P17',
    'A system for prior, informed consent is or will be set up',
    '47 CFR 64.2009(a)',
    ['approval-gate'],
    /\bimplement(ed|s)? a system to obtain prior approval\b/i,
  ),
  ofCampaigns(
    concept(
      'P18',
      'Accounts that opted out are filtered before marketing',
      '47 CFR 64.2009(a)',
      ['screening'],
      /\b(filters?|excludes?|suppress(es)?)\b.*\bcustomers? (who (have |has )?opted|opting)[- ]out\b/i,
    ),
  ),
  ofCampaigns(
    concept(
      'P19',
      'Senior staff supervise campaigns and specify lists and manner',
      '47 CFR 64.2009(d)',
      ['supervision'],
      /\bsupervision of (a )?senior (staff|employees?)\b|\bspecif(y|ies) the customer lists?\b/i,
    ),
  ),
  ofCampaigns(
    concept(
      'P20',
      'Outbound requests for approval need a supervisor',
      '47 CFR 64.2009(d)',
      ['solicitations'],
      /\bobtain supervisory approval of any proposed outbound\b/i,
    ),
  ),
  ofCampaigns(
    concept(
      'P21',
      'A supervisory review process for outbound marketing; records a year',
      '47 CFR 64.2009(d)',
      ['supervision', 'retention-campaigns'],
      /\bsupervisory review process\b/i,
    ),
  ),
  ofCampaigns(
    concept(
      'P22',
      'Campaigns are measured and tracked; records a year',
      '47 CFR 64.2009(c)',
      ['campaign-records', 'campaign-outcomes', 'retention-campaigns'],
      /\bcampaigns are measured and tracked\b/i,
    ),
  ),
  ofCampaigns(
    concept(
      'P23',
      'A record of each campaign that used CPNI: description, CPNI, products; a year',
      '47 CFR 64.2009(c)',
      ['campaign-records', 'retention-campaigns'],
      /\brecords? of all sales and marketing campaigns\b|\brecord (will|shall|must)? ?includes? a description of each campaign\b|\bmaintains such records for at least one year\b/i,
    ),
  ),
  ofCampaigns(
    concept(
      'P24',
      'Marketing within the categories already bought, without approval',
      '47 CFR 64.2005(a)',
      ['own-categories'],
      /\bcategories of service\b.*\balready subscribes?\b/i,
    ),
  ),
  ofCampaigns(
    concept(
      'P25',
      'CPE and information services are supplied without approval',
      '47 CFR 64.2005(b)(1)',
      ['equipment'],
      /\bprovision(ing)? (of )?CPE\b/i,
    ),
  ),
  ofCampaigns(
    concept(
      'P26',
      'Adjunct-to-basic services are marketed without approval',
      '47 CFR 64.2005(c)(3)',
      ['adjunct-services'],
      /\badjunct-\w+-basic services\b/i,
    ),
  ),
  concept(
    'P27',
    'CPNI protects rights, property and users from fraud',
    '47 CFR 64.2005(d)',
    ['protection'],
    /\bprotect(ing)? the rights (or|and) property\b/i,
  ),
  concept(
    'P28',
    'Other uses that section 222 permits',
    '47 USC 222',
    ['statutory-uses'],
    /\botherwise permitted (in|by|under) section 222\b/i,
  ),
];
