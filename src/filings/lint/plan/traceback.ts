import { placeIn } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { type PlanCase, since } from './case.ts';
import type { Statement } from './statements.ts';

const traceback = /\btrace[- ]?backs?\b|\btrace (?:a |the |that )?calls?\b|\btracing\b/i;
const answers =
  /\brespon[ds]\w*|\banswer\w*|\bcooperat\w*|\brepl(?:y|ies|ied)\b|\bcompl(?:y|ies|ied)\b|\bprovid(?:e|es|ed)\b|\bidentif(?:y|ies)\b|\bfurnish\w*/i;
const day = /\b(?:24|twenty-four)(?:\s*\(24\))?[ -](?:clock )?hours?\b|\b24 ?h\b/i;
const hours =
  '(?:\\d+|one|two|three|four|five|six|seven|eight|ten|twelve|thirty-six|forty-eight|seventy-two)(?:\\s*\\(\\d+\\))?\\s+(?:business |calendar |working )?(?:hours|days?)';
const otherHours = new RegExp(
  `\\b(?:within|in|no later than|not later than|under)\\s+(?<it>(?!24|twenty-four)${hours})\\b(?!\\s*\\(\\s*(?:24|twenty-four)\\b)`,
  'i',
);
const designated =
  /\b(?:designated|selected|registered|chosen|appointed|recogni[sz]ed) by the (?:fcc|commission)\b|\b(?:fcc|commission)(?:'s)?[- ](?:designated|registered|selected|approved|appointed|recogni[sz]ed)\b|\b(?:fcc|commission)'s\b/gi;
const fcc = /\bfcc\b|\bcommission\b|\bfederal communications\b/i;
const police = /\blaw[- ]enforcement\b|\bpolice\b/i;
const consortium = /\bconsorti\w*|\bitg\b|\bindustry trace-?back group\b|\bustelecom\b/i;

/** Sentences in which a traceback only sets something else in motion, or which speak of what others owe the filer. */
const aside =
  /\btriggers?\b|\bafter (?:any|a|each) trace-?back\b|\b(?:upstream|carriers?|providers?|customers?|resellers?)\b[^.]{0,40}\b(?:must|agrees?|warrants?|undertakes?|undertaking|shall|is obliged|are obliged)\b/i;

const promises = ({ statements }: PlanCase): readonly Statement[] =>
  statements.filter(
    (each) =>
      (!aside.test(each.text) || day.test(each.text)) &&
      ((traceback.test(each.text) && (answers.test(each.said) || day.test(each.text))) ||
        (traceback.test(each.caption) &&
          (/\brequests?\b/i.test(each.text) ||
            answers.test(each.text) ||
            day.test(each.text) ||
            consortium.test(each.text)))),
  );

const weak =
  /\b(?<it>timely (?:cooperat\w*|respon\w*|answer\w*)|(?:respond|answer|cooperate)\w* (?:promptly|timely|in a timely (?:manner|fashion)))\b/i;

const timing = (plan: PlanCase, units: readonly Statement[]): readonly Finding[] => {
  const { document, filed, role } = plan;
  if (filed < (role === 'gateway' ? since.gatewayTraceback24 : since.traceback24)) return [];
  const timed = units.some((each) => day.test(each.text));
  const soft = units
    .filter((each) => !day.test(each.text))
    .map((each) => placeIn(document, each, weak))
    .find((place) => place !== null);
  const late = units
    .filter((each) => traceback.test(each.said))
    .map((each) => placeIn(document, each, otherHours))
    .find((place) => place !== null);
  if (late && !(timed && /business day/.test(late.quote)))
    return [
      finding(
        'P7-hours',
        late,
        `"${late.quote}" is not the rule: traceback requests are answered fully within 24 hours of receipt.`,
      ),
    ];
  if (!timed)
    return [
      finding(
        'P7',
        soft ?? null,
        'Traceback requests must be answered fully within 24 hours of receipt; the plan gives no such time.',
      ),
    ];
  return soft
    ? [
        finding(
          '002-17',
          soft,
          `"${soft.quote}" is weaker than the 24 hours promised elsewhere. Say "fully and within 24 hours" throughout.`,
        ),
      ]
    : [];
};

const requesters = ({ document }: PlanCase, units: readonly Statement[]): readonly Finding[] => {
  const text = units
    .filter((each) => !aside.test(each.text))
    .map((each) => each.said)
    .join(' ')
    .replace(designated, ' ');
  const missing = [
    ...(fcc.test(text) ? [] : ['the FCC']),
    ...(police.test(text) ? [] : ['law enforcement']),
    ...(consortium.test(text) ? [] : ['the traceback consortium']),
  ];
  if (missing.length === 0) return [];
  const place = units
    .map((each) =>
      placeIn(
        document,
        each,
        /\bfrom the (?:ITG|Industry Traceback Group|FCC|Commission|registered \w+ consortium)\b/i,
      ),
    )
    .find((each) => each !== null);
  return [
    finding(
      '002-18',
      place ?? null,
      `The traceback promise does not name ${missing.join(', nor ')} among those who may ask.`,
    ),
  ];
};

/** The promise to answer tracebacks fully within 24 hours, to whom (47 CFR 64.6305(d)(2)(iii), 64.1200(n)(1)). */
export const tracebackPromise = (plan: PlanCase): readonly Finding[] => {
  const units = promises(plan);
  return units.length === 0
    ? [finding('P7-absent', null, 'The plan does not commit to answer traceback requests fully within 24 hours.')]
    : [...timing(plan, units), ...requesters(plan, units)];
};
