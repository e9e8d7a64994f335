import { inContext, type OpenDocument, placeIn, type Unit, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { online, password } from './access-words.ts';
import { speaksOfCalls } from './calls.ts';
import { isChangeNotice } from './change-notice.ts';
import { passwordOnline } from './portals.ts';

/** Facts that outsiders can find, which neither prompt for a password nor prove who calls (RABI and account information). */
const guessable =
  /\breadily[- ]available\b|\bbiographical\b|\baccount information\b|\baccount (?:number|details|data)\b|\bsocial security\b|\bmother's maiden\b|\bdate of birth\b|\bbirth ?dates?\b|\b(?:personal|identifying|background|biographic) (?:facts?|details?|data|information)\b|\b(?:publicly|easily|readily|commonly) (?:available|known|found|obtain\w*|obtainable|accessible|discover\w*|guess\w*)|\bguess\w*|\blook(?:ed)? up\b|\blife (?:facts|history|details)\b|\bprinted on (?:a|the|its|his|any) (?:bill|invoice)|\bfacts\b.{0,40}\b(?:find|found|know|known|learn)/i;
const excluded =
  /\b(?:not?|never|without|neither|nor|rather than|instead of|none|cannot|forbid\w*|prohibit\w*|bars?|avoid\w*|independent of|other than|refus\w*|reject\w*|exclud\w*|no)\b|n't/i;

const excludesGuessable = (unit: Unit): boolean => guessable.test(unit.text) && excluded.test(unit.text);

/** Sentences on how a password is made or replaced speak of that, not of the prompt during a call. */
const making = /\b(?:establish\w*|lost|loses?|losing|forg\w+|misplac\w*|reset\w*|back-?\s?up|question|enrol\w*)\b/i;

const near = (document: OpenDocument, unit: Unit): readonly Unit[] =>
  document.units.filter(
    (each) =>
      each.kind !== 'heading' &&
      (each.block === unit.block ||
        (Math.abs(each.index - unit.index) <= 2 &&
          each.heading === unit.heading &&
          !online.test(each.text) &&
          !making.test(each.text.replace(/pre-?established/gi, '')))),
  );

const onCalls = (document: OpenDocument): Unit | undefined =>
  document.units.find(
    (unit) =>
      unit.kind !== 'heading' &&
      password.test(unit.text) &&
      !online.test(inContext(unit)) &&
      !isChangeNotice(unit) &&
      !making.test(unit.text.replace(/pre-?established/gi, '')) &&
      (speaksOfCalls(unit.text) ||
        near(document, unit).some((each) => speaksOfCalls(each.text)) ||
        speaksOfCalls(document.units[unit.index - 1]?.text ?? '')),
  );

/** A password that guessable facts may prompt is none (47 CFR 64.2010(b), (c)). */
export const prompts = (document: OpenDocument): readonly Finding[] => {
  const call = onCalls(document);
  const general = document.units.some(
    (unit) =>
      excludesGuessable(unit) &&
      !online.test(unit.text) &&
      !making.test(unit.text.replace(/pre-?established/gi, '')) &&
      (speaksOfCalls(unit.text) ||
        (/\b(?:prompt\w*|hint\w*|ask\w*|accept\w*|authenticat\w*|verif\w*)\b/i.test(unit.text) &&
          /\b(?:password|passcode|call|authenticat|verif|identit)/i.test(unit.text))),
  );
  const both = document.units.some(
    (unit) => excludesGuessable(unit) && online.test(unit.text) && speaksOfCalls(unit.text),
  );
  const findings: Finding[] = [];
  if (call && !general && !both && !near(document, call).some(excludesGuessable))
    findings.push(
      finding(
        '001-23',
        placeIn(
          document,
          call,
          /\bpre-?\s?established a password\b|\b(?:[\w-]+ ){0,2}pass(?:word|code|phrase)s?\b|\bpins?\b/i,
        ),
        'It is not said that the password for calls is never prompted by readily available biographical or account information.',
      ),
    );
  const web = passwordOnline(document);
  if (web && !document.units.some(excludesGuessable))
    findings.push(
      finding(
        '2010-online-prompt',
        placeIn(document, web, /\bpass(?:word|code|phrase)s?\b|\bpins?\b|\bcredentials?\b/i),
        'It is not said that online access is opened without readily available biographical or account information.',
      ),
    );
  return findings;
};

const provenByGuess =
  /(?:authenticat|verif|identif|confirm)\w*[^;]{0,80}\b(?<it>(?:last four (?:digits )?(?:of )?[^;]{0,20})?(?:social security(?: number)?|ssn|date of birth|mother's maiden name|billing zip(?: code)?|zip code))\b/i;

/** Proof of identity by facts that outsiders know. */
export const provenGuessably = (document: OpenDocument): readonly Finding[] =>
  unitsWith(document, provenByGuess, /\b(?:call(?:er|s)?|customer|subscriber)\b/i)
    .filter((unit) => !excluded.test(unit.text))
    .map((unit) => {
      const place = placeIn(document, unit, provenByGuess);
      return finding(
        '2010-guessable',
        place,
        `"${place?.quote ?? ''}" is readily available biographical information; it may not open call detail. Use a password, the address or the number of record.`,
      );
    });
