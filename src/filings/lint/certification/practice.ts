import { inContext, type OpenDocument, type Place, placeIn, type Unit } from '../document.ts';
import { approvalWords, cpniWords, customers, denies, officeWords, partners, supposed } from './words.ts';

/** What the filing's own text says this carrier does: it decides what the statement must explain. */
export type Practice = {
  readonly marketing: 'denied' | 'affirmed' | 'conditional' | 'unsaid';
  /** The sentence that denies the use of CPNI for marketing. */
  readonly denial: Unit | null;
  /** "If the company uses CPNI …": the condition, or null. */
  readonly condition: Place | null;
  readonly affirmation: Unit | null;
  /** The sentence by which the carrier relies on silence, or null. */
  readonly optOut: Unit | null;
  readonly optOutPlace: Place | null;
  readonly optIn: boolean;
  /** Whether the carrier asks customers for approval at all, so that notices, records and review must be explained. */
  readonly solicits: boolean;
};

const market =
  '(?:market\\w*|sales|sell\\b|selling|promot\\w+|solicit\\w*|advertis\\w+|campaigns?|upsell\\w*|up-sell\\w*|cross-sell\\w*|offers?\\b|telemarket\\w+|suggest\\b|pitch\\w*|recommend\\b|tell\\b.{0,30}\\bcustomers?\\b)';
const use =
  '(?:us(?:e|es|ed|ing)|utiliz\\w+|rel(?:y|ies|ied|ying)\\s+(?:up)?on|draws?\\s+(?:up)?on|drew\\s+(?:up)?on|access\\w*|consult\\w*|mak(?:e|es|ing)\\s+(?:any\\s+)?use\\s+of|employ\\w*|touch\\w*|mine[sd]?|analy[sz]e\\w*)';
const not = "(?:\\bnot|\\bnever|n't|\\bno longer|\\bneither|\\brefrains?\\s+from|\\babstains?\\s+from|\\bwithout)";

const denials: readonly RegExp[] = [
  new RegExp(`${not}\\b[^;]{0,30}?\\b${use}\\b[^;]{0,70}?${cpniWords}[^;]{0,90}?\\b${market}`, 'i'),
  new RegExp(`${not}\\b[^;]{0,30}?\\b${market}[^;]{0,60}?\\b${use}\\b[^;]{0,60}?${cpniWords}`, 'i'),
  new RegExp(
    `\\bno\\s+(?:one\\b[^;]{0,40}\\b${use}\\s+)?${cpniWords}[^;]{0,40}?\\b(?:is|was|are|were|has been|have been|gets)?\\b[^;]{0,20}?\\b${use}\\b[^;]{0,70}?\\b${market}`,
    'i',
  ),
  new RegExp(
    `${cpniWords}\\s+(?:is|was|are|were|has|have)\\s+(?:been\\s+)?(?:not|never)\\b[^;]{0,20}?\\b${use}\\b[^;]{0,70}?\\b${market}`,
    'i',
  ),
  new RegExp(
    `\\b(?:no|not any|zero)\\s+(?:[a-z-]+\\s+(?:or\\s+[a-z-]+\\s+)?){0,3}${market}[^;]{0,60}?\\b(?:that\\s+|which\\s+)?${use}\\b[^;]{0,40}?${cpniWords}`,
    'i',
  ),
  new RegExp(`\\b(?:no|zero)\\s+(?:[a-z-]+\\s+){0,2}${use}\\s+of\\s+${cpniWords}[^;]{0,60}?\\b${market}`, 'i'),
];
/** What limits a denial to some uses or some recipients; the rest stays open. */
const qualified =
  /\b(?:without|unless|except|absent|prior to|before|until|outside|other(?:wise)? than|beyond|non-communications|only\b|requir\w+ (?:customer )?(?:approval|opt|consent)|opted|object|refus|declin|withheld|who (?:has|have|did|do)|whose|for others|competitor|track|other marketing|(?:any )?other (?:purposes?|uses?))/i;
const limitedBefore = /\b(?:beyond|apart from|aside from|except|other than|outside|otherwise)\b/i;
const byOthers = /\b(?:third[- ]part|affiliat|partners?|contractors?|another company)/i;

const affirmations: readonly RegExp[] = [
  new RegExp(`\\b${use}\\b[^;]{0,60}?${cpniWords}[^;]{0,110}?\\b${market}`, 'i'),
  new RegExp(
    `${cpniWords}\\s+(?:is|was|are|were|may be|has been|can be)\\s+(?:sometimes\\s+|also\\s+|only\\s+|then\\s+)?${use}\\b[^;]{0,70}?\\b${market}`,
    'i',
  ),
  new RegExp(
    `\\b${market}[^;]{0,80}?\\b(?:that|which|by|with|based on|built on|drawn from|from)\\b[^;]{0,30}?(?:\\b${use}\\b[^;]{0,30}?)?${cpniWords}`,
    'i',
  ),
];
const company = "(?:[A-Z][\\w&.'-]*(?:\\s[A-Z][\\w&.'-]*)*|it|we|the company|the carrier|company)";
const conditions: readonly RegExp[] = [
  new RegExp(
    `\\b(?<it>(?:[Ii]f|[Ss]hould|[Ii]n the event(?:\\s+that)?|[Tt]o the extent(?:\\s+that)?|[Ww]ere|[Ii]n case|[Ii]f and when)\\s+(?:ever\\s+)?(?:the\\s+)?${company}\\s+(?:does\\s+|ever\\s+|do\\s+|were\\s+to\\s+|should\\s+|decides?\\s+to\\s+|elects?\\s+to\\s+|chooses?\\s+to\\s+|to\\s+|begins?\\s+to\\s+|starts?\\s+to\\s+|later\\s+)*(?:use|uses|utilize|utilizes|using|rely on|relies on)\\s+(?:any\\s+|customer\\s+|customers'\\s+)?(?:CPNI|customer proprietary network information))(?!.{0,60}\\b(?:without|improper|unlawful|in violation)\\b).{0,80}\\b${market}`,
  ),
  new RegExp(
    `\\b(?<it>(?:[Ii]f|[Ss]hould|[Ii]n the event(?:\\s+that)?|[Tt]o the extent(?:\\s+that)?)\\s+${cpniWords.replace('cpni', 'CPNI')}\\s+(?:is|are|be|were|should be)\\s+(?:ever\\s+)?(?:used|utilized)).{0,60}\\b${market}`,
  ),
];

