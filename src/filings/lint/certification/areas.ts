import type { RowId } from '../catalogue.ts';

/** A procedure area: a sentence that matches every pattern, and not `never`, explains it. */
export type Area = {
  readonly row: RowId;
  readonly patterns: readonly RegExp[];
  readonly never: RegExp | null;
  readonly says: string;
};

const people =
  /\b(?:employees?|personnel|staff|representatives?|agents?|workers?|technicians?|team|everyone|everybody|anyone|new hires?|workforce|people|associates|contractors)\b/i;

/** What every carrier explains, whatever it does with CPNI (47 CFR 64.2009(b)). */
export const everyCarrier: readonly Area[] = [
  {
    row: 'C3-training',
    patterns: [
      /\btrain(?:s|ed|ing|ings)?\b|\binstruct(?:s|ed|ion)\b|\beducat\w*|\bcourses?\b|\btaught\b|\bbrief(?:s|ed|ings?)\b|\bclass(?:es)?\b|\bworkshops?\b|\bseminars?\b|\bsessions?\b|\borientation\b|\bcurricul\w+|\bteach\w*|\blearns?\b|\bmodules?\b/i,
      people,
    ],
    never: /\bpretext|\bdata brokers?\b|\bcomplaints?\b|\bretrain/i,
    says: 'how personnel are trained on when they may and may not use CPNI',
  },
  {
    row: 'C3-discipline',
    patterns: [
      /\bdisciplin\w*|\bsanction\w*|\breprimand\w*|\bdismiss\w*|\bterminat(?:ion|ed|e)\b.{0,20}\b(?:employment|job)|\bup to (?:and including )?(?:termination|dismissal|discharge)|\b(?:warnings?|suspen\w+|retraining)\b.{0,80}\b(?:dismiss\w*|terminat\w*|suspen\w*|discharge)|\bloss of (?:the |his |her |their )?(?:job|employment)|\b(?:violat\w*|misus\w*|breaks? the rules)\b.{0,100}\b(?:consequences|penalt\w*|fired|terminat\w*)/i,
    ],
    never: null,
    says: 'the disciplinary process for misuse of CPNI',
  },
];

const answer =
  '(?:approv\\w*|consent\\w*|opt(?:s|ed|ing)?-?\\s?(?:in|out)\\w*|choices?|elections?|preferences?|permissions?|refusals?|refused|declined|a (?:recorded )?(?:yes|no)|(?:this|that) record)';
const looks =
  '(?:filter\\w*|suppress\\w*|exclud\\w*|screen(?:s|ed|ing)?|remov\\w*|scrub\\w*|strip\\w*|match\\w*|check\\w*|compar\\w*|verif\\w*|consult\\w*|flag\\w*|mark(?:s|ed|er)?|block\\w*|looks? up|shows?|display\\w*|drawn|quer\\w+|includes? only|cross-check\\w*|system|database|crm)';
const use = /\b(?:before|prior|until|lists?|campaigns?|market\w*|messages?|offers?|use|used|accounts?|any)\b/i;

/** What a carrier explains that asks customers for approval (47 CFR 64.2008(a), 64.2009(a), (d)). */
export const whoSolicits: readonly Area[] = [
  {
    row: 'C3-status',
    patterns: [
      new RegExp(
        `\\b(?:status|indicator|marker|flag|field|setting)\\b.{0,80}\\b${answer}|\\b${answer}.{0,60}\\bstatus\\b|\\b${looks}\\b.{0,120}\\b${answer}\\b|\\b${answer}\\b.{0,80}\\b${looks}\\b`,
        'i',
      ),
      use,
    ],
    never:
      /\bsupervis\w*|\bretain\w*|\bcompliance officer\b|\blaw enforcement\b|\bnotices? (?:states?|explains?|lists?|says?|names?)\b|\bcomplaint|\be-?mails?\b|\bmechanisms?\b|\bsales personnel\b/i,
    says: "the system that shows a customer's approval before CPNI is used",
  },
  {
    row: 'C3-supervisor',
    patterns: [
      /\b(?:supervis\w*|managers?|management|senior|compliance|(?:privacy|executive|corporate|regulatory) officer|directors?|head of|second person|another (?:person|employee)|executives?|(?:vice )?president|counsel|chief \w+ officer)\b.{0,120}\b(?:reviews?|reviewed|approv\w*|authoriz\w*|signs? off|signed off|clear(?:s|ed|ance)|releases?|consent\w*)\b|\b(?:reviewed|approved|authorized|cleared|signed off|released|approval|authorization|sign-?off|review)\b.{0,40}\b(?:by|from|of|with)\b.{0,40}\b(?:supervis\w*|managers?|management|senior|compliance|officer|directors?|head of|president|counsel)/i,
      /\b(?:outbound|campaigns?|marketing|solicit\w*|sales|telemarket\w*|promotion\w*|asks? (?:any )?customers?|requests? for)\b/i,
      /\b(?:before|until|prior|must|obtain\w*|process|unless|without|in advance|first|every|each|any|no|under the supervision|approv\w*)\b/i,
    ],
    never: /\b(?:are|is) (?:all )?(?:kept|retained|stored|maintained)\b(?!.*\b(?:before|until|process)\b)/i,
    says: 'the supervisory review of outbound marketing',
  },
  {
    row: 'C3-notice',
    patterns: [
      /\bnotif\w*|\bnotices?\b|\binform(?:s|ed|ing)?\b|\bletters?\b|\bexplain\w*|\btold\b|\btells?\b|\basks?\b/i,
      /\b(?:customers?|subscribers?|members?)\b/i,
      /\b(?:right|rights|restrict\w*|choice|opt\w*-?\s?(?:in|out)|refus\w*|consent|approv\w*|permission|declin\w*)\b/i,
    ],
    never: /\b(?:supervis\w*|fcc|commission|mechanisms?)\b/i,
    says: 'the notice of the right to restrict the use of CPNI',
  },
];
