import { type OpenDocument, type Place, placeIn, type Unit } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { people } from './words.ts';

const builds =
  '(?:implement|establish|develop|create|adopt|set up|put in(?:to)? place|introduce|deploy|install|begin|start|build|institute|design|launch|roll out|formulate|draft|devise|put together|train|finali[sz]e)(?:ing)?';
const control =
  '(?:systems?|process(?:es)?|procedures?|polic(?:y|ies)|programs?|reviews?|training|mechanisms?|methods?|measures?|controls?|safeguards?|registers?|databases?|tools?|regime|plan|workflow|checks?|passwords?|authentication|disciplinary|portal|protocols?|log|employees|personnel|staff|ledger|list|manual)';
const intends =
  '(?:intends? to|plans? to|(?:is|are) going to|expects? to|hopes? to|aims? to|proposes? to|(?:is|are) (?:currently |now |presently |still )?(?:in the process of|working (?:on|to|toward)|preparing to|planning to|beginning to))';
const promise = new RegExp(
  `(?<!customers? |customer |subscribers? |user |users |caller |person |who |that |they |party |parties |partners? |contractors? )(?<it>\\b(?:will|${intends}|(?:is|are) (?:currently |now |presently |still )(?:developing|implementing|establishing|building|designing|drafting))\\s+(?:also\\s+|soon\\s+|shortly\\s+|then\\s+|be\\s+)?(?:${builds}|${builds.replace('ing)?', 'ing)')})?[^;,]{0,20}?\\b(?:a|an|the|its|our|new|such)?\\s*(?:[\\w'-]+\\s+){0,4}?${control})\\b`,
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

const shall = `(?:will|(?:is|are) going to|${intends})`;
/** Controls that must stand already: people trained, and a system that shows approval. */
const training = new RegExp(
  `(?<it>\\b${shall} (?:\\w+ )?(?:be (?:\\w+ly )?(?:trained|instructed|educated|taught|briefed)|(?:receive|take|undergo|attend|complete|get|be given) (?:\\w+ ){0,4}(?:training|instruction|courses?|class(?:es)?|lessons?)|train|instruct|educate|teach)\\b)`,
  'i',
);
const showing = new RegExp(
  `\\b(?:system|screen|database|banner|crm|flag|indicator|marker|field|record|status|software|account)\\b.{0,60}(?<it>\\b${shall}(?:,[^,]*,)? (?:\\w+ )?(?:show|display|indicate|flag|mark|carry|reveal|appear|contain|bear|identify|be (?:shown|displayed|flagged|marked|visible|indicated))\\b)`,
  'i',
);
/** A day that has not come: "soon", "next summer", "as soon as one exists", "once a course is bought". */
const begins = new RegExp(
  `(?<it>\\b${shall} (?:soon|shortly|eventually|begin|start|commence|later)\\b|\\bwill\\b.{0,60}\\b(?:in the (?:near )?future|next (?:year|month|quarter|spring|summer|fall|autumn|winter|release)|later this year|this coming \\w+|by the end of|(?:once|as soon as|when|after) (?:an?|one|the|its|our)\\b[\\w ]{0,25}\\b(?:exists|is|are|has been|have been) ?(?:bought|hired|written|ready|installed|purchased|completed|complete|available|finished|in place|approved|built|made)?(?=\\W|$)))`,
  'i',
);
const noDuty = /\bif\b|\bshould\b|\bbreach|\bcustomers? (?:will|are)\b|\bbefore\b.{0,40}\bwill\b|\bpracticable\b/i;
const isEvent = /\b(?:determin\w*|notif\w*|full business|agenc\w*|law enforcement|direct\w*)\b/i;

/** Whether the sentence speaks of what happens on an event, and not of a control still to be made. */
const isDriven = (unit: Unit, { quote }: Place): boolean => {
  const at = Math.max(0, unit.text.indexOf(quote.split(/\s/, 3).join(' ')));
  return eventDriven.test(unit.text.slice(0, at)) || eventAfter.test(unit.text.slice(at));
};

/** A standing control told in the future, or one that waits for a day still to come. */
const stillToStand = (document: OpenDocument, unit: Unit): Place | null => {
  if (/\bif\b|\bshould\b|\bwere to\b/i.test(unit.text)) return null;
  if (people.test(unit.text) || /\btraining\b/i.test(unit.heading)) {
    const untaught = placeIn(document, unit, training);
    if (untaught) return untaught;
  }
  const unshown = /\b(?:approv|consent|opt|status|cpni|preference)/i.test(unit.text)
    ? placeIn(document, unit, showing)
    : null;
  if (unshown) return unshown;
  return noDuty.test(unit.text) || isEvent.test(unit.text) ? null : placeIn(document, unit, begins);
};

const lateOf = (document: OpenDocument, unit: Unit): Place | null => {
  const [begun, built, promised] = [notYet, passive, promise].map((pattern) => placeIn(document, unit, pattern));
  if (begun) return begun;
  if (built && !isDriven(unit, built)) return built;
  const isBuilding = promised && verb.test(promised.quote.replace(/\s+/g, ' ')) && !/\bstatus\b/i.test(promised.quote);
  return isBuilding && !isDriven(unit, promised) ? promised : stillToStand(document, unit);
};

/** A control that the certificate says exists is only promised (catalogue C2, 2009(a), (b), (d)). */
export const futureTense = (document: OpenDocument): readonly Finding[] =>
  document.units.flatMap((unit) => {
    const place = unit.kind === 'heading' ? null : lateOf(document, unit);
    if (!place) return [];
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
