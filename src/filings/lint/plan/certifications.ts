import { type Finding, finding } from '../finding.ts';
import { type PlanCase, since } from './case.ts';
import type { Statement } from './statements.ts';
import { customer, negated, vets } from './words.ts';

const calls = '(?:calls?|traffic|minutes|call attempts)';
const every =
  '(?:all|every|each|entire|any|whole|100 ?(?:%|percent)|one hundred percent|everything|no (?:call|traffic) is (?:exempt|outside))';
const covered =
  '(?:subject to|under|cover(?:s|ed|ing)?|govern(?:s|ed|ing)?|within|falls?|appl(?:y|ies|ied)|extends?|reach(?:es)?|handled|bound|included|part of|encompass\\w*|coverage|scope|address(?:es|ed)|takes? in|regardless)';
const program =
  '(?:programs?|plans?|what follows|follows|measures|practices|procedures|policy|policies|this document|described|set (?:out|forth))';
const everyCall = new RegExp(
  `(?<!\\w)${every}(?!\\w)[^.]{0,60}\\b${calls}\\b|\\beverything\\b[^.]{0,40}\\b(?:dials?|calls?|originates?|sends?|carr(?:y|ies))\\b|\\b${calls}\\b[^.]{0,60}\\bwithout exception\\b|\\b${calls}\\b[^?]{0,60}\\?: (?:\\w+, )?(?:all|every|each)\\b`,
  'i',
);
const underProgram = new RegExp(
  `\\b${covered}\\b[^.]{0,80}\\b${program}\\b|\\b${program}\\b[^.]{0,100}\\b${covered}\\b`,
  'i',
);

/** One sentence must say it whole; "no traceback request" or "any call listed by the ITG" is another matter. */
const allCalls = (each: Statement): boolean => {
  const said = each.caption.endsWith('?') ? each.said : each.text;
  return everyCall.test(said) && underProgram.test(said) && !/\btrace-?backs?\b/i.test(each.text);
};

const removal =
  '(?:remov\\w*|tak(?:e|en|ing) (?:\\w+ ){0,5}(?:out|off|down)|delet\\w*|revok\\w*|de-?list\\w*|struck|stricken|withdrawn|expelled)';
const bar =
  '(?:prohibit\\w*|barr?ed|bar|forbid\\w*|forbade|banned|ban|ineligible|excluded|suspended|enjoined|precluded|restricted|prohibition)';
const no = '(?:no|not|never|none|nor|neither|without|at no time)';
const filing = '(?:certif\\w*|filings?|filed?|registrations?|listings?|submi\\w*|database|rmd)';
const denied = new RegExp(`(?:\\b${no}\\b|n't\\b)[^.;]{0,90}\\b(?:${removal}|${bar})\\b`, 'i');
const disclosed = new RegExp(
  `\\b(?:our|its|the company's)\\b[^.;]{0,40}\\b${filing}\\b[^.;]{0,30}\\b${removal}\\b`,
  'i',
);
const askedOf = new RegExp(`\\b(?:${removal}|${bar})\\b`, 'i');
const ofFiling = new RegExp(`\\b${filing}\\b`, 'i');
/** Of others: whose traffic is refused when they are removed. */
const ofOthers = /\b(?:traffic|trunks?|routes?|customers?|subscribers?|upstream|disconnect\w*|calls? (?:from|of))\b/i;

/** "Never removed, not barred", a "no" to the question whether, or the disclosure that it was. */
const removalTold = (each: Statement): boolean => {
  if (!ofFiling.test(each.said) || ofOthers.test(each.text)) return false;
  if (each.caption.endsWith('?') || askedOf.test(each.caption))
    return askedOf.test(each.said) && negated.test(each.text);
  return denied.test(each.said) || disclosed.test(each.text);
};

const period =
  /\b(?:two|2|twenty-four|24)(?:\s*\(\d+\))?[ -](?:calendar )?(?:years?|months)\b|\btwo-year\b|\bnever\b|\bat no time\b/i;
const action =
  /\binvestigat\w*|\benforcement\b|\bformal\b|\bregulatory action|\bfindings?\b|\bproceedings?\b|\bsanction\w*|\binquir(?:y|ies)\b|\bfined\b|\bwrongdoing\b|\bcharged\b/i;
const matter =
  /\brobocall\w*|\bspoof\w*|\bwrongdoing\b|\bdeficien\w*|\b(?:unlawful|illegal) (?:calls?|calling|traffic)\b|\bregulator\w*|\battorneys? general\b|\bagenc(?:y|ies)\b/i;

const enforcementTold = (each: Statement): boolean =>
  period.test(each.said) &&
  action.test(each.said.length < 120 ? each.passage : each.said) &&
  matter.test(each.said.length < 120 ? each.passage : each.said) &&
  !/\b(?:upstream|declin\w*|retain\w*|we keep|keeps)\b/i.test(each.text) &&
  !(customer.test(each.text) && vets.test(each.text.replace(/\binvestigat\w*|\bapprov\w*/gi, '')));

const declaration =
  /\bpenalt(?:y|ies) (?:of|for) perjury\b|\b1\.16\b|\bdeclare[sd]? under\b|\bsworn (?:statement|declaration|to)\b|\bdeclaration under oath\b/i;

/** What the officer certifies of the calls, of the filer's past, and of the plan itself (47 CFR 64.6305(d)(1) to (3)). */
export const certifications = ({ statements, filed, role }: PlanCase): readonly Finding[] => {
  const today = filed >= since.contents2024;
  const carried = role === 'voice-service-provider' ? 'originates' : 'carries or processes';
  const asked = [
    [
      '002-25',
      today,
      statements.some(allCalls),
      `The plan does not state that all calls it ${carried} are subject to its mitigation program.`,
    ],
    [
      '002-26',
      today,
      statements.some(removalTold),
      'The plan does not state that no earlier certification was removed and that the provider is not barred from filing.',
    ],
    [
      '002-08',
      today,
      statements.some(enforcementTold),
      'The plan does not state whether in the past two years it or its relatives were subject to action or investigation about illegal robocalling, spoofing or deficient filings.',
    ],
    [
      '002-27',
      true,
      statements.some((each) => declaration.test(each.text)),
      'No officer declares under penalty of perjury (47 CFR 1.16) that the plan is true and correct.',
    ],
  ] as const;
  return asked.flatMap(([row, due, told, says]) => (due && !told ? [finding(row, null, says)] : []));
};
