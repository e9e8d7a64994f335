import { type OpenDocument, placeIn, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { type PlanCase, since } from './case.ts';

const role =
  /\brole\b[^.]{0,80}\b(?:call|chain|path)|\b(?:call|chain|path)\b[^.]{0,40}\brole\b|\b(?:is|as|are|operates|acts|serves|files)\b[^.]{0,60}\b(?:voice service provider|originating(?: voice service)? provider|gateway provider|(?:non-gateway )?intermediate provider|terminating provider)\b|\b(?:voice service provider|originating provider)\b[^.]{0,60}\b(?:serving|that serves|with|without)\b[^.]{0,40}\b(?:end users?|obligation)/i;
const relatives = /\baffiliat\w*|\bsubsidiar\w*|\bparent\b|\bholding compan\w*/i;
const owners =
  /\bprincipals?\b|\bowned by\b|\bmembers?\b[^.]{0,30}\b(?:llc|company)|\bshareholders?\b|\bofficers and directors\b/i;
const period = /\b(?:two|2|twenty-four|24)(?:\s*\(\d+\))?[ -](?:calendar )?(?:years?|months)\b|\btwo-year\b/i;
const enforcement = /\binvestigat\w*|\benforcement\b|\bformal\b|\bregulatory action|\bfindings?\b|\blaw enforcement\b/i;
const ocn = /\bocn\b|\boperating company number\b/i;
const ocnValue =
  /\b(?:ocn|operating company number)s?\b(?:[^.;]{0,30}?)\b(?=[0-9A-Z]*\d)[0-9A-Z]{4}\b|\b(?:no|not|none|n\/a|without)\b[^.;]{0,40}\b(?:ocn|operating company number)\b|\b(?:ocn|operating company number)\b[^.;]{0,30}\b(?:none|not (?:assigned|held|required)|n\/a)\b/i;
const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const telephone = /(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}/;

const missing = (row: '002-06' | '002-07' | '002-08' | '002-25', says: string): Finding =>
  finding(row, null, `The plan does not state ${says}.`);

const ocnMissing = (document: OpenDocument): readonly Finding[] => {
  if (unitsWith(document, ocnValue).length > 0) return [];
  const [mentioned] = unitsWith(document, ocn);
  const place = mentioned
    ? (placeIn(document, mentioned, /\b(?<it>secured its OCN)\b/) ?? placeIn(document, mentioned, ocn))
    : null;
  return [
    finding(
      '002-09',
      place,
      `The Operating Company Number (OCN) ${place ? 'is mentioned but its value is not given' : 'is not given'}. Write the number, or that there is none.`,
    ),
  ];
};

const contactMissing = (document: OpenDocument): readonly Finding[] => {
  const named = document.units.some((unit) => {
    if (
      !/\bcontact\b|\bquestions\b|\bresponsible\b|\bpoint of\b/i.test(unit.text) &&
      !/\bcontact\b/i.test(unit.heading)
    )
      return false;
    const text = document.units
      .slice(unit.index, unit.index + 9)
      .map((each) => each.text)
      .join(' ');
    return (email.test(text) || telephone.test(text)) && /\b[A-Z][a-z'-]+(?:\s+[A-Z]\.)?\s+[A-Z][\w'-]+/.test(text);
  });
  return named
    ? []
    : [finding('002-10', null, 'No contact person for robocall mitigation is named with title, telephone and e-mail.')];
};

const allCalls =
  /\b(?:all|every|each|entire|any)\b[^.]{0,60}\b(?:calls?|traffic|network)\b[^.]{0,100}\b(?:subject to|under|covered by|governed by|within|falls?)\b[^.]{0,60}\b(?:program|plan)\b|\b(?:program|plan)\b[^.]{0,60}\b(?:applies to|covers?|governs?|extends to|reaches)\b[^.]{0,40}\b(?:all|every|each|entire|the whole)\b[^.]{0,40}\b(?:calls?|traffic|network)/i;
const removal =
  /\b(?:remov\w*|prohibit\w*|barr?ed|revok\w*|delist\w*|excluded)\b[^.]{0,120}\b(?:certification|database|filing|rmd|listed)\b|\b(?:certification|database|filing|rmd)\b[^.]{0,120}\b(?:remov\w*|prohibit\w*|barr?ed|revok\w*|delist\w*)/i;
const declaration = /\bpenalty of perjury\b|\b1\.16\b|\bdeclare[sd]? under\b|\bsworn\b/i;

/** Who files, with whom it is tied, what befell it, and who answers for the plan (47 CFR 64.6305(d)(1) to (4)). */
export const planIdentity = ({ document, filed, role: place }: PlanCase): readonly Finding[] => {
  const says = (...patterns: readonly RegExp[]): boolean =>
    unitsWith(document, ...patterns).some((unit) => unit.kind !== 'heading');
  const today = filed >= since.contents2024;
  const roleTold = document.units.some(
    (unit) => role.test(unit.text) && !/\b(?:requires?|requiring|must|adopted)\b/i.test(unit.text),
  );
  const duties: readonly Finding[] = [
    ...(says(allCalls)
      ? []
      : [
          missing(
            '002-25',
            `that all calls it ${place === 'voice-service-provider' ? 'originates' : 'carries or processes'} are subject to its mitigation program`,
          ),
        ]),
    ...(roleTold
      ? []
      : [
          missing(
            '002-06',
            "the provider's role in the call chain (voice service provider, gateway, non-gateway intermediate)",
          ),
        ]),
    ...(says(owners) && unitsWith(document, relatives).some((unit) => !/\binvestigat|\benforcement/i.test(unit.text))
      ? []
      : [missing('002-07', 'its principals, affiliates, subsidiaries and parent companies, or that there are none')]),
    ...(document.units.some((unit) => period.test(unit.text) && enforcement.test(`${unit.heading} ${unit.text}`))
      ? []
      : [
          missing(
            '002-08',
            'whether in the past two years it or its relatives were subject to action or investigation about illegal robocalling, spoofing or deficient filings',
          ),
        ]),
    ...ocnMissing(document),
  ];
  return [
    ...(today ? duties : []),
    ...contactMissing(document),
    ...(says(removal)
      ? []
      : [
          finding(
            '002-26',
            null,
            'The plan does not state that no earlier certification was removed and that the provider is not barred from filing.',
          ),
        ]),
    ...(says(declaration)
      ? []
      : [
          finding(
            '002-27',
            null,
            'No officer declares under penalty of perjury (47 CFR 1.16) that the plan is true and correct.',
          ),
        ]),
  ];
};
