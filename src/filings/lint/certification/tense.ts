import { type OpenDocument, type Place, placeIn, type Unit, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import type { CertificationCase } from './case.ts';

const builds =
  '(?:implement|establish|develop|create|adopt|set up|put in(?:to)? place|introduce|deploy|install|begin|start|build|institute|design|launch|roll out|formulate|draft|devise|put together|train|finali[sz]e)(?:ing)?';
const control =
  '(?:systems?|process(?:es)?|procedures?|polic(?:y|ies)|programs?|reviews?|training|mechanisms?|methods?|measures?|controls?|safeguards?|registers?|databases?|tools?|regime|plan|workflow|checks?|passwords?|authentication|disciplinary|portal|protocols?|log|employees|personnel|staff|ledger|list|manual)';
const promise = new RegExp(
  `(?<!customers? |customer |subscribers? |user |users |caller |person |who |that |they |party |parties |partners? |contractors? )(?<it>\\b(?:will|intends? to|plans? to|(?:is|are) going to|expects? to|hopes? to|aims? to|(?:is|are) (?:currently |now |presently |still )?(?:in the process of|working (?:on|to|toward)|preparing to|planning to|beginning to)|proposes? to|(?:is|are) (?:currently |now |presently |still )(?:developing|implementing|establishing|building|designing|drafting))\\s+(?:also\\s+|soon\\s+|shortly\\s+|then\\s+|be\\s+)?(?:${builds}|${builds.replace('ing)?', 'ing)')})?[^;,]{0,20}?\\b(?:a|an|the|its|our|new|such)?\\s*(?:[\\w'-]+\\s+){0,4}?${control})\\b`,
  'i',
);
const verb = new RegExp(
  `\\b(?:will|to|of|on|toward|now|currently|presently|still)\\s+(?:also\\s+|soon\\s+|shortly\\s+|then\\s+)?(?:${builds}|developing|implementing|establishing|building|designing|drafting)\\b`,
  'i',
);
const passive = new RegExp(
  `(?<it>\\b(?:${control})\\s+(?:will|is to|are to) (?:soon |then |also )?be (?:implemented|established|developed|created|adopted|set up|put in place|introduced|deployed|installed|instituted|launched|built))\\b`,
  'i',
);
const eventDriven =
  /\b(?:if|when(?:ever)?|upon|should|after|in the event|each time|every time|once|where|as soon as|following)\b/i;
const eventAfter = /\b(?:if|upon|in the event|whenever|each time|every time)\b/i;
const notYet =
  /(?<it>\b(?:has|have|is|are) not yet (?:been )?(?:implemented|established|adopted|completed|developed|in place|trained|deployed))\b/i;

/** Whether the sentence speaks of what happens on an event, and not of a control still to be made. */
const isDriven = (unit: Unit, { quote }: Place): boolean => {
  const at = Math.max(0, unit.text.indexOf(quote.split(/\s/, 3).join(' ')));
  return eventDriven.test(unit.text.slice(0, at)) || eventAfter.test(unit.text.slice(at));
};

/** A control that the certificate says exists is only promised (catalogue C2, 2009(a), (d)). */
export const futureTense = (document: OpenDocument): readonly Finding[] =>
  document.units.flatMap((unit) => {
    if (unit.kind === 'heading') return [];
    const [begun, built, promised] = [notYet, passive, promise].map((pattern) => placeIn(document, unit, pattern));
    const late = begun ?? (built && !isDriven(unit, built) ? built : null);
    const place = late ?? (promised && !isDriven(unit, promised) ? promised : null);
    if (!place || (!late && (!verb.test(place.quote.replace(/\s+/g, ' ')) || /\bstatus\b/i.test(place.quote))))
      return [];
    const row = /\bsupervis|\breview/i.test(place.quote)
      ? '001-12'
      : /\bsystem/i.test(place.quote)
        ? '001-11'
        : 'tense-object';
    return [
      finding(
        row,
        place,
        `"${place.quote.replace(/\s+/g, ' ')}" promises a control that the certificate says is established already. Say what is done now.`,
      ),
    ];
  });

const ready =
  /(?<it>\b(?:is|are|stands?|remains?)\s+(?:fully\s+|always\s+)?(?:prepared|ready|willing)\s+to\s+(?:provide|notify|report|give|send|file|inform|submit|deliver|authenticate|train)\w*)\b/i;
const hedge =
  /\b(?<it>(?:where|when|if|whenever|as)\s+(?:practicable|feasible|convenient|time permits|practical|resources permit|it sees fit))\b/i;
const duty =
  /\b(?:authenticat\w*|notif\w*|train\w*|report\w*|password|verif\w*|supervis\w*|record\w*|opt-?out|discipl\w*|password)\b/i;

/** Duties told as conditions or readiness instead of practice (catalogue C3). */
export const conditional = ({ document, practice }: CertificationCase): readonly Finding[] => {
  const { condition, marketing, denial } = practice;
  const findings: Finding[] = [];
  if (condition && marketing !== 'affirmed') {
    const why = denial
      ? 'takes back the denial of any use in marketing and makes every procedure conditional'
      : 'leaves open whether CPNI is used in marketing';
    findings.push(
      finding(
        denial ? '004-11' : '001-13',
        condition,
        `"${condition.quote.replace(/\s+/g, ' ')}" ${why}. Say which it is.`,
      ),
    );
  }
  for (const unit of unitsWith(document, ready)) {
    const place = placeIn(document, unit, ready);
    findings.push(
      finding(
        '001-14',
        place,
        `"${place?.quote.replace(/\s+/g, ' ') ?? ''}" tells of readiness, not of a procedure. Say what is done.`,
      ),
    );
  }
  for (const unit of unitsWith(document, hedge, duty)) {
    if (/\bas soon as\b|\bpracticabl\w* (?:but|and) (?:in no|no|not|within)/i.test(unit.text)) continue;
    const place = placeIn(document, unit, hedge);
    findings.push(
      finding(
        '2009(b)-hedge',
        place,
        `"${place?.quote ?? ''}" makes a duty depend on convenience. Say what is always done.`,
      ),
    );
  }
  return findings;
};
