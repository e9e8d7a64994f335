import { placeIn } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { type PlanCase, since } from './case.ts';

const over =
  /\b(?:ended|expired|expir\w+|no longer|former(?:ly)?|lapsed|used to|had (?:been )?(?:relied|an|the)|(?:does|do|did|is|are|has|have) not (?:\w+ )?(?:claim\w*|rel(?:y|ies|ied|ying)|subject|seek\w*|need\w*|invoke\w*)|no extension|neither|none|without (?:any )?extension)\b/i;
const extra = 'extensions?|exempt(?:ion|ed)?|additional time|more time|grace period';
const small =
  '\\bsmall\\b|100,000|one hundred thousand|\\btwo[- ]years?\\b|64\\.6304\\(a\\)|June 30, 202[23]|30 June 202[23]|until 202[23]';
const claimed =
  /\b(?<it>two-year extension|small[- ](?:voice[- ]service[- ])?provider (?:extension|exemption)|extension[^.]{0,60}\bsmall (?:voice service )?provider)\b/i;
const smallProvider = new RegExp(
  `\\b(?<it>${extra})\\b[^.]*(?:${small})|(?:${small})[^.]*\\b(?<that>${extra})\\b`,
  'i',
);
const bareWords =
  /\bucaas\b|\bresell\w*|\bover-the-top\b|\bnon-facilities|\bnot facilities-based|\bsoftware\b|\bwithout (?:its |any |their )?(?:own )?(?:facilities|network)|\bfacilities of (?:others|other carriers)|\bno (?:facilities|network) of (?:its|their|our) own/i;

/** A claim to the extension for small providers that has ended (47 CFR 64.6304(a)). */
export const extension = ({ document, statements, filed }: PlanCase): readonly Finding[] => {
  const bare = statements.some((each) => bareWords.test(each.text));
  if (filed < since.extensionEndedWithoutFacilities || (filed < since.extensionEnded && !bare)) return [];
  const units = statements.filter(
    (each) => (claimed.test(each.text) || smallProvider.test(each.text)) && !over.test(each.text),
  );
  const unit = units.find((each) => claimed.test(each.text)) ?? units[0];
  if (!unit) return [];
  const place = placeIn(document, unit, claimed) ?? placeIn(document, unit, new RegExp(`\\b(?:${extra})\\b`, 'i'));
  return [
    finding(
      '002-01',
      place,
      `"${place?.quote ?? ''}": the extension for small providers ended on 2022-06-30 for those without facilities of their own and on 2023-06-30 for all others.`,
    ),
  ];
};
