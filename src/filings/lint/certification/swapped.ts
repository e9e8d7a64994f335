import { type OpenDocument, placeIn, placeOf, type Unit } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { failureLetters } from './periods.ts';
import { denies, optIn, optOut, partners } from './words.ts';

const inFailure =
  /\bopt-?\s?in\s+(?:mechanisms?|process(?:es)?|methods?|procedures?|systems?|means|features?|functions?|options?)\b|\b(?:inability|unable|failure|ability|impossib\w*|cannot|try\w*)\s+(?:of\s+\w+\s+)?to\s+opt-?\s?in\b|\bopt-?\s?in\b/gi;

/** A letter promised for both kinds of mechanism confuses nothing. */
const bothNamed = /\bopt-?\s?in\W+(?:or|and|\/)\W*opt-?\s?out|\bopt-?\s?out\W+(?:or|and|\/)\W*opt-?\s?in/i;

const failureSwapped = (document: OpenDocument): readonly Finding[] =>
  failureLetters(document).flatMap((unit) =>
    [...unit.text.matchAll(inFailure)]
      .filter(
        (match) => !bothNamed.test(unit.text) && (!optOut.test(unit.text) || /inab|unable|to opt/i.test(match[0])),
      )
      .map((match) => {
        const place = placeOf(document, unit, match.index, match.index + match[0].length);
        const row = /mechanism|process|method|system/i.test(match[0]) ? '001-02' : '001-03';
        return finding(
          row,
          place,
          `"${place.quote}" should speak of opt-out: the letter to the FCC is about opt-out mechanisms that fail.`,
        );
      }),
  );

const silence: RegExp =
  /\b(?:silen\w*|no (?:answer|response|reply|objection)|(?:not|n't) (?:respond|object|answer|reply)|assum\w*|implied|deemed|presum\w*|waiting period|biennial\w*|every two years)\b|\b(?:thirty|30)(?:\s*\(30\))?[ -]days?\b/i;
const negative = /\b(?:not|never|no|nor|neither|rather than|without|refus\w*|cannot)\b|n't/i;
const yes =
  /\bopt-?\s?out\b[^;]{0,70}\b(?:affirmative(?:ly)?|express(?:ly)?|explicit(?:ly)?)\b[^;]{0,40}\b(?:consent|approv\w*|agree\w*|permission|given|gives?|yes)/i;
const obtained =
  /\bopt-?\s?out\s+(?:approvals?|consents?|permission|basis|notices?)\b|\b(?:fail(?:s|ed)?|neglect\w*|declin\w*) to opt-?\s?out\b|\bnot opted-?\s?out\b/i;
const removed =
  /\b(?:exclud\w*|suppress\w*|remov\w*|filter\w* out|omit\w*|strik\w*|screen\w* out)\b[^;]{0,60}\bopt(?:s|ed|ing)?-?\s?in\b|\bopted-?\s?in\b[^;]{0,40}\b(?:are|is) (?:exclud|suppress|remov|filter|omit|taken off)/i;

const place = (document: OpenDocument, unit: Unit, pattern: RegExp): ReturnType<typeof placeIn> =>
  placeIn(document, unit, pattern);

const meaningSwapped = (document: OpenDocument, unit: Unit): readonly Finding[] => {
  if (unit.kind === 'heading') return [];
  const text = unit.text;
  const onlyIn = optIn.test(text) && !optOut.test(text);
  const onlyOut = optOut.test(text) && !optIn.test(text);
  const bySilence = silence.test(text.replace(/\bopt.{0,20}\bnot\b/i, ''));
  if (
    onlyIn &&
    bySilence &&
    !(
      negative.test(text) &&
      !/\b(?:not|n't) (?:respond|object|answer|reply)|\bno (?:answer|response|reply|objection)/i.test(text)
    )
  )
    return [
      finding(
        '2008(d)-silence',
        place(document, unit, optIn),
        'Opt-in is an express yes; the wait, renewal and silence belong to opt-out. One of the two words is swapped.',
      ),
    ];
  if (onlyOut && yes.test(text) && !/\be-?mail|\brevok|\bwithdraw|\bcontinu/i.test(text) && !negative.test(text))
    return [
      finding(
        '2008(d)-silence',
        place(document, unit, optOut),
        'Opt-out is approval by silence; an express yes is opt-in. One of the two words is swapped.',
      ),
    ];
  if (onlyOut && partners.test(text) && obtained.test(text) && !denies(text))
    return [
      finding(
        '2007(b)-partners',
        place(document, unit, obtained),
        'Joint venture partners, independent contractors and third parties need opt-in; opt-out does not suffice for them.',
      ),
    ];
  if (removed.test(text) && !/\b(?:not|n't|never)\b|\bexcept\b|\bunless\b|\bother than\b|\bonly\b/i.test(text))
    return [
      finding(
        '2008(d)-silence',
        place(document, unit, optIn),
        'Customers who opted in are the ones who may be approached; those who opted out are left out. One of the two words is swapped.',
      ),
    ];
  return [];
};

const onOptIn =
  /\b(?:rel(?:y|ies|ied|ying) (?:up)?on|(?:on|upon) the basis of|on an|based on|by means of|through|via|us(?:e|es|ing))\b.{0,40}\bopt-?\s?in\b/i;
const onOptOut =
  /\b(?:rel(?:y|ies|ied|ying) (?:up)?on|basis of|based on|by means of|through|via|us(?:e|es|ing)|obtain\w*)\b.{0,40}\bopt-?\s?out\b|\bopt-?\s?out (?:approval|consent|basis|regime)\b/i;
const bySilence =
  /\b(?:infer|assum|presum|deem|treat|count|consider)\w*\b.{0,80}\b(?:approv\w*|consent\w*|yes|agree\w*)|\b(?:approv\w*|consent\w*)\b.{0,60}\b(?:infer|assum|presum|deem)\w*/i;

/** The approval is called opt-in, but the mechanics told beside it are those of silence and opting out. */
const basisSwapped = (document: OpenDocument): readonly Finding[] => {
  const body = document.units.filter((unit) => unit.kind !== 'heading' && !partners.test(unit.text));
  const named = body.find((unit) => onOptIn.test(unit.text) && !optOut.test(unit.text) && !denies(unit.text));
  const isSilent =
    body.some((unit) => bySilence.test(unit.text) && silence.test(unit.text) && !optIn.test(unit.text)) &&
    body.some((unit) => /\bopt(?:s|ing)? out\b/i.test(unit.text) && !/\bfail|\binabilit/i.test(unit.text));
  if (
    !named ||
    !isSilent ||
    body.some((unit) => onOptOut.test(unit.text) && !denies(unit.text) && !/\be-?mail|\bfail/i.test(unit.text))
  )
    return [];
  return [
    finding(
      '2008(d)-silence',
      placeIn(document, named, optIn),
      'Approval is called opt-in here, but silence is what counts below: that is opt-out. One of the two words is swapped.',
    ),
  ];
};

/** Opt-in where the rule means opt-out, and the other way round (47 CFR 64.2007(b), 64.2008(d), 64.2009(f)). */
export const swapped = (document: OpenDocument): readonly Finding[] => [
  ...failureSwapped(document),
  ...basisSwapped(document),
  ...document.units
    .filter((unit) => !failureLetters(document).includes(unit))
    .flatMap((unit) => meaningSwapped(document, unit)),
];
