import { type OpenDocument, type Place, placeIn, type Unit } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { agencies, breachPassages, bureau, recording, secretService } from './breach-passages.ts';

const urgent =
  /(?<it>\b(?:immediate(?:\s+and|\s+or|,)?\s+(?:risk\s+of\s+)?(?:an?\s+)?irreparable\s+(?:harm|injury|damage)|irreparable\s+(?:harm|injury|damage)|extraordinar(?:y|ily)\s+urgent|urgent\s+need|risk\s+of\s+(?:immediate|irreparable).{0,20}harm))\b/i;
const waitless =
  /\b(?<it>shall not wait\b.*?irreparable (?:harm|injury)|(?:will|does|do|need|shall) not wait\b.*?irreparable (?:harm|injury))/i;
const consults =
  /\bconsult\w*|\bconferr?(?:s|ed|ing)?\b|\b(?:after|first|once|until|by|in)\s+(?:\w+\s+){0,3}(?:discuss\w*|agreement|speak\w*|coordinat\w*|talk\w*|clear\w*).{0,60}\b(?:agenc|law enforcement|investigat|secret service|fbi|bureau)|\b(?:discuss\w*|coordinat\w*|talks?|speaks?|agree\w*|raise[sd]?|clear\w*)\b.{0,50}\bwith\b.{0,40}\b(?:agenc|law enforcement|investigat|secret service|fbi|bureau)|\b(?:asks?|with the (?:consent|agreement|approval) of)\b.{0,30}\b(?:agenc|investigat|law enforcement)/i;
