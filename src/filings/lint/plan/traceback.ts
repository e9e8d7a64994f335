import { inContext, placeIn, type Unit } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { type PlanCase, since } from './case.ts';

const traceback = /\btrace[- ]?backs?\b/i;
const answers = /\brespon\w*|\banswer\w*|\bcooperat\w*|\brepl(?:y|ies)\b|\bcompl(?:y|ies)\b/i;
const day = /\b(?:24|twenty-four)(?:\s*\(24\))?[ -]hours?\b/i;
const otherHours =
  /\bwithin\s+(?<it>(?!24|twenty-four)(?:\d+|one|two|three|four|five|seven|ten|forty-eight|seventy-two)(?:\s*\(\d+\))?\s+(?:business\s+)?(?:hours|days?))\b/i;
const designated =
  /\b(?:designated|selected|registered|chosen|appointed|recogni[sz]ed) by the (?:fcc|commission)\b|\b(?:fcc|commission)(?:'s)?[- ](?:designated|registered|selected|approved|recogni[sz]ed)\b|\b(?:fcc|commission)'s\b/gi;
const fcc = /\bfcc\b|\bcommission\b|\bfederal communications\b/i;
const police = /\blaw[- ]enforcement\b/i;
const consortium = /\bconsorti\w*|\bitg\b|\bindustry traceback group\b|\bustelecom\b/i;

const about = ({ document }: PlanCase): readonly Unit[] =>
  document.units.filter(
    (unit) =>
      unit.kind !== 'heading' &&
      answers.test(unit.text) &&
      (traceback.test(unit.text) || (traceback.test(inContext(unit)) && /\brequests?\b/i.test(unit.text))),
  );

const weak =
  /\b(?<it>timely (?:cooperat\w*|respon\w*|answer\w*)|(?:respond|answer|cooperate)\w* (?:promptly|timely|in a timely (?:manner|fashion)))\b/i;

/** The promise to answer tracebacks fully within 24 hours, to whom (47 CFR 64.6305(d)(2)(iii), 64.1200(n)(1)). */
export const tracebackPromise = (plan: PlanCase): readonly Finding[] => {
  const { document, filed } = plan;
  const units = about(plan);
  if (units.length === 0)
    return [finding('P7-absent', null, 'The plan does not commit to answer traceback requests fully within 24 hours.')];
  const findings: Finding[] = [];
  const timed = units.some((unit) => day.test(unit.text));
  const soft = units
    .filter((unit) => !day.test(unit.text))
    .map((unit) => placeIn(document, unit, weak))
    .find((place) => place !== null);
  const late = units.map((unit) => placeIn(document, unit, otherHours)).find((place) => place !== null);
  if (late && filed >= since.traceback24)
    findings.push(
      finding(
        'P7-hours',
        late,
        `"${late.quote}" is not the rule: traceback requests are answered fully within 24 hours of receipt.`,
      ),
    );
  else if (!timed && filed >= since.traceback24)
    findings.push(
      finding(
        'P7',
        soft ?? null,
        'Traceback requests must be answered fully within 24 hours of receipt; the plan gives no such time.',
      ),
    );
  else if (soft && timed)
    findings.push(
      finding(
        '002-17',
        soft,
        `"${soft.quote}" is weaker than the 24 hours promised elsewhere. Say "fully and within 24 hours" throughout.`,
      ),
    );
  const text = units
    .map((unit) => unit.text)
    .join(' ')
    .replace(designated, ' ');
  const promised = units.filter((unit) => !/\btrigger\b/i.test(unit.text));
  const missing = [
    ...(fcc.test(text) ? [] : ['the FCC']),
    ...(police.test(text) ? [] : ['law enforcement']),
    ...(consortium.test(text) ? [] : ['the traceback consortium']),
  ];
  if (missing.length > 0) {
    const place =
      promised
        .map((unit) =>
          placeIn(
            document,
            unit,
            /\bfrom the (?:ITG|Industry Traceback Group|FCC|Commission|registered \w+ consortium)\b/i,
          ),
        )
        .find((each) => each !== null) ?? null;
    findings.push(
      finding(
        '002-18',
        place,
        `The traceback promise does not name ${missing.join(', nor ')} among those who may ask.`,
      ),
    );
  }
  return findings;
};
