import { type OpenDocument, type Place, placeIn, placeOf, type Unit, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';

const knowledge =
  /\b(?:personal(?:ly)?|own|direct|first-?\s?hand|actual)\b.{0,25}\bknow(?:ledge|s|n)?\b|\bknow(?:ledge)?\b.{0,30}\b(?:personally|personal|at first hand|first-?\s?hand|of my own|from my own|myself)\b|\bpersonal(?:ly)? (?:familiar|acquainted|aware)/i;
const denied =
  /\b(?:no|not|without|lack(?:s|ing)?|do not have|don't have)\b.{0,20}\b(?:personal|own|direct|first)\b.{0,12}\bknowledge\b/i;
const belief =
  /(?<it>\b(?:to|on|upon)\s+(?:the best of\s+)?(?:my|his|her|their)?\s*(?:knowledge|information)(?:,? and|,)?\s*(?:information and\s+)?belief|\bto the best of (?:my|our|his|her) knowledge)/i;
const firstPerson = /\b(?:I|my|undersigned|me|myself)\b/;
/** "She certifies that she has personal knowledge": the officer, told of in the third person. */
const thirdPerson =
  /\bofficer (?:has|certif)|\b(?:s?he|who|officer|president|manager|secretary|treasurer)\b.{0,40}\b(?:has|have|having|certif\w*|attest\w*|states?|declares?|affirms?)\b|\bcertif\w*\b/i;
const adequate =
  /\b(?:adequate|sufficient|suffice|suitable|enough|reasonably designed|designed to (?:ensure|assure|secure)|appropriate to ensure)\b/i;
const compliance = /\bcompl(?:y|ies|iance|iant)\b|\b(?:obey|observ|meet|satisf|conform|follow|keep|abid)\w*/i;
const described = /\b(?:stating|states|certificate (?:is|will be|states|signed)|prepares a|must|requires?)\b/i;

const near = (document: OpenDocument, unit: Unit): string =>
  document.units
    .slice(Math.max(0, unit.index - 2), unit.index + 3)
    .map((each) => each.text)
    .join(' ');

const knowing = (document: OpenDocument): Unit | undefined =>
  document.units.find(
    (unit) =>
      knowledge.test(unit.text) &&
      !denied.test(unit.text) &&
      (firstPerson.test(unit.text) || thirdPerson.test(unit.text)) &&
      !(described.test(unit.text) && !firstPerson.test(unit.text) && !/\bs?he\b/i.test(unit.text)),
  );

const knowledgeMissing = (document: OpenDocument): readonly Finding[] => {
  const refused = unitsWith(document, denied, firstPerson)[0];
  if (refused)
    return [
      finding(
        'C2',
        placeIn(document, refused, denied),
        'The officer does not claim personal knowledge. The certificate must state that the officer has it.',
      ),
    ];
  const unit = knowing(document);
  if (!unit) {
    const hedge = document.units.map((each) => placeIn(document, each, belief)).find((place) => place !== null) ?? null;
    const instead = hedge ? `"${hedge.quote}" is no personal knowledge` : 'No officer states personal knowledge';
    return [
      finding(
        'C2',
        hedge,
        `${instead}. The certificate must say that the officer has personal knowledge that the company's procedures are adequate to ensure compliance.`,
      ),
    ];
  }
  const said = near(document, unit);
  if (adequate.test(said) && compliance.test(said)) return [];
  return [
    finding(
      'C2',
      placeIn(document, unit, knowledge),
      'The certificate does not say what is known: that the company has established operating procedures adequate to ensure compliance with the CPNI rules.',
    ),
  ];
};

const object =
  /\b(?:compl(?:y|ies|iance)\s+with|conform(?:s|ity)?\s+(?:to|with)|adequate\s+(?:for|under)|satisf(?:y|ies)|meet(?:s)?)\s+(?<object>[^;]{0,160})/gi;
const narrowCite = /64\.20(?:03|05|07|08|09|10|11)(?:\s?\([a-z]\))?/i;
const wholeCite =
  /64\.2001|\bsubpart\s+u\b|\bthis\s+subpart\b|\bet\s+seq|\bcpni\s+(?:rules|regulations|requirements)\b|\brules\s+(?:governing|on|concerning|about|relating to|for)\s+(?:the\s+)?(?:use\s+of\s+)?(?:cpni|customer proprietary)|through\s+(?:section\s+)?(?:§\s*)?64\.2011|-\s*64\.2011|\b(?:all|every|each)\b.{0,30}\b(?:rules?|requirements?|sections?)/i;
const narrowTopic =
  /^(?:only\s+)?(?:the\s+|its\s+|those\s+)?(?:commission's\s+|fcc's\s+|fcc\s+|cpni\s+)*(?:marketing|authentication|breach|notice|notification|opt-(?:out|in)|training|password|record-?keeping|campaign|safeguard\w*)\s+(?:rules?|requirements?|provisions?|obligations?)\b/i;

const narrowed = (document: OpenDocument, unit: Unit): Place | null => {
  const from = unit.text.search(adequate);
  if (from < 0) return null;
  for (const match of unit.text.matchAll(object)) {
    if (match.index < from - 30) continue;
    const objectText = match.groups?.object ?? '';
    const start = match.index + match[0].length - objectText.length;
    const cite = narrowCite.exec(objectText);
    if (cite && !wholeCite.test(objectText))
      return placeOf(document, unit, start + cite.index, start + cite.index + cite[0].length);
    const topic = narrowTopic.exec(objectText);
    if (topic) return placeOf(document, unit, start, start + topic[0].length);
  }
  return null;
};

const hedge =
  /\bto the extent (?:that )?(?:such|these|those|the|they|any)?\s*(?:rules|requirements|regulations)?\s*(?:apply|applies|are applicable)|\bto the extent applicable\b/i;

const scope = (document: OpenDocument): readonly Finding[] => {
  const narrow = document.units.flatMap((unit) => {
    const place = narrowed(document, unit);
    return place
      ? [
          finding(
            '000-07',
            place,
            `Adequacy is claimed for "${place.quote}" only. It must cover the whole subpart: 47 CFR 64.2001 et seq.`,
          ),
        ]
      : [];
  });
  const [hedged] = unitsWith(document, hedge, /knowledge|adequa/i);
  const weak = hedged
    ? [
        finding(
          '000-33',
          placeIn(document, hedged, hedge),
          'This hedge weakens the certificate: say plainly that the rules apply.',
        ),
      ]
    : [];
  return [...narrow, ...weak];
};

const truthfulness =
  /\b1\.17\b|\btitle\s+18\b|\b18\s*u\.?s\.?c|\bperjury\b|\b(?:true|truthful(?:ness)?|accurate|misrepresent\w*)\b.{0,80}\b(?:commission|fcc)\b|\b(?:commission|fcc)\b.{0,80}\b(?:truthful|accurate|misrepresent)/i;

/** Personal knowledge of adequate procedures, for the whole subpart, and the truthfulness paragraph (catalogue C2, C10). */
export const personalKnowledge = (document: OpenDocument): readonly Finding[] => [
  ...knowledgeMissing(document),
  ...scope(document),
  ...(unitsWith(document, truthfulness).length > 0
    ? []
    : [
        finding(
          '000-35',
          null,
          'The truthfulness paragraph of the suggested form is absent (47 CFR 1.17, title 18). It is not required.',
        ),
      ]),
];
