import { placeIn } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { type PlanCase, since } from './case.ts';
import type { Statement } from './statements.ts';
import { customer, vets } from './words.ts';

const kinds =
  '(?:voice service provider|VSP|OSP|originating carrier|gateway carrier|intermediate carrier|originating (?:voice )?(?:service )?provider|gateway provider|intermediate provider|terminating provider)';
const place =
  '(?:call[- ](?:chain|path)|chain|path of (?:a |the )?calls?|robocall mitigation database|rmd|provider type|type of provider|kind of provider)';
const role: readonly RegExp[] = [
  new RegExp(`\\brole\\b[^.]{0,80}\\b(?:call|chain|path|${kinds})|\\b${place}\\b[^.]{0,60}\\b${kinds}`, 'i'),
  new RegExp(
    `\\b(?:is|as|are|am|operates?|acts?|serves?|files?|registered|classified|only)\\b(?:(?!\\b(?:from|by|to|if|when)\\b)[^.]){0,80}\\b${kinds}`,
    'i',
  ),
  new RegExp(
    `\\b${kinds}\\b[^.]{0,60}\\b(?:serving|that serves|with|without)\\b[^.]{0,40}\\b(?:end users?|obligation|duty)`,
    'i',
  ),
];
/** What the filer says it is not, and what the rules ask of such providers, is not its role. */
const notRole = new RegExp(
  `\\bforeign (?:voice service )?providers?\\b|\\bforeign voice service\\b|\\b(?:not|neither|nor|no|never)\\b[^.,;]{0,60}\\b${kinds}|\\b(?:providers? (?:that|who)|its|their|other|another|any|each|every) ${kinds}`,
  'gi',
);

const saysRole = (each: Statement): boolean => {
  const text = each.said.replace(notRole, ' ');
  return (
    role.some((pattern) => pattern.test(text)) &&
    !/\b(?:requir(?:es|ing)|must|adopted|we accept|verif\w+)\b/i.test(each.text)
  );
};

const relatives = /\baffiliat\w*|\bsubsidiar\w*|\bparents?\b|\bholding compan\w*|\bsister compan\w*/i;
const owners =
  /\bprincipals?\b(?! (?:place|office|business|address))|\b(?:owned|held|controlled)\b[^.]{0,20}\bby\b|\bowners?\b|\bowns?\b|\bbelongs to\b|\b(?:sole |managing |its )members?\b|\bshareholders?\b|\bstockholders?\b|\bofficers and directors\b|\b(?:directors|partners|proprietor) (?:is|are)\b/i;
/** Sentences that speak of owners and relatives for another reason. */
const elsewhere =
  /\binvestigat|\benforcement|\bregulatory action|\bpenalty of perjury|\b(?:customer|subscriber|applicant|member|carrier|upstream)\w*'s?\b|\bextension\b|\bbeneficial\b/i;

const saysOf = (pattern: RegExp, statements: readonly Statement[]): boolean =>
  statements.some(
    (each) =>
      pattern.test(each.said) && !elsewhere.test(each.text) && !(customer.test(each.said) && vets.test(each.text)),
  );

const missing = (row: '002-06' | '002-07', says: string): Finding =>
  finding(row, null, `The plan does not state ${says}.`);

const ocn = /\bocns?\b|\b(?:operating|overall) company numbers?\b/i;
const ocnValue =
  /\b(?:ocn|operating company number)s?\b\W{0,6}(?:[^.;]{0,60}?)\b(?=[0-9A-Z]*\d)[0-9A-Z]{4}\b|\b(?:no|not|none|n\/a|without|neither|nor)\b[^.;]{0,60}\b(?:ocn|operating company number)\b|\b(?:ocn|operating company number)s?\b[^.;]{0,40}\b(?:none|not (?:assigned|held|required|applicable)|n\/a)\b|\b(?=[0-9A-Z]*\d)[0-9A-Z]{4}\b[^.;]{0,30}\b(?:is|as)\b[^.;]{0,20}\b(?:ocn|operating company number)\b/i;

const ocnMissing = ({ document, facts }: PlanCase): readonly Finding[] => {
  const plain = (text: string): string => text.replace(/\bC\.?F\.?R\.?|§|\b20\d\d\b/g, ' ');
  const told =
    facts.some((each) => ocnValue.test(plain(each.said))) ||
    document.units.some((unit) => unit.kind === 'heading' && ocnValue.test(plain(unit.text)));
  if (told) return [];
  const mentioned = facts.find((each) => ocn.test(each.text));
  const found = mentioned
    ? (placeIn(document, mentioned, /\b(?<it>secured its OCN)\b/) ?? placeIn(document, mentioned, ocn))
    : null;
  return [
    finding(
      '002-09',
      found,
      `The Operating Company Number (OCN) ${found ? 'is mentioned but its value is not given' : 'is not given'}. Write the number, or that there is none.`,
    ),
  ];
};

/** Who files and with whom it is tied (47 CFR 64.6305(d)(4)), asked since the contents of 2024. */
export const planIdentity = (plan: PlanCase): readonly Finding[] => {
  const { statements, facts, filed } = plan;
  if (filed < since.contents2024) return [];
  const tied = saysOf(owners, statements) && saysOf(relatives, statements);
  return [
    ...(facts.some(saysRole)
      ? []
      : [
          missing(
            '002-06',
            "the provider's role in the call chain (voice service provider, gateway, non-gateway intermediate)",
          ),
        ]),
    ...(tied
      ? []
      : [missing('002-07', 'its principals, affiliates, subsidiaries and parent companies, or that there are none')]),
    ...ocnMissing(plan),
  ];
};
