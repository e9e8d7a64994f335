import type { RowId } from '../catalogue.ts';
import { officeWords, people } from './words.ts';

/** A procedure area: a sentence that matches every pattern, and not `never`, explains it. */
export type Area = {
  readonly row: RowId;
  /** The row when the carrier neither uses CPNI for marketing nor asks for approval, so that little hangs on it. */
  readonly idle: RowId;
  readonly patterns: readonly RegExp[];
  readonly never: RegExp | null;
  readonly says: string;
};

/** What every carrier explains, whatever it does with CPNI (47 CFR 64.2009(b)). */
export const everyCarrier: readonly Area[] = [
  {
    row: 'C3-training',
    idle: 'C3-training',
    patterns: [
      /\b(?:re)?train(?:s|ed|ing|ings)?\b|\binstruct(?:s|ed|ion|ions)\b|\beducat\w*|\bcourses?\b|\btaught\b|\bbrief(?:s|ed|ings?)\b|\bclass(?:es)?\b|\bworkshops?\b|\bseminars?\b|\bsessions?\b|\borientation\b|\bcurricul\w+|\bteach\w*|\blearns?\b|\bmodules?\b|\btutorials?\b|\bwalk(?:s|ed)? through\b/i,
      people,
    ],
    never: /\bpretext|\bdata brokers?\b|\bcomplaints?\b|\bagenc(?:y|ies)\b/i,
    says: 'how personnel are trained on when they may and may not use CPNI',
  },
  {
    row: 'C3-discipline',
    idle: 'C3-discipline',
    patterns: [
      /\bdisciplin\w*|\bsanction\w*|\breprimand\w*|\bdismiss\w*|\bterminat(?:ion|ed|e)\b.{0,20}\b(?:employment|job)|\bup to (?:and including )?(?:termination|dismissal|discharge|firing)|\b(?:warnings?|suspen\w+|retraining)\b.{0,80}\b(?:dismiss\w*|terminat\w*|suspen\w*|discharge|fir(?:ed|ing))|\b(?:loss of|los(?:e|es|ing)) (?:the |his |her |their |a )?(?:job|employment)|\b(?:violat\w*|misus\w*|breaks? the rules|infractions?)\b.{0,100}\b(?:consequences|penalt\w*|fired|terminat\w*)/i,
    ],
    never: null,
    says: 'the disciplinary process for misuse of CPNI',
  },
];

const answer =
  '(?:approv\\w*|consent\\w*|opt(?:s|ed|ing)?-?\\s?(?:in|out)\\w*|choices?|elections?|preferences?|permissions?|refusals?|refused|declined|a (?:recorded )?(?:yes|no)|(?:this|that) record)';
const looks =
  '(?:filter\\w*|suppress\\w*|exclud\\w*|screen(?:s|ed|ing)?|remov\\w*|scrub\\w*|strip\\w*|match\\w*|check\\w*|compar\\w*|verif\\w*|consult\\w*|flag\\w*|mark(?:s|ed|er)?|block\\w*|looks? up|shows?|shown|display\\w*|appears?|visible|seen|drawn|quer\\w+|includes? only|cross-check\\w*|system|database|crm)';
const sign = '(?:status|indicator|marker|flag|field|setting|banner|mark|code|note)';
const use = /\b(?:before|prior|until|lists?|campaigns?|market\w*|messages?|offers?|use|used|accounts?|any)\b/i;

const review =
  '(?:reviews?|reviewed|approv\\w*|authoriz\\w*|signs? off|signed off|sign-offs?|clear(?:s|ed|ance)|releases?|consent\\w*|permission)';

/** What a carrier explains that markets with CPNI or asks for approval to (47 CFR 64.2009(a), (d)). */
export const whoMarkets: readonly Area[] = [
  {
    row: 'C3-status',
    idle: 'C3-status-idle',
    patterns: [
      new RegExp(
        [
          `\\b${sign}s?\\b.{0,80}\\b${answer}`,
          `\\b${answer}.{0,60}\\b${sign}\\b`,
          `\\b${looks}\\b.{0,120}\\b${answer}\\b`,
          `\\b${answer}\\b.{0,80}\\b${looks}\\b`,
          `\\b(?:status|cpni) ?(?:field|flag|banner|indicator|marker|code|note)\\b`,
          `^status:.{0,60}\\b${looks}`,
        ].join('|'),
        'i',
      ),
      use,
    ],
    never:
      /\bsupervis\w*|\bretain\w*|\bcompliance officer\b|\blaw enforcement\b|\bnotices? (?:states?|explains?|lists?|says?|names?)\b|\bcomplaint|\be-?mails?\b|\bmechanisms?\b|\bsales (?:personnel|rep\w*|staff)\b|\bclearances?\b/i,
    says: "the system that shows a customer's approval before CPNI is used",
  },
  {
    row: 'C3-supervisor',
    idle: 'C3-supervisor-idle',
    patterns: [
      new RegExp(`\\b${officeWords}\\b.{0,120}\\b${review}\\b|\\b${review}\\b.{0,60}\\b${officeWords}\\b`, 'i'),
      /\b(?:outbound|campaigns?|marketing|solicit\w*|sales|telemarket\w*|promotion\w*|asks? (?:any )?customers?|requests? for)\b/i,
      /\b(?:before\w*|until|prior|must|obtain\w*|needs?|process|unless|without|in advance|first|every|each|any|all|no|under the supervision|approv\w*)\b/i,
    ],
    never:
      /^\W*(?:[\w']+\W+){0,5}(?:records?|copies|papers|files|reviews?|sign-?offs?|authorizations|decisions|slips)\b[^;]{0,60}\b(?:kept|retained|stored|maintained|archived)\b[^;]*$/i,
    says: 'the supervisory review of outbound marketing',
  },
];

/** What a carrier explains that asks customers for approval (47 CFR 64.2008(a)). */
export const whoSolicits: readonly Area[] = [
  {
    row: 'C3-notice',
    idle: 'C3-notice',
    patterns: [
      /\bnotif\w*|\bnotices?\b|\binform(?:s|ed|ing)?\b|\bletters?\b|\bexplain\w*|\btold\b|\btells?\b|\basks?\b/i,
      /\b(?:customers?|subscribers?|members?|notices?)\b/i,
      /\b(?:right|rights|restrict\w*|choice|opt\w*-?\s?(?:in|out)|refus\w*|consent|approv\w*|permission|declin\w*)\b/i,
    ],
    never: /\b(?:supervis\w*|fcc|commission|mechanisms?)\b/i,
    says: 'the notice of the right to restrict the use of CPNI',
  },
];
