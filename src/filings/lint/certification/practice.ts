import { inContext, type OpenDocument, type Place, placeIn, type Unit } from '../document.ts';

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

const cpni =
  '(?:cpni|customer proprietary network information|(?:call|usage|account|service|customer) (?:detail )?(?:records?|information|data)|such information|this information|that information)';
const market =
  '(?:market\\w*|sales|sell\\b|selling|promot\\w+|solicit\\w*|advertis\\w+|campaigns?|upsell\\w*|up-sell\\w*|cross-sell\\w*|offers?\\b|telemarket\\w+)';
const use =
  '(?:us(?:e|es|ed|ing)|utiliz\\w+|rel(?:y|ies|ied|ying)\\s+(?:up)?on|draws?\\s+(?:up)?on|access\\w*|consult\\w*|mak(?:e|es|ing)\\s+(?:any\\s+)?use\\s+of|employ\\w*|touch\\w*|mine[sd]?|analy[sz]e\\w*)';
const not = "(?:\\bnot|\\bnever|n't|\\bno longer|\\bneither|\\brefrains?\\s+from|\\babstains?\\s+from|\\bwithout)";

const denials: readonly RegExp[] = [
  new RegExp(`${not}\\b[^.;]{0,30}?\\b${use}\\b[^.;]{0,70}?${cpni}[^.;]{0,90}?\\b${market}`, 'i'),
  new RegExp(`${not}\\b[^.;]{0,30}?\\b${market}[^.;]{0,60}?\\b${use}\\b[^.;]{0,60}?${cpni}`, 'i'),
  new RegExp(
    `\\bno\\s+(?:one\\b[^.;]{0,40}\\b${use}\\s+)?${cpni}[^.;]{0,40}?\\b(?:is|was|are|were|has been|have been|gets)?\\b[^.;]{0,20}?\\b${use}\\b[^.;]{0,70}?\\b${market}`,
    'i',
  ),
  new RegExp(
    `${cpni}\\s+(?:is|was|are|were|has|have)\\s+(?:been\\s+)?(?:not|never)\\b[^.;]{0,20}?\\b${use}\\b[^.;]{0,70}?\\b${market}`,
    'i',
  ),
  new RegExp(
    `\\b(?:no|not any|zero)\\s+(?:[a-z-]+\\s+(?:or\\s+[a-z-]+\\s+)?){0,3}${market}[^.;]{0,60}?\\b(?:that\\s+|which\\s+)?${use}\\b[^.;]{0,40}?${cpni}`,
    'i',
  ),
  new RegExp(`\\b(?:no|zero)\\s+(?:[a-z-]+\\s+){0,2}${use}\\s+of\\s+${cpni}[^.;]{0,60}?\\b${market}`, 'i'),
];
const qualified =
  /\b(?:without|unless|except|absent|prior to|before|until|outside|other than|third[- ]part|affiliat|beyond|non-communications|only\b|requir\w+ (?:customer )?(?:approval|opt|consent)|solely|opted|object|refus|declin|withheld|who (?:has|have|did|do)|whose|partners?|contractors?|another company|for others|competitor|track)/i;

const affirmations: readonly RegExp[] = [
  new RegExp(`\\b${use}\\b[^.;]{0,60}?${cpni}[^.;]{0,110}?\\b${market}`, 'i'),
  new RegExp(
    `${cpni}\\s+(?:is|was|are|were|may be|has been|can be)\\s+(?:sometimes\\s+|also\\s+|only\\s+|then\\s+)?${use}\\b[^.;]{0,70}?\\b${market}`,
    'i',
  ),
  new RegExp(
    `\\b${market}[^.;]{0,80}?\\b(?:that|which|by|with|based on|built on|drawn from|from)\\b[^.;]{0,30}?(?:\\b${use}\\b[^.;]{0,30}?)?${cpni}`,
    'i',
  ),
];
const company = "(?:[A-Z][\\w&.'-]*(?:\\s[A-Z][\\w&.'-]*)*|it|we|the company|the carrier|company)";
const conditions: readonly RegExp[] = [
  new RegExp(
    `\\b(?<it>(?:[Ii]f|[Ss]hould|[Ii]n the event(?:\\s+that)?|[Tt]o the extent(?:\\s+that)?|[Ww]ere|[Ii]n case|[Ii]f and when)\\s+(?:ever\\s+)?(?:the\\s+)?${company}\\s+(?:does\\s+|ever\\s+|do\\s+|were\\s+to\\s+|should\\s+|decides?\\s+to\\s+|elects?\\s+to\\s+|chooses?\\s+to\\s+|to\\s+|begins?\\s+to\\s+|starts?\\s+to\\s+|later\\s+)*(?:use|uses|utilize|utilizes|using|rely on|relies on)\\s+(?:any\\s+|customer\\s+|customers'\\s+)?(?:CPNI|customer proprietary network information))(?![^.]{0,60}\\b(?:without|improper|unlawful|in violation)\\b)[^.]{0,80}\\b${market}`,
  ),
  new RegExp(
    `\\b(?<it>(?:[Ii]f|[Ss]hould|[Ii]n the event(?:\\s+that)?|[Tt]o the extent(?:\\s+that)?)\\s+${cpni.replace('cpni', 'CPNI')}\\s+(?:is|are|be|were|should be)\\s+(?:ever\\s+)?(?:used|utilized))[^.]{0,60}\\b${market}`,
  ),
];

