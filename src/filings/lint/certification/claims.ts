import { type OpenDocument, placeIn, type Unit } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import type { CertificationCase } from './case.ts';
import { complaintCounts } from './year-in-review.ts';

const slip =
  /\b(?<it>[Ii]f [^,;]{0,40}\bnot required (?:by law )?[^;]{0,60}\bor (?:if )?[^;]{0,60}\bnot (?:otherwise )?permitted)\b[^;]*\b(?:consent|approval)\b/;

const onlyOptIn =
  /\b(?:only|solely|exclusively)\b[^;]{0,30}\bopt-?\s?in\b|\bopt-?\s?in\b[^;]{0,30}\b(?:only|solely|exclusively|for any|for every|for all|in every|in all)\b|\b(?:not|never|no)\b[^;]{0,40}\b(?:use|rely|accept|employ)\w*\b[^;]{0,20}\bopt-?\s?out\b/i;
const information =
  "(?:(?:the|its|any|such|this|that|our|customers?'?s?'?|members?'?) )*(?:cpni|customer proprietary network information|call records?|call detail(?: records?)?|information)";
const sale = new RegExp(
  `\\b(?:sells?|sold|selling|sale of)\\s+${information}\\b|\\b(?:cpni|customer proprietary network information)\\b.{0,40}?\\b(?:is|was|are|gets?|has been|may be)\\s+(?:\\w+ly |also |sometimes )?(?:not |never )?(?:sold|rented)\\b|\\bsells?\\s+it\\b|\\b(?:is|are) not sold\\b|\\b(?:do(?:es)?|did)(?: not|n't) (?:sell|rent)\\b|\\bnor (?:do(?:es)?|did)? ?(?:it|we|they) sell\\b|\\bno sale of\\b`,
  'gi',
);
const noSale = /\b(?:not|never|no|nor|neither|none|prohibit\w*|forbid\w*|cannot|without)\b|n't\b|\bunless\b|\bif\b/i;

/** The sentences that say CPNI is sold, and those that say it is not; one sentence may say both. */
const sales = (document: OpenDocument, is: 'sold' | 'kept'): Unit | undefined =>
  document.units.find(
    (unit) =>
      unit.kind !== 'heading' &&
      [...unit.text.matchAll(sale)].some((match) => {
        const clause = unit.text.slice(Math.max(0, match.index - 40), match.index + match[0].length);
        const own = clause.slice(clause.lastIndexOf(';') + 1).replace(/.*,\s(?=sells?\b)/, '');
        return (
          noSale.test(own) === (is === 'kept') &&
          (is === 'kept' || /\b(?:cpni|proprietary|records?|detail)\b/i.test(own))
        );
      }),
  );

const clash = (
  document: OpenDocument,
  unit: { readonly index: number } | null,
  message: string,
): readonly Finding[] => {
  const at = unit ? document.units[unit.index] : undefined;
  return at ? [finding('contradiction', placeIn(document, at, /\S.*$/), message)] : [];
};

/** Sentences of one filing that cannot both be true (house reading of catalogue C3; row 004-15). */
export const contradictions = ({ document, practice }: CertificationCase): readonly Finding[] => {
  const logic = document.units.map((unit) => placeIn(document, unit, slip)).find((place) => place !== null);
  const counts = complaintCounts(document);
  const exclusive = document.units.find(
    (unit) =>
      onlyOptIn.test(unit.text) &&
      unit.kind !== 'heading' &&
      !/\bpartners?\b|\bcontractors?\b|\bthird[- ]part|\baffiliat|\bother than\b|\boutside\b|\bfor (?:the|those|such)\b/i.test(
        unit.text,
      ),
  );
  const denies = sales(document, 'kept');
  const sells = sales(document, 'sold');
  return [
    ...(logic
      ? [
          finding(
            '004-15',
            logic,
            `"${logic.quote}": joined by "or", consent is demanded even where the rules permit the use. Write that consent is asked unless the law requires or the rules permit the use.`,
          ),
        ]
      : []),
    ...(practice.denial && practice.affirmation && !practice.condition
      ? clash(
          document,
          practice.affirmation,
          `Here CPNI is used in marketing; "${practice.denial.text}" denies it. Say which it is.`,
        )
      : []),
    ...(exclusive && practice.optOut && exclusive !== practice.optOut
      ? clash(
          document,
          practice.optOut,
          `Here the carrier relies on opt-out; "${exclusive.text}" says opt-in alone. Say which it is.`,
        )
      : []),
    ...(counts.none && counts.some && counts.none !== counts.some
      ? clash(
          document,
          counts.some,
          `Here complaints are counted; "${counts.none.text}" says there were none. Say which it is.`,
        )
      : []),
    ...(denies && sells
      ? clash(document, sells, `Here CPNI is sold; "${denies.text}" denies it. Say which it is.`)
      : []),
  ];
};

