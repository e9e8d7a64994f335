import { type OpenDocument, placeIn, placeOf, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import type { CertificationCase } from './case.ts';
import { periodsIn } from './counted.ts';
import { negative } from './words.ts';

const wait =
  /\b(?:(?:thirt(?:y|ieth)|forty|fifty|sixty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine|day))?|[3-9]\d|1\d\d)(?:st|th|nd|rd)?\b\s*(?:\(\s*\w+\s*\)\s*)?-?\s*(?:full |calendar |consecutive |clear |minimum )*days?\b|\b(?:one|a full|two) (?:calendar )?months?\b|\b(?:five|six|eight) weeks\b/i;
const waiting =
  /\b(?:wait\w*|assum\w*|presum\w*|treat\w*|deem\w*|after|before|until|elaps\w*|pass(?:ed|es)?|window|period|respond\w*|object\w*|minimum|consider\w*|lapse\w*|respons\w*|expir\w*|silen\w*)\b/i;
const renewal =
  /\b(?:every|each|once (?:in )?(?:every|each)?|at least (?:once )?every|per)\s+(?:(?:two|2|second|other|twenty-four|24|twelve|12|eighteen|18)\s*(?:\(\w+\)\s*)?-?)?\s*(?:calendar )?(?:years?|months)\b|\bbiennial\w*|\btwo-year(?:ly)?\b|\b(?:second|2nd) anniversar\w*|\bannual(?:ly)?\b|\byearly\b|\bonce (?:a|per) year\b|\btwo years (?:after|from|have|old)|\bwithin two years\b|\b(?:24|twenty-four) months\b|\bevery (?:even|odd)-numbered year\b|\bno (?:more|longer) than (?:two|2)(?: \(2\))? years\b/i;
const triennial = /\bevery (?:three|3|four|4|five|5|ten|10)(?: \(\d+\))? years\b/i;
const repeated =
  /\b(?:notif\w*|notices?|notification|remind\w*|letters?|mail\w*|sent|send|sends|renew\w*|repeat\w*|again|opt-?out)\b/i;
const always =
  /\b(?:24|twenty-four)\s*(?:\(\w+\)\s*)?-?\s*hours?\b|\b24\s*[/x×]\s*7\b|\b24-?7\b|\baround the clock\b|\b(?:at )?(?:any|every|all) (?:time|hour|hours|day or night)\b|\bday (?:or|and) night\b|\bany time of\b|\bround the clock\b|\balways (?:open|available|reachable)\b|\bevery hour\b|\b(?:seven|7) days\b|\bat all times\b/i;
const free =
  /\b(?:no|without(?: any)?|zero|not? (?:any )?)\s*(?:additional |extra |any )*(?:costs?|charges?|fees?|expense)\b|\bfree(?: of (?:charge|cost))?\b|\btoll-?\s?free\b|\bcosts? (?:the customer |them |him |her )?nothing\b|\bat no (?:additional )?(?:cost|charge)|\bnothing to pay\b|\bdoes not cost\b/i;
const reach =
  /\bopt\w*-?\s?out|\b(?:refus\w*|declin\w*|object\w*|say no|choice|choose|method|withdraw\w*|election|preference|customers? (?:can|may)|toll-?free|web|line|respond)/i;

const inferred =
  /\b(?:wait\w*|infer\w*|assum\w*|presum\w*|deem\w*|treat\w*|silen\w*|count\w*|consider\w*|object\w*|respond\w*)\b.*\b(?:approv\w*|consent\w*|yes|agree\w*|opt\w*)|\b(?:approv\w*|consent\w*)\b.*\b(?:wait\w*|infer\w*|assum\w*|presum\w*|deem\w*|after|until|unless)\b/i;
const notThisWait =
  /\b(?:law enforcement|breach|agenc\w*|commission|fcc|anomaly|train\w*|address|address of record|retain\w*|records?)\b/i;
const daysOf = (unit: 'day' | 'week' | 'month' | 'hour', count: number): number =>
  unit === 'week' ? count * 7 : unit === 'month' ? count * 30 : count;