const silentYes =
  /\bopt(?:s|ed|ing)?[- ]?out\b|\bimplied (?:consent|approval)\b|\b(?:silence|no (?:answer|reply|response|objection))\b.{0,50}\b(?:approv|consent|yes|permission|agree)|\b(?:deemed|taken|treated|presumed|assumed|considered) (?:to have )?(?:approv|consent|agree)|\bnegative option\b/i;
const relies =
  /\b(?:notif|notices?|us(?:e|es|ed|ing)|rel(?:y|ies)|obtains?|provid|sends?|sent|through|via|mechanisms?|approval|consent|solicit|method|mails?|procedure|basis|asks?|window|regime|process|election|silen|deemed|assum|treated|taken)/i;
const optIn =
  /\bopt(?:s|ed|ing)?[- ]?in\b|\b(?:affirmative|express|explicit|positive)(?:ly)?\b.{0,30}\b(?:consent|approv|agree|permission)/i;
const asking =
  '(?:obtain\\w*|asks?|asked|asking|solicit\\w*|seeks?|sought|requests?|requested|requir\\w*|accept\\w*|secur\\w*|gets?|need\\w*)';
const asks = new RegExp(
  `\\b${asking}\\b.{0,60}\\b${approvalWords}|\\b${approvalWords}\\b.{0,60}\\b${asking}\\b|\\b(?:with|upon|after) (?:[a-z']+ ){0,2}opt-?\\s?in (?:approval|consent)\\b|\\bbefore (?:we|it|they) asks?\\b`,
  'i',
);
const ownApproval = new RegExp(
  `\\b${officeWords}\\b|\\bsales (?:personnel|staff)|\\bmechanisms?\\b|\\bcomplian\\w+ with\\b|\\bdoes(?: not|n't)\\b`,
  'i',
);

const text = (document: OpenDocument): readonly Unit[] => document.units.filter((unit) => unit.kind !== 'heading');

const isDenial = ({ text: said }: Unit): boolean =>
  denials.some((pattern) => {
    const match = pattern.exec(said);
    if (match === null) return false;
    const before = said.slice(0, match.index);
    const end = match.index + match[0].length;
    const clause = said.slice(match.index, end + Math.max(0, said.slice(end).search(/[,;]|$/)));
    return !supposed.test(before) && !limitedBefore.test(before) && !qualified.test(clause) && !byOthers.test(match[0]);
  });

const reserved =
  /\b(?:not|never|no|none|nobody|if|should|unless|prohibit\w*|forbid\w*|record\w*|logs?|logged|register\w*|ledger|describ\w*|writ(?:e|es|ten) down|(?:each|every) (?:\w+ ){0,2}campaign|train\w*|may not|cannot|whether|before|prior to|any)\b|n't/i;

const isAffirmation = (unit: Unit): boolean =>
  affirmations.some((pattern) => {
    const match = pattern.exec(unit.text);
    return match !== null && !reserved.test(unit.text.slice(0, match.index + match[0].length));
  });

const ofCustomer = /\bif (?:the|a|that|no|any) (?:customer|subscriber|member|answer|reply|response|objection)/i;

const reliance = (document: OpenDocument): Unit | null =>
  text(document).find(
    (unit) =>
      silentYes.test(unit.text) &&
      relies.test(unit.text) &&
      !denies(unit.text) &&
      !(supposed.test(unit.text) && !ofCustomer.test(unit.text)) &&
      !/64\.2009\(f\)|\bmeans\b|do(?:es)? not work|fail|malfunction|\bno (?:opt|such)|\bnone\b/i.test(unit.text) &&
      !partners.test(unit.text),
  ) ?? null;

const asksCustomers = (unit: Unit): boolean =>
  asks.test(unit.text) &&
  customers.test(`${inContext(unit)} customer`) &&
  !denies(unit.text) &&
  !supposed.test(unit.text) &&
  !ownApproval.test(unit.text);

/** Reads from the filing's own words what the carrier does with CPNI. Conditions count where nothing definite is said. */
export const readPractice = (document: OpenDocument): Practice => {
  const body = text(document);
  const denial = body.find(isDenial) ?? null;
  const affirmation = body.find(isAffirmation) ?? null;
  const condition =
    body
      .flatMap((unit) => conditions.map((pattern) => placeIn(document, unit, pattern)))
      .find((place) => place !== null) ?? null;
  const relied = reliance(document);
  const marketing =
    affirmation && !denial
      ? 'affirmed'
      : condition
        ? 'conditional'
        : denial
          ? 'denied'
          : affirmation
            ? 'affirmed'
            : 'unsaid';
  return {
    marketing,
    denial,
    condition,
    affirmation,
    optOut: relied,
    optOutPlace: relied ? placeIn(document, relied, silentYes) : null,
    optIn: body.some((unit) => optIn.test(unit.text) && !/\b(?:not|never|no)\b.{0,40}opt-?in/i.test(unit.text)),
    solicits: relied !== null || (marketing !== 'denied' && body.some(asksCustomers)),
  };
};
