import { type Finding, finding } from '../finding.ts';
import { type PlanCase, since } from './case.ts';
import type { Statement } from './statements.ts';
import { customer, database, negated, vets } from './words.ts';

const calls = '(?:calls?|traffic|minutes|call attempts)';
const every =
  '(?:all|every|each|entire|any|whole|100 ?(?:%|percent)|one hundred percent|everything|no (?:call|traffic) is (?:exempt|outside))';
const covered =
  '(?:subject to|under|cover(?:s|ed|ing)?|govern(?:s|ed|ing)?|within|falls?|appl(?:y|ies|ied)|extends?|reach(?:es)?|handled|bound|included|part of|encompass\\w*|address(?:es|ed)|takes? in|regardless)';
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
  /\b(?:remov\w*|tak(?:e|en|ing) (?:\w+ ){0,5}(?:out|off|down)|delet\w*|revok\w*|de-?list\w*|struck|stricken|withdrawn|expelled)\b/i;
const bar =
  /\b(?:prohibit\w*|barr?ed|bar|forbid\w*|forbade|banned|ban|ineligible|excluded|suspended|enjoined|precluded|restricted|prohibition)\b/i;
const filing = /\b(?:certifications?|filings?|filed|files?|registrations?|listings?|submit\w*|one|it|entry)\b/i;
/** Of others: whose traffic is refused when they are removed. */
const ofOthers =
  /\b(?:upstream|trunk|disconnect\w*|refus\w*|reject\w*|block\w*|accept\w*|daily|each (?:business )?(?:day|morning|week|month)|(?:carriers?|providers?|partners?|peers?) (?:that|who|whose|which|is|are|has|have|must|no longer)|terminat\w*|interconnect\w*)\b/i;

const removalTold = (each: Statement): boolean =>
  (removal.test(each.said) || bar.test(each.said)) &&
  (database.test(each.said) || filing.test(each.text)) &&
  !ofOthers.test(each.text) &&
  (negated.test(each.said) || /\b(?:our|its|the company's|reinstated)\b/i.test(each.text)) &&
  !/\b(?:calls?|customers?|unlawful|illegal|spoof\w*|robocalls)\b/i.test(
    each.text.replace(/\brobocall mitigation\b/gi, ''),
  );

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