const waits = (document: OpenDocument): boolean =>
  document.units.some(
    (unit) =>
      wait.test(unit.text) &&
      waiting.test(unit.text) &&
      !/\blaw enforcement|\bbreach|\bagency\b|\baddress\b.{0,40}\b(?:file|associated|record) for/i.test(unit.text),
  );
const renews = (document: OpenDocument): boolean =>
  document.units.some(
    (unit) =>
      renewal.test(unit.text) &&
      !triennial.test(unit.text) &&
      repeated.test(unit.text) &&
      !/\b(?:train\w*|certif\w*|retain\w*|records?|kept|audit\w*|log)\b/i.test(
        unit.text.replace(/\b(?:address|number)s? of record\b/gi, ''),
      ),
  );
const reachable = (document: OpenDocument): boolean => {
  const open = unitsWith(document, always).filter(
    (unit) => reach.test(unit.text) || reach.test(document.units[unit.index - 1]?.text ?? ''),
  );
  return open.some(
    (unit) =>
      free.test(unit.text) ||
      [unit.index - 1, unit.index + 1, unit.index - 2, unit.index + 2].some((at) =>
        free.test(document.units[at]?.text ?? ''),
      ),
  );
};

/** A wait of fewer than thirty days before silence counts (47 CFR 64.2008(d)(1)). */
const shortWaits = (document: OpenDocument): readonly Finding[] =>
  document.units.flatMap((unit) => {
    if (unit.kind === 'heading' || !inferred.test(unit.text) || notThisWait.test(unit.text)) return [];
    return periodsIn(unit.text)
      .filter(
        ({ unit: each, count, business }) => each !== 'hour' && count > 0 && daysOf(each, count) < (business ? 20 : 28),
      )
      .filter(
        ({ start }) => !/\b(?:third|every|another|add\w*|plus|extra)\b[^,;]{0,20}$/i.test(unit.text.slice(0, start)),
      )
      .filter(({ end }) => !/^\s*(?:are |is )?(?:added|more|extra|for (?:mail|postal))/i.test(unit.text.slice(end)))
      .map(({ start, end }) => {
        const place = placeOf(document, unit, start, end);
        return finding(
          '2008(d)(1)-number',
          place,
          `"${place.quote}" is too short: silence counts as approval only after at least thirty days.`,
        );
      });
  });

/** Opt-out asks for a wait of thirty days, renewal every two years and a free way to refuse at all hours (47 CFR 64.2008(d)). */
export const optOutMechanics = ({ document, practice }: CertificationCase): readonly Finding[] => {
  const { optOut, optOutPlace } = practice;
  if (!optOut) return [];
  const findings: Finding[] = [...shortWaits(document)];
  const missing = [
    ...(waits(document) ? [] : ['the wait of at least thirty days before silence counts']),
    ...(renews(document) ? [] : ['the renewal of the notice every two years']),
    ...(reachable(document) ? [] : ['a way to opt out that is free and open 24 hours a day, seven days a week']),
  ];
  if (missing.length > 0)
    findings.push(
      finding(
        '000-15',
        optOutPlace,
        `The carrier relies on "${optOutPlace?.quote ?? 'opt-out'}" but the statement does not explain ${missing.join(', nor ')}.`,
      ),
    );
  const [mailed] = unitsWith(
    document,
    /\bopt-?\s?out\b/i,
    /\b(?:by|via|through|using|send\w*|over) e-?mail\b|\be-?mail(?:ed|s)? (?:opt-?out )?notices?\b/i,
    /\bnot(?:ice|if)/i,
  ).filter((unit) => !negative.test(unit.text));
  const careful =
    /\b(?:agreed|consent\w*|permission|approv\w*|asked for|chosen|chose)\b.{0,60}\be-?mail|\be-?mail.{0,80}\b(?:agreed|consent\w*|permission|prior approval|express\w*|chosen|chose)|\bundeliver|\bbounc|\breturned\b|\breply\b|\bsubject line/i;
  if (mailed && !document.units.some((unit) => careful.test(unit.text)))
    findings.push(
      finding(
        '2008(d)-email',
        placeIn(document, mailed, /\be-?mail\w*/i),
        'Opt-out notices go by e-mail, but neither the prior consent to e-mail nor what happens to undeliverable ones is explained.',
      ),
    );
  return findings;
};
