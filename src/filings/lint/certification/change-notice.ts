import { type OpenDocument, placeIn, type Unit, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';

const tells =
  /\b(?:notif\w*|notices?|inform(?:s|ed|ing)?\b|alert\w*|tells?|told|advis\w*|messages?|letters?|texts?|texted|e-?mails?|voicemails?|hears?|learns?)\b/i;
const changes =
  /\b(?:chang\w*|creat\w*|modif\w*|alter\w*|updat\w*|reset\w*|replac\w*|edit\w*|new|set up|add(?:ed|s)?)\b/i;
const things =
  /\baccount changes?\b|\bpasswords?\b|\bpasscodes?\b|\bpins?\b|\b(?:address|number|contact)(?:es|s)? of record\b|\bonline accounts?\b|\bback-?\s?up\b|\bsecurity (?:question|answer)s?\b|\baccount (?:information|data|profile)\b|\bbilling address\b|\bmailing address\b|\be-?mail address\b|\bcredentials?\b|\brecord address\b/gi;
const proves = /\b(?:lost|loses?|forg\w+|misplac\w*|authenticat\w*|verif\w*|caller|prompt\w*)\b/i;
const notOurs =
  /\b(?:fcc|commission|secret service|fbi|law enforcement|breach|opt-?\s?(?:out|in)|approval|marketing)\b/i;

const kinds = (unit: Unit): number =>
  new Set([...unit.text.matchAll(things)].map((match) => match[0].toLowerCase().slice(0, 7))).size;

/** Whether a sentence tells of notices about changed passwords, accounts or addresses. */
export const isChangeNotice = (unit: Unit): boolean => {
  const headed = `${unit.heading} ${unit.title}`;
  const titled = /chang|alert|\bnotif|\bnotice/i.test(headed) && !/\bopt|\bapprov|\bbreach|\bmarketing/i.test(headed);
  if (
    unit.kind === 'heading' ||
    !(tells.test(unit.text) || titled) ||
    !changes.test(unit.text) ||
    notOurs.test(unit.text)
  )
    return false;
  if (proves.test(unit.text) && !/\b(?:notif|alert)/i.test(unit.text)) return false;
  return kinds(unit) >= 1 && (/\baccount changes?\b/i.test(unit.text) || titled || kinds(unit) >= 2);
};

const changeNotices = (document: OpenDocument): readonly Unit[] => document.units.filter(isChangeNotice);

const channel =
  /\bvoice-?\s?mails?\b|\btext(?:s|ed)?\b(?: messages?)?|\bsms\b|\be?-?mail(?:s|ed|ing)?\b|\bletters?\b|\bpost(?:al|card|ed)?\b|\b(?:address|number|telephone)s? of record\b|\bcall(?:s|ed|ing)?\b/i;
const secret =
  /\b(?:not?|never|without|neither|nor|omit\w*|keep\w*|leav\w+ out|only (?:says|states|that)|cannot|withhold\w*)\b.{0,80}\b(?:reveal\w*|disclos\w*|show\w*|contain\w*|includ\w*|repeat\w*|stat\w*|giv\w*|quot\w*|sent|send|mention\w*|going|goes|go|deliver\w*|what (?:was|the|it)|new|chang\w*|detail\w*|value|content)|\bwithout (?:saying|stating|naming|describing)/i;
const slow = /\bwithin\s+(?<it>(?:\w+\s*\(?\d*\)?\s+)?(?:business\s+|calendar\s+)?(?:days|weeks?|months?))\b/i;
const prompt =
  /\bimmediate(?:ly)?\b|\bat once\b|\bright away\b|\binstant(?:ly|aneous\w*)?\b|\bas soon as\b|\bsame (?:business )?(?:day|hour)\b|\bwithin (?:\w+ )?(?:\(?\d+\)? )?(?:minutes?|hours?|seconds)\b|\bwithout delay\b|\bpromptly\b|\bthe moment\b|\bautomatic(?:ally)?\b|\bstraight away\b|\breal[- ]time\b|\bthe same (?:day|hour)\b|\bforthwith\b/i;

/** Under a heading of changes every item belongs to the notice; elsewhere an item with a title of its own begins another matter. */
const isNumberedOn = (document: OpenDocument, first: Unit, unit: Unit): boolean =>
  !/chang|alert|\bnotice/i.test(first.heading) || document.units[first.index]?.block === unit.block;

/** Immediate notice of account changes, by a safe channel, without the new data (47 CFR 64.2010(f)). */
export const changeNotice = (document: OpenDocument): readonly Finding[] => {
  const notices = changeNotices(document);
  const [first] = notices;
  if (!first)
    return [
      finding(
        '000-13',
        null,
        'The statement does not say that customers are told at once when a password, a backup answer, an online account or an address of record is created or changed.',
      ),
    ];
  const last = notices.at(-1) ?? first;
  const passage = document.units
    .slice(first.index, Math.max(first.index + 4, last.index + 3))
    .filter(
      (unit) =>
        unit.block === first.block ||
        unit.block === last.block ||
        (unit.heading === first.heading &&
          unit.item &&
          (first.text.endsWith(':') || (first.item && !isNumberedOn(document, first, unit)))),
    )
    .map((unit) => unit.text)
    .join(' ');
  const late = unitsWith(document, slow).find((unit) => notices.includes(unit));
  const missing = [
    ...(channel.test(passage)
      ? []
      : ['by which channel (voicemail or text to the number of record, mail to the address of record)']),
    ...(secret.test(passage)
      ? []
      : ['that the notice neither reveals the changed data nor goes to the new address or number']),
    ...(prompt.test(passage) || late ? [] : ['that the notice is immediate']),
  ];
  const findings: Finding[] = [];
  if (missing.length > 0)
    findings.push(
      finding(
        '001-22',
        placeIn(document, first, /\bany account changes\b/i) ?? placeIn(document, first, /\S.*$/),
        `The notice of account changes does not say ${missing.join('; nor ')}.`,
      ),
    );
  if (late) {
    const place = placeIn(document, late, slow);
    findings.push(
      finding(
        '2010(f)-late',
        place,
        `Notice of account changes "within ${place?.quote ?? ''}" is too late: the customer must be told immediately.`,
      ),
    );
  }
  return findings;
};
