import { inContext, type OpenDocument, type Unit } from '../document.ts';
import { type Finding, finding } from '../finding.ts';

const none = /\b(?:no|not|none|never|neither|nor|nil|zero|without)\b|n't|\b0\b|^\s*n\/a\b/i;
const promised =
  /\b(?:will|shall|must|may|would|is to|are to)\s+(?:be\s+)?(?:includ\w*|contain\w*|provid\w*|accompan\w*|explain\w*|report\w*|list\w*|set forth|describ\w*)|\bif any\b.{0,30}\bwill\b|\brequires?\b|\bwould\b/i;

const broker =
  /\b(?:data|information)[\s-]*brokers?\b|\b(?:trad(?:e|es|ing|ers?)|deals?|dealers?|dealing) in (?:customer |call |telephone |phone )*(?:data|records|information)\b|\b(?:actions?|proceedings?|suits?|petitions?)\b.{0,40}\bagainst\b.{0,30}\bpretexters?\b/i;
const action =
  /\bactions?\b|\bproceedings?\b|\bpetitions?\b|\blawsuits?\b|\blitigation\b|\bsuits?\b|\bsued?\b|\bto court\b|\bpetitioned\b|\binstitut\w*|\bfiled\b|\bpursu\w*|\binitiat\w*|\bcases?\b|\bclaims?\b|\bmeasures\b|\benforcement\b|\bbrought\b|\bsteps\b/i;
const happened =
  /\b(?:filed|instituted|initiated|brought|commenced|petitioned|sued|obtained|took|pursued|referred|joined)\b/i;

const contextOf = (document: OpenDocument, unit: Unit): string => {
  const before = document.units[unit.index - 1];
  const near = before && before.kind !== 'heading' && before.block === unit.block ? before.text : '';
  return `${inContext(unit)} ${near}`;
};