const facility =
  /\bcentral(?:ized)?\b.{0,30}\b(?:facility|portal|point|system|site|reporting)\b|\breporting (?:facility|portal|web ?site|site|system|tool|page|form)\b|\bportals?\b|\bfacility\b|\bdata breach reporting\b|\bcpnireporting\b|\bfcc\.gov\b|\b(?:link|web ?site|web ?page|site|online (?:form|tool)|web form)\b.{0,40}\b(?:maintained|provided|published|designated|fcc|commission|government|federal|agenc\w*)|\b(?:fcc|commission|government|federal|agenc\w*)(?:'s)?\b.{0,30}\b(?:link|web ?site|web ?page|online (?:form|tool)|web form)\b/i;
const delay =
  /\b(?:longer|later|further|additional)\b.{0,60}\b(?:agenc\w*|law enforcement)\b.{0,40}\b(?:direct\w*|instruct\w*|request\w*|order\w*|ask\w*)|\b(?:agenc\w*|law enforcement)\b.{0,60}\b(?:may |can )?(?:extend|prolong|lengthen)|\bperiod\b.{0,30}\b(?:agenc\w*|law enforcement)\b.{0,20}\bdirect\w*|\b(?:direct\w*|instruct\w*|request\w*|order\w*|ask\w*|writ\w+|requir\w*|tells?|want\w*|extend\w*)\b.{0,100}\b(?:delay\w*|wait\w*|postpon\w*|withh\w*|hold\w*|held|defer\w*|refrain\w*|longer|extend\w*|extension|silent|not (?:to )?(?:disclose|notify|tell)|thirty|30)\b|\b(?:delay\w*|postpon\w*|withh\w*|held back|hold(?:s|ing)? (?:back|off)|defer\w*|extend\w*|longer|further wait)\b.{0,100}\b(?:direct\w*|instruct\w*|request\w*|order\w*|ask\w*|in writing|agency|law enforcement|investigat\w*)\b/i;
const three = (text: string): boolean =>
  /\b(?:access|look(?:s|ed)? at|view|obtain|see)/i.test(text) &&
  /\b(?:us(?:e|es|ed|ing)|misus\w*)\b/i.test(text) &&
  /\bdisclos|\breleas|\bshar|\breveal|\bpass/i.test(text);
/** A sentence that says what a breach is, and names one or two of the three things it may be. */
const definition =
  /\b(?:breach|incident)\b.{0,60}\b(?:when|where|means?|meaning|is|occurs?|happens?|that is|whenever|if)\b|\b(?:is|that's|call) a breach\b|\b(?:intentional(?:ly)?|on purpose|deliberate(?:ly)?)\b/i;
const wrongful =
  /\b(?:unauthori[sz]ed|without (?:\w+ ){0,2}(?:authori|permission|being)|exceed|in excess|beyond|improper|intentional|on purpose|deliberate)/i;
const deed = /\b(?<it>(?:gain(?:s|ed)? )?access\w*|us(?:e|es|ed)|disclos\w+|releas\w+)\b/i;
const told =
  /\bnotif\w*|\bnotices?\b|\breports?\b|\breported\b|\bletters?\b|\bwhat (?:was|we) (?:told|said|sent)|\bwho(?:m)? (?:was|were) told/i;
const customers = /\bcustomers?\b|\bsubscribers?\b|\bmembers?\b|\bpublic\b|\baffected\b/i;

const joinedText = (units: readonly Unit[]): string => units.map((unit) => unit.text).join(' ');

const breachKnown =
  /\b(?:determin\w*|discover\w*|learn\w*|confirm\w*|conclud\w*|aware|detect\w*)\b.{0,60}\bbreach|\bbreach\b.{0,40}\b(?:is|was|has been|are)\b.{0,20}\b(?:determin\w*|discover\w*|confirm\w*|detect\w*)/i;
const narrowTrigger =
  /\b(?:an?\s+)?(?<it>unauthori[sz]ed (?:disclosure|release|access|use)) (?:of|to) (?:\w+ ){0,3}cpni\b/i;

const trigger = (document: OpenDocument, passages: readonly Unit[]): Finding | null => {
  const defined =
    passages.some((unit) => three(unit.text)) ||
    three(joinedText(passages.filter((unit) => /unauthori[sz]ed|without authori|exceed/i.test(unit.text))));
  const narrow = passages.map((unit) => placeIn(document, unit, narrowTrigger)).find((place) => place !== null);
  const named = passages.some((unit) => agencies.test(unit.text) && breachKnown.test(unit.text));
  const partial = passages.find(
    (unit) =>
      definition.test(unit.text) &&
      wrongful.test(unit.text) &&
      deed.test(unit.text) &&
      /\bcpni\b|\binformation\b|\brecords?\b|\bdata\b/i.test(unit.text),
  );
  const told = partial && !named ? placeIn(document, partial, deed) : null;
  const place =
    narrow && !named
      ? narrow
      : partial && /\bintentional|\bbreach\b.{0,40}\b(?:is|means|when|where)\b/i.test(partial.text)
        ? placeIn(document, partial, deed)
        : told;
  if (!place || defined) return null;
  return finding(
    '000-19',
    place,
    `"${place.quote}" leaves out the rest of what is a breach: access, use or disclosure without authorization. The clock starts when the breach is reasonably determined.`,
  );
};

const urgentRoute = (document: OpenDocument, passages: readonly Unit[]): Finding | null => {
  const unit = passages.find((each) => urgent.test(each.text));
  if (!unit || passages.some((each) => Math.abs(each.index - unit.index) <= 3 && consults.test(each.text))) return null;
  const whole = placeIn(document, unit, waitless);
  const short = placeIn(document, unit, urgent);
  const place: Place | null = whole && short && whole.line === short.line ? whole : short;
  return finding(
    '000-18',
    place,
    `"${place?.quote ?? ''}" opens the urgent route without consulting the investigating agency first. Say that the report states the urgency, that the agency is consulted before customers are told, and that the carrier cooperates.`,
  );
};

/** "Address of record", "files a report": no record is kept by these words. */
const noRecord =
  /\b(?:address|number)s? of record\b|\bfil(?:e|es|ed|ing) (?:an? |the |our |its )?(?:\w+ )?reports?\b/gi;

/** The sentence with the question or cell that it answers. */
const withTitle = ({ text, title, heading }: Unit): string =>
  `${heading.endsWith('?') ? heading : ''} ${title} ${text}`;

const records = (document: OpenDocument, passages: readonly Unit[]): Finding | null => {
  const kept = passages.filter(
    (unit) =>
      recording.test(withTitle(unit).replace(noRecord, ' ')) &&
      (/\bbreach|\bincident|\bdetermin|\bdiscover/i.test(withTitle(unit)) || /\byears?\b/i.test(unit.text)),
  );
  const [first] = kept;
  if (!first)
    return finding(
      '000-22',
      null,
      'The statement does not say that records of breaches, of the reports to the agencies and of the notices to customers are kept for two years.',
    );
  if (kept.some((unit) => told.test(unit.text.replace(recording, '')))) return null;
  const place =
    placeIn(
      document,
      first,
      /\b(?:records? of (?:all )?)?(?<it>(?:records? of )?(?:all |any )?discovered breaches|records? of [^,;]{0,40}breaches|breach(?:es)? records?)\b/i,
    ) ?? placeIn(document, first, /\S.*$/);
  return finding(
    '000-22',
    place,
    `"${place?.quote ?? ''}" leaves out the reports to the agencies and the notices to customers, which the record must hold too.`,
  );
};

const absent = (text: string, pattern: RegExp, row: '000-20' | '000-21', message: string): readonly Finding[] =>
  pattern.test(text) ? [] : [finding(row, null, message)];

const hold =
  /\b(?:wait\w*|until|after|following|only (?:then|after|once|when)|once|before|prior to|hold\w*|held|sooner|earlier|elaps\w*|pass(?:ed)?|expir\w*|then|lapse\w*|thereafter|for seven|not contacted|silen\w*)\b/i;

const held = (passages: readonly Unit[]): boolean =>
  passages.some(
    (unit) =>
      customers.test(unit.text) && hold.test(unit.text) && /\b(?:full|business|working|days?)\b/i.test(unit.text),
  ) ||
  passages.some(
    (unit) => /\b(?:full|complete|entire) (?:business|working) days\b/i.test(unit.text) && hold.test(unit.text),
  ) ||
  passages.some((unit) => /\bseven\b|\b7\b/.test(unit.text) && customers.test(`${unit.text}`) && hold.test(unit.text));

const reportOrder =
  /\bcustomers?\b.{0,60}\b(?:first|before)\b.{0,60}\b(?:law enforcement|secret service|fbi|agenc)|\b(?:law enforcement|secret service|fbi)\b.{0,60}\bafter\b.{0,40}\bcustomers? (?:have been|has been|are|is|were) (?:notified|informed|told)/i;

const wrongOrder = (document: OpenDocument, passages: readonly Unit[]): Finding | null => {
  const unit = passages.find(
    (each) =>
      reportOrder.test(each.text) &&
      !/\b(?:not|never|no)\b/i.test(each.text) &&
      /\b(?:notif|tell|inform)\w*\s+(?:the\s+)?(?:affected\s+)?customers?\s+(?:first|before)|after\b.{0,40}customers?/i.test(
        each.text,
      ),
  );
  return unit && !/\bconsult/i.test(unit.text)
    ? finding(
        '2011-order',
        placeIn(document, unit, reportOrder),
        'Customers are told before law enforcement. The report to the agencies comes first.',
      )
    : null;
};

/** Report to law enforcement, hold, urgent route, delay by the agency, and records of breaches (47 CFR 64.2011). */
export const breachProcedure = (document: OpenDocument): readonly Finding[] => {
  const passages = breachPassages(document);
  const text = joinedText(passages);
  if (!agencies.test(text) || !/\bnotif|\breport|\binform|\btell|\bnotice/i.test(text))
    return [
      finding(
        '2011-absent',
        null,
        'The statement does not explain what happens on a breach of CPNI: report to the Secret Service and the FBI within seven business days, hold, notice to customers, records.',
      ),
    ];
  const both = secretService.test(text) && bureau.test(text);
  const one = secretService.test(text) || bureau.test(text);
  const through = passages.some((unit) => facility.test(unit.text) && agencies.test(unit.text));
  const checks: readonly (Finding | null)[] = [
    trigger(document, passages),
    both || (!one && through)
      ? null
      : finding(
          '2011-agencies',
          null,
          'The report must go to both the Secret Service and the Federal Bureau of Investigation.',
        ),
    held(passages)
      ? null
      : finding(
          '2011-hold',
          null,
          'The statement does not say that customers are told only after seven full business days from the report.',
        ),
    urgentRoute(document, passages),
    wrongOrder(document, passages),
    records(document, passages),
  ];
  return [
    ...checks.filter((each) => each !== null),
    ...absent(
      text,
      facility,
      '000-20',
      'The central reporting facility, through which the agencies are told electronically, is not named.',
    ),
    ...absent(
      text,
      delay,
      '000-21',
      'It is not said that an agency may direct a longer delay (up to 30 days, extendable, in writing).',
    ),
  ];
};
