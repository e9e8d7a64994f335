import { inContext, type OpenDocument, placeIn, type Unit, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { type Area, everyCarrier, whoMarkets, whoSolicits } from './areas.ts';
import type { CertificationCase } from './case.ts';
import { failureLetters } from './periods.ts';

/** The first pattern is asked of the sentence alone, the others of its headings and the rest of its paragraph too. */
const explains = (document: OpenDocument, unit: Unit, { patterns, never }: Area): boolean => {
  const rest = document.units.slice(unit.index + 1, unit.index + 4).filter((each) => each.block === unit.block);
  const context = [inContext(unit), ...rest.map((each) => each.text)].join(' ');
  return (
    unit.kind !== 'heading' &&
    !never?.test(unit.text) &&
    patterns.every((pattern, at) => pattern.test(at === 0 ? unit.text : context))
  );
};

const missing = (document: OpenDocument, areas: readonly Area[]): readonly Area[] =>
  areas.filter((area) => !document.units.some((unit) => explains(document, unit, area)));

const unexplained = ({ document, practice }: CertificationCase): readonly Finding[] => [
  ...missing(document, [...everyCarrier, ...(practice.solicits ? whoSolicits : [])]).map(({ row, says }) =>
    finding(row, null, `The statement does not explain ${says}.`),
  ),
  ...missing(document, whoMarkets).map(({ row, idle, says }) =>
    practice.solicits || practice.marketing === 'affirmed'
      ? finding(row, null, `The statement does not explain ${says}.`)
      : finding(idle, null, `The statement does not explain ${says}; the rule asks it of every carrier.`),
  ),
];

const letterMissing = ({ document, practice }: CertificationCase): readonly Finding[] =>
  practice.optOut && failureLetters(document).length === 0
    ? [
        finding(
          'C3-failure-letter',
          null,
          'The carrier relies on opt-out but does not say that the FCC is told in writing within five business days when an opt-out mechanism fails.',
        ),
      ]
    : [];

const asserts =
  /\b(?<it>(?:notices?|procedures?|polic(?:y|ies)|practices|company|notifications?|it|we)\b.{0,50}?\b(?:compl(?:y|ies)|is compliant|are compliant|conforms?|meets?|satisf(?:y|ies))\b.{0,40}?(?:rules?|sections?|§+|c\.?f\.?r\.?|requirements of)[\s§]*(?:fcc rule\s*)?(?:\d+\s*c\.?f\.?r\.?\s*§?\s*)?64\.20(?!01|09\s?\(e\))\d\d(?:\s?\([a-z]\))*)\s*\.?\s*$/i;
const contents: readonly RegExp[] = [
  /\b(?:kinds?|types?|categor\w+|what)\b.{0,30}\b(?:cpni|information|data)\b/i,
  /\b(?:who|entit\w+|recipients?|compan(?:y|ies))\b.{0,40}\b(?:receiv\w*|see|use|get)\b/i,
  /\b(?:purposes?|for what|why)\b/i,
  /\b(?:not|never|no)\b.{0,30}\b(?:affect\w*|change|effect|impair\w*)\b.{0,40}\bservices?\b/i,
  /\b(?:steps|how to|by calling|by replying|by visiting)\b/i,
  /\b(?:at any time|any time)\b.{0,40}\b(?:withdraw\w*|revok\w*|change|deny)|\b(?:withdraw\w*|revok\w*|change|deny)\b.{0,40}\bat any time\b/i,
  /\b(?:right|duty)\b.{0,60}\b(?:federal law|confidential\w*)\b/i,
];

const assertions = (document: OpenDocument): readonly Finding[] =>
  unitsWith(document, asserts).flatMap((unit) => {
    const near = document.units.slice(Math.max(0, unit.index - 8), unit.index + 9).filter((each) => each !== unit);
    const told = contents.filter((pattern) =>
      near.some(
        (each) =>
          pattern.test(each.text) &&
          /\bnotic\w*|\bnotif\w*|\bstates?\b|\bsays?\b|\btells?\b|\bexplains?\b|\blist\w*|\bdescribes?\b/i.test(
            each.text,
          ),
      ),
    );
    if (told.length >= 2) return [];
    const place =
      placeIn(document, unit, /\b(?<it>compl(?:y|ies) with .*?64\.20\d\d(?:\s?\([a-z]\))*)/i) ??
      placeIn(document, unit, asserts);
    return [
      finding(
        '001-18',
        place,
        `"${place?.quote.replace(/\s+/g, ' ') ?? ''}" asserts compliance without explaining it. Say how: which content, who does what, when.`,
      ),
    ];
  });

const unsaidUse = ({ document, practice }: CertificationCase): readonly Finding[] => {
  if (practice.marketing !== 'unsaid' || practice.solicits || practice.optIn) return [];
  const used = unitsWith(
    document,
    /\bcpni\b|customer proprietary/i,
    /\b(?:us(?:e|es|ed|ing)|disclos\w*|access)\b/i,
    /\b(?:market\w*|only|permit\w*|necessary|approv\w*|consent|provid\w*|bill\w*)\b/i,
  ).filter((unit) => unit.kind === 'text');
  return used.length > 0
    ? []
    : [finding('C3-use', null, 'The statement does not say for what CPNI is used and when approval is asked.')];
};

const notes = (document: OpenDocument): readonly Finding[] => {
  const policy: Unit | undefined = unitsWith(document, /\bpolicy of .{0,40}\bto train\b|\bpolicy to train\b/i)[0];
  const defined = unitsWith(
    document,
    /\bcpni\b|proprietary network information/i,
    /\b(?:is|are|means|includes?|defined|definition|such as|refers?|consists?|comprises?)\b/i,
    /\b(?:quantity|configuration|destination|amount of use|calls made|numbers called|call(?:ing)? (?:detail|pattern|record)|billing information|type of service|duration|location)/i,
  );
  return [
    ...(policy
      ? [
          finding(
            '000-37',
            placeIn(document, policy, /\S.*?\btrain\b/i),
            'A policy to train is no fact: say how often training is given and to whom.',
          ),
        ]
      : []),
    ...(defined.length > 0 ? [] : [finding('000-36', null, 'The statement does not say what CPNI is.')]),
  ];
};

/** Every procedure area that this carrier must explain is explained, not asserted (catalogue C3). */
export const procedures = (certification: CertificationCase): readonly Finding[] => {
  const { document } = certification;
  return [
    ...unexplained(certification),
    ...letterMissing(certification),
    ...unsaidUse(certification),
    ...assertions(document),
    ...notes(document),
  ];
};
