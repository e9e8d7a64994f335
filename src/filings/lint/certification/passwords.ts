import { inContext, type OpenDocument, type Unit, unitsWith } from '../document.ts';
import { password } from './access-words.ts';
import { isChangeNotice } from './change-notice.ts';

const word = '(?:passwords?|passcodes?|passphrases?|pins?|credentials?)';
const made =
  '(?:establish\\w*|creat\\w*|choos\\w*|chose\\w*|sets?|setting|assign\\w*|issu\\w*|enrol\\w*|regist\\w*|generat\\w*|pick\\w*|select\\w*|activat\\w*|renew\\w*)';
const established = new RegExp(
  `\\b${made}\\b.{0,70}\\b${word}\\b|\\b${word}\\b.{0,25}\\b(?:is|are|be|been|being|gets?|must be|can be)\\b.{0,25}\\b${made}\\b`,
  'i',
);
const lost =
  /\b(?:lost|loses?|losing|forgot\w*|forgets?|misplac\w*|reset\w*|recover\w*|back-?\s?up|cannot (?:provide|recall|remember|give|produce)|can't (?:recall|remember)|fails? to (?:provide|recall|give)|alternative (?:authentication|method))\b/i;
const replaced =
  /\b(?:lost|loses?|losing|loss|forgot\w*|forgets?|forg\w+|misplac\w*|reset\w*|recover\w*|cannot (?:provide|recall|remember|give|produce|supply)|can't (?:recall|remember|give)|fails? to (?:provide|recall|give)|(?:a |the )?new (?:password|passcode|pin)\b|another password|starts? (?:over|afresh)|back-?\s?up (?:authentication|method|question|means|security)|secret questions?|security questions?)/i;
const elsewhere = /\b(?:breach|law enforcement|complaints?|pretext\w*)\b/i;
const unused =
  /\b(?:not|never|no)\b.{0,30}\b(?:us|offer|issu|rely|reli|accept|employ|hav|need|set|assign|requir)\w*\b.{0,20}\bpasswords?\b/i;

/** Whether it is explained what becomes of a password that is lost, or said that none is used. */
export const explainsLostPasswords = (document: OpenDocument): boolean =>
  document.units.some(
    (unit) =>
      unit.kind !== 'heading' && !isChangeNotice(unit) && replaced.test(inContext(unit)) && !elsewhere.test(unit.text),
  ) || unitsWith(document, unused).length > 0;

/** Whether it is explained how a password comes about or is replaced, or said that none is used. */
export const explainsPasswords = (document: OpenDocument): boolean =>
  document.units.some((unit: Unit) => {
    const text = unit.text.replace(/\bpre-?\s?(?:establish|set|select|assign)\w*/gi, ' ');
    if (unit.kind === 'heading' || isChangeNotice(unit)) return false;
    return established.test(text) || (lost.test(text) && (password.test(text) || password.test(unit.heading)));
  }) || unitsWith(document, unused).some((unit) => !/\bprompt|\bwithout\b|\bunless\b|\bknow\b/i.test(unit.text));