const complied =
  /\b(?<it>(?:certif\w*|attest\w*|confirm\w*|guarantee\w*|declare\w*|state[sd]?|warrant\w*)\b[^;]{0,60}\b(?:(?:has |have )?(?:fully |always )?complied|(?:was|were|has been|have been|is|remained) (?:at all times )?in (?:full|complete|total|perfect|continuous|strict)? ?compliance))\b/i;
const wholly =
  '(?:fully|full|complete(?:ly)?|entire(?:ly)?|total(?:ly)?|perfect(?:ly)?|strict(?:ly)?|always|at all times|at every moment|at any time|without (?:any )?exception|in (?:all|every) respects?|throughout|all year|every day|continuous(?:ly)?|never|during the (?:entire|whole|full)|with (?:all|every|each)\\b.{0,60}\\b(?:prior|previous|year|period))';
const wasCompliant =
  '(?:complied|(?:was|were|has been|have been|is|are|remained|stayed|being)\\s+(?:\\w+\\s+){0,3}(?:compliant|in (?:\\w+ )?compliance)|violated)';
const allYear = new RegExp(
  `\\b(?<it>${wholly}\\b.{0,30}?\\b${wasCompliant}|(?:${wasCompliant})\\b.{0,60}?\\b${wholly}|(?:was|were|has been|have been|is|are|remained)\\s+(?:at all times\\s+)?(?:in\\s+)?(?:fully|full|complete|completely|total|perfect|continuous)\\s+complian\\w+)`,
  'i',
);
const guarantee =
  /\b(?<it>(?:guarantees?|ensures? absolutely|assures? absolutely|warrants?) (?:that )?(?:no|every|all|complete|full|100|total|absolute)\b|100 ?(?:%|percent) compli\w*|(?:was|were|has been|have been) (?:at all times )?in (?:full|complete|total|perfect|continuous) compliance)/i;
const disclaimer = /\b(?<it>cannot (?:guarantee|ensure|assure|promise)|no guarantee|does not guarantee)\b/i;

/** The certificate says that procedures are adequate; more than that is a risk taken for nothing (catalogue C2). */
export const overClaims = (document: OpenDocument): readonly Finding[] =>
  document.units.flatMap((unit) => {
    const over =
      placeIn(document, unit, complied) ?? placeIn(document, unit, allYear) ?? placeIn(document, unit, guarantee);
    const asks =
      /\bwhether\b|\b(?:ensur|assur)\w*\b.{0,60}\b(?:is|are|be|remains?)\b|\bif\b|\bwhen\b|\bemployees?\b|\bhow\b.{0,60}\bensure|\bis or is not\b|\bnot\b.{0,20}\bguarantee/i.test(
        unit.text,
      );
    const less = placeIn(document, unit, disclaimer);
    return [
      ...(over && !asks
        ? [
            finding(
              '001-19',
              over,
              `"${over.quote.replace(/\s+/g, ' ')}" claims actual compliance; the rule asks to certify that procedures are adequate to ensure it.`,
            ),
          ]
        : []),
      ...(less
        ? [finding('004-17', less, `"${less.quote}" is a disclaimer; it has no place in a statement of compliance.`)]
        : []),
    ];
  });