const isShortNone = (unit: Unit): boolean =>
  /^(?:A\. )?(?:[\w' ,()/-]{0,80}:)?\s*(?:none|nil|n\/a|no|zero|0)\b[^:]{0,80}$/i.test(unit.text.trim());

const brokersStated = (document: OpenDocument): boolean =>
  document.units.some((unit) => {
    if (unit.kind === 'heading' || promised.test(unit.text)) return false;
    const context = contextOf(document, unit);
    if (!broker.test(context)) return false;
    const plain = none.test(unit.text) && (action.test(unit.text) || (action.test(context) && isShortNone(unit)));
    return (
      plain ||
      (happened.test(unit.text) && broker.test(unit.text) && action.test(unit.text) && !/\bany\b/i.test(unit.text))
    );
  });

const methods =
  /\b(?:process(?:es)?|methods?|tactics|techniques|schemes|practices?|approach(?:es)?|information|ways|means|attempts?|know\w*|learn\w*)\b/i;
const pretexterKnown = (document: OpenDocument): boolean =>
  document.units.some(
    (unit) =>
      /\bpretext\w*|\bdata brokers?\b/i.test(unit.text) &&
      methods.test(unit.text) &&
      unit.kind !== 'heading' &&
      !promised.test(unit.text),
  );

/** Actions against data brokers, or a plain "none", and what is known of pretexters (catalogue C4, C6). */
export const dataBrokers = (document: OpenDocument): readonly Finding[] => [
  ...(brokersStated(document)
    ? []
    : [
        finding(
          '000-09',
          null,
          'The filing neither explains actions taken against data brokers in the covered year nor says plainly that there were none.',
        ),
      ]),
  ...(pretexterKnown(document)
    ? []
    : [
        finding(
          '000-39',
          null,
          "Nothing is said about what the company knows of pretexters' methods (an item of the suggested form).",
        ),
      ]),
];

const number = '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,4})';
const complaint = 'complain(?:ts?|ed)\\b';
const noComplaints: readonly RegExp[] = [
  new RegExp(`\\b(?:no|zero|0|nil|none|nobody|not one)\\b[^;]{0,80}\\b${complaint}`, 'i'),
  new RegExp(
    `(?:\\bnot|n't|\\bnever)\\s+(?:\\w+\\s+){0,3}(?:receiv\\w*|had|have|been|gotten?|get|record\\w*|log\\w*|see|seen|hear|heard)[^;]{0,80}\\b${complaint}`,
    'i',
  ),
  new RegExp(
    `\\b${complaint}[^;]{0,140}(?::\\s*(?:none|zero|0|nil)\\b|\\b(?:none|zero)\\b|\\b(?:was|were|has been|have been|did)\\s+(?:not|never)\\b|\\(0\\))`,
    'i',
  ),
  new RegExp(`\\b(?:neither|nor)\\b[^;]{0,60}\\b${complaint}`, 'i'),
];
/** A complaint of the carrier's own, to a court or a commission. */
const ownComplaint =
  /\bcomplaints? (?:to|with|before|at|in) (?:any|a|the|either|state|federal)\b.{0,20}\b(?:commissions?|courts?|fcc|agenc\w*)|\b(?:filed|lodged|brought|instituted)\b[^;,]{0,40}\bcomplaints?\b(?!.{0,40}\bcustomers?)/gi;
const someComplaints: readonly RegExp[] = [
  new RegExp(
    `\\b(?:receiv\\w*|had|logged|recorded|got|there (?:were|was)|handled|total(?:ed)? (?:of)?)[^;]{0,40}\\b${number}(?:\\s*\\(\\d+\\))?\\s+(?:\\w+\\s+){0,4}complaints?\\b`,
    'i',
  ),
  new RegExp(
    `\\bcomplaints?\\b[^;]{0,80}?(?::|\\bwas|\\bwere|\\btotal\\w*|\\bnumbered)\\s*(?:a total of\\s+)?${number}\\b`,
    'i',
  ),
  new RegExp(
    `\\b${number}(?:\\s*\\(\\d+\\))?\\s+(?:customer |written |formal |such |cpni |separate )*complaints?\\s+(?:was|were|about|concerning|regarding|came|reached|received|alleg\\w*)`,
    'i',
  ),
];
const ruled =
  /\b(?:may|can|must|should|shall|who|employees?|any complaint|each complaint|every complaint|when a|if a|regardless|no later|procedure)\b/i;
const categories =
  /\bemployees?\b|\bunauthori[sz]ed\b|\bnot authori[sz]ed\b|\bonline\b|\baccess\w*\b|\bdisclos\w*\b|\bimproper\w*\b|\breleas\w*\b/i;

const complaintUnits = (document: OpenDocument): readonly { readonly unit: Unit; readonly counted: boolean }[] =>
  document.units.flatMap((unit) => {
    if (unit.kind === 'heading' || promised.test(unit.text)) return [];
    const context = contextOf(document, unit);
    const said = unit.text.replace(ownComplaint, ' ');
    const text = /\bcomplain/i.test(said) ? said : '';
    const counted = someComplaints.some((pattern) => pattern.test(text));
    const stated =
      noComplaints.some((pattern) => pattern.test(text)) &&
      !(ruled.test(text) && !/\b(?:receiv|had|made|there (?:were|was)|logged|came|reached|lodged|filed)/i.test(text));
    const short =
      /\bcomplain(?:ts?|ed)\b/i.test(context.replace(ownComplaint, ' ')) &&
      (isShortNone(unit) ||
        (none.test(unit.text) &&
          /\b(?:receiv\w*|there (?:were|was)|had|came|made|reached)\b/i.test(unit.text) &&
          !broker.test(unit.text)));
    return counted || stated || short ? [{ unit, counted: counted && !stated }] : [];
  });

/** The covered year's complaints about unauthorized release of CPNI, counted by kind, or a plain "none" (catalogue C5). */
export const complaints = (document: OpenDocument): readonly Finding[] => {
  const stated = complaintUnits(document);
  const [first] = stated;
  if (!first)
    return [
      finding(
        '000-08',
        null,
        'The filing neither summarizes the customer complaints of the covered year about unauthorized release of CPNI nor says plainly that there were none.',
      ),
    ];
  const about = document.units
    .slice(Math.max(0, first.unit.index - 2), first.unit.index + 8)
    .map((unit) => unit.text)
    .join(' ');
  return first.counted && !categories.test(about)
    ? [
        finding(
          'C5-categories',
          null,
          'The complaints are counted but not sorted: access by employees, disclosure to persons not authorized, online access by persons not authorized.',
        ),
      ]
    : [];
};

/** "No complaints", without "of this kind", "other" or "further". */
const plainNone =
  /\b(?:no|zero|not (?:received?|had) any)\s+(?:(?:customer|written|formal|cpni)\s+)*complaints?\b(?!\s+(?:of|alleging|involving)\b)(?!.*\b(?:other|further|remaining|categor|online|employees?)\b)/i;

/** Whether the text says both that there were complaints and that there were none. */
export const complaintCounts = (document: OpenDocument): { readonly none: Unit | null; readonly some: Unit | null } => {
  const stated = complaintUnits(document);
  return {
    none: stated.find((each) => !each.counted && plainNone.test(each.unit.text))?.unit ?? null,
    some: stated.find((each) => each.counted)?.unit ?? null,
  };
};
