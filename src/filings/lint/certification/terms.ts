import type { RowId } from '../catalogue.ts';
import { type OpenDocument, placeIn, type Unit } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import type { CertificationCase } from './case.ts';

type Term = { readonly row: RowId; readonly pattern: RegExp; readonly says: string; readonly unless: RegExp | null };

const dictionary: readonly Term[] = [
  {
    row: '000-24',
    pattern: /\b(?<it>adjunct[\s-]+(?!to[\s-]+basic)\w+[\s-]+basic|adjunct-basic)\b/i,
    says: 'The term is "adjunct-to-basic".',
    unless: null,
  },
  {
    row: '000-31',
    pattern:
      /\b(?<it>(?:[Pp]rovisioning|[Pp]rovid\w+|[Mm]arketing|[Ss]elling|[Oo]ffering)\s+(?:of\s+)?(?:CPE|customer premises equipment)\s+and\s+(?:any\s+|other\s+)?information\s+services?(?:\(s\))?)/,
    says: 'All information services are open to wireless carriers only; others name the closed list (call answering, voice mail, voice storage, fax store-and-forward, protocol conversion).',
    unless: /\bcall answering|\bvoice ?mail|\bprotocol conversion|\bCMRS\b|\bwireless\b/i,
  },
  {
    row: '000-30',
    pattern:
      /(?<it>\(\s*(?:i\.e\.|e\.g\.|such as)?,?\s*interconnected VoIP\s*\))(?=.*\bsubscrib)|\bcategor\w+ of service\b.{0,40}(?<!including )\binterconnected VoIP\b/i,
    says: 'Interconnected VoIP is not among the named categories of service; how it is placed is an open question.',
    unless: null,
  },
  {
    row: '001-15',
    pattern:
      /\b(?<it>(?:(?:does|do|did) not (?:include|cover|mean|extend to|apply to|treat|consider|regard)|exclud\w+|(?:is|are) not|other than|except(?:ing)?(?: for)?)\s+(?:(?:the|a|all|any|such|its|their|our|customers?'?s?'?|subscribers?'?s?'?|members?'?s?'?)\s+)*(?:names?|addresses|(?:tele)?phone numbers),?\s+(?:and\s+|or\s+)?(?:(?:tele)?phone numbers|addresses|names?)(?:,?\s+(?:and\s+|or\s+)?(?:(?:tele)?phone numbers|addresses|names?))?)\b|\b(?<that>names,? (?:and )?addresses,? (?:and|or) (?:tele)?phone numbers (?:are|is) (?:not|never) (?:cpni|protected|covered))/i,
    says: 'Only listings published, or accepted to be published, in a directory are no CPNI; unlisted names, addresses and numbers are not excluded.',
    unless:
      /\bpublish\w*|\bpublicly listed\b|\bdirector(?:y|ies) (?:listing|publish)|\blisted in\b|\baccepted for|\bunlisted\b|\bunauthori/i,
  },
  {
    row: '001-04',
    pattern: /\b(?<it>or to such a degree)\b/i,
    says: 'The rule joins the two: mechanisms that do not work properly, to such a degree that the inability to opt out is more than an anomaly. Strike "or".',
    unless: null,
  },
  {
    row: '004-16',
    pattern: /\b(?<it>personally identifiable information)\b/i,
    says: 'CPNI and personally identifiable information are different terms.',
    unless: /\bnot\b.{0,30}\bcpni\b|\bin addition to\b|\bas well as\b/i,
  },
  { row: '000-25', pattern: /\b(?<it>along other things)\b/i, says: 'Read "among other things".', unless: null },
  {
    row: '000-26',
    pattern: /\b(?<it>federal Communications Commission|Federal communications commission)\b/,
    says: 'The name is "Federal Communications Commission".',
    unless: null,
  },
  {
    row: '000-27',
    pattern: /\b(?<it>agreement that ensure|consent for a customer)\b/i,
    says: 'Check the grammar.',
    unless: null,
  },
  {
    row: '000-38',
    pattern: /[a-z] (?<it>Outbound) (?:marketing|calls?)/,
    says: 'A stray capital shows pasted text.',
    unless: null,
  },
];

const misnamed =
  /\b(?<it>(?:customer|consumer|client|confidential)s?\s+(?:proprietary|private|personal|protected|propriety|privacy)\s+(?:network|networks|networking)\s+(?:information|info|data))\b/i;
const named = (document: OpenDocument, unit: Unit): readonly Finding[] => {
  const words = misnamed.exec(unit.text)?.groups?.it ?? '';
  if (words === '' || /^customer\s+proprietary\s+network\s+information$/i.test(words)) return [];
  return [
    finding(
      'term-cpni',
      placeIn(document, unit, misnamed),
      `"${words}" is not the term; CPNI is customer proprietary network information.`,
    ),
  ];
};

const looked = (document: OpenDocument, unit: Unit): readonly Finding[] =>
  dictionary.flatMap(({ row, pattern, says, unless }) => {
    const place = unless?.test(unit.text) ? null : placeIn(document, unit, pattern);
    return place ? [finding(row, place, `"${place.quote.replace(/\s+/g, ' ')}": ${says}`)] : [];
  });

const moved = ({ document, year }: CertificationCase): readonly Finding[] => {
  if (year === null || year + 1 < 2021) return [];
  const place = document.units
    .map((unit) => placeIn(document, unit, /\b445\s+(?:12th|twelfth)\s+st(?:reet)?\b/i))
    .find((each) => each !== null);
  return place
    ? [
        finding(
          '2B.5-address',
          place,
          `"${place.quote}" is the former address of the FCC; since 2020 it is 45 L Street NE, Washington, DC 20554.`,
        ),
      ]
    : [];
};

/** Terms of art misspelled or misused, copied wording, and addresses gone out of date (catalogue 2A, 4). */
export const terms = (certification: CertificationCase): readonly Finding[] => {
  const { document } = certification;
  const copied = document.units
    .map((unit) => placeIn(document, unit, /\b(?<it>that carrier)\b/i))
    .find((place) => place !== null);
  return [
    ...document.units.flatMap((unit) => [...named(document, unit), ...looked(document, unit)]),
    ...(copied ? [finding('000-32', copied, '"that carrier" is copied from the rule. Name the company.')] : []),
    ...moved(certification),
  ];
};
