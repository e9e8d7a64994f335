import { civilOfDay } from '../../../law/calendar.ts';
import { isoOf } from '../dates.ts';
import { type Finding, finding } from '../finding.ts';
import type { CertificationCase } from './case.ts';
import { placeOfDate, readAs } from './signing-date.ts';

const missing = ({ date }: CertificationCase): readonly Finding[] => {
  if (date.blank && date.stray)
    return [
      finding(
        '000-06',
        date.blank,
        `The date line is blank; ${readAs(date.stray)} stands elsewhere. Write the date on its line.`,
      ),
    ];
  if (date.blank) return [finding('004-03', date.blank, 'The certificate bears no date. Write the day it was signed.')];
  if (date.filingOnly)
    return [
      finding(
        'C9-filed-only',
        null,
        'Only the day of filing is given. Write beside the signature the day it was signed.',
      ),
    ];
  if (date.signed) return [];
  return [finding('004-03', null, 'The certificate bears no date. Write the day it was signed.')];
};

const late = ({ document, date, due }: CertificationCase): readonly Finding[] => {
  if (due === null) return [];
  return [date.signed, date.letter].flatMap((each) => {
    if (!each || each.day <= due) return [];
    const misread = each.numeric
      ? ' If the date was read by a scanner, look at the original: 3/1 becomes 3/11 easily.'
      : '';
    return [
      finding(
        '000-03',
        placeOfDate(document, each),
        `${readAs(each)} is ${each.day - due} days after the filing was due, ${isoOf(due)}.${misread}`,
      ),
    ];
  });
};

const early = ({ document, date, due, year }: CertificationCase): readonly Finding[] => {
  if (!date.signed || year === null || due === null || civilOfDay(date.signed.day).year > year) return [];
  return [
    finding(
      'C9-early',
      placeOfDate(document, date.signed),
      `Signed ${readAs(date.signed)}, before the covered year ${year} was over. The officer can speak of the whole year only after it.`,
    ),
  ];
};

const outOfOrder = ({ document, date, filed }: CertificationCase): readonly Finding[] => {
  const { signed, letter } = date;
  if (!signed) return [];
  const findings: Finding[] = [];
  if (letter && letter.day < signed.day)
    findings.push(
      finding(
        '000-04',
        placeOfDate(document, letter),
        `The letter of ${readAs(letter)} encloses a certificate signed later, ${readAs(signed)}. Date the letter on or after the signature.`,
      ),
    );
  if (filed !== null && filed < signed.day)
    findings.push(
      finding(
        'C9-filed',
        placeOfDate(document, signed),
        `The certificate is dated ${readAs(signed)}, after it was filed (${isoOf(filed)}).`,
      ),
    );
  return findings;
};

/** The certificate's date: there, inside January 1 to the due date, in order with letter and filing (catalogue C9, 2B.4). */
export const signing = (certification: CertificationCase): readonly Finding[] => [
  ...missing(certification),
  ...late(certification),
  ...early(certification),
  ...outOfOrder(certification),
];
