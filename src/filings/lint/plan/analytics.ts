import { placeIn } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { type PlanCase, since } from './case.ts';
import type { Statement } from './statements.ts';

const watches =
  /\b(?:analytic\w*|analy[sz]\w*|monitor\w*|detect\w*|scor(?:e|es|ed|ing)|alert\w*|alarm\w*|flag\w*|watch\w*|measur\w*|comput\w*|count(?:s|ed|ing)?|report\w*|lists?|evaluat\w*|examin\w*|inspect\w*|track\w*|review\w*|fraud (?:engine|system|module)|look(?:s|ed)? (?:into|for|at)|find (?:bad|illegal|suspicious))\b/i;
const traffic =
  /\b(?:calls?|traffic|robocalls?|call records|attempts|trunks?|routes?|lines?|patterns?|seizures?|minutes)\b/i;
const amount =
  '(?:\\d[\\d,.]*|one|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|twenty-five|thirty|forty|forty-five|fifty|sixty|seventy|eighty|ninety|hundred|thousand)(?:\\s*\\(\\d+\\))?';
const concrete: readonly RegExp[] = [
  new RegExp(`\\b${amount}\\s*(?:%|percent\\b|per cent\\b)`, 'i'),
  new RegExp(
    `\\b${amount}\\s+(?:\\w+ ){0,2}(?:calls?|seconds?|attempts|cps|sessions|numbers|times)\\b|\\b${amount}\\s+(?:\\w+ ){0,2}(?:lines|minutes)\\b[^.]{0,40}\\bcalls?\\b`,
    'i',
  ),
  /\b(?:short[- ]duration|short calls|answer[- ]seizure|asr\b|acd\b|aloc\b|(?:average|mean|median) (?:\w+ )?(?:length|duration)|completion rates?|answer rates?|answered calls|ratio of answered|neighbou?r(?:hood)? spoof\w*|sequential|sequence|calls to (?:\w+ (?:or )?)?(?:invalid|unallocated|disconnected|unassigned)|honeypots?|call ratio|calls per second|(?:in|per) (?:a|an) (?:hour|day|minute)|fewer than one call in)/i,
];
/** Numbers that tell of something else than traffic. */
const elsewhere =
  /\btrac(?:e-?backs?|ed back)\b|\bdo[- ]?not[- ]?originate\b|\bdno\b|\bextension\b|\baccess lines\b|\bcontracts?\b[^.]{0,30}\byears?\b|\bgovernment[- ]issued\b/i;
/** Whose system it is, in words … */
const owned =
  /\b(?:vendors?|third[- ]part(?:y|ies)|(?:supplied|provided|operated|made|built|written|sold|run|developed) (?:by|in)|licensed from|(?:service|products?) (?:of|from)|in-house|internal(?:ly)?|proprietary|own (?:\w+ )?(?:software|system|tools?|platform|engine|job|scripts?)|itself|its own|our own|no (?:outside|external|other) \w+|(?:our|the|company's|its) (?:switch|softswitch|portal|manager|staff|technicians?|noc|engineers?|operations cent(?:er|re)|network operations|session border controllers?|billing system))\b/i;
/** … or by the capital letter of a name. */
const named =
  /\b(?:from|by|using|into|runs?|use[sd]?|utili[sz]es?|employs?|operates?|licenses?|deploys?|through|via|with|called|named|platform|system|software|tools?|engine|module|product|service)\b,? (?:of )?[A-Z]\w+|\b[A-Z]\w+,? (?:Inc|LLC|Corp|Ltd)\b|\b[A-Z][\w-]+(?:'s)? (?:[A-Z]\w+ )?(?:scor(?:es|ing)|analytics|engine|sentry|guardian)/;

const message = /\bmessage delivery rate\b/i;
const vague =
  /\b(?<it>various (?:\w+ (?:and \w+ )?)?(?:systems|tools|methods|measures|processes)|(?:industry[- ]standard|appropriate|suitable) (?:\w+ )?(?:systems|tools|analytics|monitoring))\b/i;

/** A named system put to the purpose, as "We use ClearIP of TransNexus to identify illegal calls". */
const system =
  /\b(?:us(?:e[sd]?|ing)|utili[sz]\w+|employ\w*|deploy\w*|operates?|runs?|licen[cs]es?|subscrib\w+ to|engages?|contracts? with|partner\w* with|rel(?:y|ies) on|through|via|(?:provided|supplied|operated|run) by|vendors?(?: is| are)?:?)\b[^.,;]{0,40}?\b(?!STIR|SHAKEN|SIP|FCC|RMD|ITG|KYC|CDR|NOC|IP|DNO|TCPA|UCaaS|VoIP|PBX|Company|Provider|Commission)[A-Z][A-Za-z]+\b(?!'s)/;
const purpose = /\banalytic\w*|\bidentif\w*|\bdetect\w*|\bscor(?:e|es|ing)\b|\banaly[sz]\w*/i;

const isConcrete = (each: Statement): boolean => concrete.some((pattern) => pattern.test(each.text));

const measures = (each: Statement): boolean =>
  traffic.test(each.passage) &&
  !elsewhere.test(each.said) &&
  ((isConcrete(each) && watches.test(each.passage)) || (system.test(each.text) && purpose.test(each.said)));

/** What is measured of calls, with which limits and by whose system (47 CFR 64.6305(d)(2)(ii)). */
export const analytics = ({ document, statements, filed }: PlanCase): readonly Finding[] => {
  const metric = document.units.map((unit) => placeIn(document, unit, message)).find((place) => place !== null);
  const clarity = metric
    ? [finding('002-16', metric, `"${metric.quote}" is a measure of messages; say how voice calls are measured.`)]
    : [];
  if (filed < since.contents2024) return clarity;
  const measured = statements.filter(measures);
  if (measured.length === 0) {
    const place = document.units.map((unit) => placeIn(document, unit, vague)).find((each) => each !== null) ?? null;
    return [
      finding(
        '002-13',
        place,
        `${place ? `"${place.quote}" does not describe` : 'The plan does not describe'} the analytics used to find and stop illegal traffic: what is measured, with which limits, by whose system (vendors by name).`,
      ),
      ...clarity,
    ];
  }
  const about = statements.filter((each) => watches.test(each.said) && traffic.test(each.said));
  const whose = [...measured, ...about].some((each) => owned.test(each.passage) || named.test(each.passage));
  return whose
    ? clarity
    : [
        finding(
          'P5-vendor',
          null,
          'The plan does not say whose analytics system is used: name third-party vendors, or say that it is its own.',
        ),
        ...clarity,
      ];
};
