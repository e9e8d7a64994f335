import { type OpenDocument, placeIn, type Unit, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';

const filerId =
  /\bfiler(?:'s)?\s*(?:id|identification|number|no\b)|\b(?:form\s*)?499(?:-?[aq])?\s*(?:filer|id\b|registration|number|no\b|identif)|\b(?:id|identification|number)s?\s*(?:on|in|from|of)?\s*(?:its|our|the)?\s*(?:fcc\s*)?form\s*499/i;
const sixDigits = /(?<![\d,.-])\d{6}(?![\d,-]|\.\d)/;

/** The Form 499 filer IDs stand beside their label, or on the line below it. */
const filerIdMissing = (document: OpenDocument): readonly Finding[] => {
  const labels = unitsWith(document, filerId);
  const value = (unit: Unit): string =>
    `${unit.text} ${document.units[unit.index + 1]?.text ?? ''}`.replace(/\b(?:form\s*)?499\b/gi, '');
  if (labels.some((unit) => sixDigits.test(value(unit)))) return [];
  const [label] = labels;
  if (!label)
    return [
      finding(
        'C8',
        null,
        'No Form 499 Filer ID is given. Name the six-digit ID of every company that the certificate covers.',
      ),
    ];
  const place = placeIn(document, label, /(?:filer|499).*$/i);
  return [
    finding(
      'C8',
      place,
      `"${place?.quote ?? ''}" gives no six-digit Form 499 Filer ID. Write the ID of every company that the certificate covers.`,
    ),
  ];
};

const docket =
  /(?:\beb\b|enforcement bureau)[\s,-]*(?:docket|dkt\.?|proceeding)\s*(?:no\.?|number|#)?\s*:?\s*(?<it>\d{2}\s*-\s*\d{1,4})|docket\s*(?:no\.?|number)?\s*:?\s*(?:eb)\s*(\d{2}\s*-\s*\d{1,4})/i;

const docketMissing = (document: OpenDocument): readonly Finding[] => {
  const wrong = document.units.flatMap((unit) => {
    const place = placeIn(document, unit, docket);
    return place && !/06\s*[-–‐‑]\s*36(?!\d)/.test(place.quote) ? [place] : [];
  });
  if (wrong[0])
    return [
      finding('C11-docket', wrong[0], `Docket "${wrong[0].quote}" is not the CPNI docket. Write EB Docket No. 06-36.`),
    ];
  if (unitsWith(document, /(?<!\d)06\s?-\s?36(?!\d)/).length > 0) return [];
  return [finding('C11-docket', null, 'The docket is not named. Write EB Docket No. 06-36 on the certificate.')];
};

const entityForm =
  /\b(?:inc|llc|l\.l\.c|ltd|limited|corp|corporation|company|co|lp|llp|l\.p|partnership|cooperative|coop|co-op|pllc|pc|incorporated|association|trust|authority|d\/b\/a)\b/i;

/** A company's name without Inc., LLC and the like cannot be compared with the Form 499 record. */
const formMissing = (document: OpenDocument): readonly Finding[] => {
  const [named] = unitsWith(document, /^(?:name of compan(?:y|ies)[^:]*|compan(?:y|ies)(?: name)?s?[^:]{0,40}):\s*\S/i);
  const name = named?.text.replace(/^[^:]*:\s*/, '') ?? '';
  if (!named || entityForm.test(name)) return [];
  const place = placeIn(document, named, /(?<=:\s*)\S.*$/);
  return [finding('004-23', place, `"${name}" has no legal form. Compare the name with the Form 499 record.`)];
};

/** Filer ID, docket and legal name (catalogue C8, C11). */
export const identity = (document: OpenDocument): readonly Finding[] => [
  ...filerIdMissing(document),
  ...docketMissing(document),
  ...formMissing(document),
];