const optOut =
  /\bopt(?:s|ed|ing)?-?\s?out\b|\bimplied (?:consent|approval)\b|\b(?:silence|no (?:answer|reply|response|objection))\b[^.]{0,50}\b(?:approv|consent|yes|permission|agree)|\b(?:deemed|taken|treated|presumed|assumed|considered) (?:to have )?(?:approv|consent|agree)|\bnegative option\b/i;
const relies =
  /\b(?:notif|notices?|us(?:e|es|ed|ing)|rel(?:y|ies)|obtains?|provid|sends?|sent|through|via|mechanisms?|approval|consent|solicit|method|mails?|procedure|basis|asks?|window|regime|process|election|silen|deemed|assum|treated|taken)/i;
const negated =
  /\b(?:not|never|no|nor|neither|without|rather than|instead of|in place of|cannot|n't)\b[^.;,]{0,60}\b(?:opt(?:s|ed|ing)?-?\s?out|silence|implied|deemed)|\bopt-?\s?out\b[^.;]{0,50}\b(?:(?:is|are|was|were|has|have|does|do|did) (?:been )?(?:not|never|no)\b|not (?:used|applicable|relied))|\bsilence\b[^.]{0,20}\b(?:is|as|counts)\b[^.]{0,10}\b(?:not|never|no|refus)/i;
const supposed = /\b(?:if|should|were|in the event|would|to the extent)\b/i;
const optIn =
  /\bopt(?:s|ed|ing)?-?\s?in\b|\b(?:affirmative|express|explicit|positive)(?:ly)?\b[^.]{0,30}\b(?:consent|approv|agree|permission)/i;
const asks = /\b(?:approv|consent|permission|opt-?\s?(?:in|out))/i;

const text = (document: OpenDocument): readonly Unit[] => document.units.filter((unit) => unit.kind !== 'heading');

const isDenial = (unit: Unit): boolean => {
  const match = denials.map((pattern) => pattern.exec(unit.text)).find((each) => each !== null);
  return (
    match !== undefined &&
    match !== null &&
    !supposed.test(unit.text.slice(0, match.index)) &&
    !qualified.test(unit.text.slice(Math.max(0, match.index - 20)))
  );
};

const reserved =
  /\b(?:not|never|no|none|nobody|if|should|unless|prohibit\w*|forbid\w*|record\w*|logs?|logged|register\w*|ledger|describ\w*|train\w*|may not|cannot|whether|before|prior to|any)\b|n't/i;

const isAffirmation = (unit: Unit): boolean =>
  affirmations.some((pattern) => {
    const match = pattern.exec(unit.text);
    return match !== null && !reserved.test(unit.text.slice(0, match.index + match[0].length));
  });

const reliance = (document: OpenDocument): Unit | null =>
  text(document).find(
    (unit) =>
      optOut.test(unit.text) &&
      relies.test(unit.text) &&
      !negated.test(unit.text) &&
      !(
        supposed.test(unit.text) &&
        !/\bif (?:the|a|that|no|any) (?:customer|subscriber|answer|reply|response|objection)/i.test(unit.text)
      ) &&
      !/64\.2009\(f\)|\bmeans\b|do(?:es)? not work|fail|\bjoint[- ]ventur|\bindependent[- ]contractors?|\bthird[- ]part/i.test(
        unit.text,
      ),
  ) ?? null;

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
  const asking = body.some(
    (unit) =>
      asks.test(unit.text) &&
      /customer|subscriber/i.test(inContext(unit)) &&
      !/\b(?:not|never|no|nor)\b/i.test(unit.text),
  );
  return {
    marketing,
    denial,
    condition,
    affirmation,
    optOut: relied,
    optOutPlace: relied ? placeIn(document, relied, optOut) : null,
    optIn: body.some((unit) => optIn.test(unit.text) && !/\b(?:not|never|no)\b[^.]{0,40}opt-?in/i.test(unit.text)),
    solicits: relied !== null || (marketing !== 'denied' && asking),
  };
};
